"""VPC, subnets, gateways, addresses: the ground of the network."""

from __future__ import annotations

from typing import Any

from ..core.fields import Field
from ..core.kind import States, tag_dict
from ..core.model import Resource, Wanted
from .ec2_base import IN_VPC, Ec2


class Vpc(Ec2):
    """Virtual private cloud. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html"""

    name, noun, resource_type = "ec2_vpc", "vpc", "vpc"
    id_path = "VpcId"
    fields = {
        "cidr": Field("str", "Address range, /16 to /28. Cannot be changed.", api="CidrBlock", required=True),
        "dns_support": Field("bool", "Whether the Amazon DNS server answers in it.", default=True, setter="set_dns_support"),
        "dns_hostnames": Field("bool", "Whether instances and endpoints get DNS names.", default=True, setter="set_dns_hostnames"),
        "default_group_closed": Field(
            "bool", "Whether the default security group, which comes with the VPC, has no rules.", default=True, setter="close_default_group"
        ),
    }
    example = "- knowledge.aws.ec2_vpc:\n    config:\n      - {key: main, cidr: 10.0.0.0/16}\n"

    def find(self, names: list[str]) -> list[Any]:
        """The VPCs of the region that carry one of the names or this stack's tags, with the attributes that DescribeVpcs does not tell."""
        tagged = [(vpc, tag_dict(vpc.get("Tags"))) for vpc in self.aws.read("describe_vpcs", "Vpcs")]
        vpcs = [vpc for vpc, tags in tagged if tags.get("Name") in names or self.stack.owns(tags)]
        attributes = [(vpc, attribute) for vpc in vpcs for attribute in ("enableDnsSupport", "enableDnsHostnames")]
        self.each(lambda pair: pair[0].update(self.aws.read("describe_vpc_attribute", VpcId=pair[0]["VpcId"], Attribute=pair[1])), attributes)
        if vpcs:
            default = [{"Name": "group-name", "Values": ["default"]}, {"Name": "vpc-id", "Values": [vpc["VpcId"] for vpc in vpcs]}]
            groups = {group["VpcId"]: group for group in self.aws.read("describe_security_groups", "SecurityGroups", Filters=default)}
            for vpc in vpcs:
                vpc["DefaultGroup"] = groups.get(vpc["VpcId"], {})
        return vpcs

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Both attributes come as {"Value": bool}."""
        group = raw["DefaultGroup"]
        return {
            "cidr": raw["CidrBlock"],
            "dns_support": raw["EnableDnsSupport"]["Value"],
            "dns_hostnames": raw["EnableDnsHostnames"]["Value"],
            "default_group_closed": not group.get("IpPermissions") and not group.get("IpPermissionsEgress"),
        }

    def create(self, want: Wanted) -> None:
        """CreateVpc; the attributes are setters' work."""
        self.aws.create("create_vpc", CidrBlock=want["cidr"], **self.tagged(want))

    def set_dns_support(self, have: Resource, want: Wanted) -> None:
        """ModifyVpcAttribute takes one attribute a call."""
        self.aws.write("modify_vpc_attribute", VpcId=have.id, EnableDnsSupport={"Value": want["dns_support"]})

    def set_dns_hostnames(self, have: Resource, want: Wanted) -> None:
        """ModifyVpcAttribute takes one attribute a call."""
        self.aws.write("modify_vpc_attribute", VpcId=have.id, EnableDnsHostnames={"Value": want["dns_hostnames"]})

    def close_default_group(self, have: Resource, want: Wanted) -> None:
        """Take every rule out of the default group; an open one is never made again."""
        group = have.raw["DefaultGroup"]
        if want["default_group_closed"] and group.get("IpPermissions"):
            self.aws.write(
                "revoke_security_group_ingress", already=["InvalidPermission.NotFound"], GroupId=group["GroupId"], IpPermissions=group["IpPermissions"]
            )
        if want["default_group_closed"] and group.get("IpPermissionsEgress"):
            self.aws.write(
                "revoke_security_group_egress", already=["InvalidPermission.NotFound"], GroupId=group["GroupId"], IpPermissions=group["IpPermissionsEgress"]
            )

    def delete(self, have: Resource) -> None:
        """DeleteVpc; AWS refuses while anything lives in it."""
        self.aws.write("delete_vpc", VpcId=have.id)


class Subnet(Ec2):
    """Address range of a VPC in one zone. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html"""

    name, noun, resource_type = "ec2_subnet", "subnet", "subnet"
    scope = IN_VPC
    id_path = "SubnetId"
    nature = ("cidr",)
    fields = {
        "cidr": Field("str", "Address range, /16 to /28, inside the VPC's. Cannot be changed.", api="CidrBlock", required=True),
        "zone": Field("str", "Availability zone. Cannot be changed.", api="AvailabilityZone", required=True),
        "map_public_ip": Field("bool", "Whether what starts here gets a public address.", api="MapPublicIpOnLaunch", default=False, setter="set_map_public_ip"),
    }
    example = "- knowledge.aws.ec2_subnet:\n    vpc: vpc-0a1b2c3d\n    config:\n      - {key: private.a, cidr: 10.0.10.0/24, zone: ap-northeast-2a}\n"

    def find(self, names: list[str]) -> list[Any]:
        """All subnets of the VPC."""
        return self.aws.read("describe_subnets", "Subnets", Filters=self.in_vpc())

    def create(self, want: Wanted) -> None:
        """CreateSubnet."""
        self.aws.create("create_subnet", VpcId=self.given["vpc"], CidrBlock=want["cidr"], AvailabilityZone=want["zone"], **self.tagged(want))

    def set_map_public_ip(self, have: Resource, want: Wanted) -> None:
        """ModifySubnetAttribute."""
        self.aws.write("modify_subnet_attribute", SubnetId=have.id, MapPublicIpOnLaunch={"Value": want["map_public_ip"]})

    def delete(self, have: Resource) -> None:
        """DeleteSubnet."""
        self.aws.write("delete_subnet", SubnetId=have.id)


