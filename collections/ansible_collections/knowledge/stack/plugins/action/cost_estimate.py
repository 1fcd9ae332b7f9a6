# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.stack.cost_estimate: what the resources that this run has seen cost a month."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core import journal
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction, display
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost import guide, savings, tables
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.lines import estimate, wrong_assumptions
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.prices import price_list


class ActionModule(StackAction):
    """Reads the journal and the price file; asks AWS for nothing."""

    SPEC = {
        "assumptions": {"type": "dict", "default": {}},
        "show": {"type": "bool", "default": False},
        "file": {"type": "path"},
    }

    _acts = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """As any action; in a run that only looks, nothing depends on the estimate."""
        self._acts = self._task.args.get("state") == "present"
        return super().run(tmp, task_vars)

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """Planned or built, whatever the tasks before have seen."""
        wrong = wrong_assumptions(args["assumptions"])
        if wrong:
            said = "; ".join(found.about("assumption") for found in wrong)
            raise StackError(said, "Correct budget_cost_assumptions in the inventory")
        host, region = task_vars["inventory_hostname"], args["stack"]["region"]
        journal.write(host, {"assumptions": args["assumptions"]})
        items, prices = journal.items(host), price_list(region)
        found = estimate(items, prices, args["assumptions"], journal.incomplete(host))
        answer = found.as_dict()
        if self._acts and not args["show"]:
            for text in found.unknown:
                display.warning(f"{host}: the estimate, and a budget made from it, is too low: {text}")
        if not args["show"] and not args["file"]:
            return {"changed": False, **answer}
        rows, less = guide.compare(items, found), savings.savings(items, prices, args["assumptions"])
        answer |= {"guide": guide.as_dicts(rows), "savings": savings.as_dicts(less)}
        if args["show"]:
            compared, cheaper = tables.guide_table(rows), tables.savings_table(less)
            text = (
                f"{tables.table(found)}\n\nBeside the deployment guide, a month:\n{compared}\n\n"
                f"What could be had for less:\n{cheaper}"
            )
            display.display(f"\n{host} in {region}: cost in {found.currency}\n{text}")
        if args["file"]:
            text = tables.as_csv(found) if args["file"].endswith(".csv") else json.dumps(answer, indent=2)
            path = self._path(Path(args["file"]), host, task_vars)
            path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
            self.say(f"written: {path}")
        return {"changed": False, **answer}

    @staticmethod
    def _path(path: Path, host: str, task_vars: dict[str, Any]) -> Path:
        """The file; one a stack where there are several."""
        several = len(task_vars.get("ansible_play_hosts_all") or []) > 1
        return path.with_name(f"{path.stem}-{host}{path.suffix}") if several else path
