"""Filter for the data stores; the logic is in plugin_utils/stores.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.stores import ready_stores


class FilterModule:
    """Filters of the data stores."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {"ready_stores": ready_stores}
