# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Topics of SNS."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field, as_document, same_policy
from ...core.kind import Codes, Kind, Query, tag_list
from ...core.model import Resource, Wanted
from .attributes import as_attributes
from .codes import CODES


class Topic(Kind):
    """Topic. https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html"""

    name, noun, service = "sns_topic", "topic", "sns"
    arn_prefix = ""
    id_path, arn_path, name_path = "TopicArn", "TopicArn", "Name"
    # a key made just now is not known everywhere yet
    codes = CODES | Codes(not_yet=("InvalidParameter", "KMSNotFoundException"))
    fields = {
        "display_name": Field(
            "str", "Whom e-mails come from.", api="DisplayName || ''", default="", setter="set_attributes"
        ),
        "kms_master_key_id": Field(
            "str",
            "Key that encrypts messages; empty for none.",
            api="KmsMasterKeyId || ''",
            default="",
            setter="set_attributes",
        ),
        "policy": Field("dict", "Who may publish.", norm=as_document, same=same_policy, setter="set_attributes"),
    }
    example = """
- knowledge.aws.sns_topic:
    config:
      - {key: alerts, display_name: Alerts}
"""

    def risks(self, wanted: list[Wanted]) -> list[str]:
        """AWS's own key cannot be opened to those who publish: their messages are lost without a word."""
        text = (
            "alarms, events and budgets cannot publish to a topic that AWS's own key encrypts; "
            "give a key whose policy lets them in."
        )
        keys = {want.name: str(want["kms_master_key_id"]) for want in wanted}
        return [f"topic {name}: {text}" for name, key in keys.items() if key.endswith("alias/aws/sns")]

    def find(self, query: Query) -> list[Any]:
        """One list of all, the attributes of those that may be ours one by one, their tags together."""
        arns = {
            topic["TopicArn"].rsplit(":", 1)[1]: topic["TopicArn"] for topic in self.aws.read("list_topics", "Topics")
        }
        names = self.may_be_ours(arns, query)
        found = [topic for topic in self.each(self._attributes, [arns[name] for name in names]) if topic]
        tags = self.tags_of([topic["TopicArn"] for topic in found])
        return [
            topic | {"Name": topic["TopicArn"].rsplit(":", 1)[1], "Tags": tags[topic["TopicArn"]]} for topic in found
        ]

    def _attributes(self, arn: str) -> dict[str, Any]:
        return self.aws.read("get_topic_attributes", "Attributes", CODES.gone, TopicArn=arn) or {}

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "Tags", CODES.gone, ResourceArn=arn)

    def create(self, want: Wanted) -> None:
        """CreateTopic, which answers with the topic of that name if there is one."""
        given = {field: value for field, value in want.fields.items() if value}
        self.aws.create("create_topic", Name=want.name, Attributes=as_attributes(given), Tags=tag_list(want.tags))

    def set_attributes(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """SetTopicAttributes, one a call; an empty key ends the encryption."""
        for name, value in as_attributes({field: want[field] for field in changed}).items():
            self.aws.write("set_topic_attributes", TopicArn=have.id, AttributeName=name, AttributeValue=value)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceArn=have.id, Tags=tag_list(tags))

    def delete(self, have: Resource) -> None:
        """DeleteTopic, with its subscriptions."""
        self.aws.write("delete_topic", already=CODES.gone, TopicArn=have.id)
