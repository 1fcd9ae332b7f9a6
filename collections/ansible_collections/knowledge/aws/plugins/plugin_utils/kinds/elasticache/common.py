"""Groups of ElastiCache: subnets that nodes may stand in, and parameters that they run with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...core.kind import Kind, tag_list
from ...core.model import Resource


class ElastiCache(Kind):
    """What all kinds of ElastiCache have in common."""

    service = "elasticache"
    arn_path = "ARN"

    def tagged(self, entries: list[dict[str, Any]], names: Sequence[str]) -> list[dict[str, Any]]:
        """Those answers that may be ours, with their tags. What is being made or deleted may not have any yet."""
        ours = [
            entry
            for entry in entries
            if entry[self.name_path] in names or entry[self.name_path].startswith(self.stack.name)
        ]
        tags = self.tags_of([entry["ARN"] for entry in ours])
        return [entry | {"Tags": tags[entry["ARN"]]} for entry in ours]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        missing = ("InvalidReplicationGroupState", "ReplicationGroupNotFoundFault")
        return self.aws.read("list_tags_for_resource", "TagList", missing, ResourceName=arn)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """AddTagsToResource."""
        self.aws.write("add_tags_to_resource", ResourceName=have.arn, Tags=tag_list(tags))
