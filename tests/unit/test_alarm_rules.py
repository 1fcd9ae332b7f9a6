"""What CloudWatch refuses of alarms, or takes and never evaluates, found before it is asked."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudwatch import rules as alarms

CPU = {
    "namespace": "AWS/ECS",
    "metric_name": "CPUUtilization",
    "statistic": "Average",
    "period": 60,
    "dimensions": {"ClusterName": "one"},
    "evaluation_periods": 3,
}
ERRORS = {
    "Id": "errors",
    "ReturnData": False,
    "MetricStat": {"Metric": {"Namespace": "AWS/ECS", "Dimensions": [{"Name": "a", "Value": "b"}]}, "Period": 60},
}
RESULT = {"Id": "result", "Expression": "FILL(errors, 0)"}
TOPIC = "arn:aws:sns:ap-northeast-2:123456789012:alerts"


@pytest.mark.parametrize(
    "values",
    [
        CPU,
        CPU | {"statistic": None, "extended_statistic": "p95"},
        CPU | {"statistic": None, "extended_statistic": "p99.9"},
        CPU | {"statistic": None, "extended_statistic": "TM(10%:90%)"},
        CPU | {"period": 86400, "evaluation_periods": 7},
        CPU | {"namespace": "Custom", "period": 10},
        {"metrics": [ERRORS, RESULT], "evaluation_periods": 3, "unit": ""},
    ],
)
def test_metrics_that_are_right(values: dict[str, Any]) -> None:
    assert list(alarms.metric_findings(values)) == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "either metric_name or metrics"),
        (CPU | {"metrics": [ERRORS, RESULT]}, "either metric_name or metrics"),
        ({"metrics": [ERRORS, RESULT], "period": 60}, "period belong into it"),
        (CPU | {"namespace": None}, "needs namespace"),
        (CPU | {"extended_statistic": "p95"}, "either statistic or"),
        (CPU | {"statistic": None, "extended_statistic": "95"}, "such as p95"),
        (CPU | {"dimensions": {}}, "never gets data"),
        (CPU | {"period": 45}, "multiple of 60"),
        (CPU | {"period": 30}, "too short for AWS/ECS"),
        (CPU | {"period": 300, "evaluation_periods": 289}, "86400 at most"),
        (CPU | {"period": 3600, "evaluation_periods": 169}, "604800 at most"),
        ({"metrics": [ERRORS, RESULT | {"Id": "errors"}]}, "Id of its own"),
        ({"metrics": [ERRORS, RESULT | {"Id": "Result"}]}, "small letter"),
        ({"metrics": [ERRORS, RESULT | {"ReturnData": False}]}, "exactly one"),
        ({"metrics": [ERRORS | {"ReturnData": True}, RESULT]}, "exactly one"),
        ({"metrics": [{"Id": "errors", "ReturnData": False}, RESULT]}, "either MetricStat or Expression"),
        (
            {"metrics": [ERRORS | {"MetricStat": {"Metric": {"Namespace": "AWS/ECS"}, "Period": 60}}, RESULT]},
            "metrics[errors] without dimensions",
        ),
    ],
)
def test_metrics_that_are_refused(values: dict[str, Any], words: str) -> None:
    (finding,) = alarms.metric_findings(values)
    assert words in finding.about("alarm")


@pytest.mark.parametrize(
    ("evaluated", "bad", "count"), [(3, 3, 0), (3, 1, 0), (3, None, 0), (3, 4, 1), (0, None, 1), (3, 0, 1)]
)
def test_data_points(evaluated: int, bad: int | None, count: int) -> None:
    assert len(list(alarms.count_findings({"evaluation_periods": evaluated, "datapoints_to_alarm": bad}))) == count


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("x" * 256, {}, "longer than 255"),
        ("cpu", {"alarm_description": "x" * 1025}, "longer than 1024"),
        ("cpu", {"alarm_actions": ["alerts"]}, "is no ARN"),
        ("cpu", {"ok_actions": ["arn:aws:sns:us-east-1:123456789012:alerts"]}, "is in us-east-1"),
        ("cpu", {"alarm_actions": [f"{TOPIC}{number}" for number in range(6)]}, "5 at most"),
    ],
)
def test_names_and_actions_that_are_refused(name: str, values: dict[str, Any], words: str) -> None:
    (finding,) = alarms.common_findings(name, values, "ap-northeast-2")
    assert words in finding.about("alarm")


@pytest.mark.parametrize(
    "arn", [TOPIC, "arn:aws:ssm-incidents::123456789012:responseplan/plan", "(known after apply: topic alerts)"]
)
def test_actions_that_are_right(arn: str) -> None:
    assert list(alarms.common_findings("cpu", {"alarm_actions": [arn]}, "ap-northeast-2")) == []


@pytest.mark.parametrize(
    "rule",
    [
        'ALARM("one")',
        'ALARM("one") OR ALARM(other)',
        "ALARM(one) AND NOT (OK(two) OR INSUFFICIENT_DATA(three))",
        "NOT NOT TRUE OR FALSE",
        "((ALARM(one)))",
        'ALARM("(known after apply: alarm one)")',
        'ALARM("with blanks (and more)")',
    ],
)
def test_composite_rules_that_are_right(rule: str) -> None:
    assert list(alarms.rule_findings(rule)) == []


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "ALARM(one",
        "ALARM(one) ALARM(two)",
        "ALARM(one) AND",
        "OR ALARM(one)",
        "(ALARM(one)",
        "ALARM(one))",
        "BUSY(one)",
        "ALARM(one) XOR OK(two)",
        "()",
    ],
)
def test_composite_rules_that_are_refused(rule: str) -> None:
    assert list(alarms.rule_findings(rule))


def test_composite_rules_have_limits() -> None:
    assert "101 alarms" in next(alarms.rule_findings(" OR ".join(f"ALARM(alarm-{one})" for one in range(101)))).wrong
    assert "longer than" in next(alarms.rule_findings('ALARM("' + "x" * 10240 + '")')).wrong
