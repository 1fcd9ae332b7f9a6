"""Probes of plain moto: CloudWatch, logs, keys."""

from typing import Any

from plain_moto import ACCOUNT, REGION, client, error, of

ALARM = {"Namespace": "N", "MetricName": "m", "ComparisonOperator": "GreaterThanThreshold"}
ALARM |= {"EvaluationPeriods": 3, "Period": 60, "Threshold": 1, "Statistic": "Sum"}


def put_alarm(name: str, **changed: Any) -> dict[str, Any]:
    client("cloudwatch").put_metric_alarm(AlarmName=name, **{**ALARM, **changed})
    return client("cloudwatch").describe_alarms(AlarmNames=[name])["MetricAlarms"][0]


@of("cloudwatch PutMetricAlarm")
def begins_an_alarm_in_ok() -> bool:
    return put_alarm("new")["StateValue"] == "OK"


@of("cloudwatch PutMetricAlarm")
def resets_a_changed_alarm() -> bool:
    put_alarm("changed")
    client("cloudwatch").set_alarm_state(AlarmName="changed", StateValue="ALARM", StateReason="x")
    return put_alarm("changed", Threshold=2)["StateValue"] == "OK"


@of("cloudwatch PutMetricAlarm")
def takes_a_period_of_45_seconds() -> bool:
    return error(put_alarm, "period", Period=45) == ""


@of("cloudwatch PutMetricAlarm")
def returns_no_expression() -> bool:
    metric = {"Metric": {"Namespace": "T", "MetricName": "e"}, "Period": 60, "Stat": "Sum"}
    queries = [{"Id": "rate", "Expression": "e/2"}, {"Id": "e", "ReturnData": False, "MetricStat": metric}]
    wanted = {"ComparisonOperator": "GreaterThanThreshold", "EvaluationPeriods": 1, "Threshold": 5, "Metrics": queries}
    client("cloudwatch").put_metric_alarm(AlarmName="rate", **wanted)
    told = client("cloudwatch").describe_alarms(AlarmNames=["rate"])["MetricAlarms"][0]["Metrics"]
    return "ReturnData" not in next(query for query in told if query["Id"] == "rate")


@of("cloudwatch DeleteAlarms")
def deletes_alarms_that_are_not_there() -> bool:
    return error(client("cloudwatch").delete_alarms, AlarmNames=["none"]) == ""


@of("cloudwatch DescribeAlarms")
def takes_one_filter_of_alarms() -> bool:
    put_alarm("filter")
    wanted = {"AlarmNames": ["filter"], "StateValue": "ALARM"}
    return client("cloudwatch").describe_alarms(**wanted)["MetricAlarms"] != []


@of("cloudwatch ListTagsForResource")
def tells_tags_of_deleted_alarms() -> bool:
    arn = put_alarm("tags", Tags=[{"Key": "a", "Value": "b"}])["AlarmArn"]
    client("cloudwatch").delete_alarms(AlarmNames=["tags"])
    return error(client("cloudwatch").list_tags_for_resource, ResourceARN=arn) == ""


def logs() -> Any:
    return client("logs")


@of("logs CreateLogGroup")
def encrypts_with_any_text() -> bool:
    key = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/none"
    return error(logs().create_log_group, logGroupName="/key", kmsKeyId=key) == ""


@of("logs DeleteLogGroup")
def gives_old_tags_to_a_new_group() -> bool:
    logs().create_log_group(logGroupName="/tags", tags={"a": "b"})
    arn = logs().describe_log_groups(logGroupNamePrefix="/tags")["logGroups"][0]["logGroupArn"]
    logs().delete_log_group(logGroupName="/tags")
    logs().create_log_group(logGroupName="/tags")
    return logs().list_tags_for_resource(resourceArn=arn)["tags"] != {}


@of("logs PutRetentionPolicy")
def keeps_logs_for_33_days() -> bool:
    logs().create_log_group(logGroupName="/days")
    return error(logs().put_retention_policy, logGroupName="/days", retentionInDays=33) == ""


@of("logs PutResourcePolicy")
def keeps_any_log_policy() -> bool:
    return error(logs().put_resource_policy, policyName="any", policyDocument="{}") == ""


@of("logs ListTagsForResource")
def tells_tags_of_no_group() -> bool:
    arn = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/none"
    return error(logs().list_tags_for_resource, resourceArn=arn) == ""


def key() -> dict[str, Any]:
    return client("kms").create_key()["KeyMetadata"]


@of("kms DisableKey")
def breaks_on_the_arn_of_a_key() -> bool:
    return error(client("kms").disable_key, KeyId=key()["Arn"]) == "KeyError"


@of("kms EnableKeyRotation")
def changes_a_key_on_its_way_out() -> bool:
    kms, made = client("kms"), key()["KeyId"]
    kms.schedule_key_deletion(KeyId=made)
    return error(kms.enable_key_rotation, KeyId=made) == ""


@of("kms ScheduleKeyDeletion")
def deletes_a_key_in_three_days() -> bool:
    return error(client("kms").schedule_key_deletion, KeyId=key()["KeyId"], PendingWindowInDays=3) == ""


@of("kms ScheduleKeyDeletion")
def answers_no_state_of_a_key() -> bool:
    return "KeyState" not in client("kms").schedule_key_deletion(KeyId=key()["KeyId"])


@of("kms GetKeyRotationStatus")
def forgets_the_period_of_rotation() -> bool:
    kms, made = client("kms"), key()["KeyId"]
    kms.enable_key_rotation(KeyId=made, RotationPeriodInDays=180)
    return "RotationPeriodInDays" not in kms.get_key_rotation_status(KeyId=made)


@of("kms CreateKey")
def keeps_any_key_policy() -> bool:
    return error(client("kms").create_key, Policy="no json") == ""
