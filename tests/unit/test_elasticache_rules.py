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
    "cache_node_type": "cache.r6g.xlarge",
    "num_cache_clusters": 3,
    "automatic_failover_enabled": True,
    "multi_az_enabled": True,
    "at_rest_encryption_enabled": True,
    "transit_encryption_enabled": True,
    "kms_key_id": "arn",
    "auth_secret": "arn",
    "snapshot_retention_limit": 7,
    "snapshot_window": "17:00-18:00",
    "preferred_maintenance_window": "sun:18:30-sun:19:30",
    "log_delivery_configurations": [{"log_type": "engine-log"}],
}


def wrong(fields: dict[str, Any]) -> list[str]:
    found = list(elasticache.group_findings(fields, REGION))
    assert all(finding.valid for finding in found)
    return [finding.field for finding in found]


def test_the_guide_is_right() -> None:
    assert wrong(GOOD) == []
    assert wrong(GOOD | {"engine": "valkey", "engine_version": "8.0"}) == []


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("cache_node_type", {"cache_node_type": "cache.z9.huge"}),
        ("cache_node_type", {"cache_node_type": "r6g.xlarge"}),
        ("engine_version", {"engine_version": "7.3"}),
        ("engine_version", {"engine": "valkey"}),
        ("num_cache_clusters", {"num_cache_clusters": 9}),
        ("num_cache_clusters", {"num_cache_clusters": 0}),
        ("automatic_failover_enabled", {"num_cache_clusters": 1}),
        ("multi_az_enabled", {"automatic_failover_enabled": False}),
        ("auth_secret", {"transit_encryption_enabled": False}),
        ("kms_key_id", {"at_rest_encryption_enabled": False}),
        ("snapshot_retention_limit", {"snapshot_retention_limit": 36}),
        ("snapshot_retention_limit", {"snapshot_retention_limit": 50}),
        ("port", {"port": 80}),
        ("port", {"port": 0}),
        ("log_delivery_configurations", {"engine_version": "6.0"}),
        ("snapshot_window", {"snapshot_window": "17:00-17:30"}),
        ("preferred_maintenance_window", {"preferred_maintenance_window": "sun:17:30-sun:19:30"}),
    ],
)
def test_what_aws_refuses(field: str, values: dict[str, Any]) -> None:
    assert wrong(GOOD | values) == [field]


@pytest.mark.parametrize("name", ["Knowledge", "1st", "a--b", "ends-", "a" * 41, "under_score"])
def test_names_that_aws_refuses(name: str) -> None:
    assert [finding.field for finding in elasticache.name_findings(name)] == ["name"]


@pytest.mark.parametrize(
    ("family", "refused"),
    [("redis7", False), ("redis6.x", False), ("valkey8", False), ("redis", True), ("memcached1.6", True)],
)
def test_families_of_parameter_groups(family: str, refused: bool) -> None:
    found = [finding.field for finding in elasticache.family_findings(family)]
    assert found == (["cache_parameter_group_family"] if refused else [])


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
        "elasticache_num_cache_clusters": 1,
        "elasticache_automatic_failover_enabled": True,
    }
    given |= {
        "elasticache_multi_az_enabled": True,
        "elasticache_auth": True,
        "elasticache_transit_encryption_enabled": False,
        "elasticache_logs": ["engine-log"],
        "elasticache_subnet_ids": {"a": "subnet-0a1b2c3d"},
    }
    found = list(inventory.findings(given))
    assert all(finding.valid for finding in found)
    assert {finding.field for finding in found} == {
        "elasticache_automatic_failover_enabled",
        "elasticache_auth",
        "elasticache_multi_az_enabled",
    }
    old = inventory.findings({"elasticache_engine_version": "6.0", "elasticache_logs": ["engine-log"]})
    assert [finding.field for finding in old] == ["elasticache_logs"]
    assert inventory.VARIABLES.keys() <= ReplicationGroup.fields.keys()
