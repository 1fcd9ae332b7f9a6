"""What EventBridge refuses of a rule is found before any call."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.events.rules import rule_findings

TARGET = {"id": "topic", "arn": "arn:aws:sns:ap-northeast-2:123456789012:alerts"}
RULE: dict[str, Any] = {
    "description": "Failovers",
    "event_pattern": {"source": ["aws.rds"]},
    "schedule_expression": None,
    "targets": [TARGET],
}


def findings(name: str = "knowledge-production-rds", **changes: Any) -> list[Finding]:
    return list(rule_findings(name, RULE | changes))


def sending(paths: dict[str, str] | None = None, template: str | None = None) -> list[dict[str, Any]]:
    return [TARGET | {"input_transformer": {"input_paths_map": paths, "input_template": template}}]


def test_a_good_rule_passes() -> None:
    assert findings(targets=sending({"what": "$.detail.Message"}, '"<what> by <aws.events.rule-name>"')) == []
    assert findings(event_pattern=None, schedule_expression="rate(1 hour)") == []
    assert findings(event_pattern=None, schedule_expression="cron(0 17 * * ? *)") == []
    detail = {"state": [{"anything-but": ["ok"]}], "$or": [{"a": [1]}, {"b": [2]}]}
    assert findings(event_pattern={"detail": detail}) == []


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"event_pattern": None}, "event_pattern", "is missing"),
        ({"event_pattern": {"source": "aws.rds"}}, "event_pattern.source", "a list that is not empty"),
        ({"event_pattern": {"detail": {"state": []}}}, "event_pattern.detail.state", "a list that is not empty"),
        ({"schedule_expression": "rate(5 minute)"}, "schedule_expression", "1 is followed by minute"),
        ({"schedule_expression": "rate(1 minutes)"}, "schedule_expression", "1 is followed by minute"),
        ({"schedule_expression": "rate(0 minutes)"}, "schedule_expression", "a number above 0"),
        ({"schedule_expression": "cron(0 17 * * ?)"}, "schedule_expression", "which has six fields"),
        ({"schedule_expression": "every day"}, "schedule_expression", "rate(5 minutes), or cron"),
        ({"name": "knowledge production"}, "name", "1 to 64 letters"),
        ({"name": "k" * 65}, "name", "1 to 64 letters"),
        ({"description": "x" * 513}, "description", "512 characters at most"),
        ({"targets": [TARGET | {"id": f"t{number}"} for number in range(6)]}, "targets", "5 at most"),
        ({"targets": [TARGET, TARGET]}, "targets", "the id topic twice"),
        ({"targets": [TARGET | {"id": "the topic"}]}, "targets.the topic.id", "1 to 64 letters"),
        ({"targets": sending({"what": "$.detail"})}, "targets.topic.input_transformer.input_template", "is missing"),
        ({"targets": sending(None, '"<what>"')}, "targets.topic.input_transformer.input_template", "uses <what>"),
        (
            {"targets": sending({"what": "detail"}, '"<what>"')},
            "targets.topic.input_transformer.input_paths_map.what",
            "does not begin with $.",
        ),
    ],
)
def test_what_eventbridge_refuses_is_said(changes: dict[str, Any], field: str, said: str) -> None:
    (found,) = findings(**changes)
    assert found.field == field and said in found.about("it") and found.valid
