"""Filters for alarms, events and the dashboard; the logic is in plugin_utils/alarms.py, alarm_targets.py and dashboards.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils import alarm_targets, alarms, dashboards


class FilterModule:
    """Filters of monitoring."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "alarm_items": alarms.alarm_items,
            "composite_items": alarms.composite_items,
            "dashboard_body": dashboards.dashboard_body,
            "dashboard_url": dashboards.dashboard_url,
            "event_items": alarms.event_items,
            "monitoring_targets": alarm_targets.monitoring_targets,
        }
