"""Topics of SNS and who is told."""

from __future__ import annotations

import json
import re
from typing import Any

from ..core.fields import Field, as_document, same_policy
from ..core.kind import Kind, tag_list
from ..core.model import Resource, Wanted

MISSING = ("NotFoundException", "NotFound")
ATTRIBUTES = {"display_name": "DisplayName", "kms_key": "KmsMasterKeyId", "policy": "Policy"}
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


def text(value: Any) -> str:
    """An attribute as SNS takes it."""
    return json.dumps(value) if isinstance(value, dict) else str(value)


class Topic(Kind):
    """Topic. https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html"""

    name, noun, service = "sns_topic", "topic", "sns"
    id_path, arn_path, name_path = "TopicArn", "TopicArn", "Name"
    not_yet = ("InvalidParameter", "KMSNotFoundException")  # a key made just now is not known everywhere yet
    scope = {"region": Field("str", "Region of the topics: us-east-1 for alarms of CloudFront, by default that of the stack.")}
    fields = {
        "display_name": Field("str", "Whom e-mails come from.", api="DisplayName", default="", setter="set_display_name"),
        "kms_key": Field("str", "Key that encrypts messages; empty for none.", api="KmsMasterKeyId", default="", setter="set_kms_key"),
        "policy": Field("dict", "Who may publish.", api="Policy", norm=as_document, same=same_policy, setter="set_policy"),
    }
    example = (
        "- knowledge.aws.sns_topic:\n    config:\n      - {key: alerts, display_name: Knowledge, kms_key: '{{ key_arn }}', policy: '{{ topic_policy }}'}\n"
    )

    def risks(self, wanted: list[Wanted]) -> list[str]:
        """AWS's own key cannot be opened to those who publish: their messages are lost without a word."""
        text = "alarms, events and budgets cannot publish to a topic that AWS's own key encrypts; give a key whose policy lets them in."
        return [f"topic {want.name}: {text}" for want in wanted if str(want["kms_key"]).endswith("alias/aws/sns")]

    def find(self, names: list[str]) -> list[Any]:
        """One list of all, the attributes of those that may be ours one by one, their tags together."""
        listed = [topic["TopicArn"] for topic in self.aws.read("list_topics", "Topics")]
        mine = [arn for arn in listed if (name := arn.rsplit(":", 1)[1]) in names or name.startswith(f"{self.stack.name}-")]
        found = [topic for topic in self.each(self._attributes, mine) if topic]
        tags = self.tags_of([topic["TopicArn"] for topic in found])
        return [topic | {"Name": topic["TopicArn"].rsplit(":", 1)[1], "Tags": tags[topic["TopicArn"]]} for topic in found]

    def _attributes(self, arn: str) -> dict[str, Any]:
        return self.aws.read("get_topic_attributes", "Attributes", MISSING, TopicArn=arn) or {}

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "Tags", ("ResourceNotFoundException", *MISSING), ResourceArn=arn)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """AWS leaves out what is not set."""
        return {"display_name": raw.get("DisplayName", ""), "kms_key": raw.get("KmsMasterKeyId", ""), "policy": raw.get("Policy")}

    def create(self, want: Wanted) -> None:
        """CreateTopic, which answers with the topic of that name if there is one."""
        attributes = {api: text(want[field]) for field, api in ATTRIBUTES.items() if want[field]}
        self.aws.create("create_topic", Name=want.name, Attributes=attributes, Tags=tag_list(want.tags))

    def _set(self, have: Resource, want: Wanted, field: str) -> None:
        self.aws.write("set_topic_attributes", TopicArn=have.id, AttributeName=ATTRIBUTES[field], AttributeValue=text(want[field]))

    def set_display_name(self, have: Resource, want: Wanted) -> None:
        """SetTopicAttributes."""
        self._set(have, want, "display_name")

    def set_kms_key(self, have: Resource, want: Wanted) -> None:
        """SetTopicAttributes; an empty key ends the encryption."""
        self._set(have, want, "kms_key")

    def set_policy(self, have: Resource, want: Wanted) -> None:
        """SetTopicAttributes."""
        self._set(have, want, "policy")

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceArn=have.id, Tags=tag_list(tags))

    def delete(self, have: Resource) -> None:
        """DeleteTopic, with its subscriptions."""
        self.aws.write("delete_topic", already=MISSING, TopicArn=have.id)


