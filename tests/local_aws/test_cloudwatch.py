"""Alarms, metric and composite."""

import pytest
from botocore.exceptions import ClientError

ALARM = {
    "Namespace": "AWS/ECS",
    "MetricName": "CPUUtilization",
    "ComparisonOperator": "GreaterThanThreshold",
    "EvaluationPeriods": 3,
    "DatapointsToAlarm": 2,
    "Period": 60,
    "Threshold": 80,
    "Statistic": "Average",
}


@pytest.fixture
def cloudwatch(account):
    return account.client("cloudwatch")


def put(cloudwatch, name, **options):
    cloudwatch.put_metric_alarm(AlarmName=name, **{**ALARM, **options})
    return cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"][0]


def test_a_changed_alarm_keeps_state_and_tags(cloudwatch):
    tags = [{"Key": "Project", "Value": "knowledge"}]
    alarm = put(cloudwatch, "cpu", Tags=tags)
    assert alarm["StateValue"] == "INSUFFICIENT_DATA"
    cloudwatch.set_alarm_state(AlarmName="cpu", StateValue="ALARM", StateReason="of the test")
    changed = put(cloudwatch, "cpu", Threshold=70, Tags=[{"Key": "Other", "Value": "ignored"}])
    assert (changed["StateValue"], changed["Threshold"]) == ("ALARM", 70)
    assert cloudwatch.list_tags_for_resource(ResourceARN=alarm["AlarmArn"])["Tags"] == tags
    cloudwatch.set_alarm_state(AlarmName="cpu", StateValue="OK", StateReason="of the test")
    history = cloudwatch.describe_alarm_history(AlarmName="cpu")["AlarmHistoryItems"]
    assert [item["HistorySummary"] for item in history] == [
        "Alarm updated from ALARM to OK",
        "Alarm updated from INSUFFICIENT_DATA to ALARM",
    ]
    assert cloudwatch.describe_alarms(StateValue="ALARM", AlarmNames=["cpu"])["MetricAlarms"] == []


def test_an_unknown_alarm_is_not_deleted(cloudwatch):
    arn = put(cloudwatch, "cpu", Tags=[{"Key": "Project", "Value": "knowledge"}])["AlarmArn"]
    with pytest.raises(ClientError, match="ResourceNotFound"):
        cloudwatch.delete_alarms(AlarmNames=["cpu", "memory"])
    cloudwatch.delete_alarms(AlarmNames=["cpu"])
    with pytest.raises(ClientError, match="ResourceNotFound"):
        cloudwatch.list_tags_for_resource(ResourceARN=arn)
    with pytest.raises(ClientError, match="ResourceNotFound"):
        cloudwatch.set_alarm_state(AlarmName="cpu", StateValue="OK", StateReason="of the test")


@pytest.mark.parametrize("wrong", [{"Period": 45}, {"DatapointsToAlarm": 4}], ids=["period", "datapoints"])
def test_alarms_that_cannot_be(cloudwatch, wrong):
    with pytest.raises(ClientError, match="ValidationError"):
        put(cloudwatch, "cpu", **wrong)


def test_a_metric_of_an_expression_is_returned_by_default(cloudwatch):
    queries = [
        {"Id": "rate", "Expression": "errors / requests"},
        *(
            {
                "Id": name,
                "ReturnData": False,
                "MetricStat": {"Metric": {"Namespace": "Test", "MetricName": name}, "Period": 60, "Stat": "Sum"},
            }
            for name in ("errors", "requests")
        ),
    ]
    cloudwatch.put_metric_alarm(
        AlarmName="rate", ComparisonOperator="GreaterThanThreshold", EvaluationPeriods=1, Threshold=5, Metrics=queries
    )
    metrics = cloudwatch.describe_alarms(AlarmNames=["rate"])["MetricAlarms"][0]["Metrics"]
    assert {metric["Id"]: metric["ReturnData"] for metric in metrics} == {
        "rate": True,
        "errors": False,
        "requests": False,
    }


