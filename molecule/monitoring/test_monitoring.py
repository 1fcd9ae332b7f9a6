"""Alarms, rules and the dashboard as AWS has them."""

import json

import pytest

NAME = "knowledge-production"
HOME, EDGE = "ap-northeast-2", "us-east-1"
EXPECTED = {
    "ecs-cpu", "ecs-memory", "ecs-tasks", "deployment-failed", "alb-5xx", "target-5xx", "unhealthy-hosts",
    "no-healthy-hosts", "nat-ports-a", "nat-ports-b", "nat-drops-a", "nat-drops-b", "rds-cpu", "rds-connections",
    "rds-storage", "rds-memory", "rds-io-credits", "rds-throughput-credits", "queue-age",
}  # fmt: skip


@pytest.fixture(scope="module")
def alarms(aws):
    found = aws("cloudwatch").describe_alarms(AlarmTypes=["MetricAlarm"])["MetricAlarms"]
    return {alarm["AlarmName"].removeprefix(f"{NAME}-"): alarm for alarm in found}


@pytest.fixture(scope="module")
def topic(env):
    return lambda region: f"arn:aws:sns:{region}:{env['AWS_ACCOUNT_ID']}:{NAME}-alerts"


def test_these_alarms_and_no_other(alarms):
    assert set(alarms) == EXPECTED


def test_every_alarm_tells_the_topic_of_its_region_and_says_what_to_do(aws, alarms, topic):
    (edge,) = aws("cloudwatch", EDGE).describe_alarms(AlarmTypes=["MetricAlarm"])["MetricAlarms"]
    assert edge["AlarmName"] == f"{NAME}-cloudfront-5xx"
    for key, alarm, region in [*((key, alarm, HOME) for key, alarm in alarms.items()), ("cloudfront-5xx", edge, EDGE)]:
        assert alarm["AlarmActions"] == alarm["OKActions"] == [topic(region)] and alarm["ActionsEnabled"], key
        anchor = key.rsplit("-", 1)[0] if key.startswith("nat-") else key
        assert f"docs/alarms.md#{anchor}" in alarm["AlarmDescription"]
        assert alarm["EvaluationPeriods"] >= alarm["DatapointsToAlarm"] >= 1 and alarm["TreatMissingData"]


def test_thresholds_are_the_operators_or_follow_from_sizes(alarms):
    assert (alarms["rds-cpu"]["Threshold"], alarms["rds-connections"]["Threshold"]) == (90, 2883)
    assert alarms["rds-storage"]["Threshold"] == 10 * 1024**3
    assert (alarms["queue-age"]["ExtendedStatistic"], alarms["queue-age"]["Dimensions"]) == (
        "p99",
        [{"Name": "Queue", "Value": "main"}],
    )


def test_a_rate_is_metric_math_with_a_floor(alarms):
    queries = {query["Id"]: query for query in alarms["target-5xx"]["Metrics"]}
    assert queries["errors"]["MetricStat"]["Metric"]["MetricName"] == "HTTPCode_Target_5XX_Count"
    assert queries["result"]["Expression"].startswith("IF(FILL(requests, 0) >= 100,")
    assert [query["Id"] for query in queries.values() if query.get("ReturnData")] == ["result"]


def test_the_service_is_down(aws, topic):
    (found,) = aws("cloudwatch").describe_alarms(AlarmTypes=["CompositeAlarm"])["CompositeAlarms"]
    assert found["AlarmName"] == f"{NAME}-service-down" and found["AlarmActions"] == [topic(HOME)]
    assert found["AlarmRule"].startswith(f'ALARM("{NAME}-no-healthy-hosts") OR (')


def test_what_aws_tells_goes_to_the_topic_as_one_line(aws, topic):
    events = aws("events")
    rules = {rule["Name"].removeprefix(f"{NAME}-"): rule for rule in events.list_rules()["Rules"]}
    assert set(rules) == {"database", "deployment-failed", "health", "task-stopped"}
    for key, rule in rules.items():
        (target,) = events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
        assert (rule["State"], target["Arn"]) == ("ENABLED", topic(HOME)), key
        assert isinstance(json.loads(target["InputTransformer"]["InputTemplate"]), str)
    assert json.loads(rules["database"]["EventPattern"])["detail"]["SourceIdentifier"] == [NAME]


def test_the_dashboard_shows_the_same(aws, alarms):
    body = json.loads(aws("cloudwatch").get_dashboard(DashboardName=NAME)["DashboardBody"])
    status, *others = body["widgets"]
    assert {arn.rsplit(f"{NAME}-", 1)[-1] for arn in status["properties"]["alarms"]} == {
        *alarms,
        "service-down",
        "cloudfront-5xx",
    }
    assert [widget["properties"]["markdown"].splitlines()[0] for widget in others if widget["type"] == "text"] == [
        "# Application", "# Infrastructure", "# Database, search and cache", "# Edge",
    ]  # fmt: skip
    (cpu,) = [widget["properties"] for widget in others if widget["properties"].get("title") == "CPU of the database"]
    assert cpu["annotations"]["horizontal"] == [{"label": "alarm above 90 %", "value": 90}]


def test_alarms_are_tagged_as_the_stacks(aws, alarms):
    for alarm in alarms.values():
        tags = {
            tag["Key"]: tag["Value"]
            for tag in aws("cloudwatch").list_tags_for_resource(ResourceARN=alarm["AlarmArn"])["Tags"]
        }
        assert (tags["ManagedBy"], tags["Component"], tags["Environment"]) == ("ansible", "monitoring", "production")
