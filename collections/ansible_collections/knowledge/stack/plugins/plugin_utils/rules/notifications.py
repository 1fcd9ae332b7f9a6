# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about who is told. https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.kms.rules import window_findings
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.sns.subscription import Subscription

from .values import entry_of

ENTRY_SPECS = {"notifications_subscriptions": entry_of(Subscription.fields)}
EMAIL = re.compile(r"[a-zA-Z0-9.!#$%&'*+=?^_{|}~-]+@[a-zA-Z0-9_-]+(\.[a-zA-Z0-9_-]+)+")
# What an endpoint looks like by protocol, in words and as a pattern.
ENDPOINTS = {
    "email": ("an e-mail address", EMAIL),
    "email-json": ("an e-mail address", EMAIL),
    "https": ("an https:// URL", re.compile(r"https://[^\s/]+(/\S*)?")),
    "sms": ("a number such as +821012345678", re.compile(r"\+[1-9]\d{6,14}")),
    "sqs": ("the ARN of a queue", re.compile(r"arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:\S+")),
    "lambda": ("the ARN of a function", re.compile(r"arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:\S+")),
    "firehose": (
        "the ARN of a delivery stream",
        re.compile(r"arn:aws[a-z-]*:firehose:[a-z0-9-]+:\d{12}:deliverystream/\S+"),
    ),
}
TEAM, CHANNEL = re.compile(r"[0-9A-Z]{1,255}"), re.compile(r"[A-Za-z0-9]+")


def subscription_findings(subscriptions: dict[str, Any]) -> Iterator[Finding]:
    """Protocols and endpoints. The endpoint itself is not shown: it may hold a key."""
    for key, one in subscriptions.items():
        protocol, endpoint = one.get("protocol"), str(one.get("endpoint") or "")
        if protocol not in ENDPOINTS:
            yield Finding("notifications_subscriptions", f"{key} has the protocol {protocol}", ", ".join(ENDPOINTS))
        elif not ENDPOINTS[protocol][1].fullmatch(endpoint):
            yield Finding(
                "notifications_subscriptions",
                f"the endpoint of {key} does not fit the protocol {protocol}",
                ENDPOINTS[protocol][0],
            )


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Endpoints, the channel, the deletion window of keys."""
    yield from subscription_findings(v.get("notifications_subscriptions") or {})
    slack = v.get("notifications_slack") or {}
    for name, pattern in (("team_id", TEAM), ("channel_id", CHANNEL)) if slack else ():
        if not pattern.fullmatch(str(slack.get(name) or "")):
            yield Finding(
                "notifications_slack",
                f"{name} is {slack.get(name)}",
                "{team_id: T01234567, channel_id: C01234567}, from the link to the channel",
            )
    for found in window_findings(v.get("notifications_key_pending_window_in_days", 30)):
        yield found.named("notifications_key_pending_window_in_days")
