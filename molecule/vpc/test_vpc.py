"""The network of the guide as AWS has it."""

import pytest

RANGES = {
    "public": {"a": "10.0.1.0/24", "b": "10.0.2.0/24", "c": "10.0.3.0/24"},
    "private": {"a": "10.0.10.0/24", "b": "10.0.11.0/24", "c": "10.0.12.0/24"},
    "database": {"a": "10.0.20.0/24", "b": "10.0.21.0/24", "c": "10.0.22.0/24"},
}


@pytest.fixture(scope="module")
def vpc(aws):
    (vpc,) = aws("ec2").describe_vpcs(Filters=[{"Name": "tag:Name", "Values": ["knowledge-production"]}])["Vpcs"]
    return vpc


@pytest.fixture(scope="module")
def inside(vpc):
    return [{"Name": "vpc-id", "Values": [vpc["VpcId"]]}]


@pytest.fixture(scope="module")
def subnets(aws, inside):
    """Subnets by name."""
    found = aws("ec2").describe_subnets(Filters=inside)["Subnets"]
    return {next(tag["Value"] for tag in subnet["Tags"] if tag["Key"] == "Name"): subnet for subnet in found}


@pytest.fixture(scope="module")
def routes(aws, inside):
    """The way out of each subnet, by its id."""
    tables = aws("ec2").describe_route_tables(Filters=inside)["RouteTables"]
    ways = {}
    for table in tables:
        out = [
            route.get("NatGatewayId") or route.get("GatewayId")
            for route in table["Routes"]
            if route.get("DestinationCidrBlock") == "0.0.0.0/0"
        ]
        ways |= {link["SubnetId"]: out for link in table["Associations"] if link.get("SubnetId")}
    return ways


def test_the_vpc_gives_dns_names(aws, vpc):
    assert vpc["CidrBlock"] == "10.0.0.0/16"
    for attribute, member in (("enableDnsSupport", "EnableDnsSupport"), ("enableDnsHostnames", "EnableDnsHostnames")):
        assert aws("ec2").describe_vpc_attribute(VpcId=vpc["VpcId"], Attribute=attribute)[member]["Value"]


def test_three_tiers_in_three_zones(subnets):
    expected = {
        f"knowledge-production-{tier}-{zone}": (cidr, f"ap-northeast-2{zone}")
        for tier, ranges in RANGES.items()
        for zone, cidr in ranges.items()
    }
    assert {name: (subnet["CidrBlock"], subnet["AvailabilityZone"]) for name, subnet in subnets.items()} == expected
    assert not any(subnet["MapPublicIpOnLaunch"] for subnet in subnets.values())


def test_private_subnets_leave_by_the_gateway_of_their_zone(aws, inside, subnets, routes):
    alive = [{"Name": "state", "Values": ["available"]}]
    gateways = {
        gateway["NatGatewayId"]: gateway["SubnetId"]
        for gateway in aws("ec2").describe_nat_gateways(Filters=[*inside, *alive])["NatGateways"]
    }
    assert len(gateways) == 3
    for zone in "abc":
        (way,) = routes[subnets[f"knowledge-production-private-{zone}"]["SubnetId"]]
        assert gateways[way] == subnets[f"knowledge-production-public-{zone}"]["SubnetId"]


def test_public_subnets_leave_by_the_internet_gateway_and_database_subnets_not_at_all(subnets, routes):
    for zone in "abc":
        assert routes[subnets[f"knowledge-production-public-{zone}"]["SubnetId"]][0].startswith("igw-")
        assert routes[subnets[f"knowledge-production-database-{zone}"]["SubnetId"]] == []


def test_the_default_group_is_closed(aws, inside):
    (group,) = aws("ec2").describe_security_groups(Filters=[*inside, {"Name": "group-name", "Values": ["default"]}])[
        "SecurityGroups"
    ]
    assert (group["IpPermissions"], group["IpPermissionsEgress"]) == ([], [])


def test_s3_is_reached_inside_aws(aws, inside):
    (endpoint,) = aws("ec2").describe_vpc_endpoints(Filters=inside)["VpcEndpoints"]
    assert (endpoint["VpcEndpointType"], endpoint["ServiceName"]) == ("Gateway", "com.amazonaws.ap-northeast-2.s3")
    assert len(endpoint["RouteTableIds"]) == 4


def test_traffic_is_recorded_encrypted_for_thirty_days(aws, vpc):
    (log,) = aws("ec2").describe_flow_logs()["FlowLogs"]
    assert (log["ResourceId"], log["TrafficType"]) == (vpc["VpcId"], "ALL")
    (group,) = aws("logs").describe_log_groups(logGroupNamePrefix=log["LogGroupName"])["logGroups"]
    assert group["retentionInDays"] == 30
    assert group["kmsKeyId"] == aws("kms").describe_key(KeyId="alias/knowledge-production-data")["KeyMetadata"]["Arn"]


def test_no_address_is_unused(aws):
    addresses = aws("ec2").describe_addresses()["Addresses"]
    assert len(addresses) == 3
    assert all(address.get("AssociationId") for address in addresses)
