"""What anomaly monitors and subscriptions of Cost Explorer have in common."""

from __future__ import annotations

from typing import Any

from ...core.kind import Kind, Query, tag_list
from ...core.model import Resource
from .codes import CODES


class Anomaly(Kind):
    """Tags are asked for one by one."""

    service = "ce"
    region = "us-east-1"
    codes = CODES

    def with_tags(self, found: list[dict[str, Any]], query: Query) -> list[dict[str, Any]]:
        """Those that may be ours, by their names, with their tags."""
        names = self.may_be_ours([one[self.name_path] for one in found], query)
        ours = [one for one in found if one[self.name_path] in names]
        tags = self.tags_of([one[self.arn_path] for one in ours])
        return [one | {"Tags": tags[one[self.arn_path]]} for one in ours]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "ResourceTags", CODES.gone, ResourceArn=arn)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceArn=have.id, ResourceTags=tag_list(tags))
