"""Topics of SNS and who is told."""

from __future__ import annotations

import json
from typing import Any

from ...core.fields import Field, as_document, same_policy
from ...core.kind import Codes, Kind, Query, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES
from .common import MISSING

ATTRIBUTES = {"display_name": "DisplayName", "kms_key": "KmsMasterKeyId", "policy": "Policy"}


def text(value: Any) -> str:
    """An attribute as SNS takes it."""
    return json.dumps(value) if isinstance(value, dict) else str(value)


class Topic(Kind):
    """Topic. https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html"""

    name, noun, service = "sns_topic", "topic", "sns"
    arn_prefix = ""
    id_path, arn_path, name_path = "TopicArn", "TopicArn", "Name"
    # a key made just now is not known everywhere yet
    codes = CODES | Codes(not_yet=("InvalidParameter", "KMSNotFoundException"))
    scope_fields = {}
    fields = {
        "display_name": Field(
            "str", "Whom e-mails come from.", api="DisplayName", default="", setter="set_display_name"
        ),
        "kms_key": Field(
            "str", "Key that encrypts messages; empty for none.", api="KmsMasterKeyId", default="", setter="set_kms_key"
        ),
        "policy": Field(
            "dict", "Who may publish.", api="Policy", norm=as_document, same=same_policy, setter="set_policy"
        ),
    }
    example = "- knowledge.aws.sns_topic:\n    config:\n      - {key: alerts, display_name: Knowledge, kms_key: '{{ key_arn }}', policy: '{{ topic_policy }}'}\n"

    def risks(self, wanted: list[Wanted]) -> list[str]:
        """AWS's own key cannot be opened to those who publish: their messages are lost without a word."""
        text = "alarms, events and budgets cannot publish to a topic that AWS's own key encrypts; give a key whose policy lets them in."
        return [f"topic {want.name}: {text}" for want in wanted if str(want["kms_key"]).endswith("alias/aws/sns")]

    def find(self, query: Query) -> list[Any]:
        """One list of all, the attributes of those that may be ours one by one, their tags together."""
        listed = [topic["TopicArn"] for topic in self.aws.read("list_topics", "Topics")]
        mine = [
            arn
            for arn in listed
            if (name := arn.rsplit(":", 1)[1]) in query.names or name.startswith(f"{self.stack.name}-")
        ]
        found = [topic for topic in self.each(self._attributes, mine) if topic]
        tags = self.tags_of([topic["TopicArn"] for topic in found])
        return [
            topic | {"Name": topic["TopicArn"].rsplit(":", 1)[1], "Tags": tags[topic["TopicArn"]]} for topic in found
        ]

    def _attributes(self, arn: str) -> dict[str, Any]:
        return self.aws.read("get_topic_attributes", "Attributes", MISSING, TopicArn=arn) or {}

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "Tags", ("ResourceNotFoundException", *MISSING), ResourceArn=arn)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """AWS leaves out what is not set."""
        return {
            "display_name": raw.get("DisplayName", ""),
            "kms_key": raw.get("KmsMasterKeyId", ""),
            "policy": raw.get("Policy"),
        }

    def create(self, want: Wanted) -> None:
        """CreateTopic, which answers with the topic of that name if there is one."""
        attributes = {api: text(want[field]) for field, api in ATTRIBUTES.items() if want[field]}
        self.aws.create("create_topic", Name=want.name, Attributes=attributes, Tags=tag_list(want.tags))

    def _set(self, have: Resource, want: Wanted, field: str) -> None:
        self.aws.write(
            "set_topic_attributes", TopicArn=have.id, AttributeName=ATTRIBUTES[field], AttributeValue=text(want[field])
        )

    def set_display_name(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """SetTopicAttributes."""
        self._set(have, want, "display_name")

    def set_kms_key(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """SetTopicAttributes; an empty key ends the encryption."""
        self._set(have, want, "kms_key")

    def set_policy(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """SetTopicAttributes."""
        self._set(have, want, "policy")

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceArn=have.id, Tags=tag_list(tags))

    def delete(self, have: Resource) -> None:
        """DeleteTopic, with its subscriptions."""
        self.aws.write("delete_topic", already=MISSING, TopicArn=have.id)
