"""VPC, subnets, gateways, addresses: the ground of the network."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Life, Query, Report
from ...core.model import Resource, Wanted
from .common import IN_VPC, Ec2


class NatGateway(Ec2):
    """Way out for private subnets. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html"""

    name, noun, resource_type = "ec2_nat_gateway", "nat gateway", "natgateway"
    scope_fields = IN_VPC
    id_path, state_path, reason_path = "NatGatewayId", "State", "FailureMessage"
    life = Life(ready=("available",), gone=("deleted",), failed=("failed",), usual=120, deadline=600)
    natural_key = ("subnet",)
    reports = {"public_ip": Report("NatGatewayAddresses")}
    fields = {
        "subnet": Field(
            "str", "Id of the public subnet it stands in. Cannot be changed.", api="SubnetId", required=True
        ),
        "address": Field("str", "Allocation id of its elastic IP. Cannot be changed.", required=True, api=""),
    }
    example = "- knowledge.aws.ec2_nat_gateway:\n    vpc: vpc-0a1b2c3d\n    config:\n      - {key: nat.a, subnet: subnet-0a1b2c3d, address: eipalloc-0a1b2c3d}\n"

    def find(self, query: Query) -> list[Any]:
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
        self.aws.create(
            "create_nat_gateway",
            SubnetId=want["subnet"],
            AllocationId=want["address"],
            ClientToken=want.token,
            **self.tagged(want),
        )

    def delete(self, have: Resource) -> None:
        """DeleteNatGateway; its address is free when it is gone."""
        self.aws.write("delete_nat_gateway", NatGatewayId=have.id)

    def explain_leftover(self, arn: str) -> str | None:
        """A deleted NAT gateway shows up for about an hour."""
        if ":natgateway/" not in arn:
            return None
        found = self.aws.read(
            "describe_nat_gateways", "NatGateways", ("NatGatewayNotFound",), NatGatewayIds=[arn.rsplit("/", 1)[1]]
        )
        return None if found and found[0]["State"] not in self.life.gone else ""
