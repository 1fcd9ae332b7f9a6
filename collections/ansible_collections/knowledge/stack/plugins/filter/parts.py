# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Filters of the list of parts; the logic is in plugin_utils/parts.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.stack.plugins.plugin_utils import parts


class FilterModule:
    """Filters of the list of parts."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {"components": parts.components}
