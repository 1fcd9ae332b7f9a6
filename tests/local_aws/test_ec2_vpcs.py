"""VPCs with what is in them: endpoints, flow logs, deletion in order."""

import json

import pytest
from botocore.exceptions import ClientError
from databases import NAME, make_database
from network import make_load_balancer, make_network

S3 = "com.amazonaws.ap-northeast-2.s3"
LOGS = "com.amazonaws.ap-northeast-2.logs"
POLICY = json.dumps({"Version": "2012-10-17", "Statement": []})


@pytest.fixture
def ec2(account):
    return account.client("ec2")


@pytest.fixture
def network(account, ec2):
    made = make_network(account)
    ec2.modify_vpc_attribute(VpcId=made.vpc, EnableDnsHostnames={"Value": True})
    return made


def tables(ec2, network, count):
    return [ec2.create_route_table(VpcId=network.vpc)["RouteTable"]["RouteTableId"] for _ in range(count)]


def endpoint_routes(ec2, table):
    routes = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
    return [route["GatewayId"] for route in routes if "DestinationPrefixListId" in route]


def test_a_gateway_endpoint_follows_its_route_tables(ec2, network):
    first, second = tables(ec2, network, 2)
    tags = [{"ResourceType": "vpc-endpoint", "Tags": [{"Key": "Name", "Value": "s3"}]}]
    made = [
        ec2.create_vpc_endpoint(
            VpcId=network.vpc, ServiceName=S3, RouteTableIds=[first], ClientToken="s3", TagSpecifications=tags
        )
        for _ in range(2)
    ]
    endpoint = made[0]["VpcEndpoint"]["VpcEndpointId"]
    assert made[1]["VpcEndpoint"]["VpcEndpointId"] == endpoint
    with pytest.raises(ClientError, match="RouteAlreadyExists"):
        ec2.create_vpc_endpoint(VpcId=network.vpc, ServiceName=S3, RouteTableIds=[first])
    ec2.modify_vpc_endpoint(
        VpcEndpointId=endpoint, AddRouteTableIds=[second], RemoveRouteTableIds=[first], PolicyDocument=POLICY
    )
    assert (endpoint_routes(ec2, first), endpoint_routes(ec2, second)) == ([], [endpoint])
    shown = ec2.describe_vpc_endpoints(
        Filters=[{"Name": "vpc-endpoint-id", "Values": [endpoint]}, {"Name": "tag:Name", "Values": ["s3"]}]
    )["VpcEndpoints"][0]
    assert shown["RouteTableIds"] == [second] and shown["PolicyDocument"] == POLICY
    assert shown["VpcEndpointType"] == "Gateway"
    assert shown["PrivateDnsEnabled"] is False
    assert shown["State"] == "available"
    ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, ResetPolicy=True)
    assert ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint])["VpcEndpoints"][0]["PolicyDocument"] != POLICY
    assert ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint])["Unsuccessful"] == []
    assert endpoint_routes(ec2, second) == [] and ec2.describe_vpc_endpoints()["VpcEndpoints"] == []
    assert (
        ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint])["Unsuccessful"][0]["Error"]["Code"]
        == "InvalidVpcEndpoint.NotFound"
    )


def test_an_interface_endpoint_has_interfaces_groups_and_private_names(ec2, network):
    made = ec2.create_vpc_endpoint(
        VpcId=network.vpc, ServiceName=LOGS, VpcEndpointType="Interface", SubnetIds=network.subnets[:2]
    )["VpcEndpoint"]
    assert len(made["NetworkInterfaceIds"]) == 2
    assert made["PrivateDnsEnabled"] is True
    assert made["Groups"][0]["GroupName"] == "default"
    with pytest.raises(ClientError, match="conflicting DNS domain"):
        ec2.create_vpc_endpoint(
            VpcId=network.vpc, ServiceName=LOGS, VpcEndpointType="Interface", SubnetIds=network.subnets[:2]
        )
    options = {
        "AddSecurityGroupIds": [network.group],
        "RemoveSecurityGroupIds": [made["Groups"][0]["GroupId"]],
        "PrivateDnsEnabled": False,
    }
    ec2.modify_vpc_endpoint(
        VpcEndpointId=made["VpcEndpointId"],
        AddSubnetIds=network.subnets[2:],
        RemoveSubnetIds=network.subnets[:1],
        **options,
    )
    shown = ec2.describe_vpc_endpoints()["VpcEndpoints"][0]
    assert set(shown["SubnetIds"]) == set(network.subnets[1:])
    assert len(shown["NetworkInterfaceIds"]) == 2
    assert shown["PrivateDnsEnabled"] is False
    interfaces = ec2.describe_network_interfaces(NetworkInterfaceIds=shown["NetworkInterfaceIds"])["NetworkInterfaces"]
    assert {interface["Groups"][0]["GroupId"] for interface in interfaces} == {network.group}
    with pytest.raises(ClientError, match="DependencyViolation"):
        ec2.delete_security_group(GroupId=network.group)
    with pytest.raises(ClientError, match="DependencyViolation"):
        ec2.delete_subnet(SubnetId=network.subnets[1])
    ec2.delete_vpc_endpoints(VpcEndpointIds=[made["VpcEndpointId"]])
    ec2.delete_security_group(GroupId=network.group)
    ec2.delete_subnet(SubnetId=network.subnets[1])


