"""A role by itself, without site.yml: `include_role: vpc` builds all of the network, and waits for NAT gateways."""

import json

from tests.support import readback
from tests.support.cloud import client
from tests.support.playbooks import Playbooks

NAME = "knowledge-test"
SUBNETS = {
    tier: {zone: f"10.0.{number + index}.0/24" for index, zone in enumerate("ab")}
    for number, tier in ((1, "public"), (10, "private"), (20, "database"))
}


def key(playbooks: Playbooks) -> str:
    """A key that log groups of this account may use."""
    root = {"AWS": f"arn:aws:iam::{playbooks.account.id}:root"}
    logs = {"Service": f"logs.{playbooks.stack['region']}.amazonaws.com"}
    common = {"Effect": "Allow", "Action": "kms:*", "Resource": "*"}
    statements = [{**common, "Principal": principal} for principal in (root, logs)]
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    return client("kms", playbooks.account.env).create_key(Policy=policy)["KeyMetadata"]["Arn"]


def tasks(playbooks: Playbooks) -> str:
    values = {
        "stack": {**playbooks.stack, "partition": "aws"},
        "vpc_zone_count": 2,
        "vpc_subnets": SUBNETS,
        "vpc_nat_mode": "single",
        "vpc_interface_endpoints": ["logs"],
        "vpc_logs_key_arn": key(playbooks),
    }
    return json.dumps([{"name": "network", "ansible.builtin.include_role": {"name": "vpc"}, "vars": values}])


def test_the_role_vpc_alone_builds_a_whole_network(playbooks: Playbooks) -> None:
    network = tasks(playbooks)
    planned, run, again = playbooks.run(network, "--check"), playbooks.run(network), playbooks.run(network)
    assert (planned.rc, planned.writes, run.rc, again.rc, again.writes) == (0, [], 0, 0, []), run.output
    found = readback.listed(playbooks.account.env)
    tables = [f"{NAME}-database", f"{NAME}-private-a", f"{NAME}-private-b", f"{NAME}-public"]
    assert found["ec2_route_table"] == tables
    assert found["ec2_vpc_endpoint"] == [f"{NAME}-logs", f"{NAME}-s3"]
    assert found["ec2_nat_gateway"] == [f"{NAME}-nat-a"]
    private = [{"Name": "tag:Name", "Values": [f"{NAME}-private-*"]}]
    for table in client("ec2", playbooks.account.env).describe_route_tables(Filters=private)["RouteTables"]:
        (default,) = (route for route in table["Routes"] if route.get("DestinationCidrBlock") == "0.0.0.0/0")
        assert default["NatGatewayId"].startswith("nat-") and table["Associations"]
