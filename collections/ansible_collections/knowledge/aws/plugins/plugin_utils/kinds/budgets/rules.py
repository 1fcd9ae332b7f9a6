"""Rules about budgets and who is told. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateBudget.html"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

NAME = re.compile(r"(?![^:\\]*/action/)[^:\\]{1,100}")
EMAIL = re.compile(r"[a-zA-Z0-9.!#$%&'*+=?^_{|}~-]+@[a-zA-Z0-9_-]+(\.[a-zA-Z0-9_-]+)+")
TOPIC = re.compile(r"arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]+")
NUMBER = re.compile(r"\d+(\.\d+)?")
TYPES = ("ACTUAL", "FORECASTED")
MOST_NOTIFICATIONS, MOST_EMAILS, HIGHEST_THRESHOLD = 5, 10, 1_000_000


def is_topic(address: str) -> bool:
    """Whether a subscriber is a topic; also one that is still to be made."""
    return address.startswith(("arn:", "("))


def name_objections(name: str) -> list[str]:
    """What is wrong with a budget's name."""
    return (
        []
        if NAME.fullmatch(name)
        else [f"'{name}' is no name of a budget; it has 1 to 100 characters, but no : and no backslash"]
    )


def address_objections(addresses: list[str]) -> list[str]:
    """What is wrong with those who are told."""
    emails = [one for one in addresses if not is_topic(one)]
    topics = [one for one in addresses if is_topic(one)]
    found = [f"'{one}' is no e-mail address" for one in emails if not EMAIL.fullmatch(one)]
    found += [f"'{one}' is no ARN of a topic" for one in topics if one.startswith("arn:") and not TOPIC.fullmatch(one)]
    if len(emails) > MOST_EMAILS:
        found.append(
            f"{len(emails)} e-mail addresses are too many; a notification has {MOST_EMAILS} at most, and one topic"
        )
    if len(topics) > 1:
        found.append(f"{len(topics)} topics are too many; a notification has one at most")
    return found


def notification_objections(notifications: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the notifications of a budget."""
    found = []
    if len(notifications) > MOST_NOTIFICATIONS:
        found.append(f"{len(notifications)} notifications are too many; a budget has {MOST_NOTIFICATIONS} at most")
    for one in notifications:
        if one.get("type") not in TYPES:
            found.append(f"type {one.get('type')} of a notification is none of {', '.join(TYPES)}")
        if not isinstance(one.get("threshold"), int | float) or not 0 < one["threshold"] <= HIGHEST_THRESHOLD:
            found.append(
                f"threshold {one.get('threshold')} is out of range; it is a percentage above 0, {HIGHEST_THRESHOLD} at most"
            )
    same = Counter((one.get("type"), one.get("threshold")) for one in notifications)
    return found + [
        f"two notifications say {kind} {threshold}" for (kind, threshold), count in same.items() if count > 1
    ]


def amount_objections(amount: float) -> list[str]:
    """What is wrong with a limit."""
    return [] if amount > 0 else [f"limit {amount:g} is not above 0"]
