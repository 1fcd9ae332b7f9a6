# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.drift: what a plan found to differ, and what carries our tags but belongs to no part."""

from __future__ import annotations

from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core import journal
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.arns import same_arn
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws, preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import KEEP
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.tagged import tagged_arns

preload("resourcegroupstaggingapi")


class ActionModule(StackAction):
    """Fails where there is drift, so that the exit code tells."""

    SPEC = {"components": {"type": "list", "elements": "str"}}

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """Compare what the tasks of this run saw with what is tagged as ours."""
        stack, seen = self.stack(args), journal.of_kinds(task_vars["inventory_hostname"])
        resources = [entry for answer in seen for entry in answer["resources"]]
        orphans = [entry for answer in seen for entry in answer["orphans"]]
        known = [entry["arn"] for entry in (*resources, *orphans)]
        tagged = tagged_arns(Aws(stack.region, True), stack, stack.regions, args["components"])
        orphans += [
            {"kind": "unknown", "noun": "unknown", "name": arn, "id": arn, "arn": arn}
            for arn in tagged
            if not any(same_arn(arn, other) for other in known) and self.explain_leftover(arn, stack) is None
        ]
        differing = [entry for entry in resources if entry["action"] != KEEP]
        answer = {"changed": False, "differing": differing, "orphans": orphans}
        if differing or orphans:
            text = (
                f"Drift: {len(differing)} of {len(resources)} resources differ from the inventory, "
                f"{len(orphans)} carry its tags and belong to nothing in it."
            )
            return answer | {"failed": True, "msg": text}
        self.say(f"No drift: {len(resources)} resources are as the inventory says.")
        return answer
