"""Cost Explorer: tags by which costs are told apart, and who is told of costs that nobody expects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...core.kind import Kind, tag_list
from ...core.model import Resource

MISSING = ("UnknownMonitorException", "UnknownSubscriptionException", "ResourceNotFoundException")


class Anomaly(Kind):
    """What monitors and subscriptions have in common: tags, asked for one by one."""

    service = "ce"
    region = "us-east-1"

    def with_tags(self, found: list[dict[str, Any]], names: Sequence[str]) -> list[dict[str, Any]]:
        """Those that may be ours, by their names, with their tags."""
        ours = [one for one in found if one[self.name_path] in names or one[self.name_path].startswith(self.stack.name)]
        tags = self.tags_of([one[self.arn_path] for one in ours])
        return [one | {"Tags": tags[one[self.arn_path]]} for one in ours]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "ResourceTags", MISSING, ResourceArn=arn)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceArn=have.id, ResourceTags=tag_list(tags))
