# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Values of an inventory as rules read them, and what kinds say of them in the words of a role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.fields import Field, argument_spec
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding

INDEX = re.compile(r"\[\d+\]")


def is_on(v: dict[str, Any], part: str) -> bool:
    """Whether there is a part; parts without a switch are always there."""
    return bool(v.get(f"{part}_enabled", True))


def given(v: dict[str, Any], variables: dict[str, str]) -> dict[str, Any]:
    """Values of a role's variables by field of its kind, those that are known."""
    return {field: v[variable] for field, variable in variables.items() if v.get(variable) is not None}


def of_entry(found: Iterable[Finding], variable: str, entry: str) -> Iterator[Finding]:
    """A kind's findings about one entry of a variable that holds several."""
    for finding in found:
        yield Finding(variable, f"{entry}: {finding.wrong}", finding.valid)


def of_variables(found: Iterable[Finding], variables: dict[str, str], nothing: str = "nothing") -> Iterator[Finding]:
    """A kind's findings in the words of a role: its variables, by field, instead of the fields.

    Fields of a single word, such as port, are words of the sentence as well and stay. nothing: what the role takes
    where a field is not to be given.
    """
    words = [re.escape(field) for field in sorted(variables, key=len, reverse=True) if "_" in field]
    fields = re.compile(rf"\b({'|'.join(words)})\b")

    def translated(text: str) -> str:
        return fields.sub(lambda match: variables[match[0]], text) if words else text

    for finding in found:
        valid = re.sub(r"^nothing\b", nothing, translated(finding.valid))
        yield Finding(variables[INDEX.sub("", finding.field)], translated(finding.wrong), valid)


def entry_of(fields: dict[str, Field]) -> dict[str, Any]:
    """The argument spec of an entry that a role completes and hands on to a kind."""
    common = {"name": {"type": "str"}, "tags": {"type": "dict"}}
    handed_on = {"required": False, "handed_on": True}
    own = {name: option | handed_on for name, option in argument_spec(fields).items()}
    return {"type": "dict", "options": common | own}