class InternetGateway(Ec2):
    """Way to the internet. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateInternetGateway.html"""

    name, noun, resource_type = "ec2_internet_gateway", "internet gateway", "internet-gateway"
    id_path = "InternetGatewayId"
    fields = {"vpc": Field("str", "Id of the VPC it is attached to.", required=True, setter="attach")}
    example = "- knowledge.aws.ec2_internet_gateway:\n    config:\n      - {key: main, vpc: vpc-0a1b2c3d}\n"

    def find(self, names: list[str]) -> list[Any]:
        """All gateways of the region: one that a crash left unattached is found by its tags, one without tags by what it is attached to."""
        return self.aws.read("describe_internet_gateways", "InternetGateways")

    nature = ("vpc",)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """At most one attachment."""
        attached = [attachment["VpcId"] for attachment in raw.get("Attachments", []) if attachment.get("State") not in ("detached", "detaching")]
        return {"vpc": attached[0] if attached else ""}

    def create(self, want: Wanted) -> None:
        """CreateInternetGateway; attaching is the setter's work."""
        self.aws.create("create_internet_gateway", **self.tagged(want))

    def attach(self, have: Resource, want: Wanted) -> None:
        """AttachInternetGateway, after leaving another VPC."""
        self.release(have)
        self.aws.write("attach_internet_gateway", already=["Resource.AlreadyAssociated"], InternetGatewayId=have.id, VpcId=want["vpc"])

    def release(self, have: Resource) -> None:
        """DetachInternetGateway."""
        if have["vpc"]:
            self.aws.write("detach_internet_gateway", already=["Gateway.NotAttached"], InternetGatewayId=have.id, VpcId=have["vpc"])

    def delete(self, have: Resource) -> None:
        """DeleteInternetGateway."""
        self.aws.write("delete_internet_gateway", InternetGatewayId=have.id)


class Address(Ec2):
    """Elastic IP address. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllocateAddress.html"""

    name, noun, resource_type = "ec2_eip", "elastic ip", "elastic-ip"
    id_path = "AllocationId"
    reports = {"public_ip": "PublicIp"}
    example = "- knowledge.aws.ec2_eip:\n    config:\n      - key: nat.a\n"

    def find(self, names: list[str]) -> list[Any]:
        """All addresses of the region."""
        return self.aws.read("describe_addresses", "Addresses")

    def create(self, want: Wanted) -> None:
        """AllocateAddress has no client token: only the look by tag keeps a lost answer from making two."""
        self.aws.create("allocate_address", Domain="vpc", **self.tagged(want))

    def delete(self, have: Resource) -> None:
        """ReleaseAddress."""
        self.aws.write("release_address", AllocationId=have.id)


class NatGateway(Ec2):
    """Way out for private subnets. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html"""

    name, noun, resource_type = "ec2_nat_gateway", "nat gateway", "natgateway"
    scope = IN_VPC
    id_path, state_path, reason_path = "NatGatewayId", "State", "FailureMessage"
    states = States(ready=("available",), gone=("deleted",), failed=("failed",), usual=120, deadline=600)
    nature = ("subnet",)
    reports = {"public_ip": "NatGatewayAddresses"}
    fields = {
        "subnet": Field("str", "Id of the public subnet it stands in. Cannot be changed.", api="SubnetId", required=True),
        "address": Field("str", "Allocation id of its elastic IP. Cannot be changed.", required=True),
    }
    example = (
        "- knowledge.aws.ec2_nat_gateway:\n    vpc: vpc-0a1b2c3d\n    config:\n      - {key: nat.a, subnet: subnet-0a1b2c3d, address: eipalloc-0a1b2c3d}\n"
    )

    def find(self, names: list[str]) -> list[Any]:
        """All NAT gateways of the VPC that are not deleted; deleted ones stay listed for an hour."""
        alive = [{"Name": "state", "Values": ["pending", "available", "failed", "deleting"]}]
        return self.aws.read("describe_nat_gateways", "NatGateways", Filter=[*self.in_vpc(), *alive])

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The primary address."""
        addresses = raw.get("NatGatewayAddresses") or [{}]
        return {"subnet": raw["SubnetId"], "address": addresses[0].get("AllocationId")}

    def attributes(self, have: Resource) -> dict[str, Any]:
        """The address that partners see."""
        addresses = have.raw.get("NatGatewayAddresses") or [{}]
        return {"public_ip": addresses[0].get("PublicIp")}

    def create(self, want: Wanted) -> None:
        """CreateNatGateway."""
        self.aws.create("create_nat_gateway", SubnetId=want["subnet"], AllocationId=want["address"], ClientToken=want.token, **self.tagged(want))

    def delete(self, have: Resource) -> None:
        """DeleteNatGateway; its address is free when it is gone."""
        self.aws.write("delete_nat_gateway", NatGatewayId=have.id)

    def tombstone(self, arn: str) -> str | None:
        """A deleted NAT gateway shows up for about an hour."""
        if ":natgateway/" not in arn:
            return None
        found = self.aws.read("describe_nat_gateways", "NatGateways", ("NatGatewayNotFound",), NatGatewayIds=[arn.rsplit("/", 1)[1]])
        return None if found and found[0]["State"] not in self.states.gone else ""
