# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Filters of the distribution; the logic is in plugin_utils/roles/cloudfront.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import cloudfront


class FilterModule:
    """Filters of the distribution."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "behavior_items": cloudfront.behavior_items,
            "origin_items": cloudfront.origin_items,
        }
