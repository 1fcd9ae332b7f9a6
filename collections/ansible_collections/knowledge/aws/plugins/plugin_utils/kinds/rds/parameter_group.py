"""Groups of RDS: subnets that instances may stand in, and parameters that they run with."""

from __future__ import annotations

import difflib
import re
from itertools import batched
from typing import Any

from ...core.fields import Field
from ...core.kind import Query, tag_list
from ...core.model import Resource, Wanted
from ...reference import catalog
from . import rules as rds
from .codes import CODES
from .common import Rds


def as_texts(parameters: dict[str, Any]) -> dict[str, str]:
    """Parameter values as RDS writes them: true is 1, a list has commas."""
    return {
        name: str(int(value))
        if isinstance(value, bool)
        else ",".join(map(str, value))
        if isinstance(value, list)
        else str(value)
        for name, value in parameters.items()
    }


class ParameterGroup(Rds):
    """Parameters that instances run with. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html"""

    name, noun = "rds_parameter_group", "rds parameter group"
    codes = CODES
    arn_prefix = "pg:"
    id_path, arn_path, name_path = "DBParameterGroupName", "DBParameterGroupArn", "DBParameterGroupName"
    fields = {
        "family": Field(
            "str", "Family, such as postgres15. Cannot be changed.", api="DBParameterGroupFamily", required=True
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
        "- knowledge.aws.rds_parameter_group:\n    config:\n      - key: postgres15\n        family: postgres15\n        description: PostgreSQL 15\n"
        "        parameters: {rds.force_ssl: 1, log_min_duration_statement: 1000}\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Family and name."""
        families = {
            f"postgres{version.split('.')[0]}"
            for version in catalog.db_versions("postgres")
            if catalog.version_key(version) >= (10,)
        }
        found = []
        for want in wanted:
            found += [
                finding.about(f"rds parameter group {want.name}")
                for finding in catalog.objection("family", want["family"], families, "of PostgreSQL")
            ]
            if not re.fullmatch(r"[a-z](?!.*--)[a-z0-9-]{0,253}[a-z0-9]", want.name):
                found.append(
                    f"{want.name} is no name of a parameter group; it has lower-case letters, digits and single hyphens and begins with a letter"
                )
        return found

    def find(self, query: Query) -> list[Any]:
        """All groups; tags and the parameters that somebody set one by one."""
        groups = self.tagged(self.aws.read("describe_db_parameter_groups", "DBParameterGroups"), query.names)
        values = self.each(
            lambda group: self.aws.read(
                "describe_db_parameters", "Parameters", DBParameterGroupName=group[self.name_path], Source="user"
            ),
            groups,
        )
        return [group | {"Set": found} for group, found in zip(groups, values, strict=True)]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Parameters by name."""
        return super().shape(raw) | {
            "parameters": {one["ParameterName"]: one.get("ParameterValue") or "" for one in raw["Set"]}
        }

    def _known(self, family: str) -> dict[str, dict[str, Any]]:
        """Every parameter of a family."""
        pages = (
            self.aws.client()
            .get_paginator("describe_engine_default_parameters")
            .paginate(DBParameterGroupFamily=family)
        )
        return {one["ParameterName"]: one for one in pages.search("EngineDefaults.Parameters[]")}

    def forbid_new(self, want: Wanted) -> str | None:
        """Parameters that the engine does not have, and values that it does not take."""
        if not want["parameters"]:
            return None
        known, wrong = self._known(want["family"]), []
        for name, value in want["parameters"].items():
            if name not in known:
                close = difflib.get_close_matches(name, known, 3)
                wrong.append(
                    f"{want['family']} has no parameter {name}"
                    + (f" (close to it: {', '.join(close)})" if close else "")
                )
            else:
                wrong.append(rds.value_objection(known[name], value) or "")
        return "; ".join(filter(None, wrong)) or None

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """The same for other values."""
        return self.forbid_new(want) if "parameters" in changes else None

    def create(self, want: Wanted) -> None:
        """CreateDBParameterGroup; the values are a setter's work."""
        self.aws.create(
            "create_db_parameter_group",
            DBParameterGroupName=want.name,
            DBParameterGroupFamily=want["family"],
            Description=want["description"],
            Tags=tag_list(want.tags),
        )

    def set_parameters(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyDBParameterGroup and ResetDBParameterGroup, 20 parameters a call: dynamic ones at once, static ones with the next reboot."""
        static = {name for name, one in self._known(want["family"]).items() if one.get("ApplyType") == "static"}

        def entry(name: str, value: str | None = None) -> dict[str, str]:
            method = {"ParameterName": name, "ApplyMethod": "pending-reboot" if name in static else "immediate"}
            return method if value is None else method | {"ParameterValue": value}

        differing = [
            entry(name, value) for name, value in want["parameters"].items() if have["parameters"].get(name) != value
        ]
        surplus = [entry(name) for name in have["parameters"].keys() - want["parameters"].keys()]
        for operation, entries in (("modify_db_parameter_group", differing), ("reset_db_parameter_group", surplus)):
            for some in batched(entries, 20):
                self.aws.write(operation, DBParameterGroupName=have.id, Parameters=list(some))

    def delete(self, have: Resource) -> None:
        """DeleteDBParameterGroup."""
        self.aws.write("delete_db_parameter_group", DBParameterGroupName=have.id)
