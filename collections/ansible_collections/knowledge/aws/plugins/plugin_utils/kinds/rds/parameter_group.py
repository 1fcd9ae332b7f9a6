"""Parameter groups of RDS."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import batched
from typing import Any

from ...core.fields import Field, as_texts
from ...core.kind import Finding, Query, tag_list
from ...core.model import Resource, Wanted
from ...reference import parameters
from .common import Rds
from .rules import group_findings

AT_ONCE = 20  # parameters that one call changes


class ParameterGroup(Rds):
    """Parameters that instances run with.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html
    """

    name, noun = "rds_parameter_group", "rds parameter group"
    arn_prefix = "pg:"
    id_path, arn_path, name_path = "DBParameterGroupName", "DBParameterGroupArn", "DBParameterGroupName"
    fields = {
        "db_parameter_group_family": Field("str", "Family, such as postgres15. Cannot be changed.", required=True),
        "description": Field("str", "What the group is for. Cannot be changed.", required=True),
        "parameters": Field(
            "dict",
            "Values by parameter. Others go back to the engine's default.",
            api="",
            default={},
            norm=partial(as_texts, yes="1", no="0"),
            setter="set_parameters",
        ),
    }
    example = """\
- name: Parameter group
  knowledge.aws.rds_parameter_group:
    config:
      - key: postgres15
        db_parameter_group_family: postgres15
        description: PostgreSQL 15
        parameters: {rds.force_ssl: true, log_min_duration_statement: 1000}
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Family and name."""
        yield from group_findings(want.name, want["db_parameter_group_family"])

    def find(self, query: Query) -> list[Any]:
        """All groups; tags and the parameters that somebody set one by one."""
        groups = self.ours_with_tags(self.aws.read("describe_db_parameter_groups", "DBParameterGroups"), query)
        return self.each(lambda group: group | {"Set": self._set(group[self.name_path])}, groups)

    def _set(self, group: str) -> Any:
        return self.aws.read("describe_db_parameters", "Parameters", DBParameterGroupName=group, Source="user")

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Parameters by name."""
        return super().shape(raw) | {"parameters": parameters.told(raw["Set"])}

    def _known(self, family: str) -> dict[str, dict[str, Any]]:
        """Every parameter of a family."""
        pages = self.aws.client().get_paginator("describe_engine_default_parameters")
        found = pages.paginate(DBParameterGroupFamily=family).search("EngineDefaults.Parameters[]")
        return {one["ParameterName"]: one for one in found}

    def forbid_new(self, want: Wanted) -> str | None:
        """Parameters that the engine does not have, and values that it does not take."""
        family = want["db_parameter_group_family"]
        known = self._known(family) if want["parameters"] else {}
        return "; ".join(parameters.objections(want["parameters"], known, family)) or None

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """The same for other values."""
        return self.forbid_new(want) if "parameters" in changes else None

    def create(self, want: Wanted) -> None:
        """CreateDBParameterGroup; the values are a setter's work."""
        request = self.request("create_db_parameter_group", want)
        self.aws.create(
            "create_db_parameter_group", DBParameterGroupName=want.name, Tags=tag_list(want.tags), **request
        )

    def set_parameters(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyDBParameterGroup and ResetDBParameterGroup: dynamic ones at once, static ones with the next reboot."""
        known, wish = self._known(want["db_parameter_group_family"]), want["parameters"]

        def entry(name: str) -> dict[str, str]:
            static = known.get(name, {}).get("ApplyType") == "static"
            return {"ParameterName": name, "ApplyMethod": "pending-reboot" if static else "immediate"}

        differing = [
            entry(name) | {"ParameterValue": value}
            for name, value in wish.items()
            if have["parameters"].get(name) != value
        ]
        surplus = [entry(name) for name in have["parameters"].keys() - wish.keys()]
        for operation, entries in (("modify_db_parameter_group", differing), ("reset_db_parameter_group", surplus)):
            for some in batched(entries, AT_ONCE):
                self.aws.write(operation, DBParameterGroupName=have.id, Parameters=list(some))

    def delete(self, have: Resource) -> None:
        """DeleteDBParameterGroup."""
        self.aws.write("delete_db_parameter_group", DBParameterGroupName=have.id)
