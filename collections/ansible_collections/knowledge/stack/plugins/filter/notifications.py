# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Filters of topics and subscriptions; the logic is in plugin_utils/roles/notifications.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import notifications


class FilterModule:
    """Filters of topics and subscriptions."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "alert_key_items": notifications.alert_key_items,
            "notification_warnings": notifications.notification_warnings,
            "subscription_items": notifications.subscription_items,
            "topic_arn": notifications.topic_arn,
            "topic_items": notifications.topic_items,
            "unconfirmed": notifications.unconfirmed,
        }
