"""Action of knowledge.aws.cloudfront_invalidate: CloudFront forgets cached answers, and the run waits until it has."""

from __future__ import annotations

import time
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
POLL = 5.0


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
        kind, name = Distribution(Aws(stack.region, self._task.check_mode), stack), stack.name_of(args["key"])
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
        status = self._await(kind.aws, have.id, made, args) if args["wait"] else made["Status"]
        self.say(f"invalidation {made['Id']} of {', '.join(args['paths'])}: {status}")
        return {"changed": True, "id": made["Id"], "status": status}

    def _await(self, aws: Aws, distribution: str, made: dict[str, Any], args: dict[str, Any]) -> str:
        began = time.monotonic()
        while made["Status"].lower() != "completed":
            elapsed = time.monotonic() - began
            if elapsed > args["wait_timeout"]:
                raise StackError(
                    f"Invalidation {made['Id']} is {made['Status']} after {elapsed:.0f} s",
                    "CloudFront goes on with it; nothing has to be done",
                )
            self.say(f"waiting {elapsed:4.0f} s  invalidation {made['Id']}: {made['Status']} (usually 60 s)")
            time.sleep(POLL)
            made = aws.read("get_invalidation", "Invalidation", DistributionId=distribution, Id=made["Id"])
        return str(made["Status"])
