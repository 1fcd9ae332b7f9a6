# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about the search domain. https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.opensearch.rules import domain_findings

from .values import given, of_variables

# The role's variables by field of the kind.
VARIABLES = {
    "engine_version": "opensearch_engine_version",
    "instance_type": "opensearch_instance_type",
    "instance_count": "opensearch_instance_count",
    "availability_zone_count": "opensearch_availability_zone_count",
    "dedicated_master_type": "opensearch_dedicated_master_type",
    "dedicated_master_count": "opensearch_dedicated_master_count",
    "volume_type": "opensearch_volume_type",
    "volume_size": "opensearch_volume_size",
    "iops": "opensearch_volume_iops",
    "throughput": "opensearch_volume_throughput",
    "automated_snapshot_start_hour": "opensearch_automated_snapshot_start_hour",
    "auto_tune": "opensearch_auto_tune",
    "off_peak_window_start_time": "opensearch_off_peak_window_start_time",
}


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """The role's variables, before anything is asked of AWS."""
    fields = given(v, VARIABLES)
    fields |= {field: fields[field] or None for field in ("iops", "throughput") if field in fields}
    switches = {"encryption_at_rest": True, "advanced_security": True, "master_user_arn": "given"}
    found = domain_findings(fields | switches, str(v.get("aws_region") or ""))
    yield from of_variables((finding for finding in found if finding.field in VARIABLES), VARIABLES, nothing="0")
    subnets, zones = v.get("opensearch_subnet_ids"), fields.get("availability_zone_count")
    if isinstance(subnets, dict) and isinstance(zones, int) and zones > len(subnets):
        wrong = f"{zones} is more than opensearch_subnet_ids has ({len(subnets)})"
        yield Finding("opensearch_availability_zone_count", wrong, f"1 to {len(subnets)}")
