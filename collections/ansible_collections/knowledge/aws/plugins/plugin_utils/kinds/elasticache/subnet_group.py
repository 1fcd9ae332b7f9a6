"""Groups of ElastiCache: subnets that nodes may stand in, and parameters that they run with."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Query, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES
from .common import ElastiCache


class SubnetGroup(ElastiCache):
    """Subnets that nodes may stand in. https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html"""

    name, noun = "elasticache_subnet_group", "cache subnet group"
    codes = CODES
    arn_prefix = "subnetgroup:"
    id_path, name_path = "CacheSubnetGroupName", "CacheSubnetGroupName"
    fields = {
        "description": Field(
            "str", "What the group is for.", api="CacheSubnetGroupDescription", required=True, setter="modify"
        ),
        "subnets": Field(
            "list", "Ids of the subnets.", elements="str", required=True, unordered=True, setter="modify", api=""
        ),
    }
    example = "- knowledge.aws.elasticache_subnet_group:\n    config:\n      - {key: main, description: Caches, subnets: [subnet-0a1b2c3d, subnet-0b2c3d4e]}\n"

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """One subnet at least."""
        return [f"cache subnet group {want.name}: subnets is empty" for want in wanted if not want["subnets"]]

    def find(self, query: Query) -> list[Any]:
        """All groups; tags one by one."""
        return self.tagged(self.aws.read("describe_cache_subnet_groups", "CacheSubnetGroups"), query.names)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Ids of the subnets."""
        return super().shape(raw) | {"subnets": [subnet["SubnetIdentifier"] for subnet in raw["Subnets"]]}

    def create(self, want: Wanted) -> None:
        """CreateCacheSubnetGroup."""
        self.aws.create("create_cache_subnet_group", **self._arguments(want), Tags=tag_list(want.tags))

    def modify(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyCacheSubnetGroup."""
        self.aws.write("modify_cache_subnet_group", **self._arguments(want))

    @staticmethod
    def _arguments(want: Wanted) -> dict[str, Any]:
        return {
            "CacheSubnetGroupName": want.name,
            "CacheSubnetGroupDescription": want["description"],
            "SubnetIds": want["subnets"],
        }

    def delete(self, have: Resource) -> None:
        """DeleteCacheSubnetGroup."""
        self.aws.write("delete_cache_subnet_group", CacheSubnetGroupName=have.id)
