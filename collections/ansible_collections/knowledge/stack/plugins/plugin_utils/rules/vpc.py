# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about the network: those of AWS by the role's variables, and what this stack needs beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.ec2.rules import (
    block_findings,
    inside_findings,
    overlap_findings,
    zone_findings,
)

from .context import REGION
from .values import of_entry

TIERS = ("public", "private", "database")
ZONES = (2, 6)  # no region has more zones than us-east-1
ENTRY_SPECS: dict[str, dict[str, Any]] = {
    "vpc_zones": {"type": "str", "description": "a zone of the region"},
    "vpc_subnets": {"type": "dict", "entries": {"type": "str", "description": "a range such as 10.0.1.0/24"}},
}


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """The VPC's range, the zones, the subnets inside it and beside each other."""
    yield from (finding.named("vpc_cidr_block") for finding in block_findings(v.get("vpc_cidr_block")))
    yield from of_zones(v)
    yield from of_tiers(v)
    yield from of_subnets(v)
    endpoints = v.get("vpc_interface_endpoints") or []
    if "s3" in endpoints:
        yield Finding("vpc_interface_endpoints", "s3 has a free gateway endpoint already", "other services")


def of_zones(v: dict[str, Any]) -> Iterator[Finding]:
    """Zones belong to the region; two at least, each once."""
    region, zones, count = str(v.get("aws_region") or ""), v.get("vpc_zones") or {}, v.get("vpc_zone_count") or 0
    for key, zone in zones.items() if REGION.fullmatch(region) else ():
        yield from of_entry(zone_findings(zone, region), "vpc_zones", key)
    if len(set(zones.values())) < len(zones):
        yield Finding("vpc_zones", "names a zone twice", "different zones")
    if (len(zones) or count) < ZONES[0]:
        wrong = "one zone is no basis: a load balancer and a database subnet group need two"
        yield Finding("vpc_zones" if zones else "vpc_zone_count", wrong, "two or three zones")
    if not zones and count > ZONES[1]:
        yield Finding("vpc_zone_count", f"{count} are more than a region has", f"{ZONES[0]} to {ZONES[1]}")


def of_tiers(v: dict[str, Any]) -> Iterator[Finding]:
    """Every tier that the stack needs is there, and each is in every zone."""
    subnets, zones = v.get("vpc_subnets") or {}, v.get("vpc_zones") or {}
    keys = set(zones) or {chr(ord("a") + index) for index in range(min(v.get("vpc_zone_count") or 0, ZONES[1]))}
    missing = [tier for tier in TIERS if not subnets.get(tier)]
    if missing:
        valid = f"the tiers {', '.join(TIERS)}, each with a range a zone"
        yield Finding("vpc_subnets", f"tier {', '.join(missing)} is missing", valid)
    for tier, blocks in subnets.items():
        if keys and set(blocks) != keys:
            valid = f"exactly the zones {', '.join(sorted(keys))}"
            yield Finding("vpc_subnets", f"tier {tier} is in zones {', '.join(sorted(blocks))}", valid)


def of_subnets(v: dict[str, Any]) -> Iterator[Finding]:
    """Each range is one that AWS accepts, inside the VPC's, and overlaps with no other."""
    blocks = {
        f"{tier}.{zone}": block
        for tier, by_zone in (v.get("vpc_subnets") or {}).items()
        for zone, block in by_zone.items()
    }
    for label, block in blocks.items():
        found = (*block_findings(block), *inside_findings(block, v.get("vpc_cidr_block")))
        yield from of_entry(found, "vpc_subnets", label)
    yield from (finding.named("vpc_subnets") for finding in overlap_findings(blocks))
