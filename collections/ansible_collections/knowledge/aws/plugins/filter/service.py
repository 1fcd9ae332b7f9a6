"""Filters for the service; the logic is in plugin_utils/service.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils import service


class FilterModule:
    """Filters of the service."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "execution_policy": service.execution_policy,
            "repository_policy": service.repository_policy,
            "scaling_items": service.scaling_items,
            "schedule_limits": service.schedule_limits,
            "task_policy": service.task_policy,
        }
