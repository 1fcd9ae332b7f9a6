"""What OpenSearch Service refuses about a domain, told before it is asked.

https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html and
https://docs.aws.amazon.com/opensearch-service/latest/developerguide/version-migration.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.opensearch.rules import (
    domain_findings,
)

from .values import typed

# The role's variables by field of the kind.
VARIABLES = {
    "engine_version": "opensearch_version",
    "instance_type": "opensearch_instance_type",
    "instance_count": "opensearch_instance_count",
    "zones": "opensearch_zone_count",
    "master_type": "opensearch_master_type",
    "master_count": "opensearch_master_count",
    "volume_type": "opensearch_volume_type",
    "volume_size": "opensearch_volume_size",
    "iops": "opensearch_volume_iops",
    "throughput": "opensearch_volume_throughput",
    "snapshot_hour": "opensearch_snapshot_hour",
    "auto_tune": "opensearch_auto_tune",
    "off_peak_start": "opensearch_off_peak_start",
}


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """The role's variables, before anything is asked of AWS."""
    fields = {
        field: v[variable] if field == "engine_version" else typed(v[variable])
        for field, variable in VARIABLES.items()
        if v.get(variable) is not None
    }
    fields |= {field: fields[field] or None for field in ("iops", "throughput") if field in fields}
    switches = {"encrypted": True, "fine_grained_access": True, "master_user": "given"}
    for found in domain_findings(fields | switches, str(v.get("aws_region") or "")):
        if found.field in VARIABLES:
            yield Finding(VARIABLES[found.field], found.wrong, found.valid)
    zones = len((v.get("vpc_subnets") or {}).get("private") or {})
    if zones and isinstance(fields.get("zones"), int) and fields["zones"] > zones:
        yield Finding(
            "opensearch_zone_count",
            f"{fields['zones']} is more than vpc_subnets.private has ({zones})",
            f"1 to {zones}",
        )
