# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about every variable of every role: names that no role knows, types and choices by argument specs. Pure."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Iterator
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding

Option = dict[str, Any]
# What a value is, in words; a switch is a number for Python, too.
WORDS: tuple[tuple[Any, str], ...] = (
    (bool, "a switch"),
    ((int, float), "a number"),
    (str, "a text"),
    (list, "a list"),
    (dict, "a map"),
)
WANTED = {"bool": "a switch", "int": "a number", "float": "a number", "list": "a list", "dict": "a map"}
SHAPES = {"list": list, "dict": dict}
EXAMPLES = {"list": '["one", "two"]', "dict": '{"key": "value"}'}


def unknown_names(names: Iterable[str], known: dict[str, set[str]], others: set[str]) -> Iterator[Finding]:
    """Variables that begin like a role's but are not its own, and those that look like a misspelt one.

    names: variables of the inventory and the command line. known: options by role. others: variables of no role.
    """
    everything = {option for options in known.values() for option in options} | others
    prefixes = tuple(f"{role}_" for role in known)
    for name in sorted(set(names) - everything):
        alike = difflib.get_close_matches(name, sorted(everything), n=3, cutoff=0.85)
        if name.startswith(prefixes):
            role = max((role for role in known if name.startswith(f"{role}_")), key=len)
            yield Finding(name, f"is no variable of role {role}", ", ".join(alike or sorted(known[role])))
        elif alike:
            yield Finding(name, "is no variable of this stack (a misspelt one?)", ", ".join(alike))


def read(
    options: dict[str, Option], values: dict[str, Any], entries: dict[str, Option] | None = None
) -> tuple[dict[str, Any], list[Finding]]:
    """Values as argument specs read them, and why others cannot be read: these are left out.

    Values that are not known yet are not given. entries: the option of an entry, by the variable that is a map of such.
    """
    right, wrong = {}, []
    for name in (name for name in options if name in values):
        reader, own = Reader(name), (entries or {}).get(name)
        value = reader.read(options[name] | ({"entries": own} if own else {}), values[name])
        wrong += reader.found
        if not reader.found:
            right[name] = value
    return right, wrong


class Reader:
    """Reads one variable; every fault is a finding about it.

    Tasks get what is given: a text is no list for them, they would take it letter by letter, and inside a map nothing
    turns a text into a number or a switch, unless it is handed on to a module as it is.
    """

    def __init__(self, variable: str) -> None:
        self.variable = variable
        self.found: list[Finding] = []

    def read(self, option: Option, value: Any, at: str = "") -> Any:
        """A value of the type that its option says. at: where it stands inside the variable."""
        kind = option.get("type", "str")
        if kind == "raw" or (value is None and not option.get("choices")):  # None is none of the choices
            return value
        if not (isinstance(value, SHAPES[kind]) if kind in SHAPES else not isinstance(value, list | dict)):
            return self._refuse(option, value, at)
        if kind == "dict":
            return self._map(option, {str(key): inner for key, inner in value.items()}, at)
        if kind == "list":
            element = {**option, "type": option.get("elements", "raw"), "elements": None}
            return [self._element(element, one, f"{at}[{number}]") for number, one in enumerate(value)]
        return self._single({"type": kind, "choices": option.get("choices")}, option, value, at)

    def _refuse(self, option: Option, value: Any, at: str) -> None:
        """The type is another one, and nobody converts it."""
        kind = option.get("type", "str")
        what = next((f"is {text}" for types, text in WORDS if isinstance(value, types)), "is empty")
        example = ""
        if kind in SHAPES and isinstance(value, str) and not at:
            example = f"; with -e as JSON: -e '{{\"{self.variable}\": {EXAMPLES[kind]}}}'"
        self._say(at, f"{what}, not {WANTED.get(kind, 'a text')}", describe(option) + example)

    def _element(self, option: Option, value: Any, at: str) -> Any:
        """One of several: it has to be there."""
        return self._refuse(option, value, at) if value is None else self.read(option, value, at)

    def _map(self, option: Option, value: dict[str, Any], at: str) -> dict[str, Any]:
        """A map: of entries of one shape, of members that are known, or of whatever there is."""
        places = {name: f"{at}.{name}".lstrip(".") for name in value}
        if "entries" in option:
            return {key: self._element(option["entries"], one, places[key]) for key, one in value.items()}
        members = option.get("options")
        if not members:
            return value
        for name in sorted(value.keys() - members.keys()):
            self._say(places[name], "is not known there", ", ".join(members))
        for name, member in members.items():
            if member.get("required") and value.get(name) is None:
                self._say(f"{at}.{name}".lstrip("."), "is missing", describe(member))
        return {name: self._member(members[name], one, places[name]) for name, one in value.items() if name in members}

    def _member(self, option: Option, value: Any, at: str) -> Any:
        as_given = option.get("type") in ("bool", "int", "float") and not option.get("handed_on")
        return self._refuse(option, value, at) if as_given and isinstance(value, str) else self.read(option, value, at)

    def _single(self, bare: Option, option: Option, value: Any, at: str) -> Any:
        """What Ansible's own validation says of a single value."""
        if bare == {"type": "str", "choices": None} and isinstance(value, str):
            return value
        if isinstance(value, float) and math.isinf(value):
            return self._say(at, "is infinite", describe(option))
        result = ArgumentSpecValidator({self.variable: bare}).validate({self.variable: value})
        messages = result.error_messages
        # what cannot be converted is none of the choices either: that goes without saying
        for message in [message for message in messages if "unable to convert" in message] or messages:
            self._say(f"{at}:" if at else "", message.replace("argument ", "").rstrip("."), describe(option))
        return result.validated_parameters.get(self.variable)

    def _say(self, at: str, wrong: str, valid: str) -> None:
        self.found.append(Finding(self.variable, f"{at} {wrong}".lstrip(), valid))


def describe(option: Option) -> str:
    """What a value should be, in words."""
    if option.get("choices"):
        return ", ".join(str(choice) for choice in option["choices"])
    inner = f" of {option['elements']}" if option.get("elements") else ""
    members = f" ({', '.join(option['options'])})" if option.get("options") else ""
    return f"{option.get('type', 'str')}{inner}{members}: {option.get('description', '')}".rstrip(".: ")
