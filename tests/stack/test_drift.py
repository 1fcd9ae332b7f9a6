"""Drift names the resource and the field that somebody changed by hand; the next run mends it."""

from typing import Any

from tests.support import readback
from tests.support.cloud import client
from tests.support.stack import NETWORK, Account, Built, Played, succeeded

OWNERSHIP = [
    {"Key": "Project", "Value": "knowledge-database"},
    {"Key": "Environment", "Value": "production"},
    {"Key": "ManagedBy", "Value": "ansible"},
]


def test_a_stack_in_step_has_no_drift(production: Built) -> None:
    drift = succeeded(production.account.play("playbooks/drift.yml"))
    assert f"No drift: {len(production.run.resources)} resources are as the inventory says." in drift.stdout
    assert (drift.total, drift.writes) == ("No changes.", [])
    assert drift.plan["hosts"]["knowledge-production"]["orphans"] == []


def test_what_carries_the_tags_and_is_in_no_list_is_drift(production: Built) -> None:
    """Of whatever service: no kind of this project is a volume."""
    ec2 = client("ec2", production.account.env)
    volume = ec2.create_volume(
        AvailabilityZone="ap-northeast-2a", Size=1, TagSpecifications=[{"ResourceType": "volume", "Tags": OWNERSHIP}]
    )["VolumeId"]
    try:
        drift = production.account.play("playbooks/drift.yml")
    finally:
        ec2.delete_volume(VolumeId=volume)
    assert (drift.rc, drift.writes) == (2, [])
    (stray,) = drift.plan["hosts"]["knowledge-production"]["orphans"]
    assert stray["arn"].endswith(f":volume/{volume}")
    assert f"{volume}  carries the stack's tags, but is in no list" in drift.stdout
    assert drift.total == "No changes, but 1 resources carry the stack's tags and are in no list."


def disturb(account: Account) -> None:
    """What people do by hand."""
    ec2 = client("ec2", account.env)

    def only(operation: str, member: str, name: str) -> dict[str, Any]:
        by_name = [
            {"Name": "group-name" if member == "SecurityGroups" else "tag:Name", "Values": [f"knowledge-staging{name}"]}
        ]
        (found,) = getattr(ec2, operation)(**{"Filter" if member == "NatGateways" else "Filters": by_name})[member]
        return found

    app = only("describe_security_groups", "SecurityGroups", "-app")
    shell = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    ec2.authorize_security_group_ingress(GroupId=app["GroupId"], IpPermissions=[shell])
    tags = [{"ResourceType": "security-group", "Tags": app["Tags"]}]
    ec2.create_security_group(
        GroupName="knowledge-staging-old", Description="Of nobody", VpcId=app["VpcId"], TagSpecifications=tags
    )
    subnet = only("describe_subnets", "Subnets", "-private-a")["SubnetId"]
    ec2.delete_tags(Resources=[subnet], Tags=[{"Key": "Component"}])
    public = only("describe_route_tables", "RouteTables", "-public")["RouteTableId"]
    ec2.delete_route(RouteTableId=public, DestinationCidrBlock="0.0.0.0/0")
    gateway = only("describe_nat_gateways", "NatGateways", "-nat-a")["NatGatewayId"]
    ec2.delete_nat_gateway(NatGatewayId=gateway)
    ec2.modify_vpc_attribute(VpcId=app["VpcId"], EnableDnsHostnames={"Value": False})


# By kind and name what happens to it, and the fields that differ. The private tables lead to a gateway that is gone.
DISTURBED = {
    ("ec2_security_group", "-app"): ("update", {"ingress"}),
    ("ec2_security_group", "-old"): ("delete", set()),
    ("ec2_subnet", "-private-a"): ("update", {"tags"}),
    ("ec2_route_table", "-public"): ("update", {"routes"}),
    ("ec2_route_table", "-private-a"): ("update", {"routes"}),
    ("ec2_route_table", "-private-c"): ("update", {"routes"}),
    ("ec2_vpc", ""): ("update", {"enable_dns_hostnames"}),
    ("ec2_nat_gateway", "-nat-a"): ("create", {"allocation_id", "subnet_id"}),
}


def differing(played: Played) -> dict[tuple[str, str], tuple[str, set[str]]]:
    """The same of a run."""
    changed = [entry for entry in played.resources if entry["action"] != "keep"]
    return {
        (entry["kind"], entry["name"].removeprefix("knowledge-staging")): (entry["action"], set(entry["fields"]))
        for entry in changed
    }


def test_what_was_changed_by_hand_is_named_and_mended(account: Account) -> None:
    succeeded(account.play("site.yml", *NETWORK, inventory="staging"))
    undisturbed = readback.listed(account.env)
    disturb(account)

    drift = account.play("playbooks/drift.yml", *NETWORK, inventory="staging")
    assert (drift.rc, drift.writes) == (2, []), drift.output
    assert differing(drift) == DISTURBED
    assert drift.plan["failed"] is False
    assert "~ security group  knowledge-staging-app  ingress: 1 removed" in drift.stdout
    assert "- security group  knowledge-staging-old" in drift.stdout
    assert "~ subnet  knowledge-staging-private-a  tags: Component=None -> Component=vpc" in drift.stdout
    assert "~ vpc  knowledge-staging  enable_dns_hostnames: False -> True" in drift.stdout
    assert f"Drift: {len(DISTURBED)} of" in drift.stdout

    repaired = succeeded(account.play("site.yml", *NETWORK, inventory="staging"))
    assert differing(repaired) == DISTURBED
    assert readback.listed(account.env) == undisturbed
    assert "No drift: " in succeeded(account.play("playbooks/drift.yml", *NETWORK, inventory="staging")).stdout


def test_drift_of_one_part_does_not_look_at_the_others(account: Account) -> None:
    succeeded(account.play("site.yml", *NETWORK, inventory="staging"))
    disturb(account)
    drift = account.play("playbooks/drift.yml", "--tags", "kms", inventory="staging")
    assert (drift.rc, drift.total) == (0, "No changes.")
    drift = account.play("playbooks/drift.yml", "--tags", "security_groups", inventory="staging")
    assert drift.rc == 2
    assert differing(drift) == {key: DISTURBED[key] for key in DISTURBED if key[0] == "ec2_security_group"}
