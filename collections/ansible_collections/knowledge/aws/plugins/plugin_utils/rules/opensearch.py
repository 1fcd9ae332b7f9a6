"""What OpenSearch Service refuses about a domain, told before it is asked.

https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html and
https://docs.aws.amazon.com/opensearch-service/latest/developerguide/version-migration.html
"""

from __future__ import annotations

import re
from typing import Any

from . import catalog

VOLUME = (10, 24576)  # GiB over all types; AWS knows the maximum of each (DescribeInstanceTypeLimits)
LOCAL_DISK = re.compile(r"(i\d\w*|im\d\w*|r\dgd|m\dgd|c\dgd|r\dgd)\.")
MASTERS = (3, 5)
STEPS = ("1.3", "2.19")  # the way to a later major version leads through these


def domain_objections(name: str, fields: dict[str, Any], region: str) -> list[str]:
    """Everything that is wrong with one domain."""
    get = fields.get
    found = []
    if not re.fullmatch(r"[a-z][a-z0-9-]{2,27}", name):
        found.append(f"{name} is no domain name; it has 3 to 28 lower-case letters, digits and hyphens and begins with a letter")
    found += catalog.objection("engine_version", get("engine_version"), catalog.OPENSEARCH_VERSIONS, "of OpenSearch Service")
    types = catalog.search_types(region)
    for field in ("instance_type", "master_type"):
        found += catalog.objection(field, get(field), types, f"for OpenSearch in {region}")
    return found + _nodes(get) + _volume(get) + _security(get)


def _nodes(get: Any) -> list[str]:
    found = []
    nodes, zones, masters, subnets = get("instance_count") or 1, get("zones") or 1, get("master_count") or 0, get("subnets")
    if nodes < zones:
        found.append(f"{zones} zones need at least {zones} data nodes, not {nodes}")
    elif zones == 2 and nodes % 2:
        found.append(f"two zones need an even number of data nodes, not {nodes}")
    if masters and masters not in MASTERS:
        found.append(f"master_count {masters} is not possible; valid: 0 (none), {', '.join(map(str, MASTERS))}: of an even number half is no majority")
    if masters and not get("master_type"):
        found.append("master_count needs master_type")
    if isinstance(subnets, list) and len(subnets) != zones:
        found.append(f"{zones} zones need just as many subnets, one in each, not {len(subnets)}")
    if get("standby") and (zones != 3 or not masters or nodes % 3):
        found.append("standby needs three zones, dedicated masters and a multiple of three data nodes")
    return found


def _volume(get: Any) -> list[str]:
    size, instance = get("volume_size"), get("instance_type") or ""
    if LOCAL_DISK.match(instance):
        return [f"{instance} has disks of its own and takes no volume_size"] if size else []
    if not size:
        return [f"{instance} has no disk of its own: volume_size is needed"]
    return [] if VOLUME[0] <= size <= VOLUME[1] else [f"volume_size {size} GiB is out of range; it is {VOLUME[0]} to {VOLUME[1]}"]


def _security(get: Any) -> list[str]:
    found = []
    if get("fine_grained_access"):
        without = [
            word
            for word, value in (
                ("encrypted", get("encrypted")),
                ("node_to_node_encryption", get("node_to_node_encryption")),
                ("enforce_https", get("enforce_https")),
            )
            if value is False
        ]
        if without:
            found.append(f"fine_grained_access needs {', '.join(without)}")
        if not get("master_user"):
            found.append("fine_grained_access needs master_user")
    elif "AUDIT_LOGS" in (get("logs") or {}):
        found.append("AUDIT_LOGS need fine_grained_access")
    if get("kms_key") and get("encrypted") is False:
        found.append("kms_key is given, but encrypted is false")
    if (get("instance_type") or "").startswith(("t2.", "t3.")) and get("auto_tune"):
        found.append(f"{get('instance_type')} does not know auto_tune")
    if (get("instance_type") or "").startswith(("t2.", "m3.", "r3.")) and get("encrypted"):
        found.append(f"{get('instance_type')} cannot encrypt at rest; take a later type")
    if not 0 <= (get("snapshot_hour") or 0) <= 23:
        found.append(f"snapshot_hour {get('snapshot_hour')} is no hour (0 to 23, UTC)")
    return found


def upgrade_steps(have: str, want: str) -> list[str]:
    """The versions over which a domain comes to a later one, the last included; empty where there is no way."""
    key = catalog.version_key
    if key(want) <= key(have):
        return []
    between = [step for step in STEPS if key(have) < key(step) < key(want) and key(step)[0] < key(want)[0]]
    return [*between, want]
