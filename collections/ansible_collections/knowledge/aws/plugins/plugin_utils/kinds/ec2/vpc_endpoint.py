# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""VPC endpoints."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Life, Query
from ...core.model import Resource, Wanted
from .common import IN_VPC, SUBNET_EXAMPLE, Ec2


class VpcEndpoint(Ec2):
    """Way to a service inside AWS. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html"""

    name, noun, resource_type = "ec2_vpc_endpoint", "vpc endpoint", "vpc-endpoint"
    scope_fields = IN_VPC
    id_path, state_path, reason_path = "VpcEndpointId", "State", "LastError.Message"
    life = Life(
        ready=("available", "Available"),
        gone=("deleted", "Deleted"),
        failed=("failed", "Failed", "rejected", "expired"),
        usual=60,
        deadline=600,
    )
    natural_key = ("service_name",)
    fields = {
        "service_name": Field(
            "str", "Name of the service, such as com.amazonaws.<region>.s3. Cannot be changed.", required=True
        ),
        "vpc_endpoint_type": Field(
            "str",
            "Gateway (S3 and DynamoDB, free) or Interface. Cannot be changed.",
            choices=("Gateway", "Interface"),
            required=True,
        ),
        "route_table_ids": Field(
            "list",
            "Gateway: ids of the route tables that lead to it.",
            elements="str",
            unordered=True,
            setter="modify",
        ),
        "subnet_ids": Field(
            "list",
            "Interface: ids of the subnets it has an address in.",
            elements="str",
            unordered=True,
            setter="modify",
        ),
        "security_group_ids": Field(
            "list",
            "Interface: ids of its security groups.",
            elements="str",
            unordered=True,
            setter="modify",
            api="Groups[].GroupId",
        ),
        "private_dns_enabled": Field("bool", "Interface: whether the service's own name leads to it.", setter="modify"),
    }
    example = f"""\
{SUBNET_EXAMPLE}- name: Route table
  knowledge.aws.ec2_route_table:
    vpc_id: "{{{{ vpc.ids.main }}}}"
    config:
      - {{key: private, subnet_ids: ["{{{{ subnets.ids.private.a }}}}"]}}
  register: tables

- name: Gateway endpoint of S3
  knowledge.aws.ec2_vpc_endpoint:
    vpc_id: "{{{{ vpc.ids.main }}}}"
    config:
      - key: s3
        service_name: com.amazonaws.ap-northeast-2.s3
        vpc_endpoint_type: Gateway
        route_table_ids: ["{{{{ tables.ids.private }}}}"]
"""

    def find(self, query: Query) -> list[Any]:
        """All endpoints of the VPC."""
        return self.aws.read("describe_vpc_endpoints", "VpcEndpoints", Filters=self.in_vpc())

    def create(self, want: Wanted) -> None:
        """CreateVpcEndpoint."""
        given = self.request("create_vpc_endpoint", want) | self.tagged(want)
        self.aws.create("create_vpc_endpoint", VpcId=self.scope["vpc_id"], ClientToken=want.token, **given)

    def modify(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """One ModifyVpcEndpoint for all that differs; of lists it takes what comes and what goes."""
        members = self.aws.members("modify_vpc_endpoint")
        changes = self.request("modify_vpc_endpoint", want, changed)
        for name in (name for name in changed if name not in members):
            old, new = set(have[name] or []), set(want[name])
            for word, ids in (("add", new - old), ("remove", old - new)):
                changes |= {members[f"{word}_{name}"]: sorted(ids)} if ids else {}
        self.aws.write("modify_vpc_endpoint", VpcEndpointId=have.id, **changes)

    def delete(self, have: Resource) -> None:
        """DeleteVpcEndpoints."""
        self.aws.write("delete_vpc_endpoints", VpcEndpointIds=[have.id])
