"""What S3 refuses is refused before it is asked, and what the role makes of its buckets."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.s3 import rules as s3
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.s3.lifecycle import comparable
from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import s3 as data_tier
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import s3 as inventory

from tests.unit.inventory import found as said

STACK = {"name": "knowledge-production", "region": "ap-northeast-2", "account_id": "123456789012", "partition": "aws"}


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
    (finding,) = s3.name_findings(name)
    assert finding.field == "name"
    assert finding.valid


@pytest.mark.parametrize("name", ["knowledge-production-logs-123456789012", "abc", "a.b.c", "1bucket"])
def test_names_that_aws_takes(name: str) -> None:
    assert not list(s3.name_findings(name))


def moves(days: object, storage_class: str = "STANDARD_IA", **more: object) -> dict[str, Any]:
    """A rule that moves objects into another class."""
    return {"id": "age", "transitions": [{"days": days, "storage_class": storage_class}], **more}


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        ([moves(29)], "[0].transitions[0].days"),
        ([moves("soon")], "[0].transitions[0].days"),
        ([moves(30, "COLD")], "[0].transitions[0].storage_class"),
        ([moves(30, expiration={"days": 30})], "[0].expiration.days"),
        ([{"id": "age", "expiration": {"days": 0}}], "[0].expiration.days"),
        (
            [{"id": "age", "abort_incomplete_multipart_upload": {"days_after_initiation": 0}}],
            "[0].abort_incomplete_multipart_upload.days_after_initiation",
        ),
        ([{"id": "age"}], "[0]"),
        ([{"expiration": {"days": 1}}], "[0].id"),
        ([{"id": "age", "expiration": {"days": 1}, "expire_days": 1}], "[0].expire_days"),
        ([{"id": "age", "expiration": {"days": 1}}, {"id": "age", "expiration": {"days": 2}}], "[1].id"),
    ],
)
def test_lifecycles_that_aws_refuses(rules: list[dict[str, Any]], field: str) -> None:
    (finding,) = s3.lifecycle_findings(rules)
    assert finding.field == f"lifecycle_rules{field}"
    assert finding.valid


def test_lifecycles_that_aws_takes() -> None:
    noncurrent = {"noncurrent_version_expiration": {"noncurrent_days": 1}}
    assert not list(s3.lifecycle_findings([moves(0, "GLACIER"), {"id": "old", **noncurrent}]))
    assert not list(s3.lifecycle_findings([moves(30, expiration={"days": 31}, filter={"prefix": "tmp/"})]))


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
            "is not this bucket",
        ),
        (
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::mine-too"}
                ],
            },
            "is not this bucket",
        ),
    ],
)
def test_policies_that_aws_refuses(policy: dict[str, Any], word: str) -> None:
    (finding,) = s3.policy_findings("mine", policy)
    assert word in f"{finding.wrong} {finding.valid}"


def test_variables_of_the_inventory_are_named() -> None:
    buckets = {
        "logs": {"receives": ["alb"], "kms": True},
        "data": {"name": "A", "lifecycle_rules": [moves(7)]},
    }
    assert [finding.field for finding in inventory.findings({"s3_buckets": buckets})] == ["s3_buckets"] * 3


@pytest.mark.parametrize(
    ("bucket", "wrong", "valid"),
    [
        ({"lifecycle": []}, "artifacts.lifecycle is not known there", "name, receives, kms, versioning"),
        ({"receives": "alb"}, "artifacts.receives is a text, not a list", "list of str: Whose logs"),
        ({"receives": ["elb"]}, "artifacts.receives names elb, which is no log", "alb, cloudfront, s3"),
        ({"kms": "false"}, "artifacts.kms is a text, not a switch", "bool: Whether a key of ours encrypts it"),
        ({"lifecycle_rules": [moves("30")]}, "artifacts.lifecycle_rules[0].transitions[0].days is a text", "int"),
        ({"lifecycle_rules": [{"id": "x", "expiration": 5}]}, "[0].expiration is a number, not a map", "dict (days)"),
    ],
)
def test_what_cannot_be_read_of_a_bucket(bucket: dict[str, Any], wrong: str, valid: str) -> None:
    (finding,) = said(s3_buckets={"artifacts": bucket})
    assert finding.field == "s3_buckets" and wrong in finding.wrong and finding.valid.startswith(valid)


def test_what_goes_without_saying_is_no_difference() -> None:
    ours = {"id": "age", "expiration": {"days": 90}, "transitions": None}
    told = {"id": "age", "expiration": {"days": 90}, "status": "Enabled"}
    assert comparable(ours) == comparable(told | {"filter": {"prefix": ""}}) == comparable(told | {"prefix": ""})
    assert comparable(told | {"prefix": "tmp/"}) == comparable(ours | {"filter": {"prefix": "tmp/"}})


@pytest.mark.parametrize(
    "more",
    [
        {"status": "Disabled"},
        {"noncurrent_version_transitions": [{"noncurrent_days": 30}]},
        {"filter": {"prefix": "", "object_size_greater_than": 1}},
    ],
)
def test_what_we_do_not_say_is_a_difference(more: dict[str, Any]) -> None:
    rule = {"id": "age", "expiration": {"days": 90}}
    assert comparable(rule | more) != comparable(rule)


def test_the_role_names_buckets_by_account_and_sends_access_logs_to_the_one_that_receives_them() -> None:
    items = {
        item["key"]: item
        for item in data_tier.bucket_items(
            {"logs": {"receives": ["alb", "s3"]}, "data": {"kms": True}}, STACK, "arn:key"
        )
    }
    assert items["logs"]["name"] == "knowledge-production-logs-123456789012"
    assert (items["logs"]["kms_master_key_id"], items["logs"]["logging"]) == ("", {})
    assert (items["data"]["kms_master_key_id"], items["data"]["logging"]) == (
        "arn:key",
        {"target_bucket": items["logs"]["name"], "target_prefix": "s3/data/"},
    )
    for item in items.values():
        assert not list(s3.policy_findings(item["name"], item["policy"]))
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
    assert [item["object_ownership"] for item in items] == ["BucketOwnerPreferred", "BucketOwnerEnforced"]
