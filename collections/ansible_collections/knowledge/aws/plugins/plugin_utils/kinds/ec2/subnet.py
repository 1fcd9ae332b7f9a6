# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Subnets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.fields import Field
from ...core.kind import Finding, Query
from ...core.model import Resource, Wanted
from .common import IN_VPC, SUBNET_EXAMPLE, Ec2
from .rules import block_findings, overlap_findings, zone_findings


class Subnet(Ec2):
    """Address range of a VPC in one zone. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html"""

    name, noun, resource_type = "ec2_subnet", "subnet", "subnet"
    scope_fields = IN_VPC
    id_path = "SubnetId"
    natural_key = ("cidr_block",)
    fields = {
        "cidr_block": Field(
            "str", "IPv4 address range, /16 to /28, inside the VPC's. Cannot be changed.", required=True
        ),
        "availability_zone": Field(
            "str", "Zone by its name, such as ap-northeast-2a. Cannot be changed.", required=True
        ),
        "map_public_ip_on_launch": Field(
            "bool", "Whether what starts here gets a public address.", default=False, setter="set_map_public_ip"
        ),
    }
    example = SUBNET_EXAMPLE

    def find(self, query: Query) -> list[Any]:
        """All subnets of the VPC."""
        return self.aws.read("describe_subnets", "Subnets", Filters=self.in_vpc())

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Its range and zone; whether the range is inside the VPC's is known to whoever made that."""
        yield from block_findings(want["cidr_block"])
        yield from zone_findings(want["availability_zone"], self.aws.region)

    def check_all(self, wanted: list[Wanted]) -> Iterator[Finding]:
        """The ranges of all."""
        yield from overlap_findings({want.name: want["cidr_block"] for want in wanted})

    def create(self, want: Wanted) -> None:
        """CreateSubnet; the rest is the setter's work."""
        given = self.request("create_subnet", want)
        self.aws.create("create_subnet", VpcId=self.scope["vpc_id"], **given, **self.tagged(want))

    def set_map_public_ip(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifySubnetAttribute."""
        public = {"Value": want["map_public_ip_on_launch"]}
        self.aws.write("modify_subnet_attribute", SubnetId=have.id, MapPublicIpOnLaunch=public)

    def delete(self, have: Resource) -> None:
        """DeleteSubnet."""
        self.aws.write("delete_subnet", SubnetId=have.id)
