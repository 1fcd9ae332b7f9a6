# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""VPCs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.fields import Field
from ...core.kind import Finding, Query, tag_dict
from ...core.model import Resource, Wanted
from .common import VPC_EXAMPLE, Ec2
from .rules import block_findings


class Vpc(Ec2):
    """Virtual private cloud. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html"""

    name, noun, resource_type = "ec2_vpc", "vpc", "vpc"
    id_path = "VpcId"
    fields = {
        "cidr_block": Field("str", "IPv4 address range, /16 to /28. Cannot be changed.", required=True),
        "enable_dns_support": Field(
            "bool",
            "Whether the Amazon DNS server answers in it.",
            default=True,
            setter="set_attributes",
            api="EnableDnsSupport.Value",
        ),
        "enable_dns_hostnames": Field(
            "bool",
            "Whether instances and endpoints get DNS names.",
            default=True,
            setter="set_attributes",
            api="EnableDnsHostnames.Value",
        ),
        "default_group_closed": Field(
            "bool",
            "Whether the default security group, which comes with the VPC, has no rules. A word of its own: AWS has no "
            "member for it.",
            default=True,
            setter="close_default_group",
            api="!(DefaultGroup.IpPermissions || DefaultGroup.IpPermissionsEgress)",
        ),
    }
    example = VPC_EXAMPLE

    def find(self, query: Query) -> list[Any]:
        """The VPCs that carry one of the names or this stack's tags, with what DescribeVpcs leaves out."""
        tagged = [(vpc, tag_dict(vpc.get("Tags"))) for vpc in self.aws.read("describe_vpcs", "Vpcs")]
        vpcs = [vpc for vpc, tags in tagged if tags.get("Name") in query.names or self.stack.owns(tags)]
        asked = [(vpc, attribute) for vpc in vpcs for attribute in ("enableDnsSupport", "enableDnsHostnames")]
        told = self.each(
            lambda pair: self.aws.read("describe_vpc_attribute", VpcId=pair[0]["VpcId"], Attribute=pair[1]), asked
        )
        for (vpc, _), attribute in zip(asked, told, strict=True):
            vpc.update(attribute)
        groups = self._default_groups([vpc["VpcId"] for vpc in vpcs]) if vpcs else {}
        return [vpc | {"DefaultGroup": groups.get(vpc["VpcId"], {})} for vpc in vpcs]

    def _default_groups(self, vpcs: list[str]) -> dict[str, Any]:
        default = [{"Name": "group-name", "Values": ["default"]}, {"Name": "vpc-id", "Values": vpcs}]
        groups = self.aws.read("describe_security_groups", "SecurityGroups", Filters=default)
        return {group["VpcId"]: group for group in groups}

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Its range."""
        yield from block_findings(want["cidr_block"])

    def create(self, want: Wanted) -> None:
        """CreateVpc; the attributes are setters' work."""
        self.aws.create("create_vpc", **self.request("create_vpc", want), **self.tagged(want))

    def set_attributes(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyVpcAttribute takes one attribute a call."""
        members = self.aws.members("modify_vpc_attribute")
        for name in changed:
            attribute: dict[str, Any] = {members[name]: {"Value": want[name]}}
            self.aws.write("modify_vpc_attribute", VpcId=have.id, **attribute)

    def close_default_group(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """Take every rule out of the default group; an open one is never made again."""
        group = have.raw["DefaultGroup"]
        for way, rules in (("ingress", "IpPermissions"), ("egress", "IpPermissionsEgress")):
            if want["default_group_closed"] and group.get(rules):
                self.write(f"revoke_security_group_{way}", GroupId=group["GroupId"], IpPermissions=group[rules])

    def delete(self, have: Resource) -> None:
        """DeleteVpc; AWS refuses while anything lives in it."""
        self.aws.write("delete_vpc", VpcId=have.id)
