"""The repository as AWS has it."""

import json

import pytest

NAME = "knowledge-production"


@pytest.fixture(scope="module")
def repository(aws):
    (found,) = aws("ecr").describe_repositories()["repositories"]
    return found


def test_tags_never_move_and_images_are_scanned_and_encrypted_by_our_key(aws, repository):
    key = aws("kms").describe_key(KeyId=f"alias/{NAME}-data")["KeyMetadata"]["Arn"]
    assert (repository["repositoryName"], repository["imageTagMutability"]) == (NAME, "IMMUTABLE")
    assert repository["imageScanningConfiguration"] == {"scanOnPush": True}
    assert repository["encryptionConfiguration"] == {"encryptionType": "KMS", "kmsKey": key}


def test_untagged_images_go_after_a_week_and_thirty_are_kept(aws):
    text = aws("ecr").get_lifecycle_policy(repositoryName=NAME)["lifecyclePolicyText"]
    selections = [
        (rule["selection"]["tagStatus"], rule["selection"]["countNumber"]) for rule in json.loads(text)["rules"]
    ]
    assert selections == [("untagged", 7), ("any", 30)]


def test_only_the_build_pushes(aws, env):
    statements = json.loads(aws("ecr").get_repository_policy(repositoryName=NAME)["policyText"])["Statement"]
    (denied,) = [statement for statement in statements if statement["Effect"] == "Deny"]
    assert denied["Condition"] == {
        "ArnNotEquals": {"aws:PrincipalArn": [f"arn:aws:iam::{env['AWS_ACCOUNT_ID']}:role/build"]}
    }
    assert "ecr:PutImage" in denied["Action"]
    assert not [
        statement for statement in statements if statement["Effect"] == "Allow" and "Condition" not in statement
    ]


def test_the_repository_is_tagged_as_the_stacks(aws, repository):
    tags = {
        tag["Key"]: tag["Value"]
        for tag in aws("ecr").list_tags_for_resource(resourceArn=repository["repositoryArn"])["tags"]
    }
    assert (tags["ManagedBy"], tags["Component"], tags["Environment"], tags["Name"]) == (
        "ansible",
        "ecr",
        "production",
        NAME,
    )
