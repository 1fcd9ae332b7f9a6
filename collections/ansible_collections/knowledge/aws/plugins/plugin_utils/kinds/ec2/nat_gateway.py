# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""NAT gateways."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Life, Query, Report
from ...core.model import Resource, Wanted
from .common import IN_VPC, INTERNET_EXAMPLE, Ec2


class NatGateway(Ec2):
    """Way out for private subnets. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html"""

    name, noun, resource_type = "ec2_nat_gateway", "nat gateway", "natgateway"
    scope_fields = IN_VPC
    id_path, state_path, reason_path = "NatGatewayId", "State", "FailureMessage"
    life = Life(ready=("available",), gone=("deleted",), failed=("failed",), usual=120, deadline=600)
    natural_key = ("subnet_id",)
    reports = {"public_ip": Report("NatGatewayAddresses[0].PublicIp", "The address that partners see.", "203.0.113.25")}
    fields = {
        "subnet_id": Field("str", "Id of the public subnet it stands in. Cannot be changed.", required=True),
        "allocation_id": Field(
            "str",
            "Allocation id of its elastic IP. Cannot be changed.",
            required=True,
            api="NatGatewayAddresses[0].AllocationId",
        ),
    }
    example = f"""\
{INTERNET_EXAMPLE}- name: Elastic IP
  knowledge.aws.ec2_eip:
    config:
      - key: nat.a
  register: addresses

- name: NAT gateway
  knowledge.aws.ec2_nat_gateway:
    vpc_id: "{{{{ vpc.ids.main }}}}"
    config:
      - key: nat.a
        subnet_id: "{{{{ subnets.ids.public.a }}}}"
        allocation_id: "{{{{ addresses.ids.nat.a }}}}"
"""

    def find(self, query: Query) -> list[Any]:
        """All NAT gateways of the VPC that are not deleted; deleted ones stay listed for an hour."""
        alive = [{"Name": "state", "Values": ["pending", "available", "failed", "deleting"]}]
        return self.aws.read("describe_nat_gateways", "NatGateways", Filter=[*self.in_vpc(), *alive])

    def create(self, want: Wanted) -> None:
        """CreateNatGateway."""
        given = self.request("create_nat_gateway", want)
        self.aws.create("create_nat_gateway", ClientToken=want.token, **given, **self.tagged(want))

    def delete(self, have: Resource) -> None:
        """DeleteNatGateway; its address is free when it is gone."""
        self.aws.write("delete_nat_gateway", NatGatewayId=have.id)

    def explain_leftover(self, arn: str) -> str | None:
        """A deleted NAT gateway shows up for about an hour."""
        if not self.is_arn_of_kind(arn):
            return None
        found = self.aws.read(
            "describe_nat_gateways", "NatGateways", ("NatGatewayNotFound",), NatGatewayIds=[arn.rsplit("/", 1)[1]]
        )
        return None if found and found[0]["State"] not in self.life.gone else ""
