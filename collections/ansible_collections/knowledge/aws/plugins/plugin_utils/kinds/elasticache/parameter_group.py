"""Parameter groups of ElastiCache."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import batched
from typing import Any

from ...core.fields import Field, as_texts
from ...core.kind import Finding, Query, tag_list
from ...core.model import Resource, Wanted
from ...reference import parameters
from .common import ElastiCache
from .rules import family_findings

AT_ONCE = 20  # parameters that one call changes


class ParameterGroup(ElastiCache):
    """Parameters that nodes run with.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html
    """

    name, noun = "elasticache_parameter_group", "cache parameter group"
    arn_prefix = "parametergroup:"
    id_path, name_path = "CacheParameterGroupName", "CacheParameterGroupName"
    fields = {
        "cache_parameter_group_family": Field("str", "Family, such as redis7. Cannot be changed.", required=True),
        "description": Field("str", "What the group is for. Cannot be changed.", required=True),
        "parameters": Field(
            "dict",
            "Values by parameter. Others go back to the engine's default.",
            api="",
            default={},
            norm=partial(as_texts, yes="yes", no="no"),
            setter="set_parameters",
        ),
    }
    example = """\
- name: Parameter group
  knowledge.aws.elasticache_parameter_group:
    config:
      - key: redis7
        cache_parameter_group_family: redis7
        description: Redis 7
        parameters: {maxmemory-policy: volatile-lru}
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Families are those of Redis and Valkey."""
        yield from family_findings(want["cache_parameter_group_family"])

    def find(self, query: Query) -> list[Any]:
        """All groups; tags and the parameters that somebody set one by one."""
        groups = self.ours_with_tags(self.aws.read("describe_cache_parameter_groups", "CacheParameterGroups"), query)
        return self.each(lambda group: group | {"Set": self._set(group[self.name_path])}, groups)

    def _set(self, group: str) -> list[dict[str, Any]]:
        found = self.aws.read("describe_cache_parameters", "Parameters", CacheParameterGroupName=group, Source="user")
        return [one for one in found if one.get("Source", "user") == "user"]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Parameters by name."""
        return super().shape(raw) | {"parameters": parameters.told(raw["Set"])}

    def _known(self, family: str) -> dict[str, dict[str, Any]]:
        """Every parameter of a family."""
        pages = self.aws.client().get_paginator("describe_engine_default_parameters")
        found = pages.paginate(CacheParameterGroupFamily=family).search("EngineDefaults.Parameters[]")
        return {one["ParameterName"]: one for one in found}

    def forbid_new(self, want: Wanted) -> str | None:
        """Parameters that the engine does not have, and values that it does not take."""
        family = want["cache_parameter_group_family"]
        known = self._known(family) if want["parameters"] else {}
        return "; ".join(parameters.objections(want["parameters"], known, family)) or None

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """The same for other values."""
        return self.forbid_new(want) if "parameters" in changes else None

    def create(self, want: Wanted) -> None:
        """CreateCacheParameterGroup; the values are a setter's work."""
        request = self.request("create_cache_parameter_group", want)
        self.aws.create(
            "create_cache_parameter_group", CacheParameterGroupName=want.name, Tags=tag_list(want.tags), **request
        )

    def set_parameters(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyCacheParameterGroup and ResetCacheParameterGroup."""
        wish = want["parameters"]
        differing = [
            {"ParameterName": name, "ParameterValue": value}
            for name, value in wish.items()
            if have["parameters"].get(name) != value
        ]
        surplus = [{"ParameterName": name} for name in have["parameters"].keys() - wish.keys()]
        for operation, entries in (
            ("modify_cache_parameter_group", differing),
            ("reset_cache_parameter_group", surplus),
        ):
            for some in batched(entries, AT_ONCE):
                self.aws.write(operation, CacheParameterGroupName=have.id, ParameterNameValues=list(some))

    def delete(self, have: Resource) -> None:
        """DeleteCacheParameterGroup."""
        self.aws.write("delete_cache_parameter_group", CacheParameterGroupName=have.id)
