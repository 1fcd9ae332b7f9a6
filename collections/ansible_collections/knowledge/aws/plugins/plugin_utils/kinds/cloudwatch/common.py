# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What all alarms have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.fields import Field
from ...core.kind import Finding, Kind, Query, tag_list
from ...core.model import Resource, Wanted
from . import rules
from .codes import CODES


def put(kind: str, description: str, **more: Any) -> Field:
    """A field of an alarm, which is written as a whole."""
    return Field(kind, description, setter="put", **more)


def actions(when: str) -> Field:
    """ARNs of what happens when an alarm changes its state."""
    return put("list", f"ARNs of what is told {when}.", elements="str", default=[], unordered=True)


ACTIONS = {
    "alarm_description": put("str", "What it means and what to do."),
    "actions_enabled": put("bool", "Whether anybody is told.", default=True),
    "alarm_actions": actions("when it fires"),
    "ok_actions": actions("when it is over"),
    "insufficient_data_actions": actions("when there is no data"),
}


class AlarmKind(Kind):
    """They are listed together, written as a whole, and keep their state when they are changed."""

    service = "cloudwatch"
    id_path, arn_path, name_path = "AlarmName", "AlarmArn", "AlarmName"
    codes = CODES
    arn_prefix = "alarm:"
    listed: str  # in AWS's answer
    type: str  # in AWS's question
    operation: str  # that writes one

    def check(self, want: Wanted) -> Iterator[Finding]:
        """What CloudWatch refuses, or takes and never evaluates."""
        yield from rules.common_findings(want.name, want.fields, self.aws.region)

    def find(self, query: Query) -> list[Any]:
        """All whose names begin as ours do in one call, their tags in another."""
        ours = self.stack.name and all(name.startswith(self.stack.name) for name in query.names)
        prefix = {"AlarmNamePrefix": self.stack.name} if ours else {}
        found = self.aws.read(
            "describe_alarms", self.listed, AlarmTypes=[self.type], PaginationConfig={"PageSize": 100}, **prefix
        )
        # Of several the tagging API tells ours: one that it does not tell and that is not listed is another stack's,
        # whose name begins as ours does.
        asked = {
            alarm["AlarmArn"]
            for alarm in found
            if len(found) == 1 or self.aws.wrote or alarm["AlarmName"] in query.names
        }
        tags = self.known_tags([alarm["AlarmArn"] for alarm in found])
        tags |= self.tags_of([arn for arn in asked if arn not in tags])
        return [alarm | {"Tags": tags.get(alarm["AlarmArn"], {})} for alarm in found]

    def arguments(self, want: Wanted) -> dict[str, Any]:
        """All of an alarm, as it is written."""
        return {"AlarmName": want.name, **self.request(self.operation, want)}

    def create(self, want: Wanted) -> None:
        """Put…Alarm with tags, which count for a new alarm only."""
        self.aws.create(self.operation, **self.arguments(want), Tags=tag_list(want.tags))

    def put(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """Put…Alarm: everything at once."""
        self.aws.write(self.operation, **self.arguments(want))

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "Tags", CODES.gone, ResourceARN=arn)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceARN=self.arn(have), Tags=tag_list(tags))

    def delete(self, have: Resource) -> None:
        """DeleteAlarms."""
        self.aws.write("delete_alarms", already=CODES.gone, AlarmNames=[have.id])
