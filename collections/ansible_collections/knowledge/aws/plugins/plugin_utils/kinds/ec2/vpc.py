"""VPC, subnets, gateways, addresses: the ground of the network."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Query, tag_dict
from ...core.model import Resource, Wanted
from .common import Ec2


class Vpc(Ec2):
    """Virtual private cloud. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html"""

    name, noun, resource_type = "ec2_vpc", "vpc", "vpc"
    id_path = "VpcId"
    fields = {
        "cidr": Field("str", "Address range, /16 to /28. Cannot be changed.", api="CidrBlock", required=True),
        "dns_support": Field(
            "bool", "Whether the Amazon DNS server answers in it.", default=True, setter="set_dns_support", api=""
        ),
        "dns_hostnames": Field(
            "bool", "Whether instances and endpoints get DNS names.", default=True, setter="set_dns_hostnames", api=""
        ),
        "default_group_closed": Field(
            "bool",
            "Whether the default security group, which comes with the VPC, has no rules.",
            default=True,
            setter="close_default_group",
            api="",
        ),
    }
    example = "- knowledge.aws.ec2_vpc:\n    config:\n      - {key: main, cidr: 10.0.0.0/16}\n"

    def find(self, query: Query) -> list[Any]:
        """The VPCs of the region that carry one of the names or this stack's tags, with the attributes that DescribeVpcs does not tell."""
        tagged = [(vpc, tag_dict(vpc.get("Tags"))) for vpc in self.aws.read("describe_vpcs", "Vpcs")]
        vpcs = [vpc for vpc, tags in tagged if tags.get("Name") in query.names or self.stack.owns(tags)]
        attributes = [(vpc, attribute) for vpc in vpcs for attribute in ("enableDnsSupport", "enableDnsHostnames")]
        self.each(
            lambda pair: pair[0].update(
                self.aws.read("describe_vpc_attribute", VpcId=pair[0]["VpcId"], Attribute=pair[1])
            ),
            attributes,
        )
        if vpcs:
            default = [
                {"Name": "group-name", "Values": ["default"]},
                {"Name": "vpc-id", "Values": [vpc["VpcId"] for vpc in vpcs]},
            ]
            groups = {
                group["VpcId"]: group
                for group in self.aws.read("describe_security_groups", "SecurityGroups", Filters=default)
            }
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

    def set_dns_support(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyVpcAttribute takes one attribute a call."""
        self.aws.write("modify_vpc_attribute", VpcId=have.id, EnableDnsSupport={"Value": want["dns_support"]})

    def set_dns_hostnames(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyVpcAttribute takes one attribute a call."""
        self.aws.write("modify_vpc_attribute", VpcId=have.id, EnableDnsHostnames={"Value": want["dns_hostnames"]})

    def close_default_group(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """Take every rule out of the default group; an open one is never made again."""
        group = have.raw["DefaultGroup"]
        if want["default_group_closed"] and group.get("IpPermissions"):
            self.aws.write(
                "revoke_security_group_ingress",
                already=["InvalidPermission.NotFound"],
                GroupId=group["GroupId"],
                IpPermissions=group["IpPermissions"],
            )
        if want["default_group_closed"] and group.get("IpPermissionsEgress"):
            self.aws.write(
                "revoke_security_group_egress",
                already=["InvalidPermission.NotFound"],
                GroupId=group["GroupId"],
                IpPermissions=group["IpPermissionsEgress"],
            )

    def delete(self, have: Resource) -> None:
        """DeleteVpc; AWS refuses while anything lives in it."""
        self.aws.write("delete_vpc", VpcId=have.id)
