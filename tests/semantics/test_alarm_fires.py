"""An alarm is fired and put back by playbooks/runbooks/test_alarm.yml, and by no other calls than those it takes."""

import pytest

from tests.support.cloud import client
from tests.support.playbooks import Playbooks

PREFIX = "knowledge-test"
CHILDREN = ("no-healthy-hosts", "alb-5xx", "unhealthy-hosts")
METRIC = {
    "Namespace": "AWS/ApplicationELB", "MetricName": "HealthyHostCount", "Statistic": "Maximum", "Period": 60,
    "EvaluationPeriods": 1, "Threshold": 1,
    "ComparisonOperator": "LessThanThreshold", "Dimensions": [{"Name": "LoadBalancer", "Value": "app/one/1"}],
    "AlarmActions": ["arn:aws:sns:ap-northeast-2:123456789012:alerts"],
}  # fmt: skip
FIRE = "- {name: fire, knowledge.stack.test_alarm: {%s}}"


@pytest.fixture
def cloudwatch(playbooks: Playbooks):
    """Three alarms and the composite alarm above them, all quiet but one."""
    made = client("cloudwatch", playbooks.account.env)
    for key in CHILDREN:
        made.put_metric_alarm(AlarmName=f"{PREFIX}-{key}", **METRIC)
        made.set_alarm_state(AlarmName=f"{PREFIX}-{key}", StateValue="OK", StateReason="quiet")
    made.put_composite_alarm(AlarmName=f"{PREFIX}-service-down", AlarmRule=f'ALARM("{PREFIX}-no-healthy-hosts")')
    return made


def states(cloudwatch) -> dict[str, str]:
    told = cloudwatch.describe_alarms(AlarmTypes=["MetricAlarm", "CompositeAlarm"])
    return {
        alarm["AlarmName"].removeprefix(f"{PREFIX}-"): alarm["StateValue"]
        for alarm in told["MetricAlarms"] + told["CompositeAlarms"]
    }


def test_by_default_the_first_alarm_of_service_down_fires_and_is_put_back(playbooks: Playbooks, cloudwatch) -> None:
    before = states(cloudwatch)
    ran = playbooks.run(FIRE % "")
    result = ran.result("fire")
    assert (result["alarm"], result["state"], result["composites"]) == (
        f"{PREFIX}-no-healthy-hosts",
        "OK",
        [f"{PREFIX}-service-down"],
    )
    assert result["actions"] == METRIC["AlarmActions"]
    lines = [line.split(" ", 1)[1] for line in result["history"]]
    assert f"{PREFIX}-no-healthy-hosts: Alarm updated from OK to ALARM" in lines
    assert f"{PREFIX}-service-down: Alarm updated from OK to ALARM" in lines
    assert ran.writes == ["cloudwatch.SetAlarmState"] * 2
    assert states(cloudwatch) == before


def test_a_plan_says_what_it_would_do(playbooks: Playbooks, cloudwatch) -> None:
    before = states(cloudwatch)
    ran = playbooks.screen(FIRE % "alarm: alb-5xx", "--check")
    assert "would put it into ALARM" in ran.stdout and ran.writes == []
    assert states(cloudwatch) == before


def test_a_wrong_name_shows_all(playbooks: Playbooks, cloudwatch) -> None:
    ran = playbooks.run(FIRE % "alarm: alb-5xxx")
    message = ran.result("fire")["msg"]
    assert "There is no alarm alb-5xxx. Did you mean alb-5xx" in message
    assert all(key in message for key in (*CHILDREN, "service-down")) and ran.writes == []


def test_where_nothing_is_built_it_says_how_to_build_it(playbooks: Playbooks) -> None:
    assert "--tags monitoring" in playbooks.run(FIRE % "").result("fire")["msg"]
