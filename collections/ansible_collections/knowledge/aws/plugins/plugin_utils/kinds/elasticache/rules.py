"""What ElastiCache refuses about a replication group, told before it is asked.

https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html and
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...core.finding import Finding
from ...reference import catalog, windows

NODES = (1, 6)  # a primary and up to five replicas
TOKEN = re.compile(r"[A-Za-z0-9!&#$^<>-]{16,128}")


def name_findings(name: str) -> Iterator[Finding]:
    """The group's name."""
    if not re.fullmatch(r"[a-z](?!.*--)[a-z0-9-]{0,38}[a-z0-9]|[a-z]", name):
        yield Finding(
            "name",
            f"'{name}' is no name of a replication group",
            "1 to 40 lower-case letters, digits and single hyphens, a letter first, no hyphen last",
        )


def group_findings(fields: dict[str, Any], region: str) -> Iterator[Finding]:
    """Everything that is wrong with one replication group."""
    get = fields.get
    engine, nodes = get("engine") or "redis", get("nodes") or 1
    yield from catalog.objection(
        "node_type", get("node_type"), catalog.cache_types(region), f"for ElastiCache in {region}"
    )
    yield from catalog.objection(
        "engine_version", get("engine_version"), catalog.cache_versions(engine), f"of {engine}"
    )
    if not NODES[0] <= nodes <= NODES[1]:
        yield Finding(
            "nodes", f"{nodes} is out of range", f"{NODES[0]} to {NODES[1]}: a primary and up to five replicas"
        )
    if get("automatic_failover") and nodes < 2:
        yield Finding(
            "automatic_failover",
            f"needs a replica to fail over to, but there is {nodes} node",
            "false, or two nodes at least",
        )
    if get("multi_az") and not get("automatic_failover"):
        yield Finding("multi_az", "needs automatic_failover", "false, or both")
    if get("auth_secret") and not get("transit_encryption"):
        yield Finding("auth_secret", "needs transit_encryption: a token must not travel in clear text", "both or none")
    if get("kms_key") and not get("at_rest_encryption"):
        yield Finding("kms_key", "is given, but at_rest_encryption is false", "both or none")
    if not 0 <= (get("snapshot_retention_days") or 0) <= 35:
        yield Finding("snapshot_retention_days", f"{get('snapshot_retention_days')} is out of range", "0 to 35 days")
    if not 1150 <= (get("port") or 6379) <= 65535:
        yield Finding("port", f"{get('port')} is out of range", "1150 to 65535")
    if "engine-log" in (get("logs") or {}) and catalog.version_key(str(get("engine_version") or "7")) < (6, 2):
        yield Finding("logs", f"engine-log is not known by version {get('engine_version')}", "version 6.2 at least")
    yield from windows.objections(
        "snapshot_window", get("snapshot_window"), "maintenance_window", get("maintenance_window"), 60
    )


def token_objection(token: str) -> str | None:
    """Why ElastiCache would not take a token. The token itself is never told."""
    return None if TOKEN.fullmatch(token) else "an AUTH token has 16 to 128 letters, digits and any of ! & # $ ^ < > -"
