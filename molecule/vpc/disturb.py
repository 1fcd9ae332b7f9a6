"""By hand: a tag removed, a route deleted, a NAT gateway deleted, the default group opened, entries kept for ever."""

import os

from tests.support.cloud import client

ec2 = client("ec2", os.environ)


def named(name):
    return [{"Name": "tag:Name", "Values": [f"knowledge-production{name}"]}]


subnet = ec2.describe_subnets(Filters=named("-private-a"))["Subnets"][0]
ec2.delete_tags(Resources=[subnet["SubnetId"]], Tags=[{"Key": "Environment"}, {"Key": "Name"}])
table = ec2.describe_route_tables(Filters=named("-private-b"))["RouteTables"][0]
ec2.delete_route(RouteTableId=table["RouteTableId"], DestinationCidrBlock="0.0.0.0/0")
gateway = ec2.describe_nat_gateways(Filters=named("-nat-c"))["NatGateways"][0]
ec2.delete_nat_gateway(NatGatewayId=gateway["NatGatewayId"])
of_the_vpc = [{"Name": "group-name", "Values": ["default"]}, {"Name": "vpc-id", "Values": [subnet["VpcId"]]}]
default = ec2.describe_security_groups(Filters=of_the_vpc)["SecurityGroups"][0]
ssh = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
ec2.authorize_security_group_ingress(GroupId=default["GroupId"], IpPermissions=[ssh])
client("logs", os.environ).delete_retention_policy(logGroupName="/vpc/knowledge-production")
