# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Filters of names in DNS; the logic is in plugin_utils/roles/dns.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import dns


class FilterModule:
    """Filters of names in DNS."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "alias_items": dns.alias_items,
        }