def test_impossible_endpoints_are_refused(ec2, network):
    with pytest.raises(ClientError, match="InvalidServiceName"):
        ec2.create_vpc_endpoint(VpcId=network.vpc, ServiceName="com.amazonaws.ap-northeast-2.sss")
    ec2.modify_vpc_attribute(VpcId=network.vpc, EnableDnsHostnames={"Value": False})
    with pytest.raises(ClientError, match="enableDnsHostnames"):
        ec2.create_vpc_endpoint(
            VpcId=network.vpc, ServiceName=LOGS, VpcEndpointType="Interface", SubnetIds=network.subnets
        )


def test_a_vpc_goes_last(ec2, network):
    tags = [{"ResourceType": "route-table", "Tags": [{"Key": "Name", "Value": "private"}]}]
    table = ec2.create_route_table(VpcId=network.vpc, TagSpecifications=tags)["RouteTable"]["RouteTableId"]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=network.vpc)
    deletions = [
        *((ec2.delete_subnet, {"SubnetId": subnet}) for subnet in network.subnets),
        (ec2.delete_route_table, {"RouteTableId": table}),
        (ec2.delete_security_group, {"GroupId": network.group}),
        (ec2.detach_internet_gateway, {"InternetGatewayId": gateway, "VpcId": network.vpc}),
    ]
    for delete, arguments in deletions:
        with pytest.raises(ClientError, match="DependencyViolation"):
            ec2.delete_vpc(VpcId=network.vpc)
        delete(**arguments)
    answer = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [network.vpc]}])
    main = answer["RouteTables"][0]["RouteTableId"]
    with pytest.raises(ClientError, match="DependencyViolation"):
        ec2.delete_route_table(RouteTableId=main)
    ec2.delete_vpc(VpcId=network.vpc)
    assert ec2.describe_network_acls(Filters=[{"Name": "vpc-id", "Values": [network.vpc]}])["NetworkAcls"] == []
    assert ec2.describe_tags(Filters=[{"Name": "resource-id", "Values": [table]}])["Tags"] == []


def test_an_internet_gateway_stays_while_addresses_are_mapped(ec2, network, slow):
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=network.vpc)
    answer = ec2.create_nat_gateway(SubnetId=network.subnets[0], AllocationId=ec2.allocate_address()["AllocationId"])
    nat = answer["NatGateway"]["NatGatewayId"]
    slow("nat=60")
    ec2.delete_nat_gateway(NatGatewayId=nat)
    with pytest.raises(ClientError, match="mapped public address"):
        ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=network.vpc)
    slow("nat=0")
    ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=network.vpc)


def test_flow_logs_go_to_a_log_group_named_by_arn(account, ec2, network):
    account.client("logs").create_log_group(logGroupName="/vpc/flow")
    arn = f"arn:aws:logs:{account.region}:{account.id}:log-group:/vpc/flow:*"
    role = f"arn:aws:iam::{account.id}:role/flow"
    options = {
        "ResourceIds": [network.vpc],
        "ResourceType": "VPC",
        "TrafficType": "ALL",
        "LogDestination": arn,
        "LogDestinationType": "cloud-watch-logs",
    }
    with pytest.raises(ClientError, match="DeliverLogsPermissionArn"):
        ec2.create_flow_logs(**options)
    tags = [{"ResourceType": "vpc-flow-log", "Tags": [{"Key": "Name", "Value": "flow"}]}]
    options |= {"DeliverLogsPermissionArn": role, "TagSpecifications": tags, "ClientToken": "flow"}
    made = [ec2.create_flow_logs(**options)["FlowLogIds"] for _ in range(2)]
    assert made[0] == made[1]
    shown = ec2.describe_flow_logs(
        Filter=[{"Name": "resource-id", "Values": [network.vpc]}, {"Name": "tag:Name", "Values": ["flow"]}]
    )["FlowLogs"][0]
    assert (shown["LogGroupName"], shown["DeliverLogsStatus"], shown["FlowLogStatus"]) == (
        "/vpc/flow",
        "SUCCESS",
        "ACTIVE",
    )
    assert shown["Tags"] == tags[0]["Tags"] and shown["DeliverLogsPermissionArn"] == role
    found = ec2.describe_tags(Filters=[{"Name": "resource-type", "Values": ["vpc-flow-log"]}])["Tags"]
    assert [tag["ResourceId"] for tag in found] == made[0]


def test_what_other_services_use_stays(account, ec2, network, slow):
    rds, elbv2 = account.client("rds"), account.client("elbv2")
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=network.vpc)
    rds.create_db_subnet_group(DBSubnetGroupName="main", DBSubnetGroupDescription="main", SubnetIds=network.subnets[:2])
    make_database(account, network, DBSubnetGroupName="main", DBParameterGroupName=None)
    balancer = make_load_balancer(account, network)
    refused = (
        (ec2.delete_subnet, {"SubnetId": network.subnets[0]}),
        (ec2.delete_security_group, {"GroupId": network.group}),
        (ec2.detach_internet_gateway, {"InternetGatewayId": gateway, "VpcId": network.vpc}),
    )
    for call, arguments in refused:
        with pytest.raises(ClientError, match="DependencyViolation"):
            call(**arguments)
    elbv2.delete_load_balancer(LoadBalancerArn=balancer)
    slow("rds=60")
    rds.delete_db_instance(DBInstanceIdentifier=NAME, SkipFinalSnapshot=True)
    for call, arguments in refused[:2]:
        with pytest.raises(ClientError, match="DependencyViolation"):
            call(**arguments)
    slow("rds=0")
    for call, arguments in refused:
        call(**arguments)
