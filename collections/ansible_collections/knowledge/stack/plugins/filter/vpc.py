# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Filters of the network; the logic is in plugin_utils/roles/vpc.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import vpc


class FilterModule:
    """Filters of the network."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "address_items": vpc.address_items,
            "endpoint_items": vpc.endpoint_items,
            "nat_items": vpc.nat_items,
            "route_table_items": vpc.route_table_items,
            "subnet_items": vpc.subnet_items,
        }
