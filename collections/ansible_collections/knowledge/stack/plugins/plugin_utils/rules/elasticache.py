# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about the cache of the stack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.elasticache.rules import group_findings

from .values import given, of_variables

# The role's variables by field of the kind.
VARIABLES = {
    "engine": "elasticache_engine",
    "engine_version": "elasticache_engine_version",
    "cache_node_type": "elasticache_node_type",
    "num_cache_clusters": "elasticache_num_cache_clusters",
    "automatic_failover_enabled": "elasticache_automatic_failover_enabled",
    "multi_az_enabled": "elasticache_multi_az_enabled",
    "port": "elasticache_port",
    "transit_encryption_enabled": "elasticache_transit_encryption_enabled",
    "snapshot_retention_limit": "elasticache_snapshot_retention_limit",
    "snapshot_window": "elasticache_snapshot_window",
    "preferred_maintenance_window": "elasticache_preferred_maintenance_window",
    "log_delivery_configurations": "elasticache_logs",
    "auth_secret": "elasticache_auth",
}
# What holds where a variable cannot be read, so that nothing is said of others.
UNREAD = {"num_cache_clusters": 2, "automatic_failover_enabled": True, "transit_encryption_enabled": True}


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """What another part will publish is not known here."""
    fields = {field: value for field, value in UNREAD.items() if VARIABLES[field] not in v} | given(v, VARIABLES)
    fields["log_delivery_configurations"] = [{"log_type": log} for log in fields.get("log_delivery_configurations", [])]
    fields["auth_secret"] = "made by the role" if v.get("elasticache_auth") else None
    yield from of_variables(group_findings(fields, str(v.get("aws_region") or "")), VARIABLES, nothing="false")
    zones = v.get("elasticache_subnet_ids")
    if zones is not None and len(zones) < 2 and fields.get("multi_az_enabled"):
        wrong = f"needs subnets in two zones, but elasticache_subnet_ids names {len(zones)}"
        yield Finding("elasticache_multi_az_enabled", wrong, "false, or another zone in elasticache_subnet_ids")
