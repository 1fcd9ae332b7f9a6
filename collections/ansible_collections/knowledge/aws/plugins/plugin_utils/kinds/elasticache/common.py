# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What all kinds of ElastiCache share: tags."""

from __future__ import annotations

from typing import Any

from ...core.kind import Kind, tag_list
from ...core.model import Resource
from ..ec2.common import PRIVATE_SUBNETS_EXAMPLE
from .codes import CODES

WITHOUT_TAGS = ("InvalidReplicationGroupState", "ReplicationGroupNotFoundFault")  # what is being made or deleted

# What examples stand on.
SUBNET_GROUP_EXAMPLE = f"""\
{PRIVATE_SUBNETS_EXAMPLE}- name: Subnet group
  knowledge.aws.elasticache_subnet_group:
    config:
      - key: main
        name: knowledge
        cache_subnet_group_description: Caches
        subnet_ids: ["{{{{ subnets.ids.private.a }}}}", "{{{{ subnets.ids.private.b }}}}"]
"""


class ElastiCache(Kind):
    """A resource of the ElastiCache API."""

    service = "elasticache"
    codes = CODES
    arn_path = "ARN"

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "TagList", WITHOUT_TAGS, ResourceName=arn)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """AddTagsToResource."""
        self.aws.write("add_tags_to_resource", ResourceName=have.arn, Tags=tag_list(tags))
