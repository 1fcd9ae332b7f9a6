"""What EventBridge refuses of a rule is found before any call."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.events.rules import rule_objections

TARGET = {"id": "topic", "arn": "arn:aws:sns:ap-northeast-2:123456789012:alerts"}
RULE: dict[str, Any] = {
    "description": "Failovers",
    "pattern": {"source": ["aws.rds"]},
    "schedule": None,
    "targets": [TARGET],
}


def objections(name: str = "knowledge-production-rds", **changes: Any) -> list[str]:
    return list(rule_objections(name, RULE | changes))


def test_a_good_rule_passes() -> None:
    paths = {"input_paths": {"what": "$.detail.Message"}, "input_template": '"<what> by <aws.events.rule-name>"'}
    assert objections(targets=[TARGET | paths]) == []
    assert objections(pattern=None, schedule="rate(1 hour)") == []
    assert objections(pattern=None, schedule="cron(0 17 * * ? *)") == []
    assert objections(pattern={"detail": {"state": [{"anything-but": ["ok"]}], "$or": [{"a": [1]}, {"b": [2]}]}}) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"pattern": None}, "give a pattern or a schedule"),
        (
            {"pattern": {"source": "aws.rds"}},
            "the pattern's source has to be a list that is not empty, such as [aws.rds]",
        ),
        ({"pattern": {"detail": {"state": []}}}, "the pattern's detail.state has to be a list"),
        ({"schedule": "rate(5 minute)"}, "1 is followed by minute"),
        ({"schedule": "rate(1 minutes)"}, "1 is followed by minute"),
        ({"schedule": "rate(0 minutes)"}, "a number above 0"),
        ({"schedule": "cron(0 17 * * ?)"}, "which has six fields"),
        ({"schedule": "every day"}, "neither rate(5 minutes) nor cron"),
        ({"name": "knowledge production"}, "other characters than letters"),
        ({"name": "k" * 65}, "or more than 64"),
        ({"description": "x" * 513}, "more than 512"),
        ({"targets": [TARGET | {"id": f"t{number}"} for number in range(6)]}, "6 targets; 5 at most"),
        ({"targets": [TARGET, TARGET]}, "the target topic is there twice"),
        ({"targets": [TARGET | {"id": "the topic"}]}, "the target the topic has other characters"),
        ({"targets": [TARGET | {"input_paths": {"what": "$.detail"}}]}, "has input_paths but no input_template"),
        ({"targets": [TARGET | {"input_template": '"<what>"'}]}, "uses <what>, which is not in its input_paths"),
        (
            {"targets": [TARGET | {"input_paths": {"what": "detail"}, "input_template": '"<what>"'}]},
            "input_paths.what has to begin with $.",
        ),
    ],
)
def test_what_eventbridge_refuses_is_said(changes: dict[str, Any], said: str) -> None:
    (found,) = objections(**changes)
    assert said in found
