# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.stack.price_refresh: renews the price file of a region from AWS's Price List API."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core import journal
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws, in_parallel, preload
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.charges import charges
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.lines import assumed
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.prices import FOLDER, path_of, price_list
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.refresh import Question, refreshed

preload("pricing")


class ActionModule(StackAction):
    """GetProducts, one call a price. The service answers in us-east-1 for all regions."""

    SPEC = {"folder": {"type": "path"}}

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """Ask for every price of the file and for those that this run's resources need; write what AWS answers."""
        region = args["stack"]["region"]
        aws, prices = Aws(region, self._task.check_mode).of("pricing", "us-east-1"), price_list(region)

        def ask(question: Question) -> list[dict[str, Any]]:
            return [json.loads(text) for text in aws.read("get_products", "PriceList", **question.request(region))]

        needed = [charge.price for charge in charges(journal.items(task_vars["inventory_hostname"]), assumed())]
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        new, renewed, kept = refreshed(prices, needed, lambda questions: in_parallel(ask, questions), today)
        path = path_of(region, Path(args["folder"] or FOLDER))
        changed = not path.exists() or path.read_text(encoding="utf-8") != new.text()
        if changed and not self._task.check_mode:
            path.write_text(new.text(), encoding="utf-8")
        self.say(f"{len(renewed)} prices from AWS, {len(kept)} as they were: {path}")
        for name, reason in kept.items():
            self.say(f"  kept {name}: {reason}")
        return {"changed": changed, "path": str(path), "renewed": renewed, "unanswered": kept}
