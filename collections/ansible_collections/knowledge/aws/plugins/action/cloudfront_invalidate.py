# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.cloudfront_invalidate: CloudFront forgets cached answers, and the run waits until it has."""

from __future__ import annotations

import uuid
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws, preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import Query
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudfront.distribution import Distribution

preload("cloudfront")

# What CloudFront takes in one request: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
MOST_PATHS = 3000
USUAL, COMPLETED = 60, "Completed"  # seconds, and how it ends


class ActionModule(StackAction):
    """CreateInvalidation and GetInvalidation for the distribution of the stack."""

    SPEC = {
        "paths": {"type": "list", "elements": "str", "required": True},
        "key": {"type": "str", "default": "main"},
        "wait": {"type": "bool", "default": True},
        "wait_timeout": {"type": "float", "default": 900},
    }

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """In check mode the distribution is looked up and nothing is forgotten."""
        wrong = [path for path in args["paths"] if not path.startswith("/")]
        if wrong or not 1 <= len(args["paths"]) <= MOST_PATHS:
            raise StackError(
                f"paths: {', '.join(wrong) or len(args['paths'])} is not possible",
                f"1 to {MOST_PATHS} paths, each beginning with /, such as /static/*",
            )
        stack = self.stack(args)
        kind = Distribution(Aws(stack.region, self._task.check_mode), stack, say=self.say)
        name = stack.name_of(args["key"])
        have = next((one for one in kind.existing(Query((name,))) if one.name == name), None)
        if not have:
            raise StackError(f"There is no distribution {name}", stack.hint("build"))
        if self._task.check_mode:
            return {"changed": True, "id": "", "status": ""}
        batch = {
            "CallerReference": str(uuid.uuid4()),
            "Paths": {"Quantity": len(args["paths"]), "Items": args["paths"]},
        }
        made = kind.aws.write("create_invalidation", DistributionId=have.id, InvalidationBatch=batch)["Invalidation"]
        status = self._await(kind, have.id, made["Id"], args["wait_timeout"]) if args["wait"] else made["Status"]
        self.say(f"invalidation {made['Id']} of {', '.join(args['paths'])}: {status}")
        return {"changed": True, "id": made["Id"], "status": status}

    @staticmethod
    def _await(kind: Distribution, distribution: str, made: str, timeout: float) -> str:
        """The state of an invalidation that is completed; too late is no fault, as CloudFront goes on by itself."""

        def status() -> str:
            told = kind.aws.read("get_invalidation", "Invalidation", DistributionId=distribution, Id=made)
            return str(told["Status"]).lower()

        try:
            kind.wait_until(f"invalidation {made}", lambda: status() == COMPLETED.lower(), USUAL, int(timeout))
        except StackError as late:
            raise StackError(late.message, "CloudFront goes on with it; nothing has to be done") from None
        return COMPLETED
