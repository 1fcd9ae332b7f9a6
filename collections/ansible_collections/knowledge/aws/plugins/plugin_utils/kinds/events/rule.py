"""Rules of EventBridge."""

from __future__ import annotations

import json
from typing import Any

from ...core.errors import StackError
from ...core.fields import Field, as_document
from ...core.kind import Kind, Query, tag_list
from ...core.model import Resource, Wanted
from . import rules
from .codes import CODES

MISSING = ("ResourceNotFoundException",)


def target(raw: dict[str, Any]) -> dict[str, Any]:
    """A target in our words."""
    transformer = raw.get("InputTransformer") or {}
    found = {
        "id": raw["Id"],
        "arn": raw["Arn"],
        "input_paths": transformer.get("InputPathsMap"),
        "input_template": transformer.get("InputTemplate"),
    }
    return {key: value for key, value in found.items() if value}


def given(targets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Targets without what is not set."""
    return [{key: value for key, value in one.items() if value} for one in targets]


class Rule(Kind):
    """Rule on the default bus. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html"""

    name, noun, service = "events_rule", "event rule", "events"
    codes = CODES
    arn_prefix = "rule/"
    id_path, arn_path, name_path = "Name", "Arn", "Name"
    fields = {
        "description": Field("str", "What the rule is for.", api="Description", setter="put"),
        "pattern": Field("dict", "Which events.", api="EventPattern", norm=as_document, setter="put"),
        "schedule": Field(
            "str", "When, instead of a pattern: rate(…) or cron(…), UTC.", api="ScheduleExpression", setter="put"
        ),
        "enabled": Field("bool", "Whether it works.", default=True, setter="put", api=""),
        "targets": Field(
            "list",
            "Where events go. Others are removed.",
            elements="dict",
            default=[],
            unordered=True,
            norm=given,
            setter="set_targets",
            options={
                "id": Field("str", "Name of the target in the rule.", required=True),
                "arn": Field("str", "ARN of the target.", required=True),
                "input_paths": Field("dict", "Values that are taken from the event, as JSON paths by name."),
                "input_template": Field(
                    "str", "What is sent, with these values as <name>; a text stands in double quotes."
                ),
            },
            api="",
        ),
    }
    example = (
        "- knowledge.aws.events_rule:\n    config:\n      - key: database\n        pattern: {source: [aws.rds]}\n"
        "        targets: [{id: topic, arn: '{{ topic_arn }}', input_paths: {what: $.detail.Message}, input_template: '\"<what>\"'}]\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """What EventBridge refuses, or takes and never matches."""
        return [
            f"event rule {want.name}: {text}"
            for want in wanted
            for text in rules.rule_objections(want.name, want.fields)
        ]

    def find(self, query: Query) -> list[Any]:
        """All whose names begin as ours do in one call, their targets one by one, their tags together."""
        prefix = (
            {"NamePrefix": self.stack.name} if all(name.startswith(self.stack.name) for name in query.names) else {}
        )
        found = self.aws.read("list_rules", "Rules", **prefix)
        targets = self.each(
            lambda rule: self.aws.read("list_targets_by_rule", "Targets", MISSING, Rule=rule["Name"]), found
        )
        tags = self.tags_of([rule["Arn"] for rule in found])
        return [
            rule | {"Targets": some or [], "Tags": tags[rule["Arn"]]} for rule, some in zip(found, targets, strict=True)
        ]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "Tags", MISSING, ResourceARN=arn)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The pattern is told as text, the state as a word."""
        return super().shape(raw) | {
            "enabled": raw.get("State") != "DISABLED",
            "targets": [target(one) for one in raw["Targets"]],
        }

    def _arguments(self, want: Wanted) -> dict[str, Any]:
        arguments = {
            "Description": want["description"],
            "ScheduleExpression": want["schedule"],
            "State": "ENABLED" if want["enabled"] else "DISABLED",
        }
        arguments |= {"EventPattern": json.dumps(want["pattern"]) if want["pattern"] else None}
        return {"Name": want.name, **{key: value for key, value in arguments.items() if value is not None}}

    def create(self, want: Wanted) -> None:
        """PutRule; targets are a setter's work."""
        self.aws.create("put_rule", **self._arguments(want), Tags=tag_list(want.tags))

    def put(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutRule: everything at once."""
        self.aws.write("put_rule", **self._arguments(want))

    def set_targets(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutTargets for what is new or differs, RemoveTargets for the rest. Both tell single failures in their answers."""
        had = {one["id"]: one for one in have["targets"] or []}
        wanted = {one["id"]: one for one in want["targets"]}
        gone = sorted(had.keys() - wanted.keys())
        if gone:
            self._done(self.aws.write("remove_targets", already=MISSING, Rule=have.id, Ids=gone))
        new = [self._target(one) for key, one in wanted.items() if had.get(key) != one]
        if new:
            self._done(self.aws.write("put_targets", Rule=have.id, Targets=new))

    @staticmethod
    def _target(one: dict[str, Any]) -> dict[str, Any]:
        transformer = {"InputPathsMap": one.get("input_paths") or {}, "InputTemplate": one.get("input_template")}
        return {"Id": one["id"], "Arn": one["arn"]} | (
            {"InputTransformer": transformer} if one.get("input_template") else {}
        )

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
        if have["targets"]:
            self._done(
                self.aws.write(
                    "remove_targets", already=MISSING, Rule=have.id, Ids=[one["id"] for one in have["targets"]]
                )
            )
        self.aws.write("delete_rule", already=MISSING, Name=have.id)