class Subscription(Kind):
    """Who is told what a topic gets. https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html

    It has neither name nor tags: protocol and endpoint make it what it is, and all of a topic of ours are ours.
    """

    name, noun, service = "sns_subscription", "subscription", "sns"
    taggable = False
    id_path, arn_path, name_path = "Id", "Id", "Name"
    scope = {
        "topic": Field("str", "ARN of the topic.", required=True),
        "region": Field("str", "Region of the topic, by default that of the stack."),
    }
    fields = {
        "protocol": Field("str", "How it is told: email, https, sms, sqs, lambda and others. Another one is another subscription.", required=True),
        "endpoint": Field("str", "Where it is told. Another one is another subscription.", required=True, secret=True, same=same_endpoint),
        "filter_policy": Field("dict", "Which messages; all where it is empty.", default={}, norm=as_document, setter="set_filter"),
        "raw_delivery": Field("bool", "Whether messages come without SNS's own envelope.", default=False, setter="set_raw_delivery"),
    }
    reports = {"confirmed": "Confirmed"}
    example = (
        "- knowledge.aws.sns_subscription:\n    topic: '{{ topic_arn }}'\n    config:\n"
        "      - {key: operations, protocol: email, endpoint: operations@example.com}\n"
    )

    def find(self, names: list[str]) -> list[Any]:
        """All of the topic, and the attributes of those that are confirmed. One that waits and is wanted no more cannot be removed: AWS forgets it."""
        wanted = {place(want["protocol"], want["endpoint"]): want.name for want in self.wanted}
        found = []
        for one in self.aws.read("list_subscriptions_by_topic", "Subscriptions", MISSING, TopicArn=self.given["topic"]) or []:
            where = place(one["Protocol"], one["Endpoint"])
            if one["Endpoint"].startswith(CHAT) or (one["SubscriptionArn"] == PENDING and where not in wanted):
                continue
            name = wanted.get(where) or f"{one['Protocol']} {one['SubscriptionArn'].rsplit(':', 1)[-1]}"
            found.append(one | {"Name": name, "Confirmed": one["SubscriptionArn"] != PENDING, "Tags": self.stack.tags})
        return self.each(self._with_attributes, found)

    def _with_attributes(self, one: dict[str, Any]) -> dict[str, Any]:
        if not one["Confirmed"]:
            return one | {"Id": one["Name"]}
        told = self.aws.read("get_subscription_attributes", "Attributes", MISSING, SubscriptionArn=one["SubscriptionArn"]) or {}
        return told | one | {"Id": one["SubscriptionArn"], "Confirmed": told.get("PendingConfirmation", "false") == "false"}

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Of one that waits AWS tells no more than where it goes."""
        told = {"protocol": raw["Protocol"], "endpoint": raw["Endpoint"]}
        if raw["SubscriptionArn"] == PENDING:
            return told
        return told | {"filter_policy": raw.get("FilterPolicy") or {}, "raw_delivery": raw.get("RawMessageDelivery") == "true"}

    def create(self, want: Wanted) -> None:
        """Subscribe, which answers with the same subscription if there is one."""
        attributes = {"RawMessageDelivery": "true"} if want["raw_delivery"] else {}
        attributes |= {"FilterPolicy": json.dumps(want["filter_policy"])} if want["filter_policy"] else {}
        self.aws.create("subscribe", TopicArn=self.given["topic"], Protocol=want["protocol"], Endpoint=want["endpoint"], Attributes=attributes)

    def _set(self, have: Resource, name: str, value: str) -> None:
        self.aws.write("set_subscription_attributes", SubscriptionArn=have.id, AttributeName=name, AttributeValue=value)

    def set_filter(self, have: Resource, want: Wanted) -> None:
        """SetSubscriptionAttributes."""
        self._set(have, "FilterPolicy", json.dumps(want["filter_policy"]))

    def set_raw_delivery(self, have: Resource, want: Wanted) -> None:
        """SetSubscriptionAttributes."""
        self._set(have, "RawMessageDelivery", str(want["raw_delivery"]).lower())

    def delete(self, have: Resource) -> None:
        """Unsubscribe; one that waits goes by itself after three days."""
        if have.raw["SubscriptionArn"] != PENDING:
            self.aws.write("unsubscribe", already=MISSING, SubscriptionArn=have.id)
