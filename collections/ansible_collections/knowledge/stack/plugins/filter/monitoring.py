# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Filters of alarms, events and the dashboard; the logic is in plugin_utils/alarms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.knowledge.stack.plugins.plugin_utils.alarms import alarms, dashboards, targets


class FilterModule:
    """Filters of alarms, events and the dashboard."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Filters by name."""
        return {
            "alarm_items": alarms.alarm_items,
            "alarms_of_all_regions": alarms.alarms_of_all_regions,
            "composite_items": alarms.composite_items,
            "dashboard_body": dashboards.dashboard_body,
            "dashboard_url": dashboards.dashboard_url,
            "event_items": alarms.event_items,
            "monitoring_targets": targets.monitoring_targets,
        }
