# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The budget of a stack from a few values. Pure."""

from __future__ import annotations

import math
from typing import Any

STEP = 10  # USD: a cent more for one alarm is no reason to change a budget


def budget_limit(month: float, margin_percent: float) -> int:
    """The estimate and a margin, rounded up to ten USD; ten at least."""
    return max(STEP, math.ceil(round(float(month) * (1 + float(margin_percent) / 100), 2) / STEP) * STEP)


def cost_tag_items(keys: list[str]) -> list[dict[str, str]]:
    """Cost allocation tags by their keys."""
    return [{"key": key.lower(), "name": key} for key in keys]


def anomaly_subscriptions(emails: list[str], topic: str, monitors: list[str], threshold: float) -> list[dict[str, Any]]:
    """A topic is told at once, people once a day: AWS wants a subscription for each."""
    common = {"monitor_arn_list": monitors, "threshold": threshold}
    by_mail = [{"key": "mail", "subscribers": emails, "frequency": "DAILY", **common}] if emails else []
    by_topic = [{"key": "topic", "subscribers": [topic], "frequency": "IMMEDIATE", **common}] if topic else []
    return by_mail + by_topic
