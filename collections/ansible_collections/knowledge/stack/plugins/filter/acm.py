# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Filters of certificates; the logic is in plugin_utils/roles/acm.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import acm


class FilterModule:
    """Filters of certificates."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "awaited_certificates": acm.awaited_certificates,
            "pending_certificates": acm.pending,
            "ready_certificate_items": acm.ready_certificate_items,
            "requested_certificate_items": acm.requested_certificate_items,
            "validation_items": acm.validation_items,
            "validation_text": acm.validation_text,
        }
