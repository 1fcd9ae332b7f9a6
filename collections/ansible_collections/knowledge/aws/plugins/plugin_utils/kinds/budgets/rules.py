# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about budgets and who is told. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateBudget.html"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ...core.finding import Finding

NAME = re.compile(r"(?![^:\\]*/action/)[^:\\]{1,100}")
EMAIL = re.compile(r"[a-zA-Z0-9.!#$%&'*+=?^_{|}~-]+@[a-zA-Z0-9_-]+(\.[a-zA-Z0-9_-]+)+")
TOPIC = re.compile(r"arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]+")
NUMBER = re.compile(r"\d+(\.\d+)?")
TYPES = ("ACTUAL", "FORECASTED")
MOST_NOTIFICATIONS, MOST_EMAILS, HIGHEST_THRESHOLD = 5, 10, 1_000_000


def is_topic(address: str) -> bool:
    """Whether a subscriber is a topic; also one that is still to be made."""
    return address.startswith(("arn:", "("))


def name_findings(name: str) -> Iterator[Finding]:
    """What is wrong with a budget's name."""
    if not NAME.fullmatch(name):
        yield Finding("name", f"'{name}' is no name of a budget", "1 to 100 characters, but no : and no backslash")


def address_findings(field: str, addresses: list[str]) -> Iterator[Finding]:
    """What is wrong with those who are told."""
    emails = [one for one in addresses if not is_topic(one)]
    topics = [one for one in addresses if is_topic(one)]
    for one in emails:
        if not EMAIL.fullmatch(one):
            yield Finding(field, f"'{one}' is no e-mail address", "an address such as operations@example.com")
    for one in topics:
        if one.startswith("arn:") and not TOPIC.fullmatch(one):
            yield Finding(field, f"'{one}' is no ARN of a topic", "arn:<partition>:sns:<region>:<account>:<topic>")
    most = f"{MOST_EMAILS} e-mail addresses and one topic at most"
    if len(emails) > MOST_EMAILS:
        yield Finding(field, f"{len(emails)} e-mail addresses are too many for a notification", most)
    if len(topics) > 1:
        yield Finding(field, f"{len(topics)} topics are too many for a notification", most)


def notification_findings(field: str, notifications: list[dict[str, Any]]) -> Iterator[Finding]:
    """What is wrong with the notifications of a budget."""
    if len(notifications) > MOST_NOTIFICATIONS:
        yield Finding(field, f"{len(notifications)} notifications are too many", f"{MOST_NOTIFICATIONS} at most")
    for one in notifications:
        if one.get("notification_type") not in TYPES:
            yield Finding(field, f"no notification_type is '{one.get('notification_type')}'", " or ".join(TYPES))
        if not isinstance(one.get("threshold"), int | float) or not 0 < one["threshold"] <= HIGHEST_THRESHOLD:
            percent = f"a percentage above 0, {HIGHEST_THRESHOLD} at most"
            yield Finding(field, f"threshold {one.get('threshold')} is out of range", percent)
    same = Counter((one.get("notification_type"), one.get("threshold")) for one in notifications)
    for (kind, threshold), count in same.items():
        if count > 1:
            yield Finding(field, f"two notifications say {kind} {threshold}", "each once")


def amount_findings(field: str, amount: float) -> Iterator[Finding]:
    """What is wrong with a limit."""
    if amount <= 0:
        yield Finding(field, f"{amount:g} is not above 0", "an amount such as 4110")
