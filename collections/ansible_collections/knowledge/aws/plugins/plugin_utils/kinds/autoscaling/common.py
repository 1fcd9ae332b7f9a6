"""Application Auto Scaling of ECS services: the target, what it follows, and when its limits change."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Kind

MISSING = ("ObjectNotFoundException",)
# Everything here is about the number of tasks of a service.
COUNT = {"ServiceNamespace": "ecs", "ScalableDimension": "ecs:service:DesiredCount"}


class OfTarget(Kind):
    """What belongs to a scalable target. It has no tags of its own: what scales our service is ours."""

    service, taggable = "application-autoscaling", False
    scope_fields = {"target": Field("str", "Name of the scalable target, service/<cluster>/<service>.", required=True)}

    def place(self) -> dict[str, str]:
        """Which target."""
        return {**COUNT, "ResourceId": self.scope["target"]}

    def listed(self, operation: str, member: str) -> list[Any]:
        """Everything of the target, as ours."""
        return [one | {"Tags": self.stack.tags} for one in self.aws.read(operation, member, **self.place())]
