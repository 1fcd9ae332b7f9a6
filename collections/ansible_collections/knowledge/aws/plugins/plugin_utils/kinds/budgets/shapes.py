# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Budgets: how much a month may cost, and who is told when it does."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field, spelled
from . import rules

LIMIT = {
    "amount": Field("float", "How much.", required=True),
    "unit": Field("str", "Currency.", default="USD"),
}
NOTIFICATION = {
    "notification_type": Field(
        "str", "Whether the cost so far counts or the forecast of the month.", choices=rules.TYPES, required=True
    ),
    "threshold": Field("float", "Percent of the limit.", required=True),
    "subscribers": Field(
        "list", "Who is told: e-mail addresses, ten at most, and the ARN of one topic.", elements="str", required=True
    ),
}


def limit(value: dict[str, Any]) -> dict[str, Any]:
    """A limit in comparable form."""
    told = spelled(value) if "Amount" in value else value
    return {"amount": round(float(told["amount"]), 2), "unit": told.get("unit") or "USD"}


def notifications(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Notifications in comparable form."""
    return [
        {
            "notification_type": one["notification_type"],
            "threshold": float(one["threshold"]),
            "subscribers": sorted(one["subscribers"]),
        }
        for one in entries
    ]


def notification(entry: dict[str, Any]) -> dict[str, Any]:
    """One as the API names it."""
    return {
        "NotificationType": entry["notification_type"],
        "ComparisonOperator": "GREATER_THAN",
        "Threshold": entry["threshold"],
        "ThresholdType": "PERCENTAGE",
    }


def usual(one: dict[str, Any]) -> bool:
    """Whether AWS's notification is one that we would make: above so many percent."""
    return one["ComparisonOperator"] == "GREATER_THAN" and one.get("ThresholdType", "PERCENTAGE") == "PERCENTAGE"


def sort_of(one: dict[str, Any]) -> str:
    """The type of AWS's notification.

    One that compares otherwise, or with an amount, has a type of its own, so that it differs.
    """
    return (
        one["NotificationType"]
        if usual(one)
        else f"{one['NotificationType']} {one['ComparisonOperator']} {one.get('ThresholdType')}"
    )


def without_state(one: dict[str, Any]) -> dict[str, Any]:
    """A notification as it is named in a request."""
    return {key: value for key, value in one.items() if key != "NotificationState"}


def subscriber(address: str) -> dict[str, str]:
    """A subscriber as the API wants it."""
    return {"SubscriptionType": "SNS" if rules.is_topic(address) else "EMAIL", "Address": address}


def expression(tags: dict[str, str]) -> dict[str, Any]:
    """A filter: all of these tags."""
    parts: list[dict[str, Any]] = [{"Tags": {"Key": key, "Values": [value]}} for key, value in sorted(tags.items())]
    return {"And": parts} if len(parts) > 1 else parts[0]


def tags_of(filter_: dict[str, Any]) -> dict[str, str]:
    """The tags of a filter; one that says something else is shown as it is, so that it differs."""
    parts = filter_.get("And") or ([filter_] if filter_ else [])
    tags = [part.get("Tags") or {} for part in parts]
    if all(set(part) == {"Tags"} and len(tag["Values"]) == 1 for part, tag in zip(parts, tags, strict=True)):
        return {tag["Key"]: tag["Values"][0] for tag in tags}
    return {"filter": str(filter_)}
