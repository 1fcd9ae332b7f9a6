# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Filters of the budget; the logic is in plugin_utils/roles/budget.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import budget


class FilterModule:
    """Filters of the budget."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "budget_limit": budget.budget_limit,
            "cost_tag_items": budget.cost_tag_items,
            "anomaly_subscriptions": budget.anomaly_subscriptions,
        }
