"""Web ACLs and IP sets of AWS WAF, regional ones and those of CloudFront."""

from __future__ import annotations

from typing import Any

from ...core.clients import Aws
from ...core.fields import Field
from ...core.kind import Kind, tag_list
from ...core.model import Resource, Stack

CLOUDFRONT = "CLOUDFRONT"
MISSING = ("WAFNonexistentItemException",)
SCOPE = {
    "scope": Field(
        "str",
        "What it protects: load balancers of the stack's region, or CloudFront.",
        choices=("REGIONAL", CLOUDFRONT),
        required=True,
    )
}


class Waf(Kind):
    """What web ACLs and IP sets share: the scope's region, the lock token, tags by ARN."""

    service = "wafv2"
    scope = SCOPE
    id_path, arn_path, name_path = "Id", "ARN", "Name"
    # something made just now is not seen everywhere; somebody else wrote between our look and our write
    not_yet = ("WAFUnavailableEntityException", "WAFOptimisticLockException", "WAFTagOperationException")
    still_used = ("WAFAssociatedItemException",)  # a distribution lets go some minutes after its end

    def __init__(self, aws: Aws, stack: Stack, scope: dict[str, Any] | None = None) -> None:
        super().__init__(aws, stack, scope)
        # https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html: the scope CLOUDFRONT exists in us-east-1 only
        self.aws = aws.of(self.service, "us-east-1" if self.given.get("scope") == CLOUDFRONT else stack.region)

    def listed(self, operation: str, member: str, names: list[str]) -> list[dict[str, Any]]:
        """Summaries of those that are wanted or named after the stack; botocore has no pages for these lists."""
        found: list[dict[str, Any]] = []
        marker: dict[str, str] = {}
        while True:
            page = self.aws.read(operation, Scope=self.given["scope"], Limit=100, **marker)
            found += page[member]
            if not page.get("NextMarker") or not page[member]:
                return [entry for entry in found if entry["Name"] in names or entry["Name"].startswith(self.stack.name)]
            marker = {"NextMarker": page["NextMarker"]}

    def used(self, arn: str) -> bool:
        """Whether something holds it, so that AWS would not delete it."""
        raise NotImplementedError

    def free(self, found: list[Any], names: list[str]) -> list[Any]:
        """Ours that is in no list but still used is not looked at: its user lets go of it later in the run."""
        return [one for one in found if one and (self.everything or one["Name"] in names or not self.used(one["ARN"]))]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        answer = self.aws.read("list_tags_for_resource", "TagInfoForResource", MISSING, ResourceARN=arn)
        return (answer or {}).get("TagList")

    def one(self, have: Resource) -> dict[str, Any]:
        """The arguments that name one."""
        return self.one_of({"Name": have.name, "Id": have.id})

    def one_of(self, entry: dict[str, Any]) -> dict[str, Any]:
        """The arguments that name one of a list."""
        return {"Name": entry["Name"], "Scope": self.given["scope"], "Id": entry["Id"]}

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceARN=have.arn, Tags=tag_list(tags))
