"""Values of an inventory as rules read them."""

from __future__ import annotations

from typing import Any


def typed(value: Any) -> Any:
    """A value of the command line (``-e rds_port=5433`` is a text) as the number or switch that it means."""
    if not isinstance(value, str):
        return value
    return int(value) if value.isdigit() else {"true": True, "false": False}.get(value.lower(), value)
