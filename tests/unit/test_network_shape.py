"""Which subnets, gateways, tables and groups follow from a few values."""

from typing import Any

import pytest
from ansible_collections.knowledge.stack.plugins.plugin_utils.roles.common import as_config, leaves
from ansible_collections.knowledge.stack.plugins.plugin_utils.roles.security_groups import group_items
from ansible_collections.knowledge.stack.plugins.plugin_utils.roles.vpc import (
    address_items,
    endpoint_items,
    nat_items,
    nat_zones,
    route_table_items,
    subnet_items,
)

ZONES = {"a": "ap-northeast-2a", "b": "ap-northeast-2b", "c": "ap-northeast-2c"}
SUBNETS = {tier: {zone: f"subnet-{tier}-{zone}" for zone in ZONES} for tier in ("public", "private", "database")}
NATS = {"nat": {zone: f"nat-{zone}" for zone in ZONES}}


def test_a_subnet_for_each_tier_and_zone() -> None:
    assert subnet_items({"public": {"a": "10.0.1.0/24", "b": "10.0.2.0/24"}}, ZONES) == [
        {"key": "public.a", "cidr_block": "10.0.1.0/24", "availability_zone": "ap-northeast-2a"},
        {"key": "public.b", "cidr_block": "10.0.2.0/24", "availability_zone": "ap-northeast-2b"},
    ]


@pytest.mark.parametrize(("mode", "zones"), [("per_az", ["a", "b", "c"]), ("single", ["a"]), ("none", [])])
def test_where_nat_gateways_stand(mode: str, zones: list[str]) -> None:
    assert nat_zones(mode, dict(reversed(ZONES.items()))) == zones, "in whatever order the zones are named"
    assert [entry["key"] for entry in address_items(mode, ZONES)] == [f"nat.{zone}" for zone in zones]
    addresses = {"nat": {zone: f"eip-{zone}" for zone in zones}}
    assert nat_items(mode, ZONES, SUBNETS, addresses) == [
        {"key": f"nat.{z}", "subnet_id": f"subnet-public-{z}", "allocation_id": f"eip-{z}"} for z in zones
    ]


@pytest.mark.parametrize(
    ("mode", "ways"),
    [
        ("per_az", {"private.a": "nat-a", "private.b": "nat-b", "private.c": "nat-c"}),
        ("single", {"private.a": "nat-a", "private.b": "nat-a", "private.c": "nat-a"}),
        ("none", {"private.a": None, "private.b": None, "private.c": None}),
    ],
)
def test_how_each_tier_leaves(mode: str, ways: dict[str, str | None]) -> None:
    tables = {entry["key"]: entry for entry in route_table_items(mode, ZONES, SUBNETS, "igw-1", NATS)}
    assert set(tables) == {"public", "database", *ways}
    assert tables["public"]["routes"] == [{"destination_cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}]
    assert {key: next((route["nat_gateway_id"] for route in tables[key]["routes"]), None) for key in ways} == ways
    assert tables["database"]["routes"] == [], "databases have no way to the internet"
    assert sorted(subnet for entry in tables.values() for subnet in entry["subnet_ids"]) == sorted(leaves(SUBNETS)), (
        "every subnet has one table"
    )


def test_another_tier_has_no_way_out() -> None:
    tables = route_table_items("per_az", ZONES, SUBNETS | {"cache": {"a": "subnet-cache-a"}}, "igw-1", NATS)
    assert {"key": "cache", "subnet_ids": ["subnet-cache-a"], "routes": []} in tables


def test_ways_to_services_of_aws() -> None:
    tables = {"public": "rtb-public", "private": {"a": "rtb-a", "b": "rtb-b"}, "database": "rtb-database"}
    gateway, api = endpoint_items("ap-northeast-2", ["ecr.api"], tables, SUBNETS, "sg-1")
    assert gateway == {
        "key": "s3",
        "service_name": "com.amazonaws.ap-northeast-2.s3",
        "vpc_endpoint_type": "Gateway",
        "route_table_ids": ["rtb-a", "rtb-b", "rtb-database"],
    }
    assert (api["key"], api["service_name"]) == ("ecr-api", "com.amazonaws.ap-northeast-2.ecr.api")
    assert (api["subnet_ids"], api["security_group_ids"]) == (list(SUBNETS["private"].values()), ["sg-1"])
    assert len(endpoint_items("eu-west-1", [], tables, SUBNETS, "")) == 1


@pytest.mark.parametrize(
    ("nested", "values"),
    [({"a": {"b": 1, "c": {"d": 2}}, "e": 3}, [1, 2, 3]), ({}, []), ("one", ["one"]), ({"a": [1, 2]}, [[1, 2]])],
)
def test_the_values_of_nested_maps(nested: Any, values: list[Any]) -> None:
    assert leaves(nested) == values


def test_a_map_as_a_list_of_entries() -> None:
    assert as_config({"data": {"description": "Data", "policy": "own"}, "logs": {}}, {"policy": "common"}) == [
        {"key": "data", "policy": "own", "description": "Data"},
        {"key": "logs", "policy": "common"},
    ]


SOURCES = [{"prefix_list": "cloudfront"}, {"cidr_ip": "192.0.2.0/24"}]
GROUPS = {entry["key"]: entry for entry in group_items(SOURCES, [443, 80], 8000, {"database": 5432, "cache": 6379})}


def test_each_group_talks_to_its_neighbour_only() -> None:
    def peers(key: str, way: str) -> set[tuple[int, str]]:
        return {
            (rule["from_port"], rule.get("group_id") or rule.get("cidr_ip") or rule.get("prefix_list"))
            for rule in GROUPS[key][way]
        }

    assert peers("alb", "ingress") == {
        (443, "cloudfront"),
        (80, "cloudfront"),
        (443, "192.0.2.0/24"),
        (80, "192.0.2.0/24"),
    }
    assert peers("alb", "egress") == {(8000, "@app")}
    assert peers("app", "ingress") == {(8000, "@alb")}
    assert peers("app", "egress") == {(443, "0.0.0.0/0"), (5432, "@database"), (6379, "@cache")}
    for key, port in (("database", 5432), ("cache", 6379)):
        assert (peers(key, "ingress"), peers(key, "egress")) == ({(port, "@app")}, set())


def test_every_rule_says_what_it_is_for() -> None:
    assert all(rule["description"] for group in GROUPS.values() for way in ("ingress", "egress") for rule in group[way])


def test_nothing_of_the_stack_but_the_load_balancer_is_open_to_the_world() -> None:
    everywhere = group_items(
        [{"cidr_ip": "0.0.0.0/0"}, {"cidr_ipv6": "::/0"}], [443], 8000, {"database": 5432, "cache": 6379, "search": 443}
    )
    open_groups = {
        group["key"]
        for group in everywhere
        for rule in group["ingress"]
        if rule.get("cidr_ip") == "0.0.0.0/0" or rule.get("cidr_ipv6") == "::/0"
    }
    assert open_groups == {"alb"}
