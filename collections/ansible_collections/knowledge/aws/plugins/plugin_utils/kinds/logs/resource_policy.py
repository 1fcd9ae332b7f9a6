"""Log groups of CloudWatch Logs, and who may write to them."""

from __future__ import annotations

import json
from typing import Any

from ...core.fields import Field, as_document, same_policy
from ...core.kind import Kind, Query
from ...core.model import Resource, Wanted
from .codes import CODES


class ResourcePolicy(Kind):
    """Who of AWS's services may write to log groups. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html"""

    name, noun, service = "logs_resource_policy", "log resource policy", "logs"
    codes = CODES
    id_path, name_path = "policyName", "policyName"
    taggable = False
    fields = {
        "policy": Field(
            "dict",
            "The policy. An account has ten in a region.",
            api="policyDocument",
            required=True,
            norm=as_document,
            same=same_policy,
            setter="put",
        )
    }
    example = "- knowledge.aws.logs_resource_policy:\n    config:\n      - {key: opensearch, policy: '{{ opensearch_logs_policy }}'}\n"

    def find(self, query: Query) -> list[Any]:
        """All policies of the region."""
        return self.aws.read("describe_resource_policies", "resourcePolicies")

    def create(self, want: Wanted) -> None:
        """PutResourcePolicy: repeated, it does the same again."""
        self.aws.create("put_resource_policy", policyName=want.name, policyDocument=json.dumps(want["policy"]))

    def put(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutResourcePolicy."""
        self.aws.write("put_resource_policy", policyName=have.id, policyDocument=json.dumps(want["policy"]))

    def delete(self, have: Resource) -> None:
        """DeleteResourcePolicy."""
        self.aws.write("delete_resource_policy", policyName=have.id)
