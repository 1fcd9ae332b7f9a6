"""What EC2 refuses about ranges, zones, routes and rules of security groups."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.ec2 import rules


@pytest.mark.parametrize("block", ["10.0.0.0/16", "10.0.0.0/28", "192.168.4.0/22"])
def test_ranges_that_are_right(block: str) -> None:
    assert list(rules.block_findings(block)) == []


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("10.0.0.0/15", "has a size that AWS refuses"),
        ("10.0.0.0/29", "has a size that AWS refuses"),
        ("10.0.0.1/16", "has host bits set"),
        ("10.0.0.300/24", "is no address range"),
        ("2001:db8::/56", "is no address range"),
        (None, "is no address range"),
    ],
)
def test_ranges_that_are_refused(block: Any, words: str) -> None:
    (found,) = rules.block_findings(block)
    assert found.field == "cidr_block" and words in found.wrong and found.valid


def test_a_subnet_lies_in_its_vpc() -> None:
    assert list(rules.inside_findings("10.0.255.0/24", "10.0.0.0/16")) == []
    assert list(rules.inside_findings("10.1.0.0/24", "10.0.0.0/16")) == [
        Finding("cidr_block", "10.1.0.0/24 is outside the VPC's 10.0.0.0/16", "a range inside 10.0.0.0/16")
    ]
    assert list(rules.inside_findings("10.1.0.0/24", "ten")) == [], "which is a fault of its own"


def test_subnets_do_not_overlap() -> None:
    assert list(rules.overlap_findings({"a": "10.0.1.0/24", "b": "10.0.2.0/24", "c": "nothing"})) == []
    found = list(rules.overlap_findings({"a": "10.0.0.0/20", "b": "10.0.2.0/24", "c": "10.0.3.0/24"}))
    assert [finding.wrong for finding in found] == [
        "a 10.0.0.0/20 overlaps with b 10.0.2.0/24",
        "a 10.0.0.0/20 overlaps with c 10.0.3.0/24",
    ]


@pytest.mark.parametrize("zone", ["us-west-2a", "us-west-2d", "us-west-2-lax-1a", "us-west-2-wl1-den-wlz-1"])
def test_zones_of_a_region(zone: str) -> None:
    assert list(rules.zone_findings(zone, "us-west-2")) == []


@pytest.mark.parametrize("zone", ["us-west-2", "us-west-1a", "us-west-2A", "a", ""])
def test_zones_of_no_or_another_region(zone: str) -> None:
    (found,) = rules.zone_findings(zone, "us-west-2")
    assert (found.field, found.valid) == ("availability_zone", "us-west-2a, us-west-2b, …")


EVERYWHERE = {"destination_cidr_block": "0.0.0.0/0"}


@pytest.mark.parametrize(
    ("routes", "fields"),
    [
        ([{**EVERYWHERE, "gateway_id": "igw-1"}, {"destination_cidr_block": "10.9.0.0/16", "nat_gateway_id": "n"}], []),
        ([{**EVERYWHERE}], ["routes[0]"]),
        ([{**EVERYWHERE, "gateway_id": "igw-1", "nat_gateway_id": "nat-1"}], ["routes[0]"]),
        ([{"destination_cidr_block": "world", "gateway_id": "igw-1"}], ["routes[0].destination_cidr_block"]),
        ([{**EVERYWHERE, "gateway_id": "i"}, {**EVERYWHERE, "gateway_id": "j"}], ["routes[1].destination_cidr_block"]),
    ],
)
def test_routes(routes: list[dict[str, Any]], fields: list[str]) -> None:
    found = list(rules.route_findings(routes))
    assert [finding.field for finding in found] == fields and all(finding.valid for finding in found)


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"from_port": 443, "cidr_ip": "0.0.0.0/0"}, None),
        ({"from_port": 0, "to_port": 65535, "cidr_ipv6": "::/0", "description": "All (TCP)"}, None),
        ({"ip_protocol": "-1", "group_id": "@app"}, None),
        ({"ip_protocol": "icmp", "from_port": 8, "to_port": -1, "prefix_list": "pl-1"}, None),
        ({"from_port": 443}, "ingress[0]"),
        ({"from_port": 443, "cidr_ip": "10.0.0.0/8", "group_id": "sg-1"}, "ingress[0]"),
        ({"from_port": 443, "cidr_ip": "10.0.0.1/8"}, "ingress[0].cidr_ip"),
        ({"from_port": 443, "cidr_ip": "::/0"}, "ingress[0].cidr_ip"),
        ({"from_port": 443, "cidr_ipv6": "0.0.0.0/0"}, "ingress[0].cidr_ipv6"),
        ({"cidr_ip": "0.0.0.0/0"}, "ingress[0].from_port"),
        ({"from_port": 70000, "cidr_ip": "0.0.0.0/0"}, "ingress[0].from_port"),
        ({"from_port": 444, "to_port": 443, "cidr_ip": "0.0.0.0/0"}, "ingress[0].from_port"),
        ({"from_port": 443, "cidr_ip": "0.0.0.0/0", "description": "für alle"}, "ingress[0].description"),
        ({"from_port": 443, "cidr_ip": "0.0.0.0/0", "description": "x" * 256}, "ingress[0].description"),
    ],
)
def test_rules_of_a_group(rule: dict[str, Any], field: str | None) -> None:
    found = list(rules.rule_findings("ingress", [rule]))
    assert [finding.field for finding in found] == ([field] if field else []) and all(one.valid for one in found)


def test_a_prefix_list_counts_as_many_rules() -> None:
    cloudfront = {"prefix_list": "com.amazonaws.global.cloudfront.origin-facing"}
    others = [{"cidr_ip": f"192.0.2.{number}/32"} for number in range(6)]
    assert rules.weight([cloudfront, *others]) == 61
    assert list(rules.quota_findings("ingress", [cloudfront, *others[:5]])) == []
    (found,) = rules.quota_findings("ingress", [cloudfront, *others])
    assert found.wrong == "makes 61 rules" and "60" in found.valid
