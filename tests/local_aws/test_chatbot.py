"""Channels of chat applications."""

import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def chatbot(account):
    return account.client("chatbot", "us-east-2")


@pytest.fixture
def channel(chatbot, account):
    role = f"arn:aws:iam::{account.id}:role/chat"
    tags = [{"TagKey": "Project", "TagValue": "one"}]
    made = chatbot.create_slack_channel_configuration(
        ConfigurationName="alerts", SlackTeamId="T01234567", SlackChannelId="C01234567", IamRoleArn=role, Tags=tags
    )
    return made["ChannelConfiguration"]


def test_a_channel_is_made_listed_changed_and_removed(chatbot, channel):
    arn = channel["ChatConfigurationArn"]
    assert (channel["LoggingLevel"], channel["SnsTopicArns"], channel["State"]) == ("NONE", [], "ENABLED")
    topics = ["arn:aws:sns:us-east-1:123456789012:alerts"]
    chatbot.update_slack_channel_configuration(
        ChatConfigurationArn=arn, SlackChannelId="C12345670", SnsTopicArns=topics
    )
    (found,) = chatbot.describe_slack_channel_configurations()["SlackChannelConfigurations"]
    assert (found["SlackChannelId"], found["SnsTopicArns"]) == ("C12345670", topics)
    chatbot.delete_slack_channel_configuration(ChatConfigurationArn=arn)
    assert chatbot.describe_slack_channel_configurations()["SlackChannelConfigurations"] == []


def test_tags(chatbot, channel):
    arn = channel["ChatConfigurationArn"]
    chatbot.tag_resource(
        ResourceARN=arn, Tags=[{"TagKey": "Project", "TagValue": "two"}, {"TagKey": "Name", "TagValue": "alerts"}]
    )
    chatbot.untag_resource(ResourceARN=arn, TagKeys=["Name"])
    assert chatbot.list_tags_for_resource(ResourceARN=arn)["Tags"] == [{"TagKey": "Project", "TagValue": "two"}]


def test_errors(chatbot, channel):
    again = {
        "ConfigurationName": "alerts",
        "SlackTeamId": "T01234567",
        "SlackChannelId": "C01234567",
        "IamRoleArn": channel["IamRoleArn"],
    }
    with pytest.raises(ClientError, match="ConflictException"):
        chatbot.create_slack_channel_configuration(**again)
    missing = channel["ChatConfigurationArn"] + "-gone"
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        chatbot.delete_slack_channel_configuration(ChatConfigurationArn=missing)
