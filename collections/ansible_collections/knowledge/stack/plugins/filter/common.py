# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Filters of several roles; the logic is in plugin_utils/roles/common.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import common


class FilterModule:
    """Filters of several roles."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "as_config": common.as_config,
            "leaves": common.leaves,
            "log_group_items": common.log_group_items,
        }
