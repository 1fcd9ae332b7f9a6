"""Alarms and dashboards of CloudWatch."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Kind, Query, tag_list
from ...core.model import Resource, Wanted
from . import rules

MISSING = ("ResourceNotFound", "ResourceNotFoundException")
COMMON = {
    "description": "AlarmDescription",
    "actions_enabled": "ActionsEnabled",
    "alarm_actions": "AlarmActions",
    "ok_actions": "OKActions",
    "insufficient_data_actions": "InsufficientDataActions",
}


def put(kind: str, description: str, **more: Any) -> Field:
    """A field of an alarm, which is written as a whole."""
    return Field(kind, description, setter="put", **more)


def actions(when: str) -> Field:
    """ARNs of what happens when an alarm changes its state."""
    return put("list", f"ARNs of what is told {when}.", elements="str", default=[], unordered=True)


ACTIONS = {
    "description": put("str", "What it means and what to do."),
    "actions_enabled": put("bool", "Whether anybody is told.", default=True),
    "alarm_actions": actions("when it fires"),
    "ok_actions": actions("when it is over"),
    "insufficient_data_actions": actions("when there is no data"),
}


class AlarmKind(Kind):
    """What all alarms have in common: they are listed together, written as a whole, and keep their state when they are changed."""

    service = "cloudwatch"
    id_path, arn_path, name_path = "AlarmName", "AlarmArn", "AlarmName"
    scope_fields = {}
    listed: str  # in AWS's answer
    type: str  # in AWS's question

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """What CloudWatch refuses, or takes and never evaluates."""
        return [f"{self.noun} {want.name}: {text}" for want in wanted for text in self.objections_of(want)]

    def objections_of(self, want: Wanted) -> list[str]:
        """Of one alarm."""
        return list(rules.common_objections(want.name, want.fields, self.aws.region))

    def find(self, query: Query) -> list[Any]:
        """All whose names begin as ours do in one call, their tags in another."""
        prefix = (
            {"AlarmNamePrefix": self.stack.name}
            if all(name.startswith(self.stack.name) for name in query.names)
            else {}
        )
        found = self.aws.read(
            "describe_alarms", self.listed, AlarmTypes=[self.type], PaginationConfig={"PageSize": 100}, **prefix
        )
        # Of several the tagging API tells ours: one that it does not tell and that is not listed is another stack's whose name begins as ours does.
        asked = {
            alarm["AlarmArn"]
            for alarm in found
            if len(found) == 1 or self.aws.wrote or alarm["AlarmName"] in query.names
        }
        tags = self.known_tags([alarm["AlarmArn"] for alarm in found])
        tags |= self.tags_of([arn for arn in asked if arn not in tags])
        return [alarm | {"Tags": tags.get(alarm["AlarmArn"], {})} for alarm in found]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "Tags", MISSING, ResourceARN=arn)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceARN=self.arn(have), Tags=tag_list(tags))

    def delete(self, have: Resource) -> None:
        """DeleteAlarms."""
        self.aws.write("delete_alarms", already=MISSING, AlarmNames=[have.id])
