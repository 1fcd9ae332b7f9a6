"""The smaller shape as AWS has it."""


def named(aws, operation, member, name):
    (found,) = getattr(aws("ec2"), operation)(
        Filters=[{"Name": "tag:Name", "Values": [f"knowledge-production{name}"]}]
    )[member]
    return found


def test_both_private_subnets_leave_by_the_one_gateway(aws):
    (gateway,) = [entry for entry in aws("ec2").describe_nat_gateways()["NatGateways"] if entry["State"] == "available"]
    for zone in "ab":
        table = named(aws, "describe_route_tables", "RouteTables", f"-private-{zone}")
        ways = [
            route.get("NatGatewayId") for route in table["Routes"] if route.get("DestinationCidrBlock") == "0.0.0.0/0"
        ]
        assert ways == [gateway["NatGatewayId"]]


def test_zones_are_the_first_two_of_the_region(aws):
    zones = {named(aws, "describe_subnets", "Subnets", f"-private-{zone}")["AvailabilityZone"] for zone in "ab"}
    assert zones == {"ap-northeast-2a", "ap-northeast-2b"}


def test_database_subnets_have_no_way_to_the_internet(aws):
    table = named(aws, "describe_route_tables", "RouteTables", "-database")
    assert [route["DestinationCidrBlock"] for route in table["Routes"] if route.get("GatewayId") == "local"] == [
        "10.0.0.0/16"
    ]
    assert not [route for route in table["Routes"] if route.get("DestinationCidrBlock") == "0.0.0.0/0"]
    assert len([link for link in table["Associations"] if link.get("SubnetId")]) == 2


def test_interface_endpoints_are_in_both_private_subnets_behind_their_group(aws):
    subnets = {named(aws, "describe_subnets", "Subnets", f"-private-{zone}")["SubnetId"] for zone in "ab"}
    (group,) = aws("ec2").describe_security_groups(
        Filters=[{"Name": "group-name", "Values": ["knowledge-production-endpoints"]}]
    )["SecurityGroups"]
    for service in ("ecr-api", "ecr-dkr", "logs"):
        endpoint = named(aws, "describe_vpc_endpoints", "VpcEndpoints", f"-{service}")
        assert (set(endpoint["SubnetIds"]), [entry["GroupId"] for entry in endpoint["Groups"]]) == (
            subnets,
            [group["GroupId"]],
        )
