# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Filters of repositories; the logic is in plugin_utils/roles/ecr.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import ecr


class FilterModule:
    """Filters of repositories."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "repository_policy": ecr.repository_policy,
        }
