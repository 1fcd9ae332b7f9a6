# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.stack.diagram: a picture of what the tasks of this run have planned or seen."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core import journal
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction, display
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError
from ansible_collections.knowledge.stack.plugins.plugin_utils.diagram.page import render
from ansible_collections.knowledge.stack.plugins.plugin_utils.diagram.stack import Heading


class ActionModule(StackAction):
    """Reads the journal and writes one file; asks AWS for nothing."""

    SPEC = {
        "file": {"type": "path"},
        "of": {"type": "str", "default": "built", "choices": ["built", "planned"]},
        "date": {"type": "str"},
    }

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """Draw, write, and say where."""
        host, stack = task_vars["inventory_hostname"], self.stack(args)
        built = args["of"] == "built"
        items, lacking = journal.items(host), journal.incomplete(host) if built else []
        if not items:
            raise StackError(
                f"There is nothing to draw of {stack.name}",
                "Build it first, or draw what is planned: -e diagram_of=planned",
            )
        date = args["date"] or datetime.now(UTC).strftime("%Y-%m-%d")
        path = self._path(args["file"], host, stack.name, len(task_vars.get("ansible_play_hosts_all") or []) > 1)
        heading = Heading(stack.name, stack.account_id, stack.region, date, built, tuple(lacking))
        text = render(heading, items, path.suffix == ".svg")
        changed = not path.exists() or path.read_text(encoding="utf-8") != text
        if changed and not self._task.check_mode:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        display.display(f"\n{host}: {len(items)} resources as {args['of']}: {path}")
        return {"changed": changed, "file": str(path), "resources": len(items)}

    @staticmethod
    def _path(given: str | None, host: str, name: str, several: bool) -> Path:
        """The absolute path of the file; one a stack where there are several."""
        path = Path(given or f"diagram-{name}.html").absolute()
        return path.with_name(f"{path.stem}-{host}{path.suffix}") if given and several else path
