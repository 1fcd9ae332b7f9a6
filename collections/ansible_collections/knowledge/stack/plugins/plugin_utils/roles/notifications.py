# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Who may publish to the stack's topics, who is told, and what is to be said of it. Pure."""

from __future__ import annotations

from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core import arns

# Services that publish for this account and say so in aws:SourceAccount: alarms, budgets, unexpected costs.
PUBLISHERS = ["budgets.amazonaws.com", "cloudwatch.amazonaws.com", "costalerts.amazonaws.com"]
# EventBridge sends neither account nor rule to KMS, and AWS names no condition for its topics: with one, its messages
# would be lost silently.
# https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
EVENTS = "events.amazonaws.com"
USE_KEY = ["kms:Decrypt", "kms:GenerateDataKey*"]


def allow(
    sid: str, principal: Any, actions: Any, resource: str, condition: dict[str, Any] | None = None
) -> dict[str, Any]:
    """One statement of a resource's policy."""
    statement = {"Sid": sid, "Effect": "Allow", "Principal": principal, "Action": actions, "Resource": resource}
    return statement | ({"Condition": condition} if condition else {})


def alert_key_policy(stack: dict[str, Any]) -> dict[str, Any]:
    """Of the key of a topic.

    The key that AWS manages (alias/aws/sns) lets CloudWatch not publish: its policy cannot be changed.
    """
    own = {"StringEquals": {"aws:SourceAccount": stack["account_id"]}}
    root = arns.arn("iam", "", stack["account_id"], "root", arns.partition_of(stack["region"]))
    return {
        "Version": "2012-10-17",
        "Statement": [
            allow("Administration", {"AWS": root}, "kms:*", "*"),
            allow("Publishers", {"Service": PUBLISHERS}, USE_KEY, "*", own),
            allow("Events", {"Service": EVENTS}, USE_KEY, "*"),
        ],
    }


def tls_only(arn: str) -> dict[str, Any]:
    """Nobody publishes without TLS."""
    condition = {"Bool": {"aws:SecureTransport": "false"}}
    return {
        "Sid": "OnlyTls",
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": "sns:Publish",
        "Resource": arn,
        "Condition": condition,
    }


def alert_topic_policy(stack: dict[str, Any], arn: str) -> dict[str, Any]:
    """Of the topic of alarms. People of the account come in by their own policies."""
    own = {"StringEquals": {"aws:SourceAccount": stack["account_id"]}}
    return {
        "Version": "2012-10-17",
        "Statement": [
            allow("Publishers", {"Service": PUBLISHERS}, "sns:Publish", arn, own),
            allow("Events", {"Service": EVENTS}, "sns:Publish", arn),
            tls_only(arn),
        ],
    }


def cache_topic_policy(stack: dict[str, Any], arn: str) -> dict[str, Any]:
    """Of the topic of ElastiCache.

    It publishes for the owner of the topic and wants aws:SourceOwner, not aws:SourceAccount.
    https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ECEvents.SNS.html
    """
    own = {"StringEquals": {"aws:SourceOwner": stack["account_id"]}}
    return {
        "Version": "2012-10-17",
        "Statement": [allow("Cache", {"AWS": "*"}, "sns:Publish", arn, own), tls_only(arn)],
    }


def topic_arn(stack: dict[str, Any], key: str, region: str) -> str:
    """A topic's ARN, which follows from its name."""
    return arns.arn("sns", region, stack["account_id"], f"{stack['name']}-{key}")


def key_in(stack: dict[str, Any], region: str, key: str) -> str:
    """The key of an entry: plain in the stack's own region, under ``edge`` in that of CloudFront."""
    return key if region == stack["region"] else f"edge.{key}"


def alert_key_items(stack: dict[str, Any], regions: list[str]) -> list[dict[str, Any]]:
    """Entries for ``kms_key``: a key a region, of one name."""
    return [
        {
            "key": key_in(stack, region, "alerts"),
            "name": f"{stack['name']}-alerts",
            "region": region,
            "description": "Alarms and events",
            "policy": alert_key_policy(stack),
        }
        for region in regions
    ]


def topic_items(
    stack: dict[str, Any], regions: list[str], key_arns: dict[str, Any], cache: bool
) -> list[dict[str, Any]]:
    """Entries for ``sns_topic``: one a region, and one of ElastiCache, which publishes to no encrypted one."""
    found = []
    for region in regions:
        keys = key_arns if region == stack["region"] else key_arns.get("edge", {})
        found.append(
            {
                "key": key_in(stack, region, "alerts"),
                "name": f"{stack['name']}-alerts",
                "region": region,
                "display_name": stack["name"],
                "kms_master_key_id": keys["alerts"],
                "policy": alert_topic_policy(stack, topic_arn(stack, "alerts", region)),
            }
        )
    if cache and stack["region"] in regions:
        arn = topic_arn(stack, "cache-events", stack["region"])
        found.append(
            {
                "key": "cache-events",
                "region": stack["region"],
                "display_name": f"{stack['name']} cache",
                "kms_master_key_id": "",
                "policy": cache_topic_policy(stack, arn),
            }
        )
    return found


def subscription_items(
    subscriptions: dict[str, dict[str, Any]], topics: list[dict[str, Any]], arns: dict[str, Any]
) -> list[dict[str, Any]]:
    """Entries for ``sns_subscription``: everybody is told of every topic."""

    def arn_of(topic: dict[str, Any]) -> str:
        *path, last = topic["key"].split(".")
        return str((arns[path[0]] if path else arns)[last])

    return [
        {"key": f"{topic['key']}.{key}", "region": topic["region"], "topic_arn": arn_of(topic), **subscription}
        for topic in topics
        for key, subscription in subscriptions.items()
    ]


def unconfirmed(attributes: Any) -> list[str]:
    """Keys of subscriptions that nobody has confirmed yet; those that a plan does not know are left out.

    attributes: by key, nested at dots.
    """
    if not isinstance(attributes, dict):
        return []
    own = {key for key, told in attributes.items() if isinstance(told, dict) and told.get("confirmed") is False}
    return sorted(own | {key for inner in attributes.values() for key in unconfirmed(inner)})


def notification_warnings(environment: str, enabled: bool, told: int, waiting: list[str]) -> list[str]:
    """What an operator has to know. told: number of subscriptions and chat channels."""
    if not enabled:
        return []
    found = []
    if not told:
        found.append(
            f"Nobody is told of alarms of {environment}: there is no subscription. "
            "Put one into notifications_subscriptions or notifications_slack"
            f" (inventories/{environment}/group_vars/{environment}/notifications.yml)."
        )
    if waiting:
        found.append(
            f"Not confirmed yet, so nothing is sent there: {', '.join(waiting)}. "
            "AWS has sent a link to each of them, and once more for each topic; it is"
            " valid for three days. After that remove the subscription, run, add it again, run."
        )
    return found
