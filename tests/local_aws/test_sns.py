"""Topics, and subscriptions that wait."""

import pytest


@pytest.fixture
def sns(account):
    return account.client("sns")


@pytest.fixture
def topic(sns):
    return sns.create_topic(Name="alerts")["TopicArn"]


def listed(sns, topic):
    return {
        one["Protocol"]: one["SubscriptionArn"]
        for one in sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    }


def test_people_and_web_services_wait_and_queues_do_not(sns, topic, account):
    sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="operations@example.com")
    sns.subscribe(TopicArn=topic, Protocol="https", Endpoint="https://example.com/hook")
    queue = sns.subscribe(
        TopicArn=topic,
        Protocol="sqs",
        Endpoint=f"arn:aws:sqs:ap-northeast-2:{account.id}:alerts",
        ReturnSubscriptionArn=True,
    )
    assert listed(sns, topic) == {
        "email": "PendingConfirmation",
        "https": "PendingConfirmation",
        "sqs": queue["SubscriptionArn"],
    }
    assert {one["SubscriptionArn"] for one in sns.list_subscriptions()["Subscriptions"]} == {
        "PendingConfirmation",
        queue["SubscriptionArn"],
    }


def test_to_subscribe_twice_changes_nothing(sns, topic):
    mail = {"TopicArn": topic, "Protocol": "email", "Endpoint": "operations@example.com", "ReturnSubscriptionArn": True}
    first, again = (sns.subscribe(**mail)["SubscriptionArn"] for _ in range(2))
    assert again == first and listed(sns, topic) == {"email": "PendingConfirmation"}
    assert sns.get_subscription_attributes(SubscriptionArn=first)["Attributes"]["PendingConfirmation"] == "true"
