"""Probes of plain moto: the network, load balancers."""

from functools import cache
from typing import Any

from plain_moto import REGION, client, error, of

REFUSE = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "403"}}]
ANYWHERE = {"IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
S3, LOGS = f"com.amazonaws.{REGION}.s3", f"com.amazonaws.{REGION}.logs"
EDGE = "com.amazonaws.global.cloudfront.origin-facing"


@cache
def network() -> tuple[str, list[str], str]:
    """VPC, subnets and a security group."""
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    places = [{"CidrBlock": f"10.0.{n}.0/24", "AvailabilityZone": f"{REGION}{zone}"} for n, zone in enumerate("abc")]
    subnets = [ec2.create_subnet(VpcId=vpc, **place)["Subnet"]["SubnetId"] for place in places]
    return vpc, subnets, ec2.create_security_group(GroupName="one", Description="one", VpcId=vpc)["GroupId"]


@cache
def balancer(name: str) -> str:
    _, subnets, group = network()
    made = client("elbv2").create_load_balancer(Name=name, Subnets=subnets, SecurityGroups=[group])
    return made["LoadBalancers"][0]["LoadBalancerArn"]


@cache
def target_group(name: str) -> str:
    wanted = {"Protocol": "HTTP", "Port": 80, "VpcId": network()[0], "TargetType": "ip"}
    return client("elbv2").create_target_group(Name=name, **wanted)["TargetGroups"][0]["TargetGroupArn"]


def listener(name: str, port: int = 80, **options: Any) -> dict[str, Any]:
    wanted = {"Protocol": "HTTP", "Port": port, "DefaultActions": REFUSE, **options}
    return client("elbv2").create_listener(LoadBalancerArn=balancer(name), **wanted)["Listeners"][0]


def certificate(name: str, **options: Any) -> str:
    return client("acm").request_certificate(DomainName=name, **options)["CertificateArn"]


def route_table() -> str:
    return client("ec2").create_route_table(VpcId=network()[0])["RouteTable"]["RouteTableId"]


def routes(table: str) -> list[dict[str, Any]]:
    return client("ec2").describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]


def address(**options: Any) -> str:
    return client("ec2").allocate_address(Domain="vpc", **options)["AllocationId"]


@cache
def gateway() -> tuple[str, str, str]:
    """An internet gateway, an address, and the NAT gateway that uses both."""
    ec2, (vpc, subnets, _) = client("ec2"), network()
    internet = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=internet, VpcId=vpc)
    used = address()
    nat = ec2.create_nat_gateway(SubnetId=subnets[0], AllocationId=used)["NatGateway"]["NatGatewayId"]
    return internet, used, nat


@of("ec2 DescribeClientVpnEndpoints")
def breaks_on_a_missing_call() -> bool:
    return error(client("ec2").describe_client_vpn_endpoints) == "NotImplementedError"


@of("ec2 DetachInternetGateway")
def detaches_a_gateway_of_mapped_addresses() -> bool:
    ec2 = client("ec2")
    internet, vpc = gateway()[0], network()[0]
    taken = error(ec2.detach_internet_gateway, InternetGatewayId=internet, VpcId=vpc) == ""
    ec2.attach_internet_gateway(InternetGatewayId=internet, VpcId=vpc)
    return taken


@of("ec2 DeleteSubnet")
def deletes_a_subnet_in_use() -> bool:
    ec2 = client("ec2")
    subnet = ec2.create_subnet(VpcId=network()[0], CidrBlock="10.0.20.0/24")["Subnet"]["SubnetId"]
    ec2.create_network_interface(SubnetId=subnet)
    return error(ec2.delete_subnet, SubnetId=subnet) == ""


@of("ec2 DeleteSubnet")
def keeps_a_deleted_subnet_in_its_table() -> bool:
    ec2, table = client("ec2"), route_table()
    subnet = ec2.create_subnet(VpcId=network()[0], CidrBlock="10.0.21.0/24")["Subnet"]["SubnetId"]
    ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
    ec2.delete_subnet(SubnetId=subnet)
    return error(ec2.delete_route_table, RouteTableId=table) != ""


