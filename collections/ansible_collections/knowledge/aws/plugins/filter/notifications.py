"""Filters for topics and who is told; the logic is in plugin_utils/notifications.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils import notifications


class FilterModule:
    """Filters of notifications."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "alert_key_policy": notifications.alert_key_policy,
            "notification_warnings": notifications.notification_warnings,
            "topic_arn": notifications.topic_arn,
            "topic_items": notifications.topic_items,
            "unconfirmed": notifications.unconfirmed,
        }
