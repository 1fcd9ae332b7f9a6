"""SNS: subscriptions that wait until somebody confirms them; here nobody can."""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.sns.models import SNSBackend, Subscription
from moto.sns.responses import SNSResponse

from local_aws.attach import wrap

Original = Callable[..., Any]

# Protocols whose owner has to confirm.
WAITING = ("email", "email-json", "http", "https")
PENDING = "PendingConfirmation"


def subscribe(original: Original, self: SNSBackend, topic_arn: str, endpoint: str, protocol: str) -> Subscription:
    """E-mail and web services wait for their confirmation; moto confirms at once.

    https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
    """
    known = set(self.subscriptions)
    subscription = original(self, topic_arn, endpoint, protocol)
    if protocol in WAITING and subscription.arn not in known:
        subscription.attributes["PendingConfirmation"] = True
    return subscription


def listed(original: Original, self: SNSResponse) -> ActionResult:
    """The ARN of one that waits is not told in lists.

    https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html
    """
    answer = original(self)
    for number, one in enumerate(answer.result["Subscriptions"]):
        if one.attributes.get("PendingConfirmation"):
            told = {"Owner": one.owner, "Protocol": one.protocol, "Endpoint": one.endpoint, "TopicArn": one.topic_arn}
            answer.result["Subscriptions"][number] = told | {"SubscriptionArn": PENDING}
    return answer


def apply() -> None:
    wrap(SNSBackend, "subscribe", subscribe)
    for name in ("list_subscriptions", "list_subscriptions_by_topic"):
        wrap(SNSResponse, name, listed)
