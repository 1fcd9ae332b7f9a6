# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What all EC2 kinds share: tags in the create call, tags by id, look-ups inside a VPC."""

from __future__ import annotations

from typing import Any

from ...core.arns import parts_of
from ...core.fields import Field
from ...core.kind import Kind, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES

IN_VPC = {"vpc_id": Field("str", "Id of the VPC that everything in the list lives in.", required=True)}

# What examples stand on.
VPC_EXAMPLE = """\
- name: VPC
  knowledge.aws.ec2_vpc:
    config:
      - {key: main, cidr_block: 10.0.0.0/16}
  register: vpc

"""
SUBNET_EXAMPLE = f"""\
{VPC_EXAMPLE}- name: Subnets
  knowledge.aws.ec2_subnet:
    vpc_id: "{{{{ vpc.ids.main }}}}"
    config:
      - {{key: public.a, cidr_block: 10.0.1.0/24, availability_zone: ap-northeast-2a}}
      - {{key: private.a, cidr_block: 10.0.10.0/24, availability_zone: ap-northeast-2a}}
  register: subnets

"""
PRIVATE_SUBNETS_EXAMPLE = f"""\
{VPC_EXAMPLE}- name: Subnets
  knowledge.aws.ec2_subnet:
    vpc_id: "{{{{ vpc.ids.main }}}}"
    config:
      - {{key: private.a, cidr_block: 10.0.10.0/24, availability_zone: ap-northeast-2a}}
      - {{key: private.b, cidr_block: 10.0.11.0/24, availability_zone: ap-northeast-2b}}
  register: subnets

"""
INTERNET_EXAMPLE = f"""\
{SUBNET_EXAMPLE}- name: Internet gateway
  knowledge.aws.ec2_internet_gateway:
    config:
      - {{key: main, vpc_id: "{{{{ vpc.ids.main }}}}"}}
  register: internet_gateways

"""


class Ec2(Kind):
    """A resource of the EC2 API. Its ids carry no account, so its ARN is derived from id and type."""

    service, arn_prefix = "ec2", ""
    codes = CODES
    resource_type = ""  # as in TagSpecifications and ARNs: subnet, natgateway

    @classmethod
    def is_arn_of_kind(cls, arn: str) -> bool:
        """https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html"""
        told = parts_of(arn)
        return told["service"] == "ec2" and told["resource"].startswith(f"{cls.resource_type}/")

    def arn(self, have: Resource) -> str:
        """Ids carry no account."""
        return self.arn_of(f"{self.resource_type}/{have.id}")

    def tagged(self, want: Wanted) -> dict[str, Any]:
        """The argument that puts the tags into the create call."""
        return {"TagSpecifications": [{"ResourceType": self.resource_type, "Tags": tag_list(want.tags)}]}

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTags.html"""
        self.aws.write("create_tags", Resources=[have.id], Tags=tag_list(tags))

    def write(self, operation: str, **params: Any) -> None:
        """A write of which AWS may say that it is so already, or gone already: of a call that is repeated."""
        self.aws.write(operation, self.codes.already, **params)

    def ours(self) -> list[dict[str, Any]]:
        """Filter: what carries the ownership tags of this stack."""
        return [{"Name": f"tag:{key}", "Values": [value]} for key, value in self.stack.ownership.items()]

    def in_vpc(self, name: str = "vpc-id") -> list[dict[str, Any]]:
        """Filter: what lives in the VPC of the task; without one, what is ours."""
        vpc = self.scope.get("vpc_id")
        return [{"Name": name, "Values": [vpc]}] if vpc else self.ours()
