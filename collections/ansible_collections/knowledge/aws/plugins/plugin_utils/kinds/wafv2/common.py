# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the kinds of AWS WAF share."""

from __future__ import annotations

from typing import Any

from ...core.arns import global_region_of
from ...core.fields import Field
from ...core.kind import Kind, Query, tag_list
from ...core.model import Resource
from .codes import CODES

CLOUDFRONT, REGIONAL = "CLOUDFRONT", "REGIONAL"
SCOPE = {
    "scope": Field(
        "str",
        "What it protects: load balancers of the stack's region, or CloudFront.",
        choices=(REGIONAL, CLOUDFRONT),
        required=True,
    )
}


class Waf(Kind):
    """The scope's region, the lock token, tags by ARN."""

    service = "wafv2"
    scope_fields = SCOPE
    id_path, arn_path, name_path = "Id", "ARN", "Name"
    codes = CODES

    @classmethod
    def region_for(cls, scope: dict[str, Any], region: str) -> str:
        """The scope CLOUDFRONT exists only where global services live.

        https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html
        """
        return global_region_of(region) if scope.get("scope") == CLOUDFRONT else super().region_for(scope, region)

    def name_in_arn(self, arn: str) -> str:
        """Behind the name stands an id."""
        return super().name_in_arn(arn).partition("/")[0]

    def scopes(self) -> list[str]:
        """That of the task; without one all that there are in the region."""
        said = self.scope.get("scope")
        there = [CLOUDFRONT] if self.aws.region == global_region_of(self.aws.region) else []
        return [said] if said else [REGIONAL, *there]

    def listed(self, operation: str, member: str, query: Query) -> list[dict[str, Any]]:
        """Summaries of those that are wanted or may be ours."""
        found = [entry for scope in self.scopes() for entry in self._pages(operation, member, scope)]
        names = self.may_be_ours([entry["Name"] for entry in found], query)
        return [entry for entry in found if entry["Name"] in names]

    def _pages(self, operation: str, member: str, scope: str) -> list[dict[str, Any]]:
        """botocore has no pages for these lists."""
        found: list[dict[str, Any]] = []
        marker: dict[str, str] = {}
        while True:
            page = self.aws.read(operation, Scope=scope, Limit=100, **marker)
            found += page[member]
            if not page.get("NextMarker") or not page[member]:
                return found
            marker = {"NextMarker": page["NextMarker"]}

    def used(self, arn: str) -> bool:
        """Whether something holds it, so that AWS would not delete it."""
        raise NotImplementedError

    def free(self, found: list[Any], query: Query) -> list[Any]:
        """Ours that is in no list but still used is not looked at: its user detaches later in the run."""
        return [
            one
            for one in found
            if one and (query.everything or one["Name"] in query.names or not self.used(one["ARN"]))
        ]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        answer = self.aws.read("list_tags_for_resource", "TagInfoForResource", CODES.gone, ResourceARN=arn)
        return (answer or {}).get("TagList")

    @staticmethod
    def one_of(entry: dict[str, Any]) -> dict[str, Any]:
        """The arguments that name one of a list."""
        scope = CLOUDFRONT if ":global/" in entry["ARN"] else REGIONAL
        return {"Name": entry["Name"], "Scope": scope, "Id": entry["Id"]}

    def one(self, have: Resource) -> dict[str, Any]:
        """The arguments that name one."""
        return self.one_of(have.raw)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceARN=have.arn, Tags=tag_list(tags))
