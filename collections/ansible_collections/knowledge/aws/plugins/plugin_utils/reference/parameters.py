# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Parameters of engines, as DescribeEngineDefaultParameters of RDS and of ElastiCache tells of them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any


def objections(values: dict[str, str], known: dict[str, dict[str, Any]], family: str) -> Iterator[str]:
    """Parameters that a family does not have, and values that they do not take."""
    for name, value in values.items():
        if name not in known:
            close = difflib.get_close_matches(name, known, 3)
            yield f"{family} has no parameter {name}" + (f" (close to it: {', '.join(close)})" if close else "")
        else:
            yield from value_objection(known[name], value)


def value_objection(parameter: dict[str, Any], value: str) -> Iterator[str]:
    """Why a parameter cannot have a value."""
    name, allowed = parameter["ParameterName"], parameter.get("AllowedValues") or ""
    bounds = re.fullmatch(r"(-?\d+)-(-?\d+)", allowed)
    if parameter.get("IsModifiable") is False:
        yield f"{name} cannot be changed"
    elif bounds and re.fullmatch(r"-?\d+", value) and not int(bounds[1]) <= int(value) <= int(bounds[2]):
        yield f"{name} = {value} is out of range ({allowed})"
    elif parameter.get("DataType") == "boolean" and value not in ("0", "1"):
        yield f"{name} = {value} is not possible (0 or 1)"


def told(found: list[dict[str, Any]]) -> dict[str, str]:
    """Values by parameter, of an answer that lists them."""
    return {one["ParameterName"]: one.get("ParameterValue") or "" for one in found}
