"""Channels of Amazon Q Developer in chat applications, which was AWS Chatbot."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Kind, Query
from ...core.model import Resource, Wanted
from .codes import CODES

MISSING = ("ResourceNotFoundException",)
CHANGED = {
    "channel_id": "SlackChannelId",
    "role_arn": "IamRoleArn",
    "topic_arns": "SnsTopicArns",
    "logging_level": "LoggingLevel",
    "guardrail_policy_arns": "GuardrailPolicyArns",
}


class SlackChannel(Kind):
    """Channel of Slack. https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html"""

    name, noun, service = "chatbot_slack_channel", "chat channel", "chatbot"
    arn_prefix = "chat-configuration/slack-channel/"
    region = "us-east-2"  # the service is the same everywhere, but answers in us-east-2, us-west-2, eu-west-1 and ap-southeast-1 only
    id_path, arn_path, name_path = "ChatConfigurationArn", "ChatConfigurationArn", "ConfigurationName"
    # a role made just now is not known everywhere yet
    codes = CODES | Codes(not_yet=("InvalidParameterException",))
    fields = {
        "team_id": Field(
            "str",
            "Id of the workspace, which somebody has let AWS into. Cannot be changed.",
            api="SlackTeamId",
            required=True,
        ),
        "channel_id": Field("str", "Id of the channel.", api="SlackChannelId", required=True, setter="update"),
        "role_arn": Field(
            "str", "ARN of the role that the chat has.", api="IamRoleArn", required=True, setter="update"
        ),
        "topic_arns": Field(
            "list", "ARNs of topics.", api="SnsTopicArns", elements="str", default=[], unordered=True, setter="update"
        ),
        "logging_level": Field(
            "str",
            "What is logged.",
            api="LoggingLevel",
            choices=("ERROR", "INFO", "NONE"),
            default="NONE",
            setter="update",
        ),
        "guardrail_policy_arns": Field(
            "list",
            "ARNs of policies that the chat cannot go beyond.",
            api="GuardrailPolicyArns",
            elements="str",
            unordered=True,
            setter="update",
        ),
    }
    example = (
        "- knowledge.aws.chatbot_slack_channel:\n    config:\n      - {key: alerts, team_id: T01234567, channel_id: C01234567, role_arn: '{{ role_arn }}',\n"
        "         topic_arns: ['{{ topic_arn }}']}\n"
    )

    def find(self, query: Query) -> list[Any]:
        """All of the account; where the answer lacks tags, they are asked for."""
        found = self.aws.read("describe_slack_channel_configurations", "SlackChannelConfigurations")
        return [
            one | {"Tags": one["Tags"] if "Tags" in one else self.tags_of_one(one["ChatConfigurationArn"])}
            for one in found
        ]

    def risks(self, wanted: list[Wanted]) -> list[str]:
        """Without guardrails AWS lets the chat do what an administrator may, as far as its role goes."""
        text = "without guardrail_policy_arns AWS takes AdministratorAccess as its limit; arn:aws:iam::aws:policy/ReadOnlyAccess is safer."
        return [f"chat channel {want.name}: {text}" for want in wanted if want["guardrail_policy_arns"] is None]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "Tags", MISSING, ResourceARN=arn)

    def _tag_list(self, tags: dict[str, str]) -> list[dict[str, str]]:
        return [{"TagKey": key, "TagValue": value} for key, value in sorted(tags.items())]

    def create(self, want: Wanted) -> None:
        """CreateSlackChannelConfiguration."""
        arguments = {api: want[field] for field, api in CHANGED.items() if want[field] is not None}
        names = {"ConfigurationName": want.name, "SlackTeamId": want["team_id"]}
        self.aws.create("create_slack_channel_configuration", **names, **arguments, Tags=self._tag_list(want.tags))

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateSlackChannelConfiguration, which wants the channel with every change."""
        arguments = {CHANGED[field]: want[field] for field in {*changed, "channel_id"} if field in CHANGED}
        self.aws.write("update_slack_channel_configuration", ChatConfigurationArn=have.id, **arguments)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource spells tags in its own way."""
        self.aws.write("tag_resource", ResourceARN=have.id, Tags=self._tag_list(tags))

    def delete(self, have: Resource) -> None:
        """DeleteSlackChannelConfiguration."""
        self.aws.write("delete_slack_channel_configuration", already=MISSING, ChatConfigurationArn=have.id)
