"""The customer key as AWS has it."""

import json


def test_one_rotating_key_whose_policy_lets_in_its_account_and_the_log_service_only(aws):
    kms = aws("kms")
    key = kms.describe_key(KeyId="alias/knowledge-production-data")["KeyMetadata"]
    assert (key["Enabled"], key["KeyManager"]) == (True, "CUSTOMER")
    assert kms.get_key_rotation_status(KeyId=key["KeyId"])["KeyRotationEnabled"]
    statements = json.loads(kms.get_key_policy(KeyId=key["KeyId"], PolicyName="default")["Policy"])["Statement"]
    principals = [statement["Principal"] for statement in statements]
    assert principals == [
        {"AWS": f"arn:aws:iam::{key['AWSAccountId']}:root"},
        {"Service": "logs.ap-northeast-2.amazonaws.com"},
    ]
    assert "Condition" in statements[1]


def test_no_second_key_was_made(aws):
    keys = [aws("kms").describe_key(KeyId=entry["KeyId"])["KeyMetadata"] for entry in aws("kms").list_keys()["Keys"]]
    assert len([key for key in keys if key["KeyManager"] == "CUSTOMER"]) == 1


def test_the_key_is_tagged_as_the_stacks(aws):
    key = aws("kms").describe_key(KeyId="alias/knowledge-production-data")["KeyMetadata"]["KeyId"]
    tags = {tag["TagKey"]: tag["TagValue"] for tag in aws("kms").list_resource_tags(KeyId=key)["Tags"]}
    expected = {
        "Project": "knowledge-database",
        "Environment": "production",
        "ManagedBy": "ansible",
        "Component": "kms",
        "Name": "knowledge-production-data",
    }
    assert tags == expected
