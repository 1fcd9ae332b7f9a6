"""Web ACLs and IP sets of AWS WAF, regional ones and those of CloudFront."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Kind, Query, tag_list
from ...core.model import Resource
from .codes import CODES

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
    scope_fields = SCOPE
    id_path, arn_path, name_path = "Id", "ARN", "Name"
    # something made just now is not seen everywhere; somebody else wrote between our look and our write
    codes = CODES | Codes(
        not_yet=("WAFUnavailableEntityException", "WAFOptimisticLockException", "WAFTagOperationException"),
        still_used=("WAFAssociatedItemException",),
    )
    # a distribution lets go some minutes after its end

    @classmethod
    def region_for(cls, scope: dict[str, Any], region: str) -> str:
        """The scope CLOUDFRONT exists in us-east-1 only.

        https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html
        """
        return "us-east-1" if scope.get("scope") == CLOUDFRONT else super().region_for(scope, region)

    def listed(self, operation: str, member: str, names: Sequence[str]) -> list[dict[str, Any]]:
        """Summaries of those that are wanted or named after the stack; botocore has no pages for these lists."""
        found: list[dict[str, Any]] = []
        marker: dict[str, str] = {}
        while True:
            page = self.aws.read(operation, Scope=self.scope["scope"], Limit=100, **marker)
            found += page[member]
            if not page.get("NextMarker") or not page[member]:
                return [entry for entry in found if entry["Name"] in names or entry["Name"].startswith(self.stack.name)]
            marker = {"NextMarker": page["NextMarker"]}

    def used(self, arn: str) -> bool:
        """Whether something holds it, so that AWS would not delete it."""
        raise NotImplementedError

    def free(self, found: list[Any], query: Query) -> list[Any]:
        """Ours that is in no list but still used is not looked at: its user lets go of it later in the run."""
        return [
            one
            for one in found
            if one and (query.everything or one["Name"] in query.names or not self.used(one["ARN"]))
        ]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        answer = self.aws.read("list_tags_for_resource", "TagInfoForResource", MISSING, ResourceARN=arn)
        return (answer or {}).get("TagList")

    def one(self, have: Resource) -> dict[str, Any]:
        """The arguments that name one."""
        return self.one_of({"Name": have.name, "Id": have.id})

    def one_of(self, entry: dict[str, Any]) -> dict[str, Any]:
        """The arguments that name one of a list."""
        return {"Name": entry["Name"], "Scope": self.scope["scope"], "Id": entry["Id"]}

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceARN=have.arn, Tags=tag_list(tags))
