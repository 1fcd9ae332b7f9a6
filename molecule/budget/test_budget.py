"""The budget as AWS has it, and who is told."""

import pytest

NAME = "knowledge-production"
MAIL = "operations@example.com"


@pytest.fixture(scope="module")
def place(env):
    return {"AccountId": env["AWS_ACCOUNT_ID"], "BudgetName": NAME}


@pytest.fixture(scope="module")
def topic(env):
    return f"arn:aws:sns:ap-northeast-2:{env['AWS_ACCOUNT_ID']}:{NAME}"


def test_the_limit_is_the_estimate_and_a_margin_of_what_carries_the_tags(aws, place):
    (budget,) = aws("budgets", "us-east-1").describe_budgets(AccountId=place["AccountId"], ShowFilterExpression=True)[
        "Budgets"
    ]
    # The one key of this scenario costs a dollar; ten is the smallest budget.
    assert (budget["BudgetName"], budget["BudgetLimit"], budget["TimeUnit"]) == (
        NAME,
        {"Amount": "10.0", "Unit": "USD"},
        "MONTHLY",
    )
    tags = {part["Tags"]["Key"]: part["Tags"]["Values"] for part in budget["FilterExpression"]["And"]}
    assert tags == {"Project": ["knowledge-database"], "Environment": ["production"]}


def test_people_and_the_topic_are_told_at_80_and_100_percent_and_by_the_forecast(aws, place, topic):
    budgets = aws("budgets", "us-east-1")
    told = budgets.describe_notifications_for_budget(**place)["Notifications"]
    assert sorted((one["NotificationType"], one["Threshold"]) for one in told) == [
        ("ACTUAL", 80),
        ("ACTUAL", 100),
        ("FORECASTED", 100),
    ]
    for one in told:
        notification = {key: value for key, value in one.items() if key != "NotificationState"}
        subscribers = budgets.describe_subscribers_for_notification(**place, Notification=notification)["Subscribers"]
        assert {who["Address"]: who["SubscriptionType"] for who in subscribers} == {MAIL: "EMAIL", topic: "SNS"}


def test_unexpected_costs_are_told_to_people_once_a_day_and_to_the_topic_at_once(aws, topic):
    ce = aws("ce", "us-east-1")
    (monitor,) = ce.get_anomaly_monitors()["AnomalyMonitors"]
    assert monitor["MonitorSpecification"]["Tags"] == {"Key": "Environment", "Values": ["production"]}
    subscriptions = ce.get_anomaly_subscriptions(MonitorArn=monitor["MonitorArn"])["AnomalySubscriptions"]
    assert {one["Frequency"]: one["Subscribers"][0]["Address"] for one in subscriptions} == {
        "DAILY": MAIL,
        "IMMEDIATE": topic,
    }


def test_everything_is_tagged_as_the_stacks(aws, env):
    arn = f"arn:aws:budgets::{env['AWS_ACCOUNT_ID']}:budget/{NAME}"
    tags = {
        tag["Key"]: tag["Value"]
        for tag in aws("budgets", "us-east-1").list_tags_for_resource(ResourceARN=arn)["ResourceTags"]
    }
    assert (tags["ManagedBy"], tags["Component"], tags["Environment"]) == ("ansible", "budget", "production")
