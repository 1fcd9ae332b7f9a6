"""Filters for the network; the logic is in plugin_utils/network.py and groups.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils import groups, network


class FilterModule:
    """Filters of the network."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "subnet_items": network.subnet_items,
            "address_items": network.address_items,
            "endpoint_items": network.endpoint_items,
            "as_config": network.as_config,
            "nat_items": network.nat_items,
            "route_table_items": network.route_table_items,
            "leaves": network.leaves,
            "group_items": groups.group_items,
        }
