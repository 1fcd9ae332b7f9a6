# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Channels of Amazon Q Developer in chat applications, which was AWS Chatbot."""

from __future__ import annotations

from typing import Any

from ...core.arns import partition_of
from ...core.fields import Field
from ...core.kind import Codes, Kind, Query, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES

TAG = ("TagKey", "TagValue")
REGION = "us-east-2"  # or us-west-2, eu-west-1, ap-southeast-1


def changeable(type_: str, doc: str, **more: Any) -> Field:
    """A field that UpdateSlackChannelConfiguration changes."""
    return Field(type_, doc, setter="update", **more)


class SlackChannel(Kind):
    """Channel of Slack. https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html"""

    name, noun, service = "chatbot_slack_channel", "chat channel", "chatbot"
    id_path, arn_path, name_path = "ChatConfigurationArn", "ChatConfigurationArn", "ConfigurationName"
    # a role made just now is not known everywhere yet
    codes = CODES | Codes(not_yet=("InvalidParameterException",))
    fields = {
        "slack_team_id": Field(
            "str", "Id of the workspace, which somebody has let AWS into. Cannot be changed.", required=True
        ),
        "slack_channel_id": changeable("str", "Id of the channel.", required=True),
        "iam_role_arn": changeable("str", "ARN of the role that the chat has.", required=True),
        "sns_topic_arns": changeable("list", "ARNs of topics.", elements="str", default=[], unordered=True),
        "logging_level": changeable("str", "What is logged.", choices=("ERROR", "INFO", "NONE"), default="NONE"),
        "guardrail_policy_arns": changeable(
            "list", "ARNs of policies that the chat cannot go beyond.", elements="str", unordered=True
        ),
    }
    example = """
- knowledge.aws.iam_role:
    config:
      - key: chat
        assume_role_policy_document:
          Version: "2012-10-17"
          Statement:
            - {Effect: Allow, Principal: {Service: chatbot.amazonaws.com}, Action: "sts:AssumeRole"}
  register: iam_roles

- knowledge.aws.chatbot_slack_channel:
    config:
      - {key: alerts, slack_team_id: T01234567, slack_channel_id: C01234567, iam_role_arn: "{{ iam_roles.arns.chat }}"}
"""

    @classmethod
    def region_for(cls, scope: dict[str, Any], region: str) -> str:
        """Channels are the same everywhere, but are told in four regions of the partition ``aws`` only.

        https://docs.aws.amazon.com/general/latest/gr/chatbot.html
        """
        return REGION if partition_of(region) == partition_of(REGION) else region

    def find(self, query: Query) -> list[Any]:
        """All of the account; where the answer lacks tags, they are asked for."""
        found = self.aws.read("describe_slack_channel_configurations", "SlackChannelConfigurations")
        return [
            one | {"Tags": one["Tags"] if "Tags" in one else self.tags_of_one(one["ChatConfigurationArn"])}
            for one in found
        ]

    def risks(self, wanted: list[Wanted]) -> list[str]:
        """Without guardrails AWS lets the chat do what an administrator may, as far as its role goes."""
        text = "without guardrail_policy_arns AWS takes AdministratorAccess as its limit; ReadOnlyAccess is safer."
        return [f"chat channel {want.name}: {text}" for want in wanted if want["guardrail_policy_arns"] is None]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "Tags", CODES.gone, ResourceARN=arn)

    def create(self, want: Wanted) -> None:
        """CreateSlackChannelConfiguration."""
        request = self.request("create_slack_channel_configuration", want)
        tags = tag_list(want.tags, TAG)
        self.aws.create("create_slack_channel_configuration", ConfigurationName=want.name, Tags=tags, **request)

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateSlackChannelConfiguration, which wants the channel with every change."""
        request = self.request("update_slack_channel_configuration", want, {*changed, "slack_channel_id"})
        self.aws.write("update_slack_channel_configuration", ChatConfigurationArn=have.id, **request)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource spells tags in its own way."""
        self.aws.write("tag_resource", ResourceARN=have.id, Tags=tag_list(tags, TAG))

    def delete(self, have: Resource) -> None:
        """DeleteSlackChannelConfiguration."""
        self.aws.write("delete_slack_channel_configuration", already=CODES.gone, ChatConfigurationArn=have.id)
