# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The resources of a stack as the picture reads them: references between them resolved, names shortened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .boxes import Item

_SYMBOL = ("(known after apply", "(does not exist")


@dataclass(frozen=True)
class Heading:
    """What the picture says of itself.

    when: the date, as text. built: whether AWS was asked. lacking: parts that are not built, or not wholly.
    """

    name: str
    account: str
    region: str
    when: str
    built: bool
    lacking: tuple[str, ...] = ()


class Stack:
    """Items as journal.items() gives them, in a fixed order."""

    def __init__(self, heading: Heading, items: list[Item]) -> None:
        self.heading = heading
        self.items = items
        self._known = {reference: item for item in items for reference in (item.get("arn"), item["id"]) if reference}

    def of(self, *kinds: str) -> list[Item]:
        """All items of some kinds."""
        return [item for item in self.items if item["kind"] in kinds]

    def find(self, reference: Any, kind: str = "") -> Item | None:
        """The item that an id, an ARN, a symbol, a name or ``@key`` means.

        With the latter two the kind has to be given.
        """
        if not isinstance(reference, str) or not reference:
            return None
        found = self._known.get(reference)
        if found and (not kind or found["kind"] == kind):
            return found
        named = [item for item in self.of(kind) if reference in (item["name"], f"@{item['key']}")]
        return named[0] if named else None

    def short(self, text: str) -> str:
        """A name without the parts that every name of the stack has."""
        name, account = self.heading.name, self.heading.account
        text = text.removesuffix(f"-{account}")
        if text == name:
            return text
        for part, instead in ((f"/{name}/", "/"), (f"/{name}", ""), (f"{name}-", ""), (f"-{name}", "")):
            text = text.replace(part, instead)
        return text.strip("/").removeprefix("aws/").removeprefix("AWSServiceRoleFor") or name


def is_symbol(value: Any) -> bool:
    """Whether a value stands for something that is not there yet."""
    return isinstance(value, str) and any(mark in value for mark in _SYMBOL)


def told(value: Any) -> bool:
    """Whether a value can be shown: short, and no symbol."""
    return isinstance(value, str | int | float) and value != "" and not is_symbol(value) and len(str(value)) <= 70


def tip(item: Item) -> str:
    """What is shown under the mouse: kind, name, region and every short field."""
    lines = [f"{item['noun']} {item['name']}", f"region: {item['region']}"]
    if told(item["id"]) and item["id"] != item["name"]:
        lines.append(f"id: {item['id']}")
    for name, value in item["values"].items():
        if name in ("ingress", "egress"):
            lines += [f"{name}: {rule_text(rule)}" for rule in value]
        elif told(value):
            lines.append(f"{name}: {value if not isinstance(value, bool) else 'yes' if value else 'no'}")
    return "\n".join(lines)


def port(rule: dict[str, Any]) -> str:
    """What a rule of a security group lets through: a port, a range, with its protocol where that is not TCP."""
    protocol = rule.get("ip_protocol", "tcp")
    if protocol == "-1":
        return "all"
    first, last = rule.get("from_port"), rule.get("to_port")
    ports = "" if first is None else str(first) if last in (None, first) else f"{first}–{last}"
    return ports if protocol == "tcp" else f"{protocol} {ports}".strip()


def rule_text(rule: dict[str, Any]) -> str:
    """A rule of a security group in words."""
    peers = (rule.get(word) for word in ("group_id", "prefix_list", "cidr_ip", "cidr_ipv6"))
    return f"{port(rule)} {next(filter(None, peers), '')} {rule.get('description') or ''}".strip()
