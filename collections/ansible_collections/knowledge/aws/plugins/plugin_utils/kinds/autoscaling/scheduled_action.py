# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Scheduled actions: when the limits of a scalable target change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...core.fields import Field, camel
from ...core.kind import Finding
from ...core.model import Resource, Wanted
from . import rules
from .common import TARGET_EXAMPLE, OfTarget

ACTION = "ScalableTargetAction"


class ScheduledAction(OfTarget):
    """Limits that change at a time.

    https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html
    """

    name, noun = "autoscaling_scheduled_action", "scheduled action"
    goes_with = "autoscaling_target"
    id_path, arn_path, name_path = "ScheduledActionARN", "ScheduledActionARN", "ScheduledActionName"
    listing = "describe_scheduled_actions", "ScheduledActions"
    fields = {
        "schedule": Field(
            "str", "When: cron(minute hour day month weekday year), rate(…) or at(…).", required=True, setter="put"
        ),
        "timezone": Field(
            "str",
            "Time zone of the schedule, such as Asia/Seoul; without one UTC.",
            api="Timezone || 'UTC'",
            default="UTC",
            setter="put",
        ),
        "min_capacity": Field("int", "Fewest tasks from then on.", api=f"{ACTION}.MinCapacity", setter="put"),
        "max_capacity": Field("int", "Most tasks from then on.", api=f"{ACTION}.MaxCapacity", setter="put"),
    }
    example = f"""\
{TARGET_EXAMPLE}- name: Fewer tasks at night
  knowledge.aws.autoscaling_scheduled_action:
    target: service/knowledge-production/knowledge-production
    config:
      - {{key: night, schedule: "cron(0 22 * * ? *)", timezone: Asia/Seoul, min_capacity: 2}}
      - {{key: morning, schedule: "cron(0 7 * * ? *)", timezone: Asia/Seoul, min_capacity: 3}}
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        yield from rules.scheduled_action(want.__getitem__)

    def _put(self, want: Wanted, call: Callable[..., Any]) -> None:
        limits = {name: want[name] for name in ("min_capacity", "max_capacity")}
        shape = self.aws.input("put_scheduled_action").members[ACTION]
        arguments = self.request("put_scheduled_action", want) | {ACTION: camel(limits, shape)}
        call("put_scheduled_action", **self.place(), ScheduledActionName=want.name, **arguments)

    def create(self, want: Wanted) -> None:
        self._put(want, self.aws.create)

    def put(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutScheduledAction again."""
        self._put(want, self.aws.write)

    def delete(self, have: Resource) -> None:
        self.aws.write("delete_scheduled_action", **self.place(have), ScheduledActionName=have.name)
