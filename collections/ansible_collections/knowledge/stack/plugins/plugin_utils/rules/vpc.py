"""Rules about the network. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html and subnet-sizing.html"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding

from .context import REGION

SMALLEST, LARGEST = 28, 16
TIERS = ("public", "private", "database")


def parse(text: Any) -> ipaddress.IPv4Network | str:
    """An address range, or what is wrong with it."""
    try:
        return ipaddress.IPv4Network(str(text))
    except ValueError as error:
        return str(error)


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """The VPC's range, the zones, the subnets inside it and beside each other."""
    whole = parse(v.get("vpc_cidr"))
    if isinstance(whole, str):
        yield Finding("vpc_cidr", f"'{v.get('vpc_cidr')}' is no address range ({whole})", "a range such as 10.0.0.0/16")
    elif not LARGEST <= whole.prefixlen <= SMALLEST:
        yield Finding("vpc_cidr", f"{whole} has a size that AWS refuses", f"/{LARGEST} to /{SMALLEST}")
    yield from zone_findings(v)
    yield from subnet_findings(v, whole)
    endpoints = v.get("vpc_interface_endpoints") or []
    if "s3" in endpoints:
        yield Finding("vpc_interface_endpoints", "s3 has a free gateway endpoint already", "other services")


def zone_findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Zones belong to the region, and every tier is in every zone."""
    region, zones, count = str(v.get("aws_region") or ""), v.get("vpc_zones") or {}, v.get("vpc_zone_count") or 0
    for key, zone in zones.items():
        if REGION.fullmatch(region) and not (str(zone).startswith(region) and len(str(zone)) == len(region) + 1):
            yield Finding("vpc_zones", f"{key}: '{zone}' is no zone of {region}", f"{region}a, {region}b, …")
    if len(set(zones.values())) < len(zones):
        yield Finding("vpc_zones", "names a zone twice", "different zones")
    keys = set(zones) or {chr(ord("a") + index) for index in range(count)}
    if len(keys) < 2:
        yield Finding(
            "vpc_zones" if zones else "vpc_zone_count",
            "one zone is no basis: a load balancer and a database subnet group need two",
            "two or three zones",
        )
    for tier, ranges in (v.get("vpc_subnets") or {}).items():
        if isinstance(ranges, dict) and set(ranges) != keys:
            yield Finding(
                "vpc_subnets",
                f"tier {tier} is in zones {', '.join(sorted(ranges))}",
                f"exactly the zones {', '.join(sorted(keys))}",
            )


def subnet_findings(v: dict[str, Any], whole: ipaddress.IPv4Network | str) -> Iterator[Finding]:
    """Each subnet is a range of a size AWS accepts, inside the VPC, and overlaps with no other."""
    subnets = v.get("vpc_subnets") or {}
    missing = [tier for tier in TIERS if not subnets.get(tier)]
    if missing:
        yield Finding(
            "vpc_subnets",
            f"tier {', '.join(missing)} is missing",
            f"the tiers {', '.join(TIERS)}, each with a range a zone",
        )
    parsed: dict[str, ipaddress.IPv4Network] = {}
    for tier, ranges in subnets.items():
        if not isinstance(ranges, dict):
            yield Finding("vpc_subnets", f"tier {tier} is no map", "{a: 10.0.1.0/24, …}")
            continue
        for zone, text in ranges.items():
            label, network = f"{tier}.{zone}", parse(text)
            if isinstance(network, str):
                yield Finding(
                    "vpc_subnets", f"{label}: '{text}' is no address range ({network})", "a range such as 10.0.1.0/24"
                )
                continue
            parsed[label] = network
            if not LARGEST <= network.prefixlen <= SMALLEST:
                yield Finding(
                    "vpc_subnets", f"{label}: {network} has a size that AWS refuses", f"/{LARGEST} to /{SMALLEST}"
                )
            if not isinstance(whole, str) and not network.subnet_of(whole):
                yield Finding(
                    "vpc_subnets", f"{label}: {network} is outside vpc_cidr {whole}", f"a range inside {whole}"
                )
    for (one, first), (other, second) in combinations(parsed.items(), 2):
        if first.overlaps(second):
            yield Finding("vpc_subnets", f"{one} {first} overlaps with {other} {second}", "ranges that do not overlap")
