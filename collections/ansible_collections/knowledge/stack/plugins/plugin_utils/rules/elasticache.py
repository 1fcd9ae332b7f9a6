"""What ElastiCache refuses about a replication group, told before it is asked.

https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html and
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.elasticache.rules import (
    group_findings,
)

from .values import typed

# The role's variables by field of the kind.
VARIABLES = {
    "engine": "elasticache_engine",
    "engine_version": "elasticache_engine_version",
    "node_type": "elasticache_node_type",
    "nodes": "elasticache_node_count",
    "automatic_failover": "elasticache_automatic_failover",
    "multi_az": "elasticache_multi_az",
    "port": "elasticache_port",
    "transit_encryption": "elasticache_transit_encryption",
    "snapshot_retention_days": "elasticache_snapshot_retention_days",
    "snapshot_window": "elasticache_snapshot_window",
    "maintenance_window": "elasticache_maintenance_window",
}


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """The role's variables, before anything is asked of AWS."""
    fields = {
        field: v[variable] if field == "engine_version" else typed(v[variable])
        for field, variable in VARIABLES.items()
        if v.get(variable) is not None
    }
    if typed(v.get("elasticache_auth")):
        fields["auth_secret"] = "made by the role"
    for found in group_findings(fields, str(v.get("aws_region") or "")):
        yield Finding({**VARIABLES, "auth_secret": "elasticache_auth"}[found.field], found.wrong, found.valid)
    zones = len((v.get("vpc_subnets") or {}).get("private") or {})
    if fields.get("multi_az") and zones == 1:
        yield Finding(
            "elasticache_multi_az",
            "needs subnets in two zones, but vpc_subnets.private has one",
            "false, or another zone in vpc_subnets",
        )
