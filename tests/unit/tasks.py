"""Actions at work as in a task, without a playbook: arguments, host and the folder of the run are those of a test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import action, journal, tagged
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws

from tests.unit.things import ACCOUNT, HINTS, OWN, REGION

CONTEXT = {
    "name": "knowledge-production",
    "region": REGION,
    "account_id": ACCOUNT,
    "tags": {key: value for key, value in OWN.items() if key != "Component"},
    "hints": HINTS,
}
HOST = "one"


class Run:
    """The run that the tasks of a test belong to: ``index`` is what the tagging API lists, by region."""

    def __init__(self) -> None:
        self.index: dict[str, dict[str, dict[str, str]]] = {}
        self.asked: list[str] = []  # regions that the tagging API was asked about
        self.warnings: list[str] = []
        self.lines: list[str] = []
        self.very_verbose: list[str] = []  # what -vvv shows

    def task(
        self, plugin: type[action.StackAction], check_mode: bool = False, no_log: bool = False, **args: Any
    ) -> dict[str, Any]:
        """The result of one task."""
        args = {"stack": CONTEXT, "component": "things"} | args
        name = f"knowledge.aws.{getattr(getattr(plugin, 'kind', None), 'name', plugin.__module__.rsplit('.', 1)[-1])}"
        task = SimpleNamespace(
            args={name: value for name, value in args.items() if value is not None},
            action=name,
            check_mode=check_mode,
            no_log=no_log,
            diff=False,
            async_val=0,
            delegate_to=None,
            become=False,
            environment=None,
            _role=None,
        )
        shell = SimpleNamespace(tmpdir="/tmp", env_prefix=lambda **_: "")
        made = plugin(task, SimpleNamespace(_shell=shell), SimpleNamespace(become=False), None, None)
        made._load_name = f"ansible_collections.{name}"
        return made.run(task_vars={"inventory_hostname": HOST})

    def journal(self) -> list[dict[str, Any]]:
        """What the tasks left."""
        return journal.read(HOST)

    def _resources(self, aws: Aws, filters: list[dict[str, Any]]) -> list[dict[str, Any]]:
        self.asked.append(aws.region)
        return [
            {"ResourceARN": arn, "Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}
            for arn, tags in self.index.get(aws.region, {}).items()
        ]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """A run with a folder of its own; what its tasks do to the process ends with it."""
    made, before = Run(), dict(os.environ)
    monkeypatch.setattr(action.C, "DEFAULT_LOCAL_TMP", str(tmp_path))
    monkeypatch.setattr(action, "guard_every_session", lambda check_mode: None)
    monkeypatch.setattr(action.display, "warning", made.warnings.append)
    monkeypatch.setattr(action.display, "display", made.lines.append)
    monkeypatch.setattr(action.display, "vvv", made.very_verbose.append)
    monkeypatch.setattr(tagged, "resources", made._resources)
    yield made
    os.environ.clear()
    os.environ.update(before)
