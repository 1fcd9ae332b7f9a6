# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The summary of knowledge.aws, and below it what changes of the bill."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ansible_collections.knowledge.aws.plugins.callback.summary import CallbackModule as Summary
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import journal
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.difference import Difference, difference

DOCUMENTATION = r"""
name: summary
type: aggregate
short_description: Sums up a plan or a run as resources, with what changes of the bill
description:
  - The summary of P(knowledge.aws.summary#callback), then what changes of the bill, in USD a month at the fewest tasks.
  - Where the environment variable C(STACK_PLAN_JSON) names a file, that file has C(cost), too.
"""


def region_of(items: list[dict[str, Any]]) -> str:
    """The region of the stack: that of its own resources, not of those that stand in us-east-1 for all regions."""
    regions = Counter(item["region"] for item in items)
    return max(regions, key=lambda region: (regions[region], region))


def difference_of(host: str) -> Difference:
    """What this run changes of one stack's bill, from its journal."""
    items = journal.items(host, gone=True)
    assumptions: dict[str, float] = next(
        (answer["assumptions"] for answer in reversed(journal.read(host)) if "assumptions" in answer), {}
    )
    return difference(items, region_of(items), assumptions) if items else Difference()


class CallbackModule(Summary):
    """The summary with the bill."""

    CALLBACK_NAME = "knowledge.stack.summary"

    def after(self, changing: bool) -> dict[str, Any]:
        """What changes of the bill, below the summary and in its JSON."""
        cost = self._cost() if changing else Difference()
        if cost.text():
            self._display.display(cost.text())
        return {"cost": cost.as_dict()}

    def _cost(self) -> Difference:
        """What changes of the bill of all stacks. That it cannot be told is no reason to fail."""
        cost = Difference()
        for host in self.resources:
            try:
                cost.add(difference_of(host))
            except Exception as error:  # a summary must not end a run
                cost.unknown.append(f"that of {host} cannot be told ({type(error).__name__}: {error})")
        return cost
