# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The shape of a network from a few values: which subnets, gateways and route tables there are. Pure."""

from __future__ import annotations

from typing import Any

from .common import leaves


def subnet_items(
    subnets: dict[str, dict[str, str]], zones: dict[str, str], public_tier: str = "public"
) -> list[dict[str, Any]]:
    """One entry a tier and zone, keyed ``<tier>.<zone key>``."""
    return [
        {"key": f"{tier}.{zone}", "cidr_block": cidr_block, "availability_zone": zones.get(zone, zone)}
        for tier, blocks in subnets.items()
        for zone, cidr_block in blocks.items()
    ]


def nat_zones(mode: str, zones: dict[str, str]) -> list[str]:
    """The zone keys that have a NAT gateway: every one, the first, or none."""
    return {"per_az": sorted(zones), "single": sorted(zones)[:1], "none": []}[mode]


def address_items(mode: str, zones: dict[str, str]) -> list[dict[str, Any]]:
    """One elastic IP a NAT gateway."""
    return [{"key": f"nat.{zone}"} for zone in nat_zones(mode, zones)]


def endpoint_items(
    region: str, services: list[str], route_table_ids: dict[str, Any], subnet_ids: dict[str, Any], group_id: str
) -> list[dict[str, Any]]:
    """S3's free gateway endpoint for every table but the public one; interface endpoints in every private subnet."""
    tables = leaves({key: value for key, value in route_table_ids.items() if key != "public"})
    prefix = f"com.amazonaws.{region}"
    gateway = {"key": "s3", "service_name": f"{prefix}.s3", "vpc_endpoint_type": "Gateway", "route_table_ids": tables}
    common = {
        "vpc_endpoint_type": "Interface",
        "subnet_ids": leaves(subnet_ids.get("private", {})),
        "security_group_ids": [group_id],
        "private_dns_enabled": True,
    }
    return [
        gateway,
        *({"key": service.replace(".", "-"), "service_name": f"{prefix}.{service}", **common} for service in services),
    ]


def nat_items(
    mode: str, zones: dict[str, str], subnet_ids: dict[str, Any], address_ids: dict[str, Any]
) -> list[dict[str, Any]]:
    """One NAT gateway a zone that has one, in its public subnet."""
    return [
        {"key": f"nat.{zone}", "subnet_id": subnet_ids["public"][zone], "allocation_id": address_ids["nat"][zone]}
        for zone in nat_zones(mode, zones)
    ]


def route_table_items(
    mode: str, zones: dict[str, str], subnet_ids: dict[str, Any], internet_gateway_id: str, nat_ids: dict[str, Any]
) -> list[dict[str, Any]]:
    """One table for the public subnets, one a zone for the private ones, one without a way out for every other tier."""
    everywhere = {"destination_cidr_block": "0.0.0.0/0"}
    tables = [
        {
            "key": "public",
            "subnet_ids": list(subnet_ids["public"].values()),
            "routes": [{**everywhere, "gateway_id": internet_gateway_id}],
        }
    ]
    with_nat = nat_zones(mode, zones)
    for zone, subnet in sorted(subnet_ids.get("private", {}).items()):
        way_out = zone if zone in with_nat else next(iter(with_nat), None)
        routes = [{**everywhere, "nat_gateway_id": nat_ids["nat"][way_out]}] if way_out else []
        tables.append({"key": f"private.{zone}", "subnet_ids": [subnet], "routes": routes})
    tables += [
        {"key": tier, "subnet_ids": list(ids.values()), "routes": []}
        for tier, ids in sorted(subnet_ids.items())
        if tier not in ("public", "private")
    ]
    return tables
