# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Application Auto Scaling of ECS services: the target, what it follows, and when its limits change."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Kind
from ...core.model import Query, Resource
from ..ecs.common import SERVICE_EXAMPLE
from .codes import OF_TARGET

TARGET_EXAMPLE = f"""\
{SERVICE_EXAMPLE}- name: Scalable target
  knowledge.aws.autoscaling_target:
    config:
      - key: main
        name: service/knowledge-production/knowledge-production
        capacity: {{min_capacity: 3, max_capacity: 20}}

"""

NAMESPACE = {"ServiceNamespace": "ecs"}
# Everything here is about the number of tasks of a service.
COUNT = {**NAMESPACE, "ScalableDimension": "ecs:service:DesiredCount"}


class Scaling(Kind):
    """Kinds of Application Auto Scaling."""

    service = "application-autoscaling"

    def targets(self, query: Query) -> list[dict[str, Any]]:
        """Scalable targets of these names, and those that may be ours, with their tags."""
        found, prefix = (
            self.aws.read("describe_scalable_targets", "ScalableTargets", **COUNT),
            f"service/{self.stack.name}",
        )
        known = self.index.read(self.aws, self.stack) if query.everything else {}
        some = [
            one
            for one in found
            if one["ResourceId"] in query.names
            or one["ResourceId"].startswith(prefix)
            or one["ScalableTargetARN"] in known
        ]
        tags = self.tags_of([one["ScalableTargetARN"] for one in some])
        return [one | {"Tags": tags[one["ScalableTargetARN"]]} for one in some]

    def ask_tags(self, arn: str) -> Any:
        return self.aws.read("list_tags_for_resource", "Tags", ResourceARN=arn)


class OfTarget(Scaling):
    """What belongs to a scalable target. It has no tags of its own: what scales our service is ours."""

    taggable = False
    codes = OF_TARGET
    scope_fields = {"target": Field("str", "Name of the scalable target, service/<cluster>/<service>.", required=True)}
    listing: tuple[str, str]  # the operation that lists them, and the member of its answer

    def place(self, have: Resource | None = None) -> dict[str, str]:
        """Which target: that of the task, or that of one which exists."""
        return {**COUNT, "ResourceId": have.raw["ResourceId"] if have else self.scope["target"]}

    def find(self, query: Query) -> list[Any]:
        """All of the target; without one, of all targets that are ours."""
        if self.scope["target"]:
            found = self.aws.read(*self.listing, **self.place())
        else:
            ours = {one["ResourceId"] for one in self.targets(query) if self.stack.owns_part(one["Tags"])}
            found = self.aws.read(*self.listing, **NAMESPACE) if ours else []
            found = [one for one in found if one["ResourceId"] in ours]
        return [one | {"Tags": self.stack.tags} for one in found]
