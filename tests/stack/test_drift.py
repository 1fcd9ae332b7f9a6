"""Drift names the resource and the field that somebody changed by hand; the next run mends it."""

from typing import Any

from tests.support import readback
from tests.support.cloud import client
from tests.support.stack import Account, Built, Played, succeeded

OWNERSHIP = [{"Key": "Project", "Value": "knowledge-database"}, {"Key": "Environment", "Value": "staging"}, {"Key": "ManagedBy", "Value": "ansible"}]


def test_a_stack_in_step_has_no_drift(production: Built) -> None:
    drift = succeeded(production.account.play("playbooks/drift.yml"))
    assert f"No drift: {len(production.run.resources)} resources are as the inventory says." in drift.stdout
    assert (drift.total, drift.writes) == ("No changes.", [])
    assert drift.plan["hosts"]["knowledge-production"]["strays"] == []


def disturb(account: Account) -> dict[str, str]:
    """What people do by hand; answers with the ids that were made or lost."""
    ec2 = client("ec2", account.env)

    def only(operation: str, member: str, name: str) -> dict[str, Any]:
        by_name = [{"Name": "group-name" if member == "SecurityGroups" else "tag:Name", "Values": [f"knowledge-staging{name}"]}]
        (found,) = getattr(ec2, operation)(**{"Filter" if member == "NatGateways" else "Filters": by_name})[member]
        return found

    app = only("describe_security_groups", "SecurityGroups", "-app")["GroupId"]
    shell = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    ec2.authorize_security_group_ingress(GroupId=app, IpPermissions=[shell])
    subnet = only("describe_subnets", "Subnets", "-private-a")["SubnetId"]
    ec2.delete_tags(Resources=[subnet], Tags=[{"Key": "Component"}])
    public = only("describe_route_tables", "RouteTables", "-public")["RouteTableId"]
    ec2.delete_route(RouteTableId=public, DestinationCidrBlock="0.0.0.0/0")
    gateway = only("describe_nat_gateways", "NatGateways", "-nat-a")["NatGatewayId"]
    ec2.delete_nat_gateway(NatGatewayId=gateway)
    vpc = only("describe_vpcs", "Vpcs", "")["VpcId"]
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": False})
    tags = [{"ResourceType": "volume", "Tags": OWNERSHIP}]
    volume = ec2.create_volume(AvailabilityZone="ap-northeast-2a", Size=1, TagSpecifications=tags)["VolumeId"]
    return {"volume": volume, "gateway": gateway, "vpc": vpc}


def fields(played: Played) -> dict[tuple[str, str], set[str]]:
    """The fields that differ, by kind and name."""
    return {(entry["kind"], entry["name"].removeprefix("knowledge-staging")): set(entry["fields"]) for entry in played.resources if entry["action"] != "keep"}


def test_what_was_changed_by_hand_is_named_and_mended(account: Account) -> None:
    succeeded(account.play("site.yml", inventory="staging"))
    undisturbed = readback.listed(account.env)
    ids = disturb(account)

    drift = account.play("playbooks/drift.yml", inventory="staging")
    assert drift.rc == 2, drift.output
    assert drift.writes == []
    expected = {
        ("ec2_security_group", "-app"): {"ingress"},
        ("ec2_subnet", "-private-a"): {"tags"},
        ("ec2_route_table", "-public"): {"routes"},
        ("ec2_vpc", ""): {"dns_hostnames"},
    }
    seen = fields(drift)
    assert {key: seen.get(key) for key in expected} == expected
    assert ("ec2_nat_gateway", "-nat-a") in drift_of("create", drift)
    # the private tables lead to a gateway that is gone
    assert seen.keys() - expected.keys() == {("ec2_nat_gateway", "-nat-a"), ("ec2_route_table", "-private-a"), ("ec2_route_table", "-private-c")}
    assert drift.plan["failed"] is False
    (stray,) = drift.plan["hosts"]["knowledge-staging"]["strays"]
    assert stray["arn"].endswith(f":volume/{ids['volume']}")
    assert "~ security group  knowledge-staging-app  ingress: 1 removed" in drift.stdout
    assert "~ subnet  knowledge-staging-private-a  tags: Component=None -> Component=vpc" in drift.stdout
    assert "~ vpc  knowledge-staging  dns_hostnames: False -> True" in drift.stdout
    assert f"{ids['volume']}  carries the stack's tags, but is in no list" in drift.stdout
    assert "7 of" in drift.stdout

    repaired = succeeded(account.play("site.yml", inventory="staging"))
    assert fields(repaired).keys() == seen.keys()
    assert readback.listed(account.env) == undisturbed

    client("ec2", account.env).delete_volume(VolumeId=ids["volume"])
    succeeded(account.play("playbooks/drift.yml", inventory="staging"))


def drift_of(action: str, played: Played) -> list[tuple[str, str]]:
    return [(kind, name.removeprefix("knowledge-staging")) for kind, name in played.names(action)]
