"""Application Auto Scaling of ECS services: the target, what it follows, and when its limits change."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Kind, Query
from ...core.model import Resource, Wanted
from . import rules
from .codes import CODES
from .common import COUNT, MISSING

SAFE_TASKS = 2
LIMITS = {"min": Field("int", "Fewest tasks."), "max": Field("int", "Most tasks.")}


def limits(value: dict[str, Any]) -> dict[str, Any]:
    """Limits with those of the schedules, each complete."""
    own = {"min": value["min"], "max": value["max"]}
    scheduled = [
        {**own, **{key: number for key, number in one.items() if number is not None}}
        for one in value.get("scheduled") or []
    ]
    return own | ({"scheduled": scheduled} if scheduled else {})


def same_limits(have: dict[str, Any], want: dict[str, Any]) -> bool:
    """Whether the limits are those that are wanted all day."""
    return (have["min"], have["max"]) == (want["min"], want["max"])


def scheduled_limits(have: dict[str, Any], want: dict[str, Any]) -> bool:
    """Whether the limits are what a scheduled action has made of them."""
    return any(same_limits(have, one) for one in want.get("scheduled", []))


class Target(Kind):
    """Service whose number of tasks is scaled; its name is service/<cluster>/<service>. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html"""

    name, noun, service = "autoscaling_target", "scalable target", "application-autoscaling"
    arn_prefix = "scalable-target/"
    id_path, arn_path, name_path = "ResourceId", "ScalableTargetARN", "ResourceId"
    codes = CODES | Codes(not_yet=("ValidationException",))
    fields = {
        "capacity": Field(
            "dict",
            "Fewest and most tasks.",
            required=True,
            norm=limits,
            same=same_limits,
            accept=scheduled_limits,
            setter="set_capacity",
            options={
                "min": Field("int", "Fewest tasks.", required=True),
                "max": Field("int", "Most tasks.", required=True),
                "scheduled": Field(
                    "list",
                    "Limits that scheduled actions set: these are not undone.",
                    elements="dict",
                    options=LIMITS,
                    default=[],
                ),
            },
            api="",
        ),
    }
    example = (
        "- knowledge.aws.autoscaling_target:\n    config:\n"
        "      - {key: app, name: service/knowledge-production/knowledge-production, capacity: {min: 3, max: 20}}\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Minimum and maximum, also those of schedules."""
        every = [
            (want.name, one) for want in wanted for one in (want["capacity"], *want["capacity"].get("scheduled", []))
        ]
        return [
            f"scalable target {name}: {text}"
            for name, one in every
            for text in rules.capacity_objections(one["min"], one["max"])
        ]

    def risks(self, wanted: list[Wanted]) -> list[str]:
        """A single task, be it only for some hours."""
        few = [
            want.name
            for want in wanted
            if min(one["min"] for one in (want["capacity"], *want["capacity"].get("scheduled", []))) < SAFE_TASKS
        ]
        text = "at times a single task may run. One bad task, or the loss of its zone, is then an outage; 2 are safer."
        return [f"scalable target {name}: {text}" for name in few]

    def find(self, query: Query) -> list[Any]:
        """All services that are scaled, and the tags of those that may be ours."""
        found = self.aws.read("describe_scalable_targets", "ScalableTargets", **COUNT)
        ours = [
            one
            for one in found
            if one["ResourceId"] in query.names or one["ResourceId"].startswith(f"service/{self.stack.name}")
        ]
        tags = self.tags_of([one["ScalableTargetARN"] for one in ours])
        return [one | {"Tags": tags[one["ScalableTargetARN"]]} for one in ours]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "Tags", ResourceARN=arn)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Both limits together."""
        return {"capacity": {"min": raw["MinCapacity"], "max": raw["MaxCapacity"]}}

    def _register(self, want: Wanted, call: Any, **more: Any) -> None:
        capacity = want["capacity"]
        call(
            "register_scalable_target",
            **COUNT,
            ResourceId=want.name,
            MinCapacity=capacity["min"],
            MaxCapacity=capacity["max"],
            **more,
        )

    def create(self, want: Wanted) -> None:
        """RegisterScalableTarget."""
        self._register(want, self.aws.create, Tags=want.tags)

    def set_capacity(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """RegisterScalableTarget again."""
        self._register(want, self.aws.write)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceARN=have.arn, Tags=tags)

    def delete(self, have: Resource) -> None:
        """DeregisterScalableTarget, with its policies and scheduled actions."""
        self.aws.write("deregister_scalable_target", already=MISSING, **COUNT, ResourceId=have.id)
