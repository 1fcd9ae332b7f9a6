"""From a NAT gateway a zone to one to none: what is in no list any more goes,
and every private subnet keeps the way out that is left.
"""

from typing import Any

from tests.support import readback
from tests.support.cloud import client
from tests.support.stack import NETWORK, Account, Played, succeeded


def ways_out(account: Account) -> dict[str, Any]:
    """By private route table the name of the NAT gateway that its default route leads to; None without such a route."""
    ec2 = client("ec2", account.env)
    gateways = {
        nat["NatGatewayId"]: readback.name_of(nat, "NatGatewayId")
        for nat in ec2.describe_nat_gateways()["NatGateways"]
        if nat["State"] != "deleted"
    }
    tables = ec2.describe_route_tables(Filters=[{"Name": "tag:Name", "Values": ["knowledge-staging-private-*"]}])[
        "RouteTables"
    ]
    found = {}
    for table in tables:
        default = [route for route in table["Routes"] if route.get("DestinationCidrBlock") == "0.0.0.0/0"]
        found[readback.name_of(table, "RouteTableId").removeprefix("knowledge-staging-")] = (
            gateways[default[0]["NatGatewayId"]] if default else None
        )
    return found


def play(account: Account, mode: str, *options: str) -> Played:
    return succeeded(account.play("site.yml", *NETWORK, "-e", f"vpc_nat_mode={mode}", *options, inventory="staging"))


def test_gateways_and_addresses_follow_the_mode(account: Account) -> None:
    nat_a, nat_c = "knowledge-staging-nat-a", "knowledge-staging-nat-c"
    play(account, "per_az")
    assert ways_out(account) == {"private-a": nat_a, "private-c": nat_c}

    planned, run = play(account, "single", "--check"), play(account, "single")
    assert planned.writes == []
    for seen in (planned, run):
        assert seen.names("delete") == [("ec2_eip", nat_c), ("ec2_nat_gateway", nat_c)]
        assert seen.names("update") == [("ec2_route_table", "knowledge-staging-private-c")]
    assert planned.total == "Plan: 0 to add, 1 to change, 0 to replace, 2 to destroy."
    assert run.total == "Done: 0 added, 1 changed, 0 replaced, 2 destroyed."
    assert ways_out(account) == {"private-a": nat_a, "private-c": nat_a}
    found = readback.listed(account.env)
    assert (found["ec2_eip"], found["ec2_nat_gateway"]) == ([nat_a], [nat_a])

    run = play(account, "none")
    assert run.names("delete") == [("ec2_eip", nat_a), ("ec2_nat_gateway", nat_a)]
    assert ways_out(account) == {"private-a": None, "private-c": None}
    assert not {"ec2_eip", "ec2_nat_gateway"} & readback.listed(account.env).keys()
    assert play(account, "none").writes == []

    play(account, "per_az")
    assert ways_out(account) == {"private-a": nat_a, "private-c": nat_c}
