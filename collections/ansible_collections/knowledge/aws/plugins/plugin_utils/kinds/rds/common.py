# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What all kinds of RDS share: tags."""

from __future__ import annotations

from typing import Any

from ...core.kind import Kind, tag_list
from ...core.model import Resource
from ..ec2.common import VPC_EXAMPLE
from .codes import CODES

# What examples stand on.
SUBNET_GROUP_EXAMPLE = f"""\
{VPC_EXAMPLE}- name: Subnets
  knowledge.aws.ec2_subnet:
    vpc_id: "{{{{ vpc.ids.main }}}}"
    config:
      - {{key: database.a, cidr_block: 10.0.20.0/24, availability_zone: ap-northeast-2a}}
      - {{key: database.b, cidr_block: 10.0.21.0/24, availability_zone: ap-northeast-2b}}
  register: subnets

- name: Subnet group
  knowledge.aws.rds_subnet_group:
    config:
      - key: main
        name: knowledge
        db_subnet_group_description: Databases
        subnet_ids: ["{{{{ subnets.ids.database.a }}}}", "{{{{ subnets.ids.database.b }}}}"]
"""


class Rds(Kind):
    """A resource of the RDS API."""

    service = "rds"
    codes = CODES

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "TagList", ResourceName=arn)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """AddTagsToResource."""
        self.aws.write("add_tags_to_resource", ResourceName=have.arn, Tags=tag_list(tags))
