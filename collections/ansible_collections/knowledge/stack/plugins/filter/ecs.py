# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Filters of the service; the logic is in plugin_utils/roles/ecs.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import ecs


class FilterModule:
    """Filters of the service."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "execution_policy": ecs.execution_policy,
            "scaling_items": ecs.scaling_items,
            "schedule_limits": ecs.schedule_limits,
            "task_policy": ecs.task_policy,
        }