def test_a_composite_alarm_lives(cloudwatch):
    rule = 'ALARM("cpu") AND NOT ALARM(memory)'
    put(cloudwatch, "cpu")
    with pytest.raises(ClientError, match=r"ValidationError.*\[memory\]"):
        cloudwatch.put_composite_alarm(AlarmName="service", AlarmRule=rule)
    put(cloudwatch, "memory")
    tags = [{"Key": "Project", "Value": "knowledge"}]
    cloudwatch.put_composite_alarm(AlarmName="service", AlarmRule=rule, Tags=tags)
    assert {alarm["AlarmName"] for alarm in cloudwatch.describe_alarms()["MetricAlarms"]} == {"cpu", "memory"}
    assert cloudwatch.describe_alarms()["CompositeAlarms"] == []
    alarm = cloudwatch.describe_alarms(AlarmTypes=["CompositeAlarm"])["CompositeAlarms"][0]
    assert alarm["AlarmRule"] == rule
    assert cloudwatch.list_tags_for_resource(ResourceARN=alarm["AlarmArn"])["Tags"] == tags
    with pytest.raises(ClientError, match="composite alarm.s. depending on it"):
        cloudwatch.delete_alarms(AlarmNames=["cpu"])
    cloudwatch.put_composite_alarm(AlarmName="second", AlarmRule="ALARM(service)")
    with pytest.raises(ClientError, match="Only one composite alarm"):
        cloudwatch.delete_alarms(AlarmNames=["service", "second"])
    cloudwatch.delete_alarms(AlarmNames=["second"])
    cloudwatch.delete_alarms(AlarmNames=["service", "cpu", "memory"])
    assert cloudwatch.describe_alarms(AlarmTypes=["MetricAlarm", "CompositeAlarm"])["MetricAlarms"] == []


def state_of(cloudwatch, name):
    answer = cloudwatch.describe_alarms(AlarmNames=[name], AlarmTypes=["CompositeAlarm"])
    return answer["CompositeAlarms"][0]["StateValue"]


@pytest.mark.parametrize(
    ("rule", "cpu", "memory", "state"),
    [
        ('ALARM("cpu") OR ALARM(memory)', "ALARM", "OK", "ALARM"),
        ('ALARM("cpu") OR ALARM(memory)', "OK", "OK", "OK"),
        ("ALARM(cpu) AND ALARM(memory)", "ALARM", "OK", "OK"),
        ("ALARM(cpu) AND NOT ALARM(memory)", "ALARM", "OK", "ALARM"),
        ("ALARM(cpu) OR OK(cpu) AND ALARM(memory)", "OK", "ALARM", "ALARM"),
        ("ALARM(memory) AND (ALARM(cpu) OR FALSE)", "OK", "ALARM", "OK"),
        ("INSUFFICIENT_DATA(cpu) AND TRUE", "INSUFFICIENT_DATA", "OK", "ALARM"),
        ("NOT (ALARM(cpu) OR ALARM(memory))", "OK", "OK", "ALARM"),
    ],
)
def test_a_composite_alarm_follows_its_children(cloudwatch, rule, cpu, memory, state):
    for name, value in (("cpu", cpu), ("memory", memory)):
        put(cloudwatch, name)
        cloudwatch.set_alarm_state(AlarmName=name, StateValue=value, StateReason="of the test")
    cloudwatch.put_composite_alarm(AlarmName="service", AlarmRule=rule)
    assert state_of(cloudwatch, "service") == state


def test_a_fire_reaches_the_composites_above_and_goes_out_again(cloudwatch):
    arn = put(cloudwatch, "cpu")["AlarmArn"]
    cloudwatch.put_composite_alarm(AlarmName="service", AlarmRule=f'ALARM("{arn}")')
    cloudwatch.put_composite_alarm(AlarmName="stack", AlarmRule="ALARM(service)")
    cloudwatch.set_alarm_state(AlarmName="stack", StateValue="INSUFFICIENT_DATA", StateReason="by hand")
    for state in ("ALARM", "OK"):
        cloudwatch.set_alarm_state(AlarmName="cpu", StateValue=state, StateReason="of the test")
        assert {name: state_of(cloudwatch, name) for name in ("service", "stack")} == {"service": state, "stack": state}
    items = cloudwatch.describe_alarm_history(AlarmName="service", AlarmTypes=["CompositeAlarm"])["AlarmHistoryItems"]
    assert [item["HistorySummary"].rsplit(" ", 1)[1] for item in items][:2] == ["OK", "ALARM"]


@pytest.mark.parametrize(
    "rule",
    [
        "ALARM(cpu",
        "ALARM(cpu) ALARM(cpu)",
        "AND ALARM(cpu)",
        "(ALARM(cpu)",
        "ALARM(cpu) OR",
        "BUSY(cpu)",
        "ALARM(cpu) XOR TRUE",
        "NOT",
    ],
)
def test_rules_that_cannot_be_read(cloudwatch, rule):
    put(cloudwatch, "cpu")
    with pytest.raises(ClientError, match="ValidationError"):
        cloudwatch.put_composite_alarm(AlarmName="service", AlarmRule=rule)
