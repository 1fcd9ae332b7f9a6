# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Scalable targets: the services of ECS whose number of tasks is scaled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Finding, Query
from ...core.model import Resource, Wanted
from . import rules
from .codes import CODES
from .common import COUNT, TARGET_EXAMPLE, Scaling

SAFE_TASKS = 2
LIMITS = {
    "min_capacity": Field("int", "Fewest tasks."),
    "max_capacity": Field("int", "Most tasks."),
}


def limits(value: dict[str, Any]) -> dict[str, Any]:
    """Limits with those of the schedules, each complete."""
    own = {name: value[name] for name in LIMITS}
    scheduled = [
        own | {name: number for name, number in one.items() if number is not None}
        for one in value.get("scheduled") or []
    ]
    return own | ({"scheduled": scheduled} if scheduled else {})


def same_limits(have: dict[str, Any], want: dict[str, Any]) -> bool:
    """Whether the limits are those that are wanted all day."""
    return all(have[name] == want[name] for name in LIMITS)


def scheduled_limits(have: dict[str, Any], want: dict[str, Any]) -> bool:
    """Whether the limits are what a scheduled action has made of them."""
    return any(same_limits(have, one) for one in want.get("scheduled", []))


class Target(Scaling):
    """Service whose number of tasks is scaled; its name is service/<cluster>/<service>.

    https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
    """

    name, noun = "autoscaling_target", "scalable target"
    id_path, arn_path, name_path = "ResourceId", "ScalableTargetARN", "ResourceId"
    codes = CODES | Codes(not_yet=("ValidationException",))
    fields = {
        "capacity": Field(
            "dict",
            "Fewest and most tasks; a word of its own for both, because a scheduled action sets both.",
            required=True,
            norm=limits,
            same=same_limits,
            accept=scheduled_limits,
            setter="set_capacity",
            options={
                **{name: replace(field, required=True) for name, field in LIMITS.items()},
                "scheduled": Field(
                    "list",
                    "Limits that scheduled actions set: these are not undone.",
                    elements="dict",
                    options=LIMITS,
                    default=[],
                ),
            },
            api="{min_capacity: MinCapacity, max_capacity: MaxCapacity}",
        ),
    }
    example = TARGET_EXAMPLE

    def check(self, want: Wanted) -> Iterator[Finding]:
        for field, one in (("capacity", want["capacity"]), *(("capacity.scheduled", one) for one in scheduled(want))):
            for finding in rules.capacity(one["min_capacity"], one["max_capacity"]):
                yield finding.named(f"{field}.{finding.field}")

    def risks(self, wanted: list[Wanted]) -> list[str]:
        """A single task, be it only for some hours."""
        text = "at times a single task may run. One bad task, or the loss of its zone, is then an outage; 2 are safer."
        fewest = {
            want.name: min(one["min_capacity"] for one in (want["capacity"], *scheduled(want))) for want in wanted
        }
        return [f"scalable target {name}: {text}" for name, number in fewest.items() if number < SAFE_TASKS]

    def find(self, query: Query) -> list[Any]:
        return self.targets(query)

    def _register(self, want: Wanted, call: Callable[..., Any], **more: Any) -> None:
        capacity = {"MinCapacity": want["capacity"]["min_capacity"], "MaxCapacity": want["capacity"]["max_capacity"]}
        call("register_scalable_target", **COUNT, ResourceId=want.name, **capacity, **more)

    def create(self, want: Wanted) -> None:
        self._register(want, self.aws.create, Tags=want.tags)

    def set_capacity(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """RegisterScalableTarget again."""
        self._register(want, self.aws.write)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        self.aws.write("tag_resource", ResourceARN=have.arn, Tags=tags)

    def delete(self, have: Resource) -> None:
        """Its policies and scheduled actions go with it."""
        self.aws.write("deregister_scalable_target", **COUNT, ResourceId=have.id)


def scheduled(want: Wanted) -> list[dict[str, Any]]:
    """The limits that schedules set."""
    return list(want["capacity"].get("scheduled", []))
