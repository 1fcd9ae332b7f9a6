"""What a load balancer and a service stand on: a VPC with three subnets and a security group."""

from dataclasses import dataclass
from typing import Any

CERTIFICATE_DOMAIN = "knowledge.example.com"


@dataclass(frozen=True)
class Network:
    """Ids of a network made for one test."""

    vpc: str
    subnets: list[str]
    group: str


def make_network(account: Any) -> Network:
    """A VPC, a subnet in each of three zones and a security group in the account."""
    ec2 = account.client("ec2", validate=False)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    places = [{"CidrBlock": f"10.0.{n}.0/24", "AvailabilityZone": f"{account.region}{z}"} for n, z in enumerate("abc")]
    subnets = [ec2.create_subnet(VpcId=vpc, **place)["Subnet"]["SubnetId"] for place in places]
    group = ec2.create_security_group(GroupName="service", Description="of the test", VpcId=vpc)["GroupId"]
    return Network(vpc, subnets, group)


def make_load_balancer(account: Any, network: Network, name: str = "knowledge", **options: Any) -> str:
    """An application load balancer; returns its ARN."""
    elbv2 = account.client("elbv2")
    answer = elbv2.create_load_balancer(Name=name, Subnets=network.subnets, SecurityGroups=[network.group], **options)
    return answer["LoadBalancers"][0]["LoadBalancerArn"]


def make_target_group(account: Any, network: Network, name: str = "knowledge", **options: Any) -> str:
    """A target group of type ip for port 8000; returns its ARN."""
    elbv2 = account.client("elbv2")
    answer = elbv2.create_target_group(
        Name=name, Protocol="HTTP", Port=8000, VpcId=network.vpc, TargetType="ip", **options
    )
    return answer["TargetGroups"][0]["TargetGroupArn"]


def make_certificate(account: Any, domain: str = CERTIFICATE_DOMAIN, region: str = "") -> str:
    """A requested certificate; returns its ARN."""
    acm = account.client("acm", region=region or account.region)
    return acm.request_certificate(DomainName=domain, ValidationMethod="DNS")["CertificateArn"]
