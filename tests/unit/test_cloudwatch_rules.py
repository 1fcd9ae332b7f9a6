"""What CloudWatch, EventBridge and SNS refuse or take and never use is found before they are asked;
how equal things are known.
"""

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import Query, Stack, Wanted
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudwatch.alarm import Alarm, same_queries
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudwatch.dashboard import Dashboard
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.events.rule import Rule, without_nothing

METRIC = {
    "namespace": "AWS/ECS", "metric_name": "CPUUtilization", "statistic": "Average", "period": 60,
    "dimensions": {"ClusterName": "one"}, "evaluation_periods": 2,
}  # fmt: skip
ALARM = Alarm(Aws("ap-northeast-2", True), Stack("knowledge", "ap-northeast-2", "123456789012", {}))


def said(**fields: object) -> list[str]:
    return [one.about("alarm") for one in ALARM.check(Wanted("cpu", "knowledge-cpu", fields, {}))]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"evaluation_periods": 1}, "either metric_name or metrics"),
        ({**METRIC, "metrics": [{"Id": "one"}]}, "either metric_name or metrics"),
        ({**METRIC, "statistic": None}, "a statistic"),
        ({**METRIC, "dimensions": {}}, "never gets data"),
        ({**METRIC, "datapoints_to_alarm": 3}, "more than evaluation_periods"),
        ({**METRIC, "alarm_description": "x" * 1025}, "longer than 1024"),
    ],
)
def test_alarms_that_aws_would_refuse_or_never_evaluate(fields: dict, words: str) -> None:
    (text,) = said(**fields)
    assert words in text


def test_a_right_alarm_is_left_alone() -> None:
    assert said(**METRIC) == []
    percentile = {**METRIC, "statistic": None, "extended_statistic": "p95"}
    assert said(**percentile) == []


def test_metric_math_is_compared_by_ids_and_what_aws_adds_does_not_count() -> None:
    one, two = {"Id": "one", "Expression": "1"}, {"Id": "two", "Expression": "2"}
    assert same_queries([two, {**one, "ReturnData": True}], [one, two])
    assert not same_queries([one], [one, two])
    assert not same_queries([{**one, "Expression": "3"}, two], [one, two])


def test_what_cloudwatch_does_not_understand_of_a_dashboard_is_said() -> None:
    with pytest.raises(StackError, match="/widgets/0: no such type"):
        Dashboard._understood({"DashboardValidationMessages": [{"DataPath": "/widgets/0", "Message": "no such type"}]})
    Dashboard._understood({"DashboardValidationMessages": []})
    Dashboard._understood(None)


def test_event_rules() -> None:
    sent = {"input_paths_map": {"what": "$.detail"}, "input_template": '"<what>"'}
    ours = {"id": "topic", "arn": "arn", "input_transformer": sent}
    assert without_nothing([{**ours, "other": None}]) == [ours]
    assert without_nothing([{**ours, "input_transformer": {"input_template": None}}]) == [{"id": "topic", "arn": "arn"}]
    with pytest.raises(StackError, match="topic: AccessDenied: no"):
        Rule._done({"FailedEntries": [{"TargetId": "topic", "ErrorCode": "AccessDenied", "ErrorMessage": "no"}]})


@pytest.mark.parametrize(
    ("stack", "names", "prefix"),
    [
        ("knowledge", ("knowledge-cpu",), "knowledge"),
        ("knowledge", ("cpu",), None),
        ("", ("cpu",), None),
        ("", (), None),
    ],
)
def test_alarms_are_listed_by_the_name_of_a_stack_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, stack: str, names: tuple[str, ...], prefix: str | None
) -> None:
    """CloudWatch refuses an empty prefix."""
    asked: list[str | None] = []

    def read(self: Aws, *_: object, **params: str) -> list[object]:
        asked.append(params.get("AlarmNamePrefix"))
        return []

    monkeypatch.setattr(Aws, "read", read)
    alarm = Alarm(Aws("ap-northeast-2", True), Stack(stack, "ap-northeast-2", "123456789012", {}))
    assert (alarm.find(Query(names)), asked) == ([], [prefix])
