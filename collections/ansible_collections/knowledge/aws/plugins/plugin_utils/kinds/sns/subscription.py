# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Subscriptions of SNS: who is told what a topic gets."""

from __future__ import annotations

import re
from typing import Any

from ...core.fields import Field, as_document
from ...core.kind import Kind, Query, Report
from ...core.model import Resource, Wanted
from .attributes import as_attributes
from .codes import CODES

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
    goes_with = "sns_topic"
    codes = CODES
    found_anywhere = True  # by the topics that are ours
    taggable = False
    id_path, arn_path, name_path = "Id", "Id", "Name"
    scope_fields = {"topic_arn": Field("str", "ARN of the topic.", required=True)}
    fields = {
        "protocol": Field(
            "str",
            "How it is told: email, https, sms, sqs, lambda and others. Another one is another subscription.",
            required=True,
        ),
        "endpoint": Field(
            "str",
            "Where it is told. Another one is another subscription.",
            required=True,
            secret=True,
            same=same_endpoint,
        ),
        "filter_policy": Field(
            "dict",
            "Which messages; all where it is empty.",
            api="FilterPolicy || `{}`",
            default={},
            norm=as_document,
            setter="set_attributes",
        ),
        "raw_message_delivery": Field(
            "bool",
            "Whether messages come without SNS's own envelope.",
            api="RawMessageDelivery == 'true'",
            default=False,
            setter="set_attributes",
        ),
    }
    reports = {"confirmed": Report("Confirmed", "Whether the one who is told has confirmed it.", True)}
    example = """
- knowledge.aws.sns_topic:
    config:
      - {key: alerts}
  register: topics

- knowledge.aws.sns_subscription:
    topic_arn: "{{ topics.arns.alerts }}"
    config:
      - {key: operations, protocol: email, endpoint: operations@example.com}
"""

    def find(self, query: Query) -> list[Any]:
        """All of the topic, or of ours; and the attributes of those that are confirmed.

        One that waits and is wanted no more cannot be removed: AWS forgets it.
        """
        wanted = {place(want["protocol"], want["endpoint"]): want.name for want in query.wanted}
        found = []
        for one in (one for topic in self._topics() for one in self._listed(topic)):
            where = place(one["Protocol"], one["Endpoint"])
            if one["Endpoint"].startswith(CHAT) or (one["SubscriptionArn"] == PENDING and where not in wanted):
                continue
            name = wanted.get(where) or f"{one['Protocol']} {one['SubscriptionArn'].rsplit(':', 1)[-1]}"
            found.append(one | {"Name": name, "Confirmed": one["SubscriptionArn"] != PENDING, "Tags": self.stack.tags})
        return self.each(self._with_attributes, found)

    def _topics(self) -> list[str]:
        if self.scope.get("topic_arn"):
            return [self.scope["topic_arn"]]
        listed = self.index.read(self.aws, self.stack)
        return [arn for arn, tags in listed.items() if ":sns:" in arn and self.stack.owns_part(tags)]

    def _listed(self, topic: str) -> list[dict[str, Any]]:
        return self.aws.read("list_subscriptions_by_topic", "Subscriptions", CODES.gone, TopicArn=topic) or []

    def _with_attributes(self, one: dict[str, Any]) -> dict[str, Any]:
        if not one["Confirmed"]:
            return one | {"Id": one["Name"]}
        where = {"SubscriptionArn": one["SubscriptionArn"]}
        told = self.aws.read("get_subscription_attributes", "Attributes", CODES.gone, **where) or {}
        confirmed = told.get("PendingConfirmation", "false") == "false"
        return told | one | {"Id": one["SubscriptionArn"], "Confirmed": confirmed}

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Of one that waits AWS tells no more than where it goes."""
        shape = super().shape(raw)
        told = ("protocol", "endpoint") if raw["SubscriptionArn"] == PENDING else tuple(shape)
        return {name: shape[name] for name in told}

    def create(self, want: Wanted) -> None:
        """Subscribe, which answers with the same subscription if there is one."""
        given = {field: want[field] for field in ("raw_message_delivery", "filter_policy") if want[field]}
        self.aws.create(
            "subscribe",
            TopicArn=self.scope["topic_arn"],
            Attributes=as_attributes(given),
            **self.request("subscribe", want),
        )

    def set_attributes(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """SetSubscriptionAttributes, one a call."""
        for name, value in as_attributes({field: want[field] for field in changed}).items():
            given = {"AttributeName": name, "AttributeValue": value}
            self.aws.write("set_subscription_attributes", SubscriptionArn=have.id, **given)

    def delete(self, have: Resource) -> None:
        """Unsubscribe; one that waits goes by itself after three days."""
        if have.raw["SubscriptionArn"] != PENDING:
            self.aws.write("unsubscribe", already=CODES.gone, SubscriptionArn=have.id)
