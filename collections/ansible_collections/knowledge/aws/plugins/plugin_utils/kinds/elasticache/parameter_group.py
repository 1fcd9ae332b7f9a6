"""Groups of ElastiCache: subnets that nodes may stand in, and parameters that they run with."""

from __future__ import annotations

import difflib
import re
from itertools import batched
from typing import Any

from ...core.fields import Field
from ...core.kind import Query, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES
from .common import ElastiCache


def as_texts(parameters: dict[str, Any]) -> dict[str, str]:
    """Parameter values as ElastiCache writes them: true is yes."""
    return {
        name: ("yes" if value else "no") if isinstance(value, bool) else str(value)
        for name, value in parameters.items()
    }


class ParameterGroup(ElastiCache):
    """Parameters that nodes run with. https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html"""

    name, noun = "elasticache_parameter_group", "cache parameter group"
    codes = CODES
    arn_prefix = "parametergroup:"
    id_path, name_path = "CacheParameterGroupName", "CacheParameterGroupName"
    fields = {
        "family": Field(
            "str", "Family, such as redis7. Cannot be changed.", api="CacheParameterGroupFamily", required=True
        ),
        "description": Field("str", "What the group is for. Cannot be changed.", api="Description", required=True),
        "parameters": Field(
            "dict",
            "Values by parameter. Others go back to the engine's default.",
            default={},
            norm=as_texts,
            setter="set_parameters",
            api="",
        ),
    }
    example = (
        "- knowledge.aws.elasticache_parameter_group:\n    config:\n      - key: redis7\n        family: redis7\n "
        "       description: Redis 7\n        parameters: {maxmemory-policy: volatile-lru}\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Families are those of Redis and Valkey."""
        return [
            f"cache parameter group {want.name}: {want['family']} is no family; it looks like redis7 or valkey8"
            for want in wanted
            if not re.fullmatch(r"redis(2\.[68]|2\.8|3\.2|4\.0|5\.0|6\.x|7)|valkey\d+", want["family"])
        ]

    def find(self, query: Query) -> list[Any]:
        """All groups; tags and the parameters that somebody set one by one."""
        groups = self.tagged(self.aws.read("describe_cache_parameter_groups", "CacheParameterGroups"), query.names)
        values = self.each(lambda group: self._set(group[self.name_path]), groups)
        return [group | {"Set": found} for group, found in zip(groups, values, strict=True)]

    def _set(self, group: str) -> list[dict[str, Any]]:
        return [
            one
            for one in self.aws.read(
                "describe_cache_parameters", "Parameters", CacheParameterGroupName=group, Source="user"
            )
            if one.get("Source", "user") == "user"
        ]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Parameters by name."""
        return super().shape(raw) | {
            "parameters": {one["ParameterName"]: one.get("ParameterValue") or "" for one in raw["Set"]}
        }

    def forbid_new(self, want: Wanted) -> str | None:
        """Parameters that the engine does not have or that cannot be changed."""
        if not want["parameters"]:
            return None
        pages = (
            self.aws.client()
            .get_paginator("describe_engine_default_parameters")
            .paginate(CacheParameterGroupFamily=want["family"])
        )
        known, wrong = {one["ParameterName"]: one for one in pages.search("EngineDefaults.Parameters[]")}, []
        for name in want["parameters"]:
            if name not in known:
                close = difflib.get_close_matches(name, known, 3)
                wrong.append(
                    f"{want['family']} has no parameter {name}"
                    + (f" (close to it: {', '.join(close)})" if close else "")
                )
            elif known[name].get("IsModifiable") is False:
                wrong.append(f"{name} cannot be changed")
        return "; ".join(wrong) or None

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """The same for other values."""
        return self.forbid_new(want) if "parameters" in changes else None

    def create(self, want: Wanted) -> None:
        """CreateCacheParameterGroup; the values are a setter's work."""
        self.aws.create(
            "create_cache_parameter_group",
            CacheParameterGroupName=want.name,
            CacheParameterGroupFamily=want["family"],
            Description=want["description"],
            Tags=tag_list(want.tags),
        )

    def set_parameters(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyCacheParameterGroup and ResetCacheParameterGroup, 20 parameters a call."""
        differing = [
            {"ParameterName": name, "ParameterValue": value}
            for name, value in want["parameters"].items()
            if have["parameters"].get(name) != value
        ]
        surplus = [{"ParameterName": name} for name in have["parameters"].keys() - want["parameters"].keys()]
        for operation, entries in (
            ("modify_cache_parameter_group", differing),
            ("reset_cache_parameter_group", surplus),
        ):
            for some in batched(entries, 20):
                self.aws.write(operation, CacheParameterGroupName=have.id, ParameterNameValues=list(some))

    def delete(self, have: Resource) -> None:
        """DeleteCacheParameterGroup."""
        self.aws.write("delete_cache_parameter_group", CacheParameterGroupName=have.id)
