# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Filters of security groups; the logic is in plugin_utils/roles/security_groups.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import security_groups


class FilterModule:
    """Filters of security groups."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "group_items": security_groups.group_items,
        }
