"""Rules about names, region, account and tags, and about every variable of every role."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import context, inventory, kms

RIGHT: dict[str, Any] = {
    "project_name": "knowledge-database",
    "environment_name": "production",
    "aws_region": "ap-northeast-2",
    "aws_account_id": "123456789012",
    "domain_name": "knowledge.example.com",
    "group_names": ["production"],
    "context_short_name": "",
    "context_tags": {"cost-center": "42"},
}


def test_the_guides_values_are_right() -> None:
    assert list(context.findings(RIGHT)) == []


@pytest.mark.parametrize(
    ("values", "variable", "words"),
    [
        ({"project_name": ""}, "project_name", "is missing"),
        ({"project_name": "Knowledge"}, "project_name", "'Knowledge' cannot be part of AWS names"),
        ({"project_name": "a--b"}, "project_name", "cannot be part of AWS names"),
        ({"project_name": "1st"}, "project_name", "a letter first"),
        ({"environment_name": "pro_duction"}, "environment_name", "cannot be part of AWS names"),
        ({"environment_name": None}, "environment_name", "is missing"),
        ({"environment_name": "staging"}, "environment_name", "'staging' is not the inventory group of this host"),
        ({"aws_region": ""}, "aws_region", "is missing"),
        ({"aws_region": "seoul"}, "aws_region", "'seoul' is no region"),
        ({"aws_region": "ap-northeast-2a"}, "aws_region", "is no region"),
        ({"aws_account_id": None}, "aws_account_id", "is missing"),
        ({"aws_account_id": 12345}, "aws_account_id", "'12345' is no account id"),
        ({"aws_account_id": "1234-5678-9012"}, "aws_account_id", "is no account id"),
        ({"context_short_name": "a-very-long-first-part"}, "context_short_name", "is 33 characters long"),
        ({"context_tags": {f"tag{number}": "x" for number in range(46)}}, "context_tags", "has 46 tags"),
        ({"context_tags": {"aws:mine": "x"}}, "context_tags", "belongs to AWS"),
        ({"context_tags": {"AWS:mine": "x"}}, "context_tags", "belongs to AWS"),
        ({"context_tags": {"k" * 129: "x"}}, "context_tags", "is empty or too long"),
        ({"context_tags": {"key": "v" * 257}}, "context_tags", "is empty or too long"),
        ({"context_tags": {"": "x"}}, "context_tags", "is empty or too long"),
        ({"context_tags": {"Name": "x"}}, "context_tags", "is set by the stack itself"),
    ],
)
def test_each_rule_fires(values: dict[str, Any], variable: str, words: str) -> None:
    found = list(context.findings(RIGHT | values))
    assert {finding.field for finding in found} == {variable}
    assert any(words in finding.text("main.yml") for finding in found)


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"rds_multi_az": True}, ["rds_multi_az"]),
        ({"rds_multi_az": "true"}, ["rds_multi_az"]),
        ({"rds_multi_az": True, "rds_enabled": False}, []),
        ({"elasticache_multi_az_enabled": True}, ["elasticache_multi_az_enabled"]),
        ({"rds_multi_az": False, "elasticache_multi_az_enabled": False}, []),
        ({"opensearch_availability_zone_count": 2}, ["opensearch_availability_zone_count"]),
        ({"opensearch_availability_zone_count": "1"}, []),
        ({"opensearch_availability_zone_count": 2, "opensearch_enabled": False}, []),
    ],
)
def test_zones_that_the_network_has_not(values: dict[str, Any], fields: list[str]) -> None:
    subnets = {"private": {"a": "10.0.10.0/24"}, "database": {"a": "10.0.20.0/24"}}
    assert [finding.field for finding in context.findings(RIGHT | values | {"vpc_subnets": subnets})] == fields


ARN = "arn:aws:acm:ap-northeast-2:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"
CERTIFICATES = {"acm_enabled": False, "acm_alb_certificate_arn": ARN, "acm_cloudfront_certificate_arn": ARN}


@pytest.mark.parametrize(
    ("values", "variable", "words"),
    [
        ({"domain_name": None}, "domain_name", "is missing"),
        ({"alb_enabled": False}, "alb_enabled", "true, or cloudfront_enabled: false, too"),
        ({"alb_enabled": False, "cloudfront_enabled": False}, "dns_enabled", "nothing that names could lead to"),
        (CERTIFICATES | {"acm_alb_certificate_arn": ""}, "acm_enabled", "a certificate in acm_alb_certificate_arn"),
        (
            CERTIFICATES | {"acm_cloudfront_certificate_arn": ""},
            "acm_enabled",
            "a certificate in acm_cloudfront_certificate_arn",
        ),
        ({"acm_certificates": ["cloudfront"]}, "acm_certificates", "has no entry alb"),
        ({"acm_certificates": ["alb"]}, "acm_certificates", "has no entry cloudfront"),
        ({"ecr_enabled": False}, "ecr_enabled", "an image in ecs_image"),
        ({"ecr_repositories": {"worker": {}}}, "ecr_repositories", "has no entry main"),
        ({"s3_buckets": {"logs": {}}}, "s3_buckets", "has no entry artifacts"),
        ({"security_groups_data_ports": {"search": 443, "cache": 1}}, "security_groups_data_ports", "entry database"),
        ({"security_groups_data_ports": {"search": 443, "database": 1}}, "security_groups_data_ports", "entry cache"),
        ({"security_groups_data_ports": {"cache": 443, "database": 1}}, "security_groups_data_ports", "entry search"),
    ],
)
def test_what_a_part_takes_from_another_one_has_to_be_there(values: dict[str, Any], variable: str, words: str) -> None:
    (found,) = context.findings(RIGHT | values)
    assert found.field == variable and words in found.text("main.yml")


@pytest.mark.parametrize(
    "values",
    [
        {"acm_certificates": ["cloudfront"], "alb_enabled": False, "cloudfront_enabled": False, "dns_enabled": False},
        {"acm_certificates": ["alb"], "cloudfront_enabled": False},
        CERTIFICATES,
        CERTIFICATES | {"acm_certificates": []},
        CERTIFICATES | {"domain_name": None, "cloudfront_enabled": False, "dns_enabled": False},
        {"ecr_repositories": {}, "ecs_image": "nginx"},
        {"ecr_repositories": {}, "s3_buckets": {}, "ecs_enabled": False},
        {"security_groups_data_ports": {}}
        | dict.fromkeys(("rds_enabled", "opensearch_enabled", "elasticache_enabled"), False),
    ],
)
def test_where_nobody_takes_it_it_may_lack(values: dict[str, Any]) -> None:
    assert list(context.findings(RIGHT | values)) == []


@pytest.mark.parametrize(
    ("environment", "group"),
    [
        ("production", "production"),
        ("production-dr", "production"),
        ("productions", None),
        ("staging", None),
        (None, None),
        ("eu-west-2", "eu-west"),
    ],
)
def test_an_environment_is_its_group_or_the_group_and_a_word(environment: str | None, group: str | None) -> None:
    groups = ["production", "eu", "eu-west"]
    assert context.group_of(environment, groups) == group
    found = context.findings(RIGHT | {"environment_name": environment, "group_names": groups})
    assert bool(group) != any(finding.field == "environment_name" for finding in found)


def test_two_hosts_that_would_be_one_stack_are_found() -> None:
    stacks = {
        "seoul": RIGHT,
        "tokyo": RIGHT | {"aws_region": "ap-northeast-1"},
        "other": RIGHT | {"project_name": "knowledge-search"},
    }
    (found,) = context.clashes(stacks)
    assert found.field == "environment_name"
    assert (
        "seoul, tokyo and other are the same stack" in found.wrong
        and "'knowledge-production' in account 123456789012" in found.wrong
    )
    apart = {
        "seoul": RIGHT,
        "tokyo": RIGHT | {"environment_name": "production-dr"},
        "elsewhere": RIGHT | {"aws_account_id": "210987654321"},
        "short": RIGHT | {"context_short_name": "kb"},
    }
    assert list(context.clashes(apart)) == []


@pytest.mark.parametrize("region", ["us-east-1", "ap-southeast-3", "us-gov-west-1", "eu-central-2"])
def test_regions(region: str) -> None:
    assert list(context.findings(RIGHT | {"aws_region": region})) == []


def test_forty_five_tags_are_not_too_many() -> None:
    assert list(context.findings(RIGHT | {"context_tags": {f"tag{number}": "x" for number in range(45)}})) == []


KEYS = {"kms_pending_window_in_days": 30, "kms_keys": {"data": {"description": "Data"}}}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kms_pending_window_in_days": 6}, "6 days are not possible"),
        ({"kms_pending_window_in_days": 31}, "31 days are not possible"),
        ({"kms_pending_window_in_days": "soon"}, "soon days are not possible"),
        ({"kms_keys": {}}, "has no entry data"),
        ({"kms_keys": {"logs": {"description": "Logs"}}}, "has no entry data"),
        ({"kms_keys": {"data": {}}}, "data has no description"),
    ],
)
def test_each_rule_about_keys_fires(values: dict[str, Any], words: str) -> None:
    (found,) = kms.findings(KEYS | values)
    assert words in found.wrong and found.valid


@pytest.mark.parametrize("days", [7, 30, "7"])
def test_keys_that_are_right(days: Any) -> None:
    assert list(kms.findings(KEYS | {"kms_pending_window_in_days": days})) == []


# Every variable of every role

KNOWN = {
    "vpc": {"vpc_cidr_block", "vpc_zones", "vpc_nat_mode"},
    "kms": {"kms_keys"},
    "rds": {"rds_storage"},
    "rds_proxy": {"rds_proxy_enabled"},
}
OTHERS = {"project_name", "environment_name", "confirm"}


@pytest.mark.parametrize(
    ("name", "problem", "valid"),
    [
        ("vpc_cdir_block", "is no variable of role vpc", "vpc_cidr_block"),
        ("vpc_something", "is no variable of role vpc", "vpc_cidr_block, vpc_nat_mode, vpc_zones"),
        ("rds_proxy_enable", "is no variable of role rds_proxy", "rds_proxy_enabled"),
        ("project_nam", "is no variable of this stack", "project_name"),
    ],
)
def test_misspelt_names_are_found(name: str, problem: str, valid: str) -> None:
    (found,) = inventory.unknown_names([name], KNOWN, OTHERS)
    assert problem in found.wrong and found.valid == valid


@pytest.mark.parametrize("name", ["vpc_cidr_block", "confirm", "my_own_helper", "monitoring_team"])
def test_other_names_are_nobodys_business(name: str) -> None:
    assert list(inventory.unknown_names([name], KNOWN, OTHERS)) == []


OPTIONS = {
    "vpc_cidr_block": {"type": "str", "description": "Address range."},
    "vpc_nat_mode": {"type": "str", "choices": ["per_az", "single", "none"], "description": "Way out."},
    "vpc_zone_count": {"type": "int", "description": "How many zones."},
    "vpc_flow_logs": {"type": "bool", "description": "Whether traffic is recorded."},
    "vpc_endpoints": {"type": "list", "elements": "str", "description": "Services."},
    "rds_storage": {"type": "int", "choices": [20, 100], "description": "GiB."},
    "waf": {
        "type": "list",
        "elements": "dict",
        "description": "Rules.",
        "options": {
            "name": {"type": "str", "required": True, "description": "Its name."},
            "limit": {"type": "int", "description": "Requests."},
            "action": {"type": "str", "choices": ["block", "count"]},
        },
    },
}


@pytest.mark.parametrize(
    ("name", "value", "problem", "valid"),
    [
        ("vpc_nat_mode", "per-az", "per-az", "per_az, single, none"),
        ("vpc_zone_count", "three", "unable to convert to int", "int: How many zones"),
        ("vpc_flow_logs", "maybe", "not a valid boolean", "bool: Whether traffic is recorded"),
        ("vpc_endpoints", {"a": 1}, "is a map, not a list", "list of str: Services"),
        ("vpc_endpoints", [{}], "[0] is a map, not a text", "str: Services"),
        (
            "vpc_endpoints",
            "s3,logs",
            "is a text",
            """list of str: Services; with -e as JSON: -e '{"vpc_endpoints": ["one", "two"]}'""",
        ),
        ("vpc_cidr_block", ["10.0.0.0/16"], "is a list, not a text", "str: Address range"),
        ("waf", [{"limit": 5}], "[0].name is missing", "str: Its name"),
        ("waf", [{"name": "a", "limt": 5}], "[0].limt is not known there", "name, limit, action"),
        ("waf", [{"name": "a", "limit": "5"}], "[0].limit is a text, not a number", "int: Requests"),
        ("waf", [{"name": "a", "action": "blok"}], "[0].action: value of waf must be one of", "block, count"),
        (
            "waf",
            [{"name": "a", "action": None}],
            "[0].action: value of waf must be one of: block, count, got: None",
            "block, count",
        ),
        ("rds_storage", None, "got: None", "20, 100"),
        ("waf", [None], "[0] is empty, not a map", "dict (name, limit, action): Rules"),
        ("waf", {1: 2}, "is a map, not a list", "list of dict (name, limit, action): Rules"),
        ("rds_storage", "many", "unable to convert to int", "20, 100"),
    ],
)
def test_wrong_values_are_found_once_with_what_is_right(name: str, value: Any, problem: str, valid: str) -> None:
    read, (found,) = inventory.read(OPTIONS, {name: value, "vpc_zone_count": 2} | {name: value})
    assert name not in read
    assert (found.field, found.valid) == (name, valid) and problem in found.wrong


def test_right_values_and_those_that_are_not_given() -> None:
    given = {"vpc_zone_count": "3", "vpc_nat_mode": "single", "vpc_flow_logs": "no", "vpc_cidr_block": None}
    read = {"vpc_zone_count": 3, "vpc_nat_mode": "single", "vpc_flow_logs": False, "vpc_cidr_block": None}
    assert inventory.read(OPTIONS, given) == (read, [])
    rules = [{"name": "a", "limit": None, "action": "block"}]
    assert inventory.read(OPTIONS, {"waf": rules}) == ({"waf": rules}, [])


def test_entries_of_a_map_are_read_one_by_one() -> None:
    options, entries = (
        {"kms_keys": {"type": "dict"}},
        {"kms_keys": {"type": "dict", "options": {"days": {"type": "int"}}}},
    )
    assert inventory.read(options, {"kms_keys": {1: {"days": 7}}}, entries) == ({"kms_keys": {"1": {"days": 7}}}, [])
    read, found = inventory.read(options, {"kms_keys": {"a": "x", "b": {"days": []}, "c": None}}, entries)
    assert read == {} and [one.wrong for one in found] == [
        "a is a text, not a map",
        "b.days is a list, not a number",
        "c is empty, not a map",
    ]


def test_a_finding_names_variable_file_and_valid_values() -> None:
    assert (
        Finding("vpc_cidr_block", "is wrong", "a range").text("vpc.yml")
        == "vpc_cidr_block: is wrong. Valid: a range. Edit vpc.yml."
    )
    assert Finding("vpc_cidr_block", "is wrong").text("vpc.yml") == "vpc_cidr_block: is wrong. Edit vpc.yml."
