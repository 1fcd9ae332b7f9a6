# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Parameter groups: RDS and ElastiCache have the same, under names of their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import batched
from typing import Any, ClassVar

from ...core.fields import Field, as_texts
from ...core.kind import Kind, Query, tag_list
from ...core.model import Resource, Wanted
from ...reference import parameters

AT_ONCE = 20  # parameters that one call changes


def group_fields(prefix: str, family: str, yes: str, no: str) -> dict[str, Field]:
    """The fields of a group. family: an example of one. yes, no: the values of switches."""
    return {
        f"{prefix}_parameter_group_family": Field(
            "str", f"Family, such as {family}. Cannot be changed.", required=True
        ),
        "description": Field("str", "What the group is for. Cannot be changed.", required=True),
        "parameters": Field(
            "dict",
            "Values by parameter. Others go back to the engine's default.",
            api="",
            default={},
            norm=partial(as_texts, yes=yes, no=no),
            setter="set_parameters",
        ),
    }


class ParameterGroups(Kind):
    """Parameters of a family that differ from the engine's defaults."""

    prefix: ClassVar[str]  # of operations and fields: db
    listed: ClassVar[str]  # where the list of groups stands in the answer
    changed_parameters: ClassVar[str]  # the member that holds the parameters that are changed

    def find(self, query: Query) -> list[Any]:
        """All groups; tags and the parameters that somebody set one by one."""
        groups = self.ours_with_tags(self.aws.read(f"describe_{self.prefix}_parameter_groups", self.listed), query)
        return self.each(lambda group: group | {"Set": self._set(group[self.name_path])}, groups)

    def _set(self, group: str) -> list[dict[str, Any]]:
        asked = {self.name_path: group, "Source": "user"}
        found = self.aws.read(f"describe_{self.prefix}_parameters", "Parameters", **asked)
        return [one for one in found if one.get("Source", "user") == "user"]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Parameters by name."""
        return super().shape(raw) | {"parameters": parameters.told(raw["Set"])}

    def _family(self, want: Wanted) -> str:
        return str(want[f"{self.prefix}_parameter_group_family"])

    def known(self, want: Wanted) -> dict[str, dict[str, Any]]:
        """Every parameter of the family."""
        member = self.aws.members("describe_engine_default_parameters")[f"{self.prefix}_parameter_group_family"]
        pages = self.aws.client().get_paginator("describe_engine_default_parameters")
        found = pages.paginate(**{member: self._family(want)}).search("EngineDefaults.Parameters[]")
        return {one["ParameterName"]: one for one in found}

    def forbid_new(self, want: Wanted) -> str | None:
        """Parameters that the engine does not have, and values that it does not take."""
        known = self.known(want) if want["parameters"] else {}
        return "; ".join(parameters.objections(want["parameters"], known, self._family(want))) or None

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """The same for other values."""
        return self.forbid_new(want) if "parameters" in changes else None

    def create(self, want: Wanted) -> None:
        """Create…ParameterGroup; the values are a setter's work."""
        operation = f"create_{self.prefix}_parameter_group"
        named = {self.name_path: want.name, **self.request(operation, want)}
        self.aws.create(operation, Tags=tag_list(want.tags), **named)

    def how(self, want: Wanted) -> Callable[[str], dict[str, str]]:
        """What is said with the change of a parameter beside its value."""
        return lambda name: {}

    def set_parameters(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """Modify…ParameterGroup and Reset…ParameterGroup."""
        how, before, wish = self.how(want), have["parameters"], want["parameters"]
        differing = [
            {"ParameterName": name, "ParameterValue": value} | how(name)
            for name, value in wish.items()
            if before.get(name) != value
        ]
        surplus = [{"ParameterName": name} | how(name) for name in before.keys() - wish.keys()]
        for verb, entries in (("modify", differing), ("reset", surplus)):
            for some in batched(entries, AT_ONCE):
                given: dict[str, Any] = {self.name_path: have.id, self.changed_parameters: list(some)}
                self.aws.write(f"{verb}_{self.prefix}_parameter_group", **given)

    def delete(self, have: Resource) -> None:
        """Delete…ParameterGroup."""
        self.aws.write(f"delete_{self.prefix}_parameter_group", **{self.name_path: have.id})
