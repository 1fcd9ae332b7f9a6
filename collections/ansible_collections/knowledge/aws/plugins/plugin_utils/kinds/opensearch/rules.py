# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What OpenSearch Service refuses about a domain, told before it is asked.

https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html and
https://docs.aws.amazon.com/opensearch-service/latest/developerguide/version-migration.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...core.finding import Finding
from ...reference import catalog

VOLUME = (10, 24576)  # GiB over all types; AWS knows the maximum of each (DescribeInstanceTypeLimits)
LOCAL_DISK = re.compile(r"(i\d\w*|im\d\w*|[rmc]\dgd)\.")
MASTERS = (3, 5)
ZONES = (1, 2, 3)
LOGS = ("INDEX_SLOW_LOGS", "SEARCH_SLOW_LOGS", "ES_APPLICATION_LOGS", "AUDIT_LOGS")
STEPS = ("1.3", "2.19")  # the way to a later major version leads through these


def name_findings(name: str) -> Iterator[Finding]:
    """The domain's name."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{2,27}", name):
        yield Finding(
            "name", f"'{name}' is no domain name", "3 to 28 lower-case letters, digits and hyphens, a letter first"
        )


def domain_findings(fields: dict[str, Any], region: str) -> Iterator[Finding]:
    """Everything that is wrong with one domain."""
    version = str(fields.get("engine_version") or "").removeprefix("OpenSearch_")
    if version not in catalog.OPENSEARCH_VERSIONS:
        yield Finding(
            "engine_version", f"{version} is no version of OpenSearch Service", ", ".join(catalog.OPENSEARCH_VERSIONS)
        )
    types = catalog.search_types(region)
    for field in ("instance_type", "dedicated_master_type"):
        yield from catalog.objection(field, fields.get(field), types, f"for OpenSearch in {region}")
    yield from _nodes(fields)
    yield from _volume(fields)
    yield from _security(fields)
    yield from _times(fields)


def _nodes(fields: dict[str, Any]) -> Iterator[Finding]:
    get = fields.get
    nodes, zones = (
        1 if fields.get(field) is None else fields[field] for field in ("instance_count", "availability_zone_count")
    )
    masters, subnets = get("dedicated_master_count") or 0, get("subnet_ids")
    if zones not in ZONES:
        yield Finding("availability_zone_count", f"{zones} is not possible", ", ".join(map(str, ZONES)))
    elif nodes < zones:
        yield Finding("instance_count", f"{nodes} is not enough for {zones} zones", f"{zones} or more")
    elif zones == 2 and nodes % 2:
        yield Finding("instance_count", f"{nodes} cannot be spread over two zones", "an even number")
    if masters and masters not in MASTERS:
        yield Finding(
            "dedicated_master_count",
            f"{masters} is not possible: of an even number half is no majority",
            f"0 for none, {', '.join(map(str, MASTERS))}",
        )
    if masters and not get("dedicated_master_type"):
        yield Finding("dedicated_master_type", "is missing, but there are masters", "a type such as m6g.large.search")
    if isinstance(subnets, list) and len(subnets) != zones:
        yield Finding("subnet_ids", f"names {len(subnets)} subnets for {zones} zones", "one in each zone")


def _volume(fields: dict[str, Any]) -> Iterator[Finding]:
    size, instance = fields.get("volume_size"), fields.get("instance_type") or ""
    if LOCAL_DISK.match(instance):
        if size:
            yield Finding("volume_size", f"cannot be chosen: {instance} has disks of its own", "nothing")
    elif not size:
        yield Finding("volume_size", f"is missing: {instance} has no disk of its own", f"{VOLUME[0]} GiB or more")
    elif not VOLUME[0] <= size <= VOLUME[1]:
        yield Finding(
            "volume_size", f"{size} GiB is out of range", f"{VOLUME[0]} to {VOLUME[1]}, less for smaller types"
        )
    if fields.get("volume_type") == "gp2" and (fields.get("iops") or fields.get("throughput")):
        yield Finding(
            "iops" if fields.get("iops") else "throughput", "cannot be chosen for gp2", "nothing, or volume_type gp3"
        )


def _security(fields: dict[str, Any]) -> Iterator[Finding]:
    get = fields.get
    if get("advanced_security"):
        others = ("encryption_at_rest", "node_to_node_encryption", "enforce_https")
        without = [field for field in others if get(field) is False]
        if without:
            yield Finding("advanced_security", f"needs {', '.join(without)}", "these on, or this off")
        if not get("master_user_arn"):
            yield Finding("advanced_security", "needs master_user_arn", "the ARN of a role")
    elif "AUDIT_LOGS" in (get("log_publishing_options") or {}):
        yield Finding("log_publishing_options", "AUDIT_LOGS need advanced_security", "other logs")
    for log in (log for log in get("log_publishing_options") or {} if log not in LOGS):
        yield Finding("log_publishing_options", f"{log} is no log", ", ".join(LOGS))
    if get("kms_key_id") and get("encryption_at_rest") is False:
        yield Finding("kms_key_id", "is given, but encryption_at_rest is off", "both or none")
    if (get("instance_type") or "").startswith(("t2.", "m3.", "r3.")) and get("encryption_at_rest"):
        yield Finding(
            "instance_type", f"{get('instance_type')} cannot encrypt at rest", "a later type, such as t3.small.search"
        )


def _times(fields: dict[str, Any]) -> Iterator[Finding]:
    get = fields.get
    if (get("instance_type") or "").startswith(("t2.", "t3.")) and get("auto_tune"):
        yield Finding("auto_tune", f"is not possible with {get('instance_type')}", "false")
    hour, start = get("automated_snapshot_start_hour") or 0, get("off_peak_window_start_time")
    if not 0 <= hour <= 23:
        yield Finding("automated_snapshot_start_hour", f"{hour} is no hour", "0 to 23, UTC")
    if start and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", str(start)):
        yield Finding("off_peak_window_start_time", f"'{start}' is no time", "HH:MM, UTC")


def upgrade_steps(have: str, want: str) -> list[str]:
    """The versions over which a domain comes to a later one, the last included; empty where there is no way."""
    key = catalog.version_key
    if key(want) <= key(have):
        return []
    between = [step for step in STEPS if key(have) < key(step) < key(want) and key(step)[0] < key(want)[0]]
    return [*between, want]
