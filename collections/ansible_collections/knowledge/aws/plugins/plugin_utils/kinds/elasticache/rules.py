# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What ElastiCache refuses about a replication group, told before it is asked.

https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html and
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...core.finding import Finding
from ...reference import catalog, names, windows

NODES = (1, 6)  # a primary and up to five replicas
FAMILY = re.compile(r"redis(2\.[68]|3\.2|4\.0|5\.0|6\.x|7)|valkey\d+")
TOKEN = re.compile(r"[A-Za-z0-9!&#$^<>-]{16,128}")


def name_findings(name: str) -> Iterator[Finding]:
    """The group's name."""
    yield from names.hyphened(name, 40, "a replication group")


def family_findings(family: str) -> Iterator[Finding]:
    """The family of a parameter group."""
    if not FAMILY.fullmatch(family):
        yield Finding("cache_parameter_group_family", f"'{family}' is no family", "such as redis7 or valkey8")


def group_findings(fields: dict[str, Any], region: str) -> Iterator[Finding]:
    """Everything that is wrong with one replication group."""
    get = fields.get
    engine, version = get("engine") or "redis", get("engine_version")
    nodes = fields["num_cache_clusters"] if get("num_cache_clusters") is not None else 1
    types = catalog.cache_types(region)
    yield from catalog.objection("cache_node_type", get("cache_node_type"), types, f"for ElastiCache in {region}")
    yield from catalog.objection("engine_version", version, catalog.cache_versions(engine), f"of {engine}")
    if not NODES[0] <= nodes <= NODES[1]:
        valid = f"{NODES[0]} to {NODES[1]}: a primary and up to five replicas"
        yield Finding("num_cache_clusters", f"{nodes} is out of range", valid)
    elif get("automatic_failover_enabled") and nodes < 2:
        wrong = f"needs a replica to fail over to, but there is {nodes} node"
        yield Finding("automatic_failover_enabled", wrong, "false, or two nodes at least")
    if get("multi_az_enabled") and not get("automatic_failover_enabled"):
        yield Finding("multi_az_enabled", "needs automatic_failover_enabled", "false, or true for both")
    if get("auth_secret") and not get("transit_encryption_enabled"):
        wrong = "needs TLS (transit_encryption_enabled): a token must not travel in clear text"
        yield Finding("auth_secret", wrong, "nothing, or transit_encryption_enabled: true")
    if get("kms_key_id") and not get("at_rest_encryption_enabled"):
        yield Finding("kms_key_id", "is given, but at_rest_encryption_enabled is false", "both or none")
    days, port = get("snapshot_retention_limit"), get("port")
    if days is not None and not 0 <= days <= 35:
        yield Finding("snapshot_retention_limit", f"{days} is out of range", "0 to 35 days")
    if port is not None and not 1150 <= port <= 65535:
        yield Finding("port", f"{port} is out of range", "1150 to 65535")
    logs = [log["log_type"] for log in get("log_delivery_configurations") or []]
    if "engine-log" in logs and catalog.version_key(str(version or "7")) < (6, 2):
        yield Finding("log_delivery_configurations", f"engine-log is not known by version {version}", "slow-log")
    snapshot, maintenance = get("snapshot_window"), get("preferred_maintenance_window")
    yield from windows.objections("snapshot_window", snapshot, "preferred_maintenance_window", maintenance, 60)


def token_objection(token: str) -> str | None:
    """Why ElastiCache would not take a token. The token itself is never told."""
    return None if TOKEN.fullmatch(token) else "an AUTH token has 16 to 128 letters, digits and any of ! & # $ ^ < > -"
