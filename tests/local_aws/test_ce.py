"""Cost allocation tags, anomaly monitors and subscriptions."""

import boto3
import pytest
from botocore.exceptions import ClientError

MONITOR = {
    "MonitorName": "main",
    "MonitorType": "CUSTOM",
    "MonitorSpecification": {"Tags": {"Key": "Environment", "Values": ["production"]}},
}
ABOVE = {
    "Dimensions": {"Key": "ANOMALY_TOTAL_IMPACT_ABSOLUTE", "MatchOptions": ["GREATER_THAN_OR_EQUAL"], "Values": ["100"]}
}
MAIL = {"Type": "EMAIL", "Address": "operations@example.com"}
TOPIC = {"Type": "SNS", "Address": "arn:aws:sns:ap-northeast-2:123456789012:main"}


@pytest.fixture
def ce(account):
    return account.client("ce", "us-east-1")


def code(error):
    return error.value.response["Error"]["Code"]


def test_a_key_is_listed_after_a_while_and_then_activated(account, ce):
    account.client("kms").create_key(Tags=[{"TagKey": "Environment", "TagValue": "production"}])
    assert ce.list_cost_allocation_tags()["CostAllocationTags"] == []
    wanted = [{"TagKey": "Environment", "Status": "Active"}]
    (error,) = ce.update_cost_allocation_tags_status(CostAllocationTagsStatus=wanted)["Errors"]
    assert error["Code"] == "TagKeysNotFoundException"
    ce.start_cost_allocation_tag_backfill(BackfillFrom="2026-11-01T00:00:00Z")
    assert ce.list_cost_allocation_tags(TagKeys=["Environment"])["CostAllocationTags"][0]["Status"] == "Inactive"
    assert ce.update_cost_allocation_tags_status(CostAllocationTagsStatus=wanted)["Errors"] == []
    active = ce.list_cost_allocation_tags(Status="Active")["CostAllocationTags"]
    assert [one["TagKey"] for one in active] == ["Environment"]


def test_a_linked_account_may_not_even_look(account, endpoint):
    organizations = account.client("organizations", "us-east-1", validate=False)
    organizations.create_organization()
    answer = organizations.create_account(Email="linked@example.com", AccountName="linked")
    linked = answer["CreateAccountStatus"]["AccountId"]
    told = account.client("sts").assume_role(RoleArn=f"arn:aws:iam::{linked}:role/tests", RoleSessionName="tests")
    role = told["Credentials"]
    keys = {
        "aws_access_key_id": role["AccessKeyId"],
        "aws_secret_access_key": role["SecretAccessKey"],
        "aws_session_token": role["SessionToken"],
    }
    with pytest.raises(ClientError) as refused:
        boto3.client("ce", endpoint_url=endpoint, region_name="us-east-1", **keys).list_cost_allocation_tags()
    assert code(refused) == "AccessDeniedException" and "Linked account" in str(refused.value)


def test_a_monitor_has_subscriptions_for_topics_and_for_people(ce):
    monitor = ce.create_anomaly_monitor(
        AnomalyMonitor=MONITOR, ResourceTags=[{"Key": "Project", "Value": "knowledge"}]
    )["MonitorArn"]
    subscription = {
        "SubscriptionName": "main",
        "MonitorArnList": [monitor],
        "Subscribers": [MAIL],
        "Frequency": "DAILY",
        "ThresholdExpression": ABOVE,
    }
    arn = ce.create_anomaly_subscription(AnomalySubscription=subscription)["SubscriptionArn"]
    assert ce.list_tags_for_resource(ResourceArn=monitor)["ResourceTags"] == [{"Key": "Project", "Value": "knowledge"}]
    with pytest.raises(ClientError) as refused:
        ce.update_anomaly_subscription(SubscriptionArn=arn, Subscribers=[TOPIC])
    assert code(refused) == "ValidationException"
    ce.update_anomaly_subscription(SubscriptionArn=arn, Subscribers=[TOPIC], Frequency="IMMEDIATE")
    (told,) = ce.get_anomaly_subscriptions(MonitorArn=monitor)["AnomalySubscriptions"]
    assert (told["Subscribers"][0]["Address"], told["Frequency"], told["ThresholdExpression"]) == (
        TOPIC["Address"],
        "IMMEDIATE",
        ABOVE,
    )
    ce.delete_anomaly_monitor(MonitorArn=monitor)
    assert ce.get_anomaly_subscriptions()["AnomalySubscriptions"][0]["MonitorArnList"] == []
    ce.delete_anomaly_subscription(SubscriptionArn=arn)
    assert ce.get_anomaly_monitors()["AnomalyMonitors"] == ce.get_anomaly_subscriptions()["AnomalySubscriptions"] == []
