"""Alarms and dashboards of CloudWatch."""

from __future__ import annotations

from typing import Any

from ...core.kind import tag_list
from ...core.model import Resource, Wanted
from . import rules
from .codes import CODES
from .common import ACTIONS, COMMON, AlarmKind, put


class CompositeAlarm(AlarmKind):
    """Alarm of alarms. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html"""

    name, noun = "cloudwatch_composite_alarm", "composite alarm"
    codes = CODES
    arn_prefix = "alarm:"
    listed, type = "CompositeAlarms", "CompositeAlarm"
    fields = {
        **ACTIONS,
        "rule": put(
            "str",
            'When it fires, such as ALARM("one") OR ALARM("other"). These alarms must exist.',
            required=True,
            norm=str.strip,
        ),
    }
    example = (
        "- knowledge.aws.cloudwatch_composite_alarm:\n    config:\n"
        "      - {key: service-down, rule: 'ALARM(\"no-healthy-hosts\")', alarm_actions: ['{{ topic_arn }}']}\n"
    )

    def objections_of(self, want: Wanted) -> list[str]:
        """Of one alarm."""
        return [*super().objections_of(want), *rules.rule_objections(want["rule"])]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The same words as of an alarm."""
        return {field: raw.get(api) for field, api in COMMON.items()} | {"rule": raw["AlarmRule"]}

    def _arguments(self, want: Wanted) -> dict[str, Any]:
        arguments = {api: want[field] for field, api in COMMON.items() if want[field] is not None}
        return {"AlarmName": want.name, "AlarmRule": want["rule"], **arguments}

    def put(self, have: Resource | None, want: Wanted, changed: tuple[str, ...] = ()) -> None:
        """PutCompositeAlarm: everything at once."""
        self.aws.write("put_composite_alarm", **self._arguments(want))

    def create(self, want: Wanted) -> None:
        """PutCompositeAlarm with tags."""
        self.aws.create("put_composite_alarm", **self._arguments(want), Tags=tag_list(want.tags))
