"""NAT gateways, their addresses and routes."""

import pytest
from botocore.exceptions import ClientError
from network import make_network


@pytest.fixture
def ec2(account):
    return account.client("ec2")


@pytest.fixture
def network(account, ec2):
    made = make_network(account)
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=made.vpc)
    return made


def allocate(ec2):
    tags = [{"ResourceType": "elastic-ip", "Tags": [{"Key": "Name", "Value": "nat"}]}]
    return ec2.allocate_address(Domain="vpc", TagSpecifications=tags)["AllocationId"]


def create(ec2, network, **options):
    options = {"AllocationId": allocate(ec2), "SubnetId": network.subnets[0]} | options
    tags = [{"ResourceType": "natgateway", "Tags": [{"Key": "Name", "Value": "a"}]}]
    return ec2.create_nat_gateway(TagSpecifications=tags, **options)["NatGateway"]


def states(ec2):
    return [gateway["State"] for gateway in ec2.describe_nat_gateways()["NatGateways"]]


def test_states_last_as_long_as_told(ec2, network, slow):
    slow("nat=60")
    gateway = create(ec2, network)
    assert gateway["State"] == "pending" and gateway["ConnectivityType"] == "public"
    slow("nat=0")
    assert states(ec2) == ["available"]
    slow("nat=60")
    ec2.delete_nat_gateway(NatGatewayId=gateway["NatGatewayId"])
    assert states(ec2) == ["deleting"]
    allocation = gateway["NatGatewayAddresses"][0]["AllocationId"]
    with pytest.raises(ClientError, match="InvalidIPAddress.InUse"):
        ec2.release_address(AllocationId=allocation)
    with pytest.raises(ClientError, match="DependencyViolation"):
        ec2.delete_subnet(SubnetId=network.subnets[0])
    slow("nat=0")
    assert states(ec2) == ["deleted"]
    ec2.release_address(AllocationId=allocation)
    ec2.delete_subnet(SubnetId=network.subnets[0])
    with pytest.raises(ClientError, match="NatGatewayNotFound"):
        ec2.delete_nat_gateway(NatGatewayId=gateway["NatGatewayId"])


def test_filters_and_unknown_ids(ec2, network):
    gateway = create(ec2, network)["NatGatewayId"]
    for name, values, count in (
        ("tag:Name", ["a", "b"], 1),
        ("tag:Name", ["b"], 0),
        ("tag-key", ["Name"], 1),
        ("state", ["available", "pending"], 1),
        ("state", ["deleted"], 0),
        ("nat-gateway-id", [gateway], 1),
        ("vpc-id", [network.vpc], 1),
        ("subnet-id", [network.subnets[1]], 0),
    ):
        assert len(ec2.describe_nat_gateways(Filters=[{"Name": name, "Values": values}])["NatGateways"]) == count, (
            name,
            values,
        )
    with pytest.raises(ClientError, match="NatGatewayNotFound"):
        ec2.describe_nat_gateways(NatGatewayIds=[gateway, "nat-0123456789abcdef0"])


def test_a_repeated_create_makes_one(ec2, network):
    allocation = allocate(ec2)
    first = create(ec2, network, AllocationId=allocation, ClientToken="nat-a")
    again = create(ec2, network, AllocationId=allocation, ClientToken="nat-a")
    assert first["NatGatewayId"] == again["NatGatewayId"] and len(states(ec2)) == 1
    with pytest.raises(ClientError, match="IdempotentParameterMismatch"):
        create(ec2, network, AllocationId=allocation, ClientToken="nat-a", SubnetId=network.subnets[1])


def test_a_gateway_that_cannot_work_fails_with_a_reason(account, ec2, network):
    first = create(ec2, network)
    second = create(ec2, network, AllocationId=first["NatGatewayAddresses"][0]["AllocationId"])
    failed = ec2.describe_nat_gateways(NatGatewayIds=[second["NatGatewayId"]])["NatGateways"][0]
    assert (failed["State"], failed["FailureCode"]) == ("failed", "Resource.AlreadyAssociated")
    closed = make_network(account)
    third = create(ec2, closed)
    failed = ec2.describe_nat_gateways(NatGatewayIds=[third["NatGatewayId"]])["NatGateways"][0]
    assert (failed["State"], failed["FailureCode"]) == ("failed", "Gateway.NotAttached")
    with pytest.raises(ClientError, match="MissingParameter"):
        ec2.create_nat_gateway(SubnetId=network.subnets[0])


def test_tags_of_addresses_and_gateways_are_found_by_type(ec2, network):
    create(ec2, network)
    for kind, value in (("elastic-ip", "nat"), ("natgateway", "a")):
        found = ec2.describe_tags(Filters=[{"Name": "resource-type", "Values": [kind]}])["Tags"]
        assert [(tag["ResourceType"], tag["Value"]) for tag in found] == [(kind, value)]
    assert ec2.describe_tags(Filters=[{"Name": "tag:Name", "Values": ["n?t"]}])["Tags"][0]["Value"] == "nat"
    with pytest.raises(ClientError, match="InvalidParameterValue"):
        ec2.describe_tags(Filters=[{"Name": "type", "Values": ["x"]}])


def test_tags_go_with_the_resource(ec2):
    ec2.release_address(AllocationId=allocate(ec2))
    assert ec2.describe_tags(Filters=[{"Name": "resource-type", "Values": ["elastic-ip"]}])["Tags"] == []


def test_routes_tell_a_black_hole(ec2, network):
    gateway = create(ec2, network)["NatGatewayId"]
    table = ec2.create_route_table(VpcId=network.vpc)["RouteTable"]["RouteTableId"]
    with pytest.raises(ClientError, match="InvalidNatGatewayID.NotFound"):
        ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId="nat-0123456789abcdef0")
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=gateway)

    def state():
        routes = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
        return next(route["State"] for route in routes if route.get("NatGatewayId"))

    assert state() == "active"
    ec2.delete_nat_gateway(NatGatewayId=gateway)
    assert state() == "blackhole"


def test_a_subnet_has_one_route_table(ec2, network):
    first, second = (ec2.create_route_table(VpcId=network.vpc)["RouteTable"]["RouteTableId"] for _ in range(2))
    association = ec2.associate_route_table(RouteTableId=first, SubnetId=network.subnets[0])["AssociationId"]
    assert ec2.associate_route_table(RouteTableId=first, SubnetId=network.subnets[0])["AssociationId"] == association
    with pytest.raises(ClientError, match="Resource.AlreadyAssociated"):
        ec2.associate_route_table(RouteTableId=second, SubnetId=network.subnets[0])
    ec2.delete_subnet(SubnetId=network.subnets[0])
    ec2.delete_route_table(RouteTableId=first)


def test_a_repeated_create_makes_one_route_table(ec2, network):
    tables = {
        ec2.create_route_table(VpcId=network.vpc, ClientToken="a")["RouteTable"]["RouteTableId"] for _ in range(2)
    }
    assert len(tables) == 1
