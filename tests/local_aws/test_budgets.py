"""Budgets with notifications, subscribers, filters and tags."""

import pytest
from botocore.exceptions import ClientError

ACTUAL = {"NotificationType": "ACTUAL", "ComparisonOperator": "GREATER_THAN", "Threshold": 80.0}
MAIL = {"SubscriptionType": "EMAIL", "Address": "operations@example.com"}
OTHER = {"SubscriptionType": "EMAIL", "Address": "finance@example.com"}
FILTER = {"Tags": {"Key": "Environment", "Values": ["production"]}}


@pytest.fixture
def budgets(account):
    return account.client("budgets", "us-east-1")


def budget(**more):
    limit = {"Amount": "100", "Unit": "USD"}
    basics = {"BudgetName": "main", "BudgetType": "COST", "TimeUnit": "MONTHLY", "BudgetLimit": limit}
    return {**basics, "Metrics": ["UnblendedCost"], "FilterExpression": FILTER, **more}


def make(budgets, account, notifications=((ACTUAL, [MAIL]),), **more):
    told = [{"Notification": one, "Subscribers": list(subscribers)} for one, subscribers in notifications]
    tags = [{"Key": "Environment", "Value": "production"}]
    budgets.create_budget(
        AccountId=account.id, Budget=budget(**more), NotificationsWithSubscribers=told, ResourceTags=tags
    )
    return {"AccountId": account.id, "BudgetName": "main"}


def code(error):
    return error.value.response["Error"]["Code"]


def test_a_budget_is_told_as_aws_writes_it_and_its_filter_only_on_request(budgets, account):
    place = make(budgets, account)
    (listed,) = budgets.describe_budgets(AccountId=account.id, ShowFilterExpression=True)["Budgets"]
    assert (listed["BudgetLimit"], listed["FilterExpression"], listed["Metrics"]) == (
        {"Amount": "100.0", "Unit": "USD"},
        FILTER,
        ["UnblendedCost"],
    )
    assert "CostTypes" not in listed
    assert "FilterExpression" not in budgets.describe_budget(**place)["Budget"]


def test_a_budget_changes_but_not_its_notifications(budgets, account):
    place = make(budgets, account)
    budgets.update_budget(AccountId=account.id, NewBudget=budget(BudgetLimit={"Amount": "250.5", "Unit": "USD"}))
    assert budgets.describe_budget(**place)["Budget"]["BudgetLimit"]["Amount"] == "250.5"
    assert len(budgets.describe_notifications_for_budget(**place)["Notifications"]) == 1
    with pytest.raises(ClientError) as missing:
        budgets.update_budget(AccountId=account.id, NewBudget=budget(BudgetName="other"))
    assert code(missing) == "NotFoundException"
    with pytest.raises(ClientError) as both:
        budgets.update_budget(AccountId=account.id, NewBudget=budget(CostTypes={"IncludeTax": True}))
    assert code(both) == "InvalidParameterException"


def test_notifications_have_subscribers_up_to_the_limits_of_aws(budgets, account):
    place = make(budgets, account)
    what = {**place, "Notification": ACTUAL}
    (told,) = budgets.describe_notifications_for_budget(**place)["Notifications"]
    assert told == {**ACTUAL, "ThresholdType": "PERCENTAGE", "NotificationState": "OK"}
    budgets.create_subscriber(**what, Subscriber=OTHER)
    budgets.delete_subscriber(**what, Subscriber=MAIL)
    assert budgets.describe_subscribers_for_notification(**what)["Subscribers"] == [OTHER]
    refused = {
        "InvalidParameterException": lambda: budgets.delete_subscriber(**what, Subscriber=OTHER),
        "NotFoundException": lambda: budgets.delete_subscriber(**what, Subscriber=MAIL),
        "DuplicateRecordException": lambda: budgets.create_notification(**what, Subscribers=[MAIL]),
    }
    for expected, call in refused.items():
        with pytest.raises(ClientError) as error:
            call()
        assert code(error) == expected
    for threshold in (90.0, 100.0, 110.0, 120.0):
        budgets.create_notification(**place, Notification={**ACTUAL, "Threshold": threshold}, Subscribers=[MAIL])
    with pytest.raises(ClientError) as sixth:
        budgets.create_notification(**place, Notification={**ACTUAL, "Threshold": 130.0}, Subscribers=[MAIL])
    assert code(sixth) == "CreationLimitExceededException"
    budgets.delete_notification(**what)
    with pytest.raises(ClientError) as gone:
        budgets.describe_subscribers_for_notification(**what)
    assert code(gone) == "NotFoundException"


def test_tags_come_with_a_budget_and_go_with_it(budgets, account):
    place, arn = make(budgets, account), f"arn:aws:budgets::{account.id}:budget/main"
    budgets.tag_resource(ResourceARN=arn, ResourceTags=[{"Key": "Project", "Value": "knowledge"}])
    budgets.untag_resource(ResourceARN=arn, ResourceTagKeys=["Environment"])
    assert budgets.list_tags_for_resource(ResourceARN=arn)["ResourceTags"] == [{"Key": "Project", "Value": "knowledge"}]
    budgets.delete_budget(**place)
    with pytest.raises(ClientError) as gone:
        budgets.list_tags_for_resource(ResourceARN=arn)
    assert code(gone) == "NotFoundException"
    make(budgets, account, notifications=())
    assert budgets.list_tags_for_resource(ResourceARN=arn)["ResourceTags"] == [
        {"Key": "Environment", "Value": "production"}
    ]
