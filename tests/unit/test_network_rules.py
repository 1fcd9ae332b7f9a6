"""Rules about address ranges, zones, ports and sources, before anything is asked of AWS."""

from typing import Any

import pytest
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import security_groups, vpc

NETWORK: dict[str, Any] = {
    "aws_region": "ap-northeast-2",
    "vpc_cidr_block": "10.0.0.0/16",
    "vpc_zones": {"a": "ap-northeast-2a", "b": "ap-northeast-2b"},
    "vpc_zone_count": 3,
    "vpc_subnets": {
        "public": {"a": "10.0.1.0/24", "b": "10.0.2.0/24"},
        "private": {"a": "10.0.10.0/24", "b": "10.0.11.0/24"},
        "database": {"a": "10.0.20.0/24", "b": "10.0.21.0/24"},
    },
    "vpc_interface_endpoints": ["ecr.api"],
}


def subnets(**tiers: Any) -> dict[str, Any]:
    return {"vpc_subnets": NETWORK["vpc_subnets"] | tiers}


def test_the_guides_network_is_right() -> None:
    assert list(vpc.findings(NETWORK)) == []


@pytest.mark.parametrize(
    ("values", "variable", "words"),
    [
        ({"vpc_cidr_block": "10.0.0.0/33"}, "vpc_cidr_block", "is no address range"),
        ({"vpc_cidr_block": "10.0.0.1/16"}, "vpc_cidr_block", "has host bits set"),
        ({"vpc_cidr_block": None}, "vpc_cidr_block", "is no address range"),
        ({"vpc_cidr_block": "10.0.0.0/8"}, "vpc_cidr_block", "has a size that AWS refuses"),
        (
            {"vpc_zones": {"a": "us-east-1a", "b": "ap-northeast-2b"}},
            "vpc_zones",
            "'us-east-1a' is no zone of ap-northeast-2",
        ),
        ({"vpc_zones": {"a": "ap-northeast-2", "b": "ap-northeast-2b"}}, "vpc_zones", "is no zone of"),
        ({"vpc_zones": {"a": "ap-northeast-2b", "b": "ap-northeast-2b"}}, "vpc_zones", "names a zone twice"),
        (subnets(public={"a": "10.0.1.0/24"}), "vpc_subnets", "tier public is in zones a"),
        (subnets(database={}), "vpc_subnets", "tier database is missing"),
        (
            subnets(public={"a": "10.0.1.0", "b": "10.0.2.300/24"}),
            "vpc_subnets",
            "public.b: '10.0.2.300/24' is no address range",
        ),
        (
            subnets(public={"a": "10.0.1.0/29", "b": "10.0.2.0/24"}),
            "vpc_subnets",
            "public.a: 10.0.1.0/29 has a size that AWS refuses",
        ),
        (
            subnets(public={"a": "10.1.1.0/24", "b": "10.0.2.0/24"}),
            "vpc_subnets",
            "public.a: 10.1.1.0/24 is outside the VPC's 10.0.0.0/16",
        ),
        (
            subnets(public={"a": "10.0.10.0/24", "b": "10.0.2.0/24"}),
            "vpc_subnets",
            "public.a 10.0.10.0/24 overlaps with private.a 10.0.10.0/24",
        ),
        (
            subnets(public={"a": "10.0.16.0/20", "b": "10.0.2.0/24"}),
            "vpc_subnets",
            "overlaps with database.a 10.0.20.0/24",
        ),
        ({"vpc_interface_endpoints": ["s3"]}, "vpc_interface_endpoints", "s3 has a free gateway endpoint already"),
    ],
)
def test_each_rule_about_the_network_fires(values: dict[str, Any], variable: str, words: str) -> None:
    found = list(vpc.findings(NETWORK | values))
    assert {finding.field for finding in found} == {variable}
    assert any(words in finding.wrong for finding in found), [finding.wrong for finding in found]
    assert all(finding.valid for finding in found)


@pytest.mark.parametrize(
    ("values", "variable"),
    [
        ({"vpc_zones": {"a": "ap-northeast-2a"}}, "vpc_zones"),
        ({"vpc_zones": {}, "vpc_zone_count": 1}, "vpc_zone_count"),
    ],
)
def test_one_zone_is_no_basis(values: dict[str, Any], variable: str) -> None:
    one = {tier: {"a": ranges["a"]} for tier, ranges in NETWORK["vpc_subnets"].items()}
    (found,) = vpc.findings(NETWORK | values | {"vpc_subnets": one})
    assert found.field == variable and "one zone is no basis" in found.wrong


