# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Subnet groups of ElastiCache."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.fields import Field
from ...core.kind import Finding, Query, tag_list
from ...core.model import Resource, Wanted
from .common import SUBNET_GROUP_EXAMPLE, ElastiCache


class SubnetGroup(ElastiCache):
    """Subnets that nodes may stand in.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html
    """

    name, noun = "elasticache_subnet_group", "cache subnet group"
    arn_prefix = "subnetgroup:"
    id_path, name_path = "CacheSubnetGroupName", "CacheSubnetGroupName"
    fields = {
        "cache_subnet_group_description": Field("str", "What the group is for.", required=True, setter="modify"),
        "subnet_ids": Field(
            "list",
            "Ids of the subnets.",
            api="Subnets[].SubnetIdentifier",
            elements="str",
            required=True,
            unordered=True,
            setter="modify",
        ),
    }
    example = SUBNET_GROUP_EXAMPLE

    def check(self, want: Wanted) -> Iterator[Finding]:
        """A group needs a subnet."""
        if not want["subnet_ids"]:
            yield Finding("subnet_ids", "is empty", "one subnet at least")

    def find(self, query: Query) -> list[Any]:
        """All groups; tags one by one."""
        return self.ours_with_tags(self.aws.read("describe_cache_subnet_groups", "CacheSubnetGroups"), query)

    def create(self, want: Wanted) -> None:
        """CreateCacheSubnetGroup."""
        request = self.request("create_cache_subnet_group", want)
        self.aws.create(
            "create_cache_subnet_group", CacheSubnetGroupName=want.name, Tags=tag_list(want.tags), **request
        )

    def modify(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyCacheSubnetGroup."""
        request = self.request("modify_cache_subnet_group", want)
        self.aws.write("modify_cache_subnet_group", CacheSubnetGroupName=have.id, **request)

    def delete(self, have: Resource) -> None:
        """DeleteCacheSubnetGroup."""
        self.aws.write("delete_cache_subnet_group", CacheSubnetGroupName=have.id)
