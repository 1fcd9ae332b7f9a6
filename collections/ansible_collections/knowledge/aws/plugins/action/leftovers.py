# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.leftovers: proves that nothing is left of a stack but what is retained, with the reasons."""

from __future__ import annotations

from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws, preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.tagged import tagged_arns

preload("resourcegroupstaggingapi")


class ActionModule(StackAction):
    """The last step of destroy."""

    SPEC = {"components": {"type": "list", "elements": "str"}}

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """In check mode everything is still there, and of no component nothing went: there is nothing to prove."""
        if self._task.check_mode or args["components"] == []:
            return {"changed": False, "left": [], "retained": []}
        stack = self.stack(args)
        left, retained = [], []
        for arn in tagged_arns(Aws(stack.region, True), stack, stack.regions, args["components"]):
            reason = self.explain_leftover(arn, stack)
            if reason is None:
                left.append(arn)
            elif reason:
                retained.append(f"{arn}: {reason}")
        for text in retained:
            self.say(f"retained: {text}")
        answer = {"changed": False, "left": left, "retained": retained}
        if left:
            lines = "\n".join(f"  {arn}" for arn in left)
            return answer | {
                "failed": True,
                "msg": f"{len(left)} resources with the tags of {stack.name} are left:\n{lines}\n"
                "No part of this stack made them, or something still uses them. Remove them, and run again.",
            }
        self.say(f"Nothing else is left of {stack.name}.")
        return answer
