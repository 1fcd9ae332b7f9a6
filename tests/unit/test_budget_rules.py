"""What AWS refuses of budgets is found before it is asked, and what a budget is made of."""

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import Wanted
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.budgets import rules
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.budgets.budget import Budget
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.budgets.shapes import (
    expression,
    sort_of,
    subscriber,
    tags_of,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.ce.anomaly_subscription import AnomalySubscription
from ansible_collections.knowledge.stack.plugins.plugin_utils.roles.budget import (
    anomaly_subscriptions,
    budget_limit,
    cost_tag_items,
)
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import budget as inventory

from tests.unit.inventory import found as said

TOPIC = "arn:aws:sns:ap-northeast-2:123456789012:knowledge-production"
ACTUAL = {"notification_type": "ACTUAL", "threshold": 80}


@pytest.mark.parametrize(
    ("variables", "variable", "words"),
    [
        ({"budget_limit": -1}, "budget_limit", "-1 is not possible"),
        ({"budget_limit": "many"}, "budget_limit", "unable to convert to float"),
        ({"budget_margin_percent": -10}, "budget_margin_percent", "-10"),
        ({"budget_anomaly_threshold": -0.5}, "budget_anomaly_threshold", "-0.5 is not possible"),
        ({"budget_anomaly_threshold": "inf"}, "budget_anomaly_threshold", "inf is not possible"),
        (
            {"budget_notifications": [{**ACTUAL, "threshold": number} for number in range(1, 7)]},
            "budget_notifications",
            "6 notifications are too many",
        ),
        (
            {"budget_notifications": [{"notification_type": "LATER", "threshold": 80}]},
            "budget_notifications",
            "value of budget_notifications must be one of: ACTUAL",
        ),
        (
            {"budget_notifications": [{"notification_type": "ACTUAL", "threshold": 0}]},
            "budget_notifications",
            "out of range",
        ),
        ({"budget_notifications": [ACTUAL, ACTUAL]}, "budget_notifications", "two notifications say ACTUAL 80"),
        ({"budget_emails": ["operations"]}, "budget_emails", "'operations' is no e-mail address"),
        ({"budget_emails": ["a@example.com", "nobody"]}, "budget_emails", "'nobody' is no e-mail address"),
        (
            {"budget_emails": [f"{number}@example.com" for number in range(11)]},
            "budget_emails",
            "11 e-mail addresses are too many",
        ),
        (
            {"budget_topic_arn": "arn:aws:sqs:ap-northeast-2:123456789012:queue"},
            "budget_topic_arn",
            "is no ARN of a topic",
        ),
        ({"budget_cost_assumptions": {"log_gb": 1}}, "budget_cost_assumptions", "log_gb is no assumption"),
    ],
)
def test_what_cannot_be_is_named_with_its_variable(variables: dict, variable: str, words: str) -> None:
    found = said(**variables)
    assert found and all(one.valid for one in found) and {one.field for one in found} == {variable}
    assert words in found[0].wrong


def test_what_is_right_is_left_alone() -> None:
    right = {
        "budget_limit": "4110.5",
        "budget_margin_percent": 0,
        "budget_notifications": [ACTUAL, {"notification_type": "FORECASTED", "threshold": 80}],
        "budget_emails": ["operations+aws@example.co.kr"],
        "budget_topic_arn": TOPIC,
        "budget_cost_assumptions": {"logs_gb": 200},
    }
    assert said(**right) == [] == list(inventory.findings({}))
    assert list(rules.address_findings("told", ["(known after apply: topic main)"])) == []


@pytest.mark.parametrize("name", ["", "a:b", "a\\b", "x" * 101])
def test_names_that_aws_refuses(name: str) -> None:
    assert list(rules.name_findings(name))


def test_a_notification_has_one_topic() -> None:
    (finding,) = rules.address_findings("told", [TOPIC, TOPIC + "-other"])
    assert finding.wrong == "2 topics are too many for a notification" and "one topic at most" in finding.valid


@pytest.mark.parametrize(
    ("month", "margin", "limit"),
    [(0, 10, 10), (9.09, 10, 10), (9.1, 10, 20), (3733.97, 10, 4110), (3733.97, 0, 3740), (100, 10, 110)],
)
def test_the_limit_is_rounded_up_to_ten(month: float, margin: float, limit: int) -> None:
    assert budget_limit(month, margin) == limit


def test_who_is_told_of_unexpected_costs() -> None:
    found = anomaly_subscriptions(["a@example.com"], TOPIC, ["monitor"], 100)
    assert [(one["key"], one["frequency"], one["subscribers"]) for one in found] == [
        ("mail", "DAILY", ["a@example.com"]),
        ("topic", "IMMEDIATE", [TOPIC]),
    ]
    assert anomaly_subscriptions([], "", ["monitor"], 100) == []
    assert cost_tag_items(["Project"]) == [{"key": "project", "name": "Project"}]


def test_filters_are_told_as_tags_and_others_as_they_are() -> None:
    both = {"Project": "knowledge-database", "Environment": "production"}
    assert tags_of(expression(both)) == both and tags_of(expression({"Environment": "production"})) == {
        "Environment": "production"
    }
    assert tags_of({}) == {}
    other = {"Dimensions": {"Key": "SERVICE", "Values": ["AmazonRDS"]}}
    assert tags_of(other) == {"filter": str(other)}
    assert "filter" in tags_of({"Tags": {"Key": "Environment", "Values": ["staging", "production"]}})


def test_notifications_of_another_sort_differ() -> None:
    usual = {
        "NotificationType": "ACTUAL",
        "ComparisonOperator": "GREATER_THAN",
        "Threshold": 80.0,
        "ThresholdType": "PERCENTAGE",
    }
    assert sort_of(usual) == "ACTUAL"
    assert (
        sort_of({**usual, "ThresholdType": "ABSOLUTE_VALUE"})
        != "ACTUAL"
        != sort_of({**usual, "ComparisonOperator": "LESS_THAN"})
    )
    assert subscriber(TOPIC)["SubscriptionType"] == "SNS" and subscriber("a@example.com")["SubscriptionType"] == "EMAIL"


def wanted(**fields: object) -> list[Wanted]:
    return [Wanted("main", "knowledge-production", fields, {})]


def told(*addresses: str, threshold: float = 80.0) -> dict[str, object]:
    return {"notification_type": "ACTUAL", "threshold": threshold, "subscribers": list(addresses)}


@pytest.mark.parametrize(
    ("amount", "notifications", "words"),
    [
        (0.0, [], "budget_limit.amount 0 is not above 0"),
        (10.0, [told()], "tells nobody"),
        (10.0, [told("nobody")], "'nobody' is no e-mail address"),
        (10.0, [told("a@example.com", threshold=2_000_000.0)], "out of range"),
    ],
)
def test_a_budget_that_aws_would_refuse(amount: float, notifications: list[object], words: str) -> None:
    (one,) = wanted(budget_limit={"amount": amount}, notifications=notifications)
    (finding,) = Budget.check(None, one)  # type: ignore[arg-type]
    assert words in finding.about("budget knowledge-production")


def test_a_budget_that_nobody_hears_of_is_a_risk() -> None:
    assert "tells nobody" in Budget.risks(None, wanted(notifications=[]))[0]  # type: ignore[arg-type]
    assert Budget.risks(None, wanted(notifications=[told("a@example.com")])) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("subscribers", "frequency", "threshold", "words"),
    [
        ([TOPIC], "DAILY", 100.0, "IMMEDIATE"),
        (["a@example.com"], "IMMEDIATE", 100.0, "IMMEDIATE"),
        ([TOPIC, "a@example.com"], "IMMEDIATE", 100.0, "of their own"),
        ([], "DAILY", 100.0, "of their own"),
        (["a@example.com"], "DAILY", 0.0, "threshold 0 is not above 0"),
    ],
)
def test_a_subscription_that_aws_would_refuse(
    subscribers: list[str], frequency: str, threshold: float, words: str
) -> None:
    (one,) = wanted(subscribers=subscribers, frequency=frequency, threshold=threshold)
    (finding,) = AnomalySubscription.check(None, one)  # type: ignore[arg-type]
    assert words in finding.about("subscription")