@of("ec2 DeleteVpc")
def deletes_a_vpc_with_groups() -> bool:
    vpc = client("ec2").create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    client("ec2").create_security_group(GroupName="in", Description="in", VpcId=vpc)
    return error(client("ec2").delete_vpc, VpcId=vpc) == ""


@of("ec2 DeleteVpc")
def keeps_the_acl_of_a_deleted_vpc() -> bool:
    vpc = client("ec2").create_vpc(CidrBlock="10.2.0.0/16")["Vpc"]["VpcId"]
    client("ec2").delete_vpc(VpcId=vpc)
    return client("ec2").describe_network_acls(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["NetworkAcls"] != []


def tagged_address() -> str:
    return address(TagSpecifications=[{"ResourceType": "elastic-ip", "Tags": [{"Key": "Name", "Value": "x"}]}])


@of("ec2 DescribeTags")
def keeps_tags_of_what_is_gone() -> bool:
    gone = tagged_address()
    client("ec2").release_address(AllocationId=gone)
    return client("ec2").describe_tags(Filters=[{"Name": "resource-id", "Values": [gone]}])["Tags"] != []


@of("ec2 DescribeTags")
def names_types_of_tags_itself() -> bool:
    tagged_address()
    return client("ec2").describe_tags(Filters=[{"Name": "resource-type", "Values": ["elastic-ip"]}])["Tags"] == []


@of("ec2 DescribeTags")
def takes_unknown_filters_of_tags() -> bool:
    return error(client("ec2").describe_tags, Filters=[{"Name": "nonsense", "Values": ["x"]}]) == ""


@of("ec2 CreateFlowLogs")
def knows_no_log_group_by_arn() -> bool:
    client("logs").create_log_group(logGroupName="/flow")
    destination = f"arn:aws:logs:{REGION}:123456789012:log-group:/flow:*"
    wanted = {"ResourceIds": [network()[0]], "ResourceType": "VPC", "TrafficType": "ALL", "LogDestination": destination}
    role = {"DeliverLogsPermissionArn": "arn:aws:iam::123456789012:role/flow"}
    made = client("ec2").create_flow_logs(**wanted, **role, LogDestinationType="cloud-watch-logs")["FlowLogIds"]
    return client("ec2").describe_flow_logs(FlowLogIds=made)["FlowLogs"][0]["DeliverLogsStatus"] == "FAILED"


@of("ec2 CreateRouteTable")
def forgets_client_tokens() -> bool:
    call = client("ec2").create_route_table
    return len({call(VpcId=network()[0], ClientToken="x")["RouteTable"]["RouteTableId"] for _ in range(2)}) == 2


@of("ec2 CreateNatGateway")
def makes_a_nat_gateway_without_an_address() -> bool:
    return error(client("ec2").create_nat_gateway, SubnetId=network()[1][0]) == ""


@of("ec2 CreateNatGateway")
def refuses_what_aws_lets_fail() -> bool:
    again = {"SubnetId": network()[1][0], "AllocationId": gateway()[1]}
    return error(client("ec2").create_nat_gateway, **again) == "Resource.AlreadyAssociated"


@of("ec2 DescribeNatGateways")
def ignores_tags_of_nat_gateways() -> bool:
    gateway()
    none = [{"Name": "tag:Name", "Values": ["none"]}]
    return client("ec2").describe_nat_gateways(Filters=none)["NatGateways"] != []


@of("ec2 DescribeNatGateways")
def knows_any_nat_gateway() -> bool:
    return error(client("ec2").describe_nat_gateways, NatGatewayIds=["nat-0123456789abcdef0"]) == ""


@of("ec2 DeleteNatGateway")
def breaks_on_an_unknown_nat_gateway() -> bool:
    return error(client("ec2").delete_nat_gateway, NatGatewayId="nat-0123456789abcdef0") != "NatGatewayNotFound"


@of("ec2 CreateRoute")
def routes_to_nowhere() -> bool:
    wanted = {"RouteTableId": route_table(), "DestinationCidrBlock": "1.0.0.0/8"}
    return error(client("ec2").create_route, **wanted, NatGatewayId="nat-0123456789abcdef0") == ""


@of("ec2 DescribeRouteTables")
def knows_no_black_holes() -> bool:
    ec2, table = client("ec2"), route_table()
    nat = ec2.create_nat_gateway(SubnetId=network()[1][0], AllocationId=address())["NatGateway"]["NatGatewayId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat)
    ec2.delete_nat_gateway(NatGatewayId=nat)
    return {route["State"] for route in routes(table)} == {"active"}


@of("ec2 AssociateRouteTable")
def moves_no_subnet_and_says_so() -> bool:
    first, second = route_table(), route_table()
    client("ec2").associate_route_table(RouteTableId=first, SubnetId=network()[1][1])
    return error(client("ec2").associate_route_table, RouteTableId=second, SubnetId=network()[1][1]) == ""


@of("ec2 DeleteRouteTable")
def deletes_the_main_table() -> bool:
    vpc = client("ec2").create_vpc(CidrBlock="10.3.0.0/16")["Vpc"]["VpcId"]
    of_the_vpc = [{"Name": "vpc-id", "Values": [vpc]}]
    main = client("ec2").describe_route_tables(Filters=of_the_vpc)["RouteTables"][0]["RouteTableId"]
    return error(client("ec2").delete_route_table, RouteTableId=main) == ""


def tcp(port: int, **peer: Any) -> dict[str, Any]:
    return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **peer}


@cache
def prefix_list() -> str:
    named = [{"Name": "prefix-list-name", "Values": [EDGE]}]
    return client("ec2").describe_managed_prefix_lists(Filters=named)["PrefixLists"][0]["PrefixListId"]


@cache
def ruled_group() -> tuple[str, int]:
    """A group with a rule of each kind, and how many of them the answer told."""
    vpc, _, other = network()
    group = client("ec2").create_security_group(GroupName="ruled", Description="x", VpcId=vpc)["GroupId"]
    edge = {"PrefixListIds": [{"PrefixListId": prefix_list(), "Description": "edge"}]}
    peer = {"UserIdGroupPairs": [{"GroupId": other, "Description": "peer"}]}
    wanted = [tcp(80, **ANYWHERE), tcp(443, **edge), tcp(5432, **peer)]
    made = client("ec2").authorize_security_group_ingress(GroupId=group, IpPermissions=wanted)
    return group, len(made["SecurityGroupRules"])


@of("ec2 AuthorizeSecurityGroupIngress")
def tells_the_last_rule_only() -> bool:
    return ruled_group()[1] == 1


@of("ec2 DescribeSecurityGroupRules")
def drops_descriptions_of_rules() -> bool:
    of_the_group = [{"Name": "group-id", "Values": [ruled_group()[0]]}]
    told = client("ec2").describe_security_group_rules(Filters=of_the_group)["SecurityGroupRules"]
    return {rule.get("Description") for rule in told} == {None}


@of("ec2 DescribeSecurityGroups")
def drops_descriptions_of_prefix_lists() -> bool:
    told = client("ec2").describe_security_groups(GroupIds=[ruled_group()[0]])["SecurityGroups"][0]["IpPermissions"]
    return [one for rule in told for one in rule["PrefixListIds"]] == [{"PrefixListId": prefix_list()}]


@of("ec2 UpdateSecurityGroupRuleDescriptionsIngress")
def answers_no_return() -> bool:
    changed = [tcp(80, IpRanges=[{"CidrIp": "10.0.0.0/8", "Description": "new"}])]
    call = client("ec2").update_security_group_rule_descriptions_ingress
    return "Return" not in call(GroupId=ruled_group()[0], IpPermissions=changed)


@of("ec2 RevokeSecurityGroupIngress")
def revokes_with_the_description_only() -> bool:
    bare = [tcp(5432, UserIdGroupPairs=[{"GroupId": network()[2]}])]
    return error(client("ec2").revoke_security_group_ingress, GroupId=ruled_group()[0], IpPermissions=bare) != ""


def authorized(*rules: dict[str, Any]) -> bool:
    call = client("ec2").authorize_security_group_ingress
    return error(call, GroupId=ruled_group()[0], IpPermissions=list(rules)) == ""


@of("ec2 AuthorizeSecurityGroupIngress")
def takes_ports_the_wrong_way_round() -> bool:
    return authorized({**tcp(443, **ANYWHERE), "ToPort": 80})


@of("ec2 AuthorizeSecurityGroupIngress")
def takes_unknown_prefix_lists() -> bool:
    return authorized(tcp(81, PrefixListIds=[{"PrefixListId": "pl-0123456789abcdef0"}]))


@of("ec2 AuthorizeSecurityGroupIngress")
def counts_a_prefix_list_as_one_rule() -> bool:
    return authorized(tcp(82, PrefixListIds=[{"PrefixListId": prefix_list()}]))


@of("ec2 DescribeSecurityGroups")
def looks_for_what_is_no_id() -> bool:
    return error(client("ec2").describe_security_groups, GroupIds=["nonsense"]) != "InvalidGroupId.Malformed"


@of("ec2 DeleteSecurityGroup")
def deletes_a_referenced_group() -> bool:
    make = client("ec2").create_security_group
    users, used = (make(GroupName=name, Description="x", VpcId=network()[0])["GroupId"] for name in ("users", "used"))
    rule = tcp(1, UserIdGroupPairs=[{"GroupId": used}])
    client("ec2").authorize_security_group_ingress(GroupId=users, IpPermissions=[rule])
    return error(client("ec2").delete_security_group, GroupId=used) == ""


def endpoint(**options: Any) -> dict[str, Any]:
    return client("ec2").create_vpc_endpoint(VpcId=network()[0], **options)["VpcEndpoint"]


@of("ec2 CreateVpcEndpoint")
def has_no_default_type_of_endpoints() -> bool:
    return endpoint(ServiceName=S3).get("VpcEndpointType") != "Gateway"


@of("ec2 CreateVpcEndpoint")
def takes_unknown_services() -> bool:
    return error(endpoint, ServiceName=f"com.amazonaws.{REGION}.none", VpcEndpointType="Gateway") == ""


@of("ec2 CreateVpcEndpoint")
def routes_to_a_service_twice() -> bool:
    wanted = {"ServiceName": S3, "VpcEndpointType": "Gateway", "RouteTableIds": [route_table()]}
    endpoint(**wanted)
    return error(endpoint, **wanted) == ""


@of("ec2 DescribeVpcEndpoints")
def finds_no_endpoint_by_its_id() -> bool:
    made = endpoint(ServiceName=S3, VpcEndpointType="Gateway")["VpcEndpointId"]
    by_id = [{"Name": "vpc-endpoint-id", "Values": [made]}]
    return error(client("ec2").describe_vpc_endpoints, Filters=by_id) != ""


@of("ec2 ModifyVpcEndpoint")
def changes_lists_of_an_endpoint_only() -> bool:
    made, table = endpoint(ServiceName=S3, VpcEndpointType="Gateway", RouteTableIds=[route_table()]), route_table()
    client("ec2").modify_vpc_endpoint(VpcEndpointId=made["VpcEndpointId"], AddRouteTableIds=[table])
    return not any("DestinationPrefixListId" in route for route in routes(table))


@of("ec2 DeleteVpcEndpoints")
def lists_deleted_endpoints() -> bool:
    made = endpoint(ServiceName=S3, VpcEndpointType="Gateway", RouteTableIds=[route_table()])["VpcEndpointId"]
    client("ec2").delete_vpc_endpoints(VpcEndpointIds=[made])
    return made in [one["VpcEndpointId"] for one in client("ec2").describe_vpc_endpoints()["VpcEndpoints"]]


@of("ec2 ReleaseAddress")
def releases_an_address_in_use() -> bool:
    return error(client("ec2").release_address, AllocationId=gateway()[1]) == ""
