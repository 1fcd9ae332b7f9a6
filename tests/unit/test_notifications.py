"""Who may publish to the topics, who is told, and what is said where nobody is."""

import json

import pytest
from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import notifications
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import notifications as rules

from tests.unit.inventory import found as said

STACK = {"name": "knowledge-production", "region": "ap-northeast-2", "account_id": "123456789012"}


def by_sid(policy: dict) -> dict[str, dict]:
    return {statement["Sid"]: statement for statement in policy["Statement"]}


def test_the_key_lets_publishers_of_this_account_in_and_eventbridge_without_a_condition() -> None:
    policy = by_sid(notifications.alert_key_policy(STACK))
    assert policy["Publishers"]["Principal"]["Service"] == [
        "budgets.amazonaws.com",
        "cloudwatch.amazonaws.com",
        "costalerts.amazonaws.com",
    ]
    assert policy["Publishers"]["Condition"] == {"StringEquals": {"aws:SourceAccount": "123456789012"}}
    assert policy["Publishers"]["Action"] == policy["Events"]["Action"] == ["kms:Decrypt", "kms:GenerateDataKey*"]
    assert "Condition" not in policy["Events"]


def test_the_topics_of_a_region() -> None:
    arns = {"alerts": "arn:key", "edge": {"alerts": "arn:edge"}}
    regions = ["ap-northeast-2", "us-east-1"]
    alerts, edge, cache = notifications.topic_items(STACK, regions, arns, True)
    assert [(one["key"], one["region"], one["kms_master_key_id"]) for one in (alerts, edge, cache)] == [
        ("alerts", "ap-northeast-2", "arn:key"),
        ("edge.alerts", "us-east-1", "arn:edge"),
        ("cache-events", "ap-northeast-2", ""),
    ]
    assert alerts["name"] == edge["name"], "regions do not see each other's names"
    arn = "arn:aws:sns:ap-northeast-2:123456789012:knowledge-production-alerts"
    assert {statement["Resource"] for statement in alerts["policy"]["Statement"]} == {arn}
    assert by_sid(cache["policy"])["Cache"]["Condition"] == {"StringEquals": {"aws:SourceOwner": "123456789012"}}
    for topic in (alerts, cache):
        denied = by_sid(topic["policy"])["OnlyTls"]
        assert (denied["Effect"], denied["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})
        assert len(json.dumps(topic["policy"])) < 30_720  # AWS's limit
    assert [topic["key"] for topic in notifications.topic_items(STACK, regions[1:], arns, True)] == ["edge.alerts"]
    keys = notifications.alert_key_items(STACK, regions)
    assert [(key["key"], key["region"]) for key in keys] == [(one["key"], one["region"]) for one in (alerts, edge)]


def test_everybody_is_told_of_every_topic() -> None:
    topics = [{"key": "alerts", "region": "ap-northeast-2"}, {"key": "edge.alerts", "region": "us-east-1"}]
    arns = {"alerts": "arn:home", "edge": {"alerts": "arn:edge"}}
    told = notifications.subscription_items({"mail": {"protocol": "email"}}, topics, arns)
    assert [(one["key"], one["region"], one["topic_arn"], one["protocol"]) for one in told] == [
        ("alerts.mail", "ap-northeast-2", "arn:home", "email"),
        ("edge.alerts.mail", "us-east-1", "arn:edge", "email"),
    ]


def test_who_has_not_confirmed() -> None:
    told = {
        "alerts": {"mail": {"confirmed": False}, "pager": {"confirmed": True}},
        "edge": {"alerts": {"mail": {"confirmed": True}, "new": {"confirmed": "(known after apply: x)"}}},
    }
    assert notifications.unconfirmed(told) == ["mail"]


def test_what_is_said() -> None:
    (nobody,) = notifications.notification_warnings("production", True, 0, [])
    assert "Nobody is told" in nobody and "inventories/production/group_vars/production/notifications.yml" in nobody
    (waiting,) = notifications.notification_warnings("production", True, 2, ["mail"])
    assert "mail" in waiting and "three days" in waiting
    assert (
        notifications.notification_warnings("production", True, 1, [])
        == []
        == notifications.notification_warnings("production", False, 0, [])
    )


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        (
            {"notifications_subscriptions": {"ops": {"protocol": "mail", "endpoint": "a@example.com"}}},
            "the protocol mail",
        ),
        (
            {"notifications_subscriptions": {"ops": {"protocol": "email", "endpoint": "operations"}}},
            "does not fit the protocol email",
        ),
        (
            {"notifications_subscriptions": {"ops": {"protocol": "https", "endpoint": "http://example.com"}}},
            "does not fit the protocol https",
        ),
        ({"notifications_subscriptions": {"ops": "a@example.com"}}, "ops is a text, not a map"),
        ({"notifications_subscriptions": {"ops": {"endpoint": "a@example.com"}}}, "the protocol None"),
        ({"notifications_subscriptions": {"ops": {"protocol": ["email"]}}}, "ops.protocol is a list, not a text"),
        ({"notifications_slack": True}, "is a switch, not a map"),
        ({"notifications_slack": {"team_id": "T1"}}, "channel_id is None"),
        ({"notifications_slack": {"team_id": "team-1", "channel_id": "C1"}}, "team_id is team-1"),
        ({"notifications_key_pending_window_in_days": 3}, "3 days"),
    ],
)
def test_what_cannot_be(variables: dict, words: str) -> None:
    (found,) = said(**variables)
    assert words in found.wrong and found.field in variables and found.valid


def test_an_endpoint_is_not_shown() -> None:
    key = "very-hidden-routing-key"
    (found,) = rules.findings(
        {"notifications_subscriptions": {"pager": {"protocol": "https", "endpoint": f"ftp://example.com/{key}"}}}
    )
    assert key not in found.text("file")


def test_what_is_right_is_left_alone() -> None:
    right = {
        "ops": {"protocol": "email", "endpoint": "ops+aws@example.co.kr"},
        "pager": {"protocol": "https", "endpoint": "https://events.example.com/integration/abc"},
        "phone": {"protocol": "sms", "endpoint": "+821012345678"},
        "queue": {"protocol": "sqs", "endpoint": "arn:aws:sqs:ap-northeast-2:123456789012:alerts"},
    }
    slack = {"team_id": "T01234567", "channel_id": "C01234567"}
    assert list(rules.findings({"notifications_subscriptions": right, "notifications_slack": slack})) == []
