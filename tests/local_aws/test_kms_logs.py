"""KMS keys, and the log groups encrypted with them."""

import json

import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def kms(account):
    return account.client("kms")


@pytest.fixture
def logs(account):
    return account.client("logs")


def key_policy(account, service="logs.ap-northeast-2.amazonaws.com"):
    root = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account.id}:root"},
        "Action": "kms:*",
        "Resource": "*",
    }
    allowed = {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": ["kms:Encrypt*", "kms:Decrypt*"],
        "Resource": "*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [root, allowed]})


@pytest.fixture
def key(account, kms):
    answer = kms.create_key(Policy=key_policy(account), Tags=[{"TagKey": "Name", "TagValue": "logs"}])
    return answer["KeyMetadata"]["Arn"]


def test_a_key_is_named_by_its_arn(kms, key):
    kms.create_alias(AliasName="alias/logs", TargetKeyId=key)
    kms.update_key_description(KeyId=key, Description="logs")
    kms.disable_key(KeyId=key)
    kms.enable_key(KeyId=key)
    kms.tag_resource(KeyId=key, Tags=[{"TagKey": "Environment", "TagValue": "production"}])
    kms.untag_resource(KeyId=key, TagKeys=["Environment"])
    assert kms.list_resource_tags(KeyId=key)["Tags"] == [{"TagKey": "Name", "TagValue": "logs"}]
    assert [alias["AliasName"] for alias in kms.list_aliases(KeyId=key)["Aliases"]] == ["alias/logs"]
    shown = kms.describe_key(KeyId="alias/logs")["KeyMetadata"]
    assert (shown["Arn"], shown["Description"], shown["KeyState"]) == (key, "logs", "Enabled")


def test_rotation_has_a_period(kms, key):
    assert kms.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"] is False
    kms.enable_key_rotation(KeyId=key)
    assert kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"] == 365
    kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)
    status = kms.get_key_rotation_status(KeyId=key)
    assert (status["RotationPeriodInDays"], status["KeyId"]) == (180, key) and "NextRotationDate" in status
    with pytest.raises(ClientError, match="ValidationException"):
        kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=3000)


def test_a_key_that_is_to_be_deleted_takes_no_changes(kms, key):
    with pytest.raises(ClientError, match="ValidationException"):
        kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=3)
    answer = kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    assert (answer["KeyId"], answer["KeyState"], answer["PendingWindowInDays"]) == (key, "PendingDeletion", 7)
    for call in (kms.schedule_key_deletion, kms.enable_key, kms.enable_key_rotation):
        with pytest.raises(ClientError, match="KMSInvalidStateException"):
            call(KeyId=key)
    with pytest.raises(ClientError, match="KMSInvalidStateException"):
        kms.create_alias(AliasName="alias/logs", TargetKeyId=key)


@pytest.mark.parametrize("policy", ["no json", "{}", "[]"])
def test_a_malformed_key_policy_is_refused(kms, key, policy):
    with pytest.raises(ClientError, match="MalformedPolicyDocumentException"):
        kms.create_key(Policy=policy)
    with pytest.raises(ClientError, match="MalformedPolicyDocumentException"):
        kms.put_key_policy(KeyId=key, PolicyName="default", Policy=policy)


def group(logs, name="/ecs/app"):
    return logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"][0]


def test_a_log_group_changes_its_key(kms, logs, key):
    logs.create_log_group(logGroupName="/ecs/app", kmsKeyId=key)
    assert group(logs)["kmsKeyId"] == key
    logs.disassociate_kms_key(logGroupName="/ecs/app")
    assert "kmsKeyId" not in group(logs)
    logs.associate_kms_key(logGroupName="/ecs/app", kmsKeyId=key)
    assert group(logs)["kmsKeyId"] == key
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        logs.associate_kms_key(logGroupName="/ecs/other", kmsKeyId=key)


def test_a_key_that_keeps_the_log_service_out_is_refused(account, kms, logs):
    closed = kms.create_key(Policy=key_policy(account, "s3.amazonaws.com"))["KeyMetadata"]["Arn"]
    for wrong in (closed, closed[:-4] + "0000"):
        with pytest.raises(ClientError, match="InvalidParameterException"):
            logs.create_log_group(logGroupName="/ecs/app", kmsKeyId=wrong)
    assert logs.describe_log_groups()["logGroups"] == []


def test_tags_by_arn_go_with_the_group(logs):
    logs.create_log_group(logGroupName="/ecs/app", tags={"Name": "app"})
    arn = group(logs)["logGroupArn"]
    logs.tag_resource(resourceArn=arn, tags={"Environment": "production"})
    logs.untag_resource(resourceArn=arn, tagKeys=["Name"])
    assert logs.list_tags_for_resource(resourceArn=arn)["tags"] == {"Environment": "production"}
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        logs.tag_resource(resourceArn=f"{arn}:*", tags={"Name": "app"})
    logs.delete_log_group(logGroupName="/ecs/app")
    logs.create_log_group(logGroupName="/ecs/app")
    assert logs.list_tags_for_resource(resourceArn=arn)["tags"] == {}


def test_retention_is_one_of_the_days_offered(logs):
    logs.create_log_group(logGroupName="/ecs/app")
    with pytest.raises(ClientError, match="InvalidParameterException"):
        logs.put_retention_policy(logGroupName="/ecs/app", retentionInDays=33)
    logs.put_retention_policy(logGroupName="/ecs/app", retentionInDays=30)
    assert group(logs)["retentionInDays"] == 30
    logs.delete_retention_policy(logGroupName="/ecs/app")
    assert "retentionInDays" not in group(logs)


def test_resource_policies(logs):
    document = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow"}]})
    with pytest.raises(ClientError, match="InvalidParameterException"):
        logs.put_resource_policy(policyName="opensearch", policyDocument="{}")
    assert (
        logs.put_resource_policy(policyName="opensearch", policyDocument=document)["resourcePolicy"]["policyName"]
        == "opensearch"
    )
    assert [policy["policyDocument"] for policy in logs.describe_resource_policies()["resourcePolicies"]] == [document]
    logs.delete_resource_policy(policyName="opensearch")
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        logs.delete_resource_policy(policyName="opensearch")
