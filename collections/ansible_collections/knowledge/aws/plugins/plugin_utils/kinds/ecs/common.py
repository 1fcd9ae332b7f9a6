"""Clusters of ECS."""

from __future__ import annotations

from ...core.kind import Kind
from ...core.model import Resource


def ecs_tags(tags: dict[str, str]) -> list[dict[str, str]]:
    """Tags as ECS spells them."""
    return [{"key": key, "value": value} for key, value in sorted(tags.items())]


class Ecs(Kind):
    """What all kinds of ECS have in common."""

    service, tags_path = "ecs", "tags"

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", resourceArn=have.id, tags=ecs_tags(tags))
