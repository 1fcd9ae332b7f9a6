"""Application Auto Scaling of ECS services: the target, what it follows, and when its limits change."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Query
from ...core.model import Resource, Wanted
from . import rules
from .codes import CODES
from .common import MISSING, OfTarget


class ScheduledAction(OfTarget):
    """Limits that change at a time. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html"""

    name, noun = "autoscaling_scheduled_action", "scheduled action"
    id_path, arn_path, name_path = "ScheduledActionARN", "ScheduledActionARN", "ScheduledActionName"
    codes = CODES | Codes(not_yet=MISSING)
    fields = {
        "schedule": Field(
            "str",
            "When: cron(minute hour day month weekday year), rate(…) or at(…).",
            api="Schedule",
            required=True,
            setter="put",
        ),
        "timezone": Field(
            "str",
            "Time zone of the schedule, such as Asia/Seoul; without one UTC.",
            api="Timezone",
            default="UTC",
            setter="put",
        ),
        "min": Field("int", "Fewest tasks from then on.", api="ScalableTargetAction.MinCapacity", setter="put"),
        "max": Field("int", "Most tasks from then on.", api="ScalableTargetAction.MaxCapacity", setter="put"),
    }
    example = (
        "- knowledge.aws.autoscaling_scheduled_action:\n    target: service/knowledge-production/knowledge-production\n    config:\n"
        "      - {key: night, schedule: 'cron(0 22 * * ? *)', timezone: Asia/Seoul, min: 2}\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Schedule, time zone, limits."""
        found = []
        for want in wanted:
            texts = [
                *rules.schedule_objections(want["schedule"], want["timezone"]),
                *rules.capacity_objections(want["min"], want["max"]),
            ]
            if want["min"] is None and want["max"] is None:
                texts.append("it changes nothing; give min or max")
            found += [f"scheduled action {want.name}: {text}" for text in texts]
        return found

    def find(self, query: Query) -> list[Any]:
        """All scheduled actions of the target."""
        return self.listed("describe_scheduled_actions", "ScheduledActions")

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Without a time zone it is UTC."""
        return super().shape(raw) | {"timezone": raw.get("Timezone") or "UTC"}

    def _put(self, want: Wanted, call: Any) -> None:
        action = {
            name: want[field]
            for name, field in (("MinCapacity", "min"), ("MaxCapacity", "max"))
            if want[field] is not None
        }
        when = {"Schedule": want["schedule"], "Timezone": want["timezone"]}
        call("put_scheduled_action", **self.place(), ScheduledActionName=want.name, **when, ScalableTargetAction=action)

    def create(self, want: Wanted) -> None:
        """PutScheduledAction."""
        self._put(want, self.aws.create)

    def put(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutScheduledAction again."""
        self._put(want, self.aws.write)

    def delete(self, have: Resource) -> None:
        """DeleteScheduledAction."""
        self.aws.write("delete_scheduled_action", already=MISSING, **self.place(), ScheduledActionName=have.name)
