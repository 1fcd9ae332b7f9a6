"""Filters for the data tier; the logic is in plugin_utils/data_tier.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils import data_tier


class FilterModule:
    """Filters of the data tier."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {"bucket_items": data_tier.bucket_items, "log_group_items": data_tier.log_group_items}
