# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about DNS records. https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-basic.html"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.finding import Finding

LONGEST_TTL = 2147483647


def record_findings(record: dict[str, Any]) -> Iterator[Finding]:
    """What Route 53 would refuse about a record by fields of the kind."""
    values, target, ttl = record.get("resource_records"), record.get("alias_target"), record.get("ttl")
    if bool(values) == bool(target):
        how = "stand both there" if values else "are both missing"
        yield Finding("resource_records", f"it and alias_target {how}", "one of resource_records and alias_target")
    if values and ttl is None:
        yield Finding("ttl", "is missing", "seconds, such as 300")
    if target and ttl is not None:
        yield Finding("ttl", f"is {ttl}, but an alias has none of its own", "no ttl beside alias_target")
    if ttl is not None and not 0 <= ttl <= LONGEST_TTL:
        yield Finding("ttl", f"{ttl} s is not possible", f"0 to {LONGEST_TTL}")
    if target and record.get("type") not in ("A", "AAAA"):
        yield Finding(
            "type", f"{record.get('type')} cannot be an alias to a load balancer or distribution", "A or AAAA"
        )
    if values and record.get("type") == "CNAME" and len(values) != 1:
        yield Finding("resource_records", f"{len(values)} values of a CNAME", "exactly one")
