"""What ElastiCache refuses about a replication group, told before it is asked.

https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html and
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
"""

from __future__ import annotations

import re
from typing import Any

from . import catalog, windows

NODES = (1, 6)  # a primary and up to five replicas
TOKEN = re.compile(r"[A-Za-z0-9!&#$^<>-]{16,128}")


def group_objections(name: str, fields: dict[str, Any], region: str) -> list[str]:
    """Everything that is wrong with one replication group."""
    get = fields.get
    engine, nodes = get("engine") or "redis", get("nodes") or 1
    found = []
    if not re.fullmatch(r"[a-z](?!.*--)[a-z0-9-]{0,38}[a-z0-9]|[a-z]", name):
        found.append(
            f"{name} is no name of a replication group; it has 1 to 40 lower-case letters, digits and single hyphens, begins with a letter and does not end with a hyphen"
        )
    found += catalog.objection("node_type", get("node_type"), catalog.cache_types(region), f"for ElastiCache in {region}")
    found += catalog.objection("engine_version", get("engine_version"), catalog.cache_versions(engine), f"of {engine}")
    if not NODES[0] <= nodes <= NODES[1]:
        found.append(f"nodes {nodes} is out of range; a primary and up to five replicas make {NODES[0]} to {NODES[1]}")
    if get("automatic_failover") and nodes < 2:
        found.append(f"automatic_failover needs a replica: two nodes at least, not {nodes}")
    if get("multi_az") and not get("automatic_failover"):
        found.append("multi_az needs automatic_failover")
    if get("auth_secret") and not get("transit_encryption"):
        found.append("auth_secret needs transit_encryption: a token must not travel in clear text")
    if get("kms_key") and not get("at_rest_encryption"):
        found.append("kms_key is given, but at_rest_encryption is false")
    if not 0 <= (get("snapshot_retention_days") or 0) <= 35:
        found.append(f"snapshot_retention_days {get('snapshot_retention_days')} is out of range; AWS keeps snapshots 0 to 35 days")
    if not 1150 <= (get("port") or 6379) <= 65535:
        found.append(f"port {get('port')} is out of range; ElastiCache takes 1150 to 65535")
    if "engine-log" in (get("logs") or {}) and catalog.version_key(str(get("engine_version") or "7")) < (6, 2):
        found.append(f"engine-log needs version 6.2 at least, not {get('engine_version')}")
    return found + windows.objections("snapshot_window", get("snapshot_window"), "maintenance_window", get("maintenance_window"), 60)


def token_objection(token: str) -> str | None:
    """Why ElastiCache would not take a token. The token itself is never told."""
    return None if TOKEN.fullmatch(token) else "an AUTH token has 16 to 128 letters, digits and any of ! & # $ ^ < > -"
