# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Sums up what happened to resources, on any screen; as JSON where STACK_PLAN_JSON names a file."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Any

from ansible.plugins.callback import CallbackBase
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import summary
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import DELETE, KEEP

DOCUMENTATION = r"""
name: summary
type: aggregate
short_description: Sums up a plan or a run as resources
description:
  - One line a resource, then how many are added, changed, replaced and destroyed. With C(-v) also what is kept.
  - Where the environment variable C(STACK_PLAN_JSON) names a file, the same goes there as JSON, with before and after
    of each changed field.
"""

COLORS = {"create": "green", "update": "yellow", "replace": "red", "delete": "red", "keep": "normal"}


class CallbackModule(CallbackBase):
    """Reads ``resources`` of every result and nothing else."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "knowledge.aws.summary"

    def __init__(self) -> None:
        super().__init__()
        self.resources: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.retained: dict[str, list[str]] = defaultdict(list)
        self.orphans: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        self.planned = self.failed = self.seen = False

    def v2_runner_on_ok(self, result: Any) -> None:
        """Collect."""
        self._collect(result)

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False) -> None:
        """A task that failed has done something all the same. Drift is an answer, not a failure."""
        self.failed = self.failed or not (ignore_errors or "differing" in result.result)
        self._collect(result)

    def v2_runner_on_unreachable(self, result: Any) -> None:
        """No result."""
        self.failed = True

    def _collect(self, result: Any) -> None:
        host, answer = result.host.get_name(), result.result
        for part in [answer, *(answer.get("results") or [])] if isinstance(answer.get("results"), list) else [answer]:
            if not isinstance(part, dict):
                continue
            self.orphans[host] |= {orphan["arn"]: orphan for orphan in part.get("orphans") or []}
            if not isinstance(part.get("resources"), list):
                continue
            self.seen = self.seen or part.get("state") not in ("gathered", "offline")
            self.planned = self.planned or bool(part.get("planned"))
            self.resources[host] += part["resources"]
            self.retained[host] += part.get("retained") or []

    def v2_playbook_on_stats(self, stats: Any) -> None:
        """The summary, at the end."""
        if not self.seen:
            return
        everything: list[dict[str, Any]] = []
        for host, entries in self.resources.items():
            shown = [
                entry for entry in entries if entry["action"] != KEEP or entry.get("notes") or self._display.verbosity
            ]
            everything += entries
            if shown or self._left_over(host):
                self._display.display(f"\n{host}")
            for entry in shown:
                self._display.display(summary.line(entry), color=COLORS[entry["action"]])
            for orphan in self._left_over(host):
                self._display.display(
                    f"  ? {orphan['noun']}  {orphan['name']}  carries the stack's tags, but is in no list",
                    color="purple",
                )
            for text in self.retained[host]:
                self._display.display(f"    retained: {text}")
        orphans = sum(len(self._left_over(host)) for host in self.orphans)
        self._display.display(f"\n{summary.total(summary.count(everything), self.planned, self.failed, orphans)}")
        changing = any(entry["action"] != KEEP for entry in everything)
        self._write_json(everything, self.after(changing))

    def after(self, changing: bool) -> dict[str, Any]:
        """What another collection adds below the summary: it displays lines and answers with its part of the JSON."""
        return {}

    def _left_over(self, host: str) -> list[dict[str, Any]]:
        """Strays that nothing has removed."""
        removed = {entry["arn"] for entry in self.resources[host] if entry["action"] == DELETE}
        return [orphan for arn, orphan in self.orphans[host].items() if arn not in removed]

    def _write_json(self, everything: list[dict[str, Any]], more: dict[str, Any]) -> None:
        path = os.environ.get("STACK_PLAN_JSON")
        if not path:
            return
        report = {
            "mode": "plan" if self.planned else "run",
            "failed": self.failed,
            "summary": summary.count(everything),
            **more,
            "hosts": {
                host: {"resources": entries, "orphans": self._left_over(host), "retained": self.retained[host]}
                for host, entries in self.resources.items()
            },
        }
        Path(path).write_text(json.dumps(report, indent=2, default=str) + "\n", encoding="utf-8")
