"""VPC, subnets, gateways, addresses: the ground of the network."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Query
from ...core.model import Resource, Wanted
from .common import IN_VPC, Ec2


class Subnet(Ec2):
    """Address range of a VPC in one zone. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html"""

    name, noun, resource_type = "ec2_subnet", "subnet", "subnet"
    scope_fields = IN_VPC
    id_path = "SubnetId"
    natural_key = ("cidr",)
    fields = {
        "cidr": Field(
            "str", "Address range, /16 to /28, inside the VPC's. Cannot be changed.", api="CidrBlock", required=True
        ),
        "zone": Field("str", "Availability zone. Cannot be changed.", api="AvailabilityZone", required=True),
        "map_public_ip": Field(
            "bool",
            "Whether what starts here gets a public address.",
            api="MapPublicIpOnLaunch",
            default=False,
            setter="set_map_public_ip",
        ),
    }
    example = "- knowledge.aws.ec2_subnet:\n    vpc: vpc-0a1b2c3d\n    config:\n      - {key: private.a, cidr: 10.0.10.0/24, zone: ap-northeast-2a}\n"

    def find(self, query: Query) -> list[Any]:
        """All subnets of the VPC."""
        return self.aws.read("describe_subnets", "Subnets", Filters=self.in_vpc())

    def create(self, want: Wanted) -> None:
        """CreateSubnet."""
        self.aws.create(
            "create_subnet",
            VpcId=self.scope["vpc"],
            CidrBlock=want["cidr"],
            AvailabilityZone=want["zone"],
            **self.tagged(want),
        )

    def set_map_public_ip(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifySubnetAttribute."""
        self.aws.write(
            "modify_subnet_attribute", SubnetId=have.id, MapPublicIpOnLaunch={"Value": want["map_public_ip"]}
        )

    def delete(self, have: Resource) -> None:
        """DeleteSubnet."""
        self.aws.write("delete_subnet", SubnetId=have.id)
