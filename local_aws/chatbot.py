"""Amazon Q Developer in chat applications, which moto has not: configurations of Slack channels and their tags.

Any workspace counts as one that somebody has let AWS into.
https://docs.aws.amazon.com/chatbot/latest/APIReference/Welcome.html
"""

import json
from collections.abc import Callable
from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend
from moto.iam.models import get_account_id_from
from werkzeug.wrappers import Request, Response

SCOPE = "/chatbot/aws4_request"
Body = dict[str, Any]


class ChatbotBackend(BaseBackend):
    """Channels of one account by ARN; they are the same in every region."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.channels: dict[str, Body] = {}


chatbot_backends = BackendDict(ChatbotBackend, "chatbot", use_boto3_regions=False, additional_regions=["aws"])


class ChatbotError(Exception):
    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code, self.status = code, status


def found(backend: ChatbotBackend, arn: str) -> Body:
    """The channel of an ARN. Errors: ResourceNotFoundException."""
    if arn not in backend.channels:
        raise ChatbotError("ResourceNotFoundException", f"{arn} does not exist", 404)
    return backend.channels[arn]


def create(backend: ChatbotBackend, body: Body) -> Body:
    """https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html"""
    arn = f"arn:aws:chatbot::{backend.account_id}:chat-configuration/slack-channel/{body['ConfigurationName']}"
    if arn in backend.channels:
        raise ChatbotError("ConflictException", f"{body['ConfigurationName']} exists", 409)
    unset = {
        "SnsTopicArns": [],
        "LoggingLevel": "NONE",
        "GuardrailPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
        "Tags": [],
    }
    channel = (
        unset
        | body
        | {"ChatConfigurationArn": arn, "SlackTeamName": "team", "SlackChannelName": "channel", "State": "ENABLED"}
    )
    backend.channels[arn] = channel
    return {"ChannelConfiguration": channel}


def describe(backend: ChatbotBackend, body: Body) -> Body:
    """https://docs.aws.amazon.com/chatbot/latest/APIReference/API_DescribeSlackChannelConfigurations.html"""
    wanted = body.get("ChatConfigurationArn")
    return {
        "SlackChannelConfigurations": [channel for arn, channel in backend.channels.items() if wanted in (None, arn)]
    }


def update(backend: ChatbotBackend, body: Body) -> Body:
    """https://docs.aws.amazon.com/chatbot/latest/APIReference/API_UpdateSlackChannelConfiguration.html"""
    channel = found(backend, body["ChatConfigurationArn"])
    channel.update(body)
    return {"ChannelConfiguration": channel}


def delete(backend: ChatbotBackend, body: Body) -> Body:
    """https://docs.aws.amazon.com/chatbot/latest/APIReference/API_DeleteSlackChannelConfiguration.html"""
    del backend.channels[found(backend, body["ChatConfigurationArn"])["ChatConfigurationArn"]]
    return {}


def tag(backend: ChatbotBackend, body: Body) -> Body:
    """https://docs.aws.amazon.com/chatbot/latest/APIReference/API_TagResource.html"""
    channel = found(backend, body["ResourceARN"])
    added = {one["TagKey"] for one in body["Tags"]}
    channel["Tags"] = [one for one in channel["Tags"] if one["TagKey"] not in added] + body["Tags"]
    return {}


def untag(backend: ChatbotBackend, body: Body) -> Body:
    """https://docs.aws.amazon.com/chatbot/latest/APIReference/API_UntagResource.html"""
    channel = found(backend, body["ResourceARN"])
    channel["Tags"] = [one for one in channel["Tags"] if one["TagKey"] not in body["TagKeys"]]
    return {}


def list_tags(backend: ChatbotBackend, body: Body) -> Body:
    """https://docs.aws.amazon.com/chatbot/latest/APIReference/API_ListTagsForResource.html"""
    return {"Tags": found(backend, body["ResourceARN"])["Tags"]}


# By the path of the request: what answers it, and its status.
CALLS: dict[str, tuple[Callable[[ChatbotBackend, Body], Body], int]] = {
    "/create-slack-channel-configuration": (create, 201),
    "/describe-slack-channel-configurations": (describe, 200),
    "/update-slack-channel-configuration": (update, 200),
    "/delete-slack-channel-configuration": (delete, 204),
    "/tag-resource": (tag, 200),
    "/untag-resource": (untag, 200),
    "/list-tags-for-resource": (list_tags, 200),
}


def answer(request: Request, access_key: str) -> Response:
    backend = chatbot_backends[get_account_id_from(access_key)]["aws"]
    call, status = CALLS.get(request.path, (None, 0))
    if call is None:
        return Response(
            json.dumps({"message": f"The local AWS does not know {request.path} of chatbot"}),
            status=501,
            mimetype="application/json",
        )
    try:
        told = call(backend, json.loads(request.get_data(as_text=True) or "{}"))
    except ChatbotError as error:
        headers = {"x-amzn-ErrorType": error.code}
        return Response(
            json.dumps({"message": str(error)}), status=error.status, headers=headers, mimetype="application/json"
        )
    return Response("" if status == 204 else json.dumps(told), status=status, mimetype="application/json")
