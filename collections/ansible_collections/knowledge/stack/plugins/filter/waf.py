# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Filters of web ACLs; the logic is in plugin_utils/roles/waf.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import waf


class FilterModule:
    """Filters of web ACLs."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "ip_set_items": waf.ip_set_items,
            "logging_configuration": waf.logging_configuration,
            "web_acl_rules": waf.web_acl_rules,
        }
