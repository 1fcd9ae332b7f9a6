"""What ElastiCache refuses is refused before it is asked."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.elasticache import rules as elasticache
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.elasticache.replication_group import ReplicationGroup
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import elasticache as inventory

REGION = "ap-northeast-2"
GOOD: dict[str, Any] = {
    "engine": "redis",
    "engine_version": "7.0",
    "node_type": "cache.r6g.xlarge",
    "nodes": 3,
    "automatic_failover": True,
    "multi_az": True,
    "at_rest_encryption": True,
    "transit_encryption": True,
    "kms_key": "arn",
    "auth_secret": "arn",
    "snapshot_retention_days": 7,
    "snapshot_window": "17:00-18:00",
    "maintenance_window": "sun:18:30-sun:19:30",
    "logs": {"engine-log": "group"},
}


def wrong(fields: dict[str, Any]) -> list[str]:
    return [finding.field for finding in elasticache.group_findings(fields, REGION)]


def test_the_guide_is_right() -> None:
    assert wrong(GOOD) == []
    assert wrong(GOOD | {"engine": "valkey", "engine_version": "8.0"}) == []


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("node_type", {"node_type": "cache.z9.huge"}),
        ("node_type", {"node_type": "r6g.xlarge"}),
        ("engine_version", {"engine_version": "7.3"}),
        ("engine_version", {"engine": "valkey"}),
        ("nodes", {"nodes": 9}),
        ("automatic_failover", {"nodes": 1}),
        ("multi_az", {"automatic_failover": False}),
        ("auth_secret", {"transit_encryption": False}),
        ("kms_key", {"at_rest_encryption": False}),
        ("snapshot_retention_days", {"snapshot_retention_days": 36}),
        ("snapshot_retention_days", {"snapshot_retention_days": 50}),
        ("port", {"port": 80}),
        ("logs", {"engine_version": "6.0"}),
        ("snapshot_window", {"snapshot_window": "17:00-17:30"}),
        ("maintenance_window", {"maintenance_window": "sun:17:30-sun:19:30"}),
    ],
)
def test_what_aws_refuses(field: str, values: dict[str, Any]) -> None:
    assert wrong(GOOD | values) == [field]


@pytest.mark.parametrize("name", ["Knowledge", "1st", "a--b", "ends-", "a" * 41, "under_score"])
def test_names_that_aws_refuses(name: str) -> None:
    assert [finding.field for finding in elasticache.name_findings(name)] == ["name"]


@pytest.mark.parametrize(
    "token",
    [
        "short",
        "fifteen-letters",
        "a/sixteen-letter-token",
        "with@at-and-sixteen",
        'with"quote-sixteen-',
        "with space and length",
        "x" * 129,
    ],
)
def test_tokens_that_aws_refuses_are_not_told(token: str) -> None:
    objection = elasticache.token_objection(token)
    assert objection and token not in objection


def test_tokens_that_aws_takes() -> None:
    assert elasticache.token_objection("aB3" * 16) is None and elasticache.token_objection("sixteen!&#$^<>-x") is None


def test_variables_of_the_inventory_are_named() -> None:
    given = {
        "aws_region": REGION,
        "elasticache_engine_version": "7.0",
        "elasticache_node_count": "1",
        "elasticache_automatic_failover": "true",
    }
    given |= {
        "elasticache_multi_az": True,
        "elasticache_auth": True,
        "elasticache_transit_encryption": False,
        "vpc_subnets": {"private": {"a": "x"}},
    }
    assert {finding.field for finding in inventory.findings(given)} == {
        "elasticache_automatic_failover",
        "elasticache_auth",
        "elasticache_multi_az",
    }
    assert inventory.VARIABLES.keys() <= ReplicationGroup.fields.keys()
