"""Topics of SNS and who is told."""

from __future__ import annotations

import json
import re
from typing import Any

from ...core.fields import Field, as_document
from ...core.kind import Kind, Query, Report
from ...core.model import Resource, Wanted
from .codes import CODES
from .common import MISSING

PENDING = "PendingConfirmation"
PASSWORD = re.compile(r"^(https?://[^/@:]+:)[^/@]*(@)")
# Chat subscribes itself to the topics that its channel names.
CHAT = "https://global.sns-api.chatbot.amazonaws.com"


def place(protocol: str, endpoint: str) -> tuple[str, str]:
    """What tells two subscriptions of a topic apart; SNS lists a URL without the password that stands in it."""
    return protocol, PASSWORD.sub(r"\1****\2", endpoint)


def same_endpoint(have: str, want: str) -> bool:
    """Whether two endpoints are one, as far as SNS tells."""
    return place("", have) == place("", want)


class Subscription(Kind):
    """Who is told what a topic gets. https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html

    It has neither name nor tags: protocol and endpoint make it what it is, and all of a topic of ours are ours.
    """

    name, noun, service = "sns_subscription", "subscription", "sns"
    codes = CODES
    taggable = False
    id_path, arn_path, name_path = "Id", "Id", "Name"
    scope_fields = {
        "topic": Field("str", "ARN of the topic.", required=True),
    }
    fields = {
        "protocol": Field(
            "str",
            "How it is told: email, https, sms, sqs, lambda and others. Another one is another subscription.",
            required=True,
            api="",
        ),
        "endpoint": Field(
            "str",
            "Where it is told. Another one is another subscription.",
            required=True,
            secret=True,
            same=same_endpoint,
            api="",
        ),
        "filter_policy": Field(
            "dict", "Which messages; all where it is empty.", default={}, norm=as_document, setter="set_filter", api=""
        ),
        "raw_delivery": Field(
            "bool",
            "Whether messages come without SNS's own envelope.",
            default=False,
            setter="set_raw_delivery",
            api="",
        ),
    }
    reports = {"confirmed": Report("Confirmed")}
    example = (
        "- knowledge.aws.sns_subscription:\n    topic: '{{ topic_arn }}'\n    config:\n"
        "      - {key: operations, protocol: email, endpoint: operations@example.com}\n"
    )

    def find(self, query: Query) -> list[Any]:
        """All of the topic, and the attributes of those that are confirmed. One that waits and is wanted no more cannot be removed: AWS forgets it."""
        wanted = {place(want["protocol"], want["endpoint"]): want.name for want in query.wanted}
        found = []
        for one in (
            self.aws.read("list_subscriptions_by_topic", "Subscriptions", MISSING, TopicArn=self.scope["topic"]) or []
        ):
            where = place(one["Protocol"], one["Endpoint"])
            if one["Endpoint"].startswith(CHAT) or (one["SubscriptionArn"] == PENDING and where not in wanted):
                continue
            name = wanted.get(where) or f"{one['Protocol']} {one['SubscriptionArn'].rsplit(':', 1)[-1]}"
            found.append(one | {"Name": name, "Confirmed": one["SubscriptionArn"] != PENDING, "Tags": self.stack.tags})
        return self.each(self._with_attributes, found)

    def _with_attributes(self, one: dict[str, Any]) -> dict[str, Any]:
        if not one["Confirmed"]:
            return one | {"Id": one["Name"]}
        told = (
            self.aws.read("get_subscription_attributes", "Attributes", MISSING, SubscriptionArn=one["SubscriptionArn"])
            or {}
        )
        return (
            told
            | one
            | {"Id": one["SubscriptionArn"], "Confirmed": told.get("PendingConfirmation", "false") == "false"}
        )

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Of one that waits AWS tells no more than where it goes."""
        told = {"protocol": raw["Protocol"], "endpoint": raw["Endpoint"]}
        if raw["SubscriptionArn"] == PENDING:
            return told
        return told | {
            "filter_policy": raw.get("FilterPolicy") or {},
            "raw_delivery": raw.get("RawMessageDelivery") == "true",
        }

    def create(self, want: Wanted) -> None:
        """Subscribe, which answers with the same subscription if there is one."""
        attributes = {"RawMessageDelivery": "true"} if want["raw_delivery"] else {}
        attributes |= {"FilterPolicy": json.dumps(want["filter_policy"])} if want["filter_policy"] else {}
        self.aws.create(
            "subscribe",
            TopicArn=self.scope["topic"],
            Protocol=want["protocol"],
            Endpoint=want["endpoint"],
            Attributes=attributes,
        )

    def _set(self, have: Resource, name: str, value: str) -> None:
        self.aws.write("set_subscription_attributes", SubscriptionArn=have.id, AttributeName=name, AttributeValue=value)

    def set_filter(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """SetSubscriptionAttributes."""
        self._set(have, "FilterPolicy", json.dumps(want["filter_policy"]))

    def set_raw_delivery(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """SetSubscriptionAttributes."""
        self._set(have, "RawMessageDelivery", str(want["raw_delivery"]).lower())

    def delete(self, have: Resource) -> None:
        """Unsubscribe; one that waits goes by itself after three days."""
        if have.raw["SubscriptionArn"] != PENDING:
            self.aws.write("unsubscribe", already=MISSING, SubscriptionArn=have.id)
