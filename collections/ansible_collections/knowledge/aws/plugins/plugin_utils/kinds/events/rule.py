# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules of EventBridge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.errors import StackError
from ...core.fields import Field, as_document, camel, snake
from ...core.kind import Finding, Kind, Query, tag_list
from ...core.model import Resource, Wanted
from . import rules
from .codes import CODES

TARGET = {
    "id": Field("str", "Name of the target in the rule.", required=True),
    "arn": Field("str", "ARN of the target.", required=True),
    "input_transformer": Field(
        "dict",
        "What is sent instead of the event.",
        options={
            "input_paths_map": Field("dict", "Values that are taken from the event, as JSON paths by name."),
            "input_template": Field(
                "str", "The text, with these values as <name>; a text stands in double quotes.", required=True
            ),
        },
    ),
}


def without_nothing(targets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Targets without what is not set."""
    found = []
    for one in targets:
        sent = {key: value for key, value in (one.get("input_transformer") or {}).items() if value}
        kept = {key: value for key, value in one.items() if value and key != "input_transformer"}
        found.append(kept | ({"input_transformer": sent} if sent else {}))
    return found


class Rule(Kind):
    """Rule on the default bus. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html"""

    name, noun, service = "events_rule", "event rule", "events"
    codes = CODES
    arn_prefix = "rule/"
    id_path, arn_path, name_path = "Name", "Arn", "Name"
    fields = {
        "description": Field("str", "What the rule is for.", setter="put"),
        "event_pattern": Field("dict", "Which events.", norm=as_document, setter="put"),
        "schedule_expression": Field("str", "When, instead of a pattern: rate(…) or cron(…), UTC.", setter="put"),
        "state": Field("str", "Whether it works.", choices=("ENABLED", "DISABLED"), default="ENABLED", setter="put"),
        "targets": Field(
            "list",
            "Where events go. Others are removed.",
            elements="dict",
            options=TARGET,
            default=[],
            unordered=True,
            norm=without_nothing,
            setter="set_targets",
            api="",
        ),
    }
    example = """
- knowledge.aws.sns_topic:
    config:
      - {key: alerts}
  register: topics

- knowledge.aws.events_rule:
    config:
      - key: database
        event_pattern: {source: [aws.rds]}
        targets:
          - id: topic
            arn: "{{ topics.arns.alerts }}"
            input_transformer: {input_paths_map: {what: $.detail.Message}, input_template: '"<what>"'}
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """What EventBridge refuses, or takes and never matches."""
        yield from rules.rule_findings(want.name, want.fields)

    def find(self, query: Query) -> list[Any]:
        """All whose names begin as ours do in one call, their targets one by one, their tags together."""
        ours = self.stack.name and all(name.startswith(self.stack.name) for name in query.names)
        found = self.aws.read("list_rules", "Rules", **({"NamePrefix": self.stack.name} if ours else {}))
        targets = self.each(self._targets, [rule["Name"] for rule in found])
        tags = self.tags_of([rule["Arn"] for rule in found])
        return [rule | {"Targets": some, "Tags": tags[rule["Arn"]]} for rule, some in zip(found, targets, strict=True)]

    def _targets(self, rule: str) -> list[dict[str, Any]]:
        return self.aws.read("list_targets_by_rule", "Targets", CODES.gone, Rule=rule) or []

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "Tags", CODES.gone, ResourceARN=arn)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Targets have a call of their own."""
        return super().shape(raw) | {"targets": snake(raw["Targets"], self._target_shape())}

    def _target_shape(self) -> Any:
        return self.aws.input("put_targets").members["Targets"]

    def create(self, want: Wanted) -> None:
        """PutRule; targets are a setter's work."""
        self.aws.create("put_rule", Name=want.name, Tags=tag_list(want.tags), **self.request("put_rule", want))

    def put(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutRule: everything at once."""
        self.aws.write("put_rule", Name=want.name, **self.request("put_rule", want))

    def set_targets(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutTargets for what is new or differs, RemoveTargets for the rest. Both tell single failures in answers."""
        had = {one["id"]: one for one in have["targets"] or []}
        wanted = {one["id"]: one for one in want["targets"]}
        gone = sorted(had.keys() - wanted.keys())
        if gone:
            self._done(self.aws.write("remove_targets", already=CODES.gone, Rule=have.id, Ids=gone))
        new = [one for key, one in wanted.items() if had.get(key) != one]
        if new:
            self._done(self.aws.write("put_targets", Rule=have.id, Targets=camel(new, self._target_shape())))

    @staticmethod
    def _done(answer: dict[str, Any] | None) -> None:
        for failed in (answer or {}).get("FailedEntries") or []:
            raise StackError(
                f"target {failed.get('TargetId')}: {failed.get('ErrorCode')}: {failed.get('ErrorMessage')}"
            )

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceARN=self.arn(have), Tags=tag_list(tags))

    def delete(self, have: Resource) -> None:
        """RemoveTargets, then DeleteRule: a rule with targets stays."""
        ids = [one["id"] for one in have["targets"]]
        if ids:
            self._done(self.aws.write("remove_targets", already=CODES.gone, Rule=have.id, Ids=ids))
        self.aws.write("delete_rule", already=CODES.gone, Name=have.id)
