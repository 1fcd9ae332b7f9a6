# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Symbolic values: what a plan says where AWS has not given an id yet.

Two sorts: ``(known after apply: subnet private.a)`` stands for something this run will make, and
``(does not exist: vpc knowledge-production)`` for something a look-up did not find. Neither may ever reach AWS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_UNKNOWN = "(known after apply: "
_ABSENT = "(does not exist: "


def unknown(noun: str, key: str) -> str:
    """The symbol of a resource that the run will make."""
    return f"{_UNKNOWN}{noun} {key})"


def absent(noun: str, name: str) -> str:
    """The symbol of a resource that a look-up did not find."""
    return f"{_ABSENT}{noun} {name})"


def walk(value: Any) -> Iterator[Any]:
    """Every leaf inside a nested value, dictionary keys included."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from walk(inner)
    elif isinstance(value, list | tuple | set):
        for inner in value:
            yield from walk(inner)
    else:
        yield value


def find_symbol(value: Any) -> str | None:
    """The first symbol inside a nested value, also as a part of a longer text; None without one."""
    return next((leaf for leaf in walk(value) if isinstance(leaf, str) and (_UNKNOWN in leaf or _ABSENT in leaf)), None)


def absent_names(value: Any) -> list[str]:
    """What a nested value names as not existing, in its order and once each: ``["vpc knowledge-production"]``."""
    texts = (leaf for leaf in walk(value) if isinstance(leaf, str) and _ABSENT in leaf)
    return list(dict.fromkeys(name for text in texts for name in re.findall(re.escape(_ABSENT) + r"(.*?)\)", text)))


def nest(flat: dict[str, Any]) -> dict[str, Any]:
    """Dotted keys as nested dictionaries: ``{"private.a": 1}`` becomes ``{"private": {"a": 1}}``."""
    nested: dict[str, Any] = {}
    for key, value in flat.items():
        *path, last = key.split(".")
        inner = nested
        for part in path:
            inner = inner.setdefault(part, {})
        inner[last] = value
    return nested
