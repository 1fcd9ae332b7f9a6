# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Named outputs of a stack in the notations of people and scripts: table, JSON as terraform writes it, dotenv. Pure."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.symbols import absent_names, find_symbol

HIDDEN = "(sensitive)"
NOTHING: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Output:
    """One named value. ``sensitive`` ones are not shown on a screen."""

    name: str
    value: Any
    description: str = ""
    sensitive: bool = False

    @property
    def known(self) -> bool:
        """Whether the value is AWS's, not a symbol of something that is still to be made."""
        return find_symbol(self.value) is None


def without_nothing(value: Any) -> Any:
    """A value without what is not there: None, empty texts, lists and maps."""
    if isinstance(value, dict):
        inner = {key: without_nothing(entry) for key, entry in value.items()}
        return {key: entry for key, entry in inner.items() if entry not in NOTHING}
    return value


def terraform_type(value: Any) -> Any:
    """A type in terraform's notation: "string", ["list", "string"], ["object", {…}].

    https://developer.hashicorp.com/terraform/language/expressions/type-constraints,
    as ``terraform output -json`` writes it.
    """
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, list):
        return _collection("list", [terraform_type(entry) for entry in value]) or [
            "tuple",
            [terraform_type(entry) for entry in value],
        ]
    if isinstance(value, dict):
        members = {key: terraform_type(inner) for key, inner in value.items()}
        return _collection("map", list(members.values())) or ["object", members]
    return "string"


def _collection(word: str, types: list[Any]) -> list[Any] | None:
    return [word, types[0]] if types and all(one == types[0] for one in types) else None


def as_json(outputs: list[Output]) -> str:
    """What is known, keyed as by ``terraform output -json``."""
    entries = {
        one.name: {"sensitive": one.sensitive, "type": terraform_type(one.value), "value": one.value}
        for one in outputs
        if one.known
    }
    return json.dumps(entries, indent=2, sort_keys=True, ensure_ascii=False)


def flat(name: str, value: Any, separator: str = ".", comma: str = ", ") -> list[tuple[str, str]]:
    """Nested values as (path, text); lists as one text."""
    if isinstance(value, dict):
        return [
            row
            for key, inner in value.items()
            for row in flat(f"{name}{separator}{key}" if name else str(key), inner, separator, comma)
        ]
    if isinstance(value, list):
        return [(name, comma.join(shown(entry) if isinstance(entry, dict) else str(entry) for entry in value))]
    return [(name, str(value).lower() if isinstance(value, bool) else "" if value is None else str(value))]


def as_dotenv(outputs: list[Output]) -> str:
    """What is known as assignments of a shell: upper-case names, safe values, lists joined by commas."""
    lines = []
    for one in outputs:
        if one.known:
            lines += [f"# {one.description}"] if one.description else []
            lines += [
                f"{re.sub(r'[^A-Z0-9_]', '_', name.upper())}={shlex.quote(text)}"
                for name, text in flat(one.name, one.value, "_", ",")
            ]
    return "\n".join(lines)


def shown(value: Any) -> str:
    """A value for people: what a look-up did not find is said to be not built."""
    if missing := absent_names(value):
        return f"not built: {missing[0]} does not exist"
    return ", ".join(f"{name}={text}" if name else text for name, text in flat("", value))


def by_field(outputs: list[Output]) -> list[Output]:
    """An output for each value inside nested ones, by its dotted path."""
    return [
        Output(name, text, one.description, one.sensitive)
        for one in outputs
        for name, text in flat(one.name, one.value)
    ]


def as_table(outputs: list[Output]) -> str:
    """A line for each; in a plan symbols as they are."""
    width = max((len(one.name) for one in outputs), default=0)
    return "\n".join(f"  {one.name:<{width}}  {HIDDEN if one.sensitive else shown(one.value)}" for one in outputs)


FORMATS = {"table": as_table, "json": as_json, "dotenv": as_dotenv}
