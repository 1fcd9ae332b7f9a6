"""Values of an inventory as rules read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.fields import Field
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding

TYPES = {"bool": bool, "dict": dict, "int": int, "list": list}


def typed(value: Any) -> Any:
    """A value of the command line (``-e rds_port=5433`` is a text) as the number or switch that it means."""
    if not isinstance(value, str):
        return value
    return int(value) if value.isdigit() else {"true": True, "false": False}.get(value.lower(), value)


def of_entry(found: Iterable[Finding], variable: str, entry: str) -> Iterator[Finding]:
    """A kind's findings about one entry of a variable that holds several."""
    for finding in found:
        yield Finding(variable, f"{entry}: {finding.wrong}", finding.valid)


def by_field(v: dict[str, Any], variables: dict[str, str], fields: dict[str, Field]) -> dict[str, Any]:
    """Values of a role's variables by field of its kind; without those of a wrong type, of which that alone is said."""
    found = {}
    for name, variable in variables.items():
        value, kind = v.get(variable), fields[name].type
        value = str(value) if kind == "str" and value is not None else typed(value)
        if isinstance(value, TYPES.get(kind, str)):
            found[name] = value
    return found