@pytest.mark.parametrize("count", [7, 2_000_000])
def test_no_region_has_so_many_zones(count: int) -> None:
    found = list(vpc.findings(NETWORK | {"vpc_zones": {}, "vpc_zone_count": count}))
    assert (found[0].field, found[0].valid) == ("vpc_zone_count", "2 to 6")
    assert "exactly the zones a, b, c, d, e, f" in found[1].valid


def test_chosen_zones_are_named_by_letters() -> None:
    assert list(vpc.findings(NETWORK | {"vpc_zones": {}, "vpc_zone_count": 2})) == []
    assert len(list(vpc.findings(NETWORK | {"vpc_zones": {}, "vpc_zone_count": 3}))) == 3, "each tier lacks zone c"


def test_all_findings_at_once() -> None:
    found = list(
        vpc.findings(
            NETWORK | {"vpc_cidr_block": "10.0.0.0/24"} | subnets(public={"a": "10.0.0.0/29", "b": "10.0.0.0/30"})
        )
    )
    assert len(found) >= 7


def test_a_region_that_is_wrong_itself_makes_no_zone_wrong() -> None:
    assert list(vpc.findings(NETWORK | {"aws_region": "seoul"})) == []


GROUPS: dict[str, Any] = {
    "security_groups_app_port": 8000,
    "security_groups_alb_ports": [443],
    "security_groups_data_ports": {"database": 5432, "cache": 6379},
    "security_groups_alb_sources": [{"prefix_list": "com.amazonaws.global.cloudfront.origin-facing"}],
}
CLOUDFRONT = GROUPS["security_groups_alb_sources"][0]


def test_the_guides_groups_are_right() -> None:
    assert list(security_groups.findings(GROUPS)) == []


@pytest.mark.parametrize(
    ("values", "variable", "words"),
    [
        ({"security_groups_app_port": 70000}, "security_groups_app_port", "70000 is no port"),
        ({"security_groups_app_port": 0}, "security_groups_app_port", "0 is no port"),
        ({"security_groups_alb_ports": [-1]}, "security_groups_alb_ports", "-1 is no port"),
        ({"security_groups_data_ports": {"database": 65536}}, "security_groups_data_ports", "65536 is no port"),
        ({"security_groups_data_ports": {"app": 5432}}, "security_groups_data_ports", "'app' is a group of its own"),
        ({"security_groups_alb_sources": [{}]}, "security_groups_alb_sources", "names 0 peers"),
        (
            {"security_groups_alb_sources": [{"cidr_ip": "10.0.0.0/8", "prefix_list": "x"}]},
            "security_groups_alb_sources",
            "names 2 peers",
        ),
        (
            {"security_groups_alb_sources": [{"cidr_ip": "10.0.0.1/8"}]},
            "security_groups_alb_sources",
            "'10.0.0.1/8' is no address range",
        ),
        ({"security_groups_alb_ports": [443, 80]}, "security_groups_alb_ports", "makes 110 rules"),
        (
            {"security_groups_alb_sources": [CLOUDFRONT] + [{"cidr_ip": f"192.0.2.{n}/32"} for n in range(6)]},
            "security_groups_alb_ports",
            "makes 61 rules",
        ),
    ],
)
def test_each_rule_about_groups_fires(values: dict[str, Any], variable: str, words: str) -> None:
    (found,) = security_groups.findings(GROUPS | values)
    assert found.field == variable and words in found.wrong and found.valid


FIVE_MORE = [{"cidr_ip": f"192.0.2.{number}/32"} for number in range(5)]


@pytest.mark.parametrize(
    "sources", [[{"cidr_ipv6": "2001:db8::/32"}], [{"cidr_ip": "203.0.113.0/24"}] * 60, [CLOUDFRONT, *FIVE_MORE]]
)
def test_sources_that_are_right(sources: list[dict[str, str]]) -> None:
    assert list(security_groups.findings(GROUPS | {"security_groups_alb_sources": sources})) == []
