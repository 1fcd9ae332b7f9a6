# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.stack.show_outputs: the named outputs of a stack, on the screen and in files for scripts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar

from ansible.errors import AnsibleActionFail, AnsibleError
from ansible.plugins.action import ActionBase
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import display, plain
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.symbols import find_symbol
from ansible_collections.knowledge.stack.plugins.plugin_utils.outputs import (
    FORMATS,
    NOTHING,
    Output,
    as_dotenv,
    as_json,
    by_field,
    without_nothing,
)

FACT = re.compile(r"\b[a-z][a-z0-9_]*_outputs\b")


class ActionModule(ActionBase):
    """Reads ``output_definitions`` (roles/wiring/vars/main/outputs.yml) and the facts that end in _outputs.

    Asks AWS for nothing.
    """

    SPEC: ClassVar[dict[str, Any]] = {
        "folder": {"type": "path"},
        "format": {"type": "str", "choices": [*FORMATS], "default": "table"},
        "everything": {"type": "bool", "default": False},
    }
    _requires_connection = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Show, write and answer."""
        answer = super().run(tmp, task_vars)
        self.variables = task_vars or {}
        _, args = self.validate_argument_spec(argument_spec=self.SPEC)
        parts = {
            name.removesuffix("_outputs"): plain(self._templar.template(self.variables[name])) for name in self._facts()
        }
        defined = (
            [Output(name, without_nothing(value)) for name, value in parts.items()]
            if args["everything"]
            else self._defined()
        )
        outputs = [one for one in defined if one.value not in NOTHING]
        self._show(args["format"], outputs, args["everything"])
        files = self._write(Path(args["folder"]), outputs) if args["folder"] and not self._task.check_mode else []
        return answer | {
            "changed": False,
            "outputs": {one.name: one.value for one in outputs if not one.sensitive},
            "parts": parts,
            "files": files,
        }

    def _facts(self) -> list[str]:
        return sorted(name for name in self.variables if FACT.fullmatch(name))

    def _show(self, form: str, outputs: list[Output], everything: bool) -> None:
        host = self.variables["inventory_hostname"]
        if form == "table":
            table = FORMATS[form](by_field(outputs) if everything else outputs)
            display.display(f"\nOutputs of {host}\n{table or '  none: no part has been looked at'}")
        else:
            display.display((f"# {host}\n" if self._several() else "") + FORMATS[form](outputs))

    def _several(self) -> bool:
        return len(self.variables.get("ansible_play_hosts_all") or []) > 1

    def _defined(self) -> list[Output]:
        """The named outputs whose parts this run has looked at."""
        found = []
        for entry in self.variables.get("output_definitions") or []:
            try:
                value, owner = (plain(self._templar.template(entry.get(key))) for key in ("value", "exists"))
            except AnsibleError as error:
                if any(fact not in self.variables for fact in FACT.findall(entry["value"])):
                    continue  # a part that was left out or not asked for
                raise AnsibleActionFail(
                    f"The output {entry['name']} cannot be told: {error}. "
                    "Correct it in roles/wiring/vars/main/outputs.yml."
                ) from error
            found.append(
                Output(
                    entry["name"],
                    find_symbol(owner) or without_nothing(value),
                    entry.get("description", ""),
                    bool(entry.get("sensitive")),
                )
            )
        return found

    def _write(self, folder: Path, outputs: list[Output]) -> list[str]:
        """outputs.json and outputs.env for the owner only; a folder a stack where there are several."""
        if self._several():
            folder = folder / self.variables["inventory_hostname"]
        folder.mkdir(parents=True, exist_ok=True)
        files = {folder / "outputs.json": as_json(outputs), folder / "outputs.env": as_dotenv(outputs)}
        for path, text in files.items():
            path.touch(mode=0o600)
            path.write_text(text + "\n", encoding="utf-8")
            display.display(f"  written: {path}")
        return [str(path) for path in files]
