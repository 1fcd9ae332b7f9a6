# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the roles of the data tier ask AWS for, derived from their variables. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def log_group_items(names: Iterable[str], retention_in_days: int, key_arn: str) -> list[dict[str, Any]]:
    """Entries of logs_group for log groups of some names."""
    return [
        {
            "key": name.strip("/").replace("/", "-"),
            "name": name,
            "retention_in_days": retention_in_days,
            "kms_key_id": key_arn,
        }
        for name in names
    ]


def leaves(nested: Any) -> list[Any]:
    """The values of nested dictionaries, in order."""
    return [leaf for value in nested.values() for leaf in leaves(value)] if isinstance(nested, dict) else [nested]


def as_config(mapping: dict[str, dict[str, Any]], common: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """A map by key as a list of entries for a task, each with what is common to all."""
    return [{"key": key, **(common or {}), **value} for key, value in mapping.items()]
