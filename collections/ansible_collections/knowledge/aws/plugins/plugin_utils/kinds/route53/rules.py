"""Rules about DNS records. https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-basic.html"""

from __future__ import annotations

from typing import Any

LONGEST_TTL = 2147483647


def record_objections(record: dict[str, Any]) -> list[str]:
    """What Route 53 would refuse about a record in the words of the kind."""
    found = []
    values, target, ttl = record.get("values"), record.get("alias"), record.get("ttl")
    if bool(values) == bool(target):
        found.append("it needs either values or an alias")
    if values and ttl is None:
        found.append("values need a ttl")
    if target and ttl is not None:
        found.append("an alias has no ttl of its own")
    if ttl is not None and not 0 <= ttl <= LONGEST_TTL:
        found.append(f"a ttl of {ttl} s is not possible (0 to {LONGEST_TTL})")
    if target and record.get("type") not in ("A", "AAAA"):
        found.append(f"an alias to a load balancer or distribution is an A or AAAA record, not {record.get('type')}")
    if values and record.get("type") == "CNAME" and len(values) != 1:
        found.append("a CNAME has exactly one value")
    return found
