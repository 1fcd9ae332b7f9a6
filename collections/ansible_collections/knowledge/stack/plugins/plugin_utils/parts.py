# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What follows from the list of the stack's parts (roles/wiring/vars/main/parts.yml). Pure."""

from __future__ import annotations

from typing import Any

Part = dict[str, Any]


def users_of(name: str, parts: list[Part]) -> list[str]:
    """A part and all that need it, directly or through others, in the order of the list."""
    found = {name}
    for part in parts:  # who needs something stands behind it
        if found & set(part["needs"]):
            found.add(part["name"])
    return [part["name"] for part in parts if part["name"] in found]


def components(parts: list[Part]) -> list[dict[str, Any]]:
    """The parts as components for prune and absent: last built first."""
    made = [part for part in reversed(parts) if part["kinds"]]
    return [{"name": part["name"], "kinds": part["kinds"], "edge": part.get("edge", [])} for part in made]


def out_of_order(parts: list[Part]) -> list[str]:
    """Parts that need something that does not stand before them in the list."""
    names = [part["name"] for part in parts]
    return [part["name"] for number, part in enumerate(parts) if set(part["needs"]) - set(names[:number])]
