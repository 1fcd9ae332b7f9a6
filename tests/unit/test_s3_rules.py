"""What S3 refuses is refused before it is asked, and what the role makes of its buckets."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.s3 import rules as s3
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.s3.lifecycle import rule_for, rule_of
from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import s3 as data_tier
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import s3 as inventory

STACK = {"name": "knowledge-production", "region": "ap-northeast-2", "account_id": "123456789012"}


@pytest.mark.parametrize(
    "name",
    [
        "ab",
        "Knowledge",
        "under_score",
        "192.168.1.1",
        "xn--bucket",
        "sthree-bucket",
        "amzn-s3-demo-bucket",
        "bucket-s3alias",
        "a..b",
        "-begins",
        "ends-",
        "a" * 64,
        "bucket--ols-s3",
    ],
)
def test_names_that_aws_refuses(name: str) -> None:
    assert s3.name_objection(name)


@pytest.mark.parametrize("name", ["knowledge-production-logs-123456789012", "abc", "a.b.c", "1bucket"])
def test_names_that_aws_takes(name: str) -> None:
    assert s3.name_objection(name) is None


@pytest.mark.parametrize(
    ("rules", "word"),
    [
        ([{"id": "age", "to_infrequent_access_days": 29}], "30 days"),
        ([{"id": "age", "to_infrequent_access_days": 30, "expire_days": 30}], "more than"),
        ([{"id": "age", "expire_days": 0}], "one day"),
        ([{"id": "age"}], "does nothing"),
        ([{"id": "age", "expire_days": 1}, {"id": "age", "expire_days": 2}], "more than once"),
    ],
)
def test_lifecycles_that_aws_refuses(rules: list[dict[str, Any]], word: str) -> None:
    (text,) = s3.lifecycle_objections(rules)
    assert word in text


@pytest.mark.parametrize(
    ("policy", "word"),
    [
        ({"Statement": []}, "Version"),
        (
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::mine"}],
            },
            "lacks Principal",
        ),
        (
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::other/*"}
                ],
            },
            "not this bucket",
        ),
        (
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::mine-too"}
                ],
            },
            "not this bucket",
        ),
    ],
)
def test_policies_that_aws_refuses(policy: dict[str, Any], word: str) -> None:
    (text,) = s3.policy_objections("mine", policy)
    assert word in text


def test_variables_of_the_inventory_are_named() -> None:
    buckets = {
        "logs": {"receives": ["alb"], "kms": True},
        "data": {"name": "A", "lifecycle": [{"id": "age", "to_infrequent_access_days": 7}]},
    }
    assert [finding.field for finding in inventory.findings({"s3_buckets": buckets})] == ["s3_buckets"] * 3


def test_a_rule_survives_the_way_to_s3_and_back() -> None:
    ours = {
        "id": "age",
        "prefix": "tmp/",
        "to_infrequent_access_days": 30,
        "expire_days": 90,
        "noncurrent_expire_days": 7,
        "abort_upload_days": 1,
    }
    assert rule_of(rule_for(ours)) == ours


def test_what_we_have_no_words_for_is_a_difference() -> None:
    theirs = rule_for({"id": "age", "expire_days": 90})
    assert rule_of(theirs | {"Status": "Disabled"})["status"] == "Disabled"
    assert rule_of(theirs | {"NoncurrentVersionTransitions": [{"NoncurrentDays": 30}]})["other"]
    assert rule_of(theirs | {"Transitions": [{"Days": 90, "StorageClass": "GLACIER"}]})["other"] == {"GLACIER": 90}


def test_the_role_names_buckets_by_account_and_sends_access_logs_to_the_one_that_receives_them() -> None:
    items = {
        item["key"]: item
        for item in data_tier.bucket_items(
            {"logs": {"receives": ["alb", "s3"]}, "data": {"kms": True}}, STACK, "arn:key"
        )
    }
    assert items["logs"]["name"] == "knowledge-production-logs-123456789012"
    assert (items["logs"]["kms_key"], items["logs"]["logging"]) == ("", {})
    assert (items["data"]["kms_key"], items["data"]["logging"]) == (
        "arn:key",
        {"bucket": items["logs"]["name"], "prefix": "s3/data/"},
    )
    for item in items.values():
        assert s3.policy_objections(item["name"], item["policy"]) == []
        assert item["policy"]["Statement"][0]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


@pytest.mark.parametrize(
    ("region", "principal"),
    [
        ("ap-northeast-2", {"AWS": "arn:aws:iam::600734575887:root"}),
        ("ap-southeast-4", {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"}),
    ],
)
def test_load_balancers_log_by_the_principal_of_the_region(region: str, principal: dict[str, str]) -> None:
    statement = data_tier.bucket_policy("logs", ["alb"], STACK | {"region": region})["Statement"][1]
    assert statement["Principal"] == principal
    assert statement["Resource"] == "arn:aws:s3:::logs/alb/AWSLogs/123456789012/*"


def test_only_where_cloudfront_writes_there_are_acls() -> None:
    items = data_tier.bucket_items(
        {"cdn": {"receives": ["cloudfront"]}, "logs": {"receives": ["alb"]}}, STACK, "arn:key"
    )
    assert [item["ownership"] for item in items] == ["BucketOwnerPreferred", "BucketOwnerEnforced"]
