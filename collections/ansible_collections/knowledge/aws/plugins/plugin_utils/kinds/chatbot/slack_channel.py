"""Channels of Amazon Q Developer in chat applications, which was AWS Chatbot."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Kind, Query
from ...core.model import Resource, Wanted
from .codes import CODES


def changeable(type_: str, doc: str, **more: Any) -> Field:
    """A field that UpdateSlackChannelConfiguration changes."""
    return Field(type_, doc, setter="update", **more)


class SlackChannel(Kind):
    """Channel of Slack. https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html"""

    name, noun, service = "chatbot_slack_channel", "chat channel", "chatbot"
    # The service is the same everywhere, but answers in us-east-2, us-west-2, eu-west-1 and ap-southeast-1 only.
    region = "us-east-2"
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
  register: roles

- knowledge.aws.chatbot_slack_channel:
    config:
      - {key: alerts, slack_team_id: T01234567, slack_channel_id: C01234567, iam_role_arn: "{{ roles.arns.chat }}"}
"""

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

    def _tag_list(self, tags: dict[str, str]) -> list[dict[str, str]]:
        return [{"TagKey": key, "TagValue": value} for key, value in sorted(tags.items())]

    def create(self, want: Wanted) -> None:
        """CreateSlackChannelConfiguration."""
        request = self.request("create_slack_channel_configuration", want)
        tags = self._tag_list(want.tags)
        self.aws.create("create_slack_channel_configuration", ConfigurationName=want.name, Tags=tags, **request)

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateSlackChannelConfiguration, which wants the channel with every change."""
        request = self.request("update_slack_channel_configuration", want, {*changed, "slack_channel_id"})
        self.aws.write("update_slack_channel_configuration", ChatConfigurationArn=have.id, **request)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource spells tags in its own way."""
        self.aws.write("tag_resource", ResourceARN=have.id, Tags=self._tag_list(tags))

    def delete(self, have: Resource) -> None:
        """DeleteSlackChannelConfiguration."""
        self.aws.write("delete_slack_channel_configuration", already=CODES.gone, ChatConfigurationArn=have.id)
