"""Budgets: tags, changes in place, notifications and their subscribers, and filters in the form of today."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from moto.budgets.exceptions import DuplicateRecordException, NotFoundException
from moto.budgets.models import Budget, BudgetsBackend, Notification
from moto.budgets.responses import BudgetsResponse
from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult, EmptyResult
from moto.utilities.tagging_service import TaggingService

from local_aws.attach import attach, wrap

Original = Callable[..., Any]

MOST_NOTIFICATIONS, MOST_EMAILS = 5, 10
NAMES_IT = ("NotificationType", "ComparisonOperator", "Threshold", "ThresholdType")


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two notifications are the same one; the threshold is a percentage where nothing is said.

    https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Notification.html
    """
    complete = [{"ThresholdType": "PERCENTAGE", **entry} for entry in (one, other)]
    return all(complete[0].get(name) == complete[1].get(name) for name in NAMES_IT)


def invalid(text: str) -> JsonRESTError:
    """The error for a request that cannot be."""
    return JsonRESTError("InvalidParameterException", text)


def check_subscribers(subscribers: list[dict[str, str]]) -> None:
    """At least one, one topic and ten addresses at most.

    https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateNotification.html
    """
    kinds = [one["SubscriptionType"] for one in subscribers]
    if not subscribers:
        raise invalid("A notification must have at least one subscriber")
    if kinds.count("SNS") > 1 or kinds.count("EMAIL") > MOST_EMAILS:
        raise JsonRESTError(
            "CreationLimitExceededException", "A notification has one SNS subscriber and up to 10 email subscribers"
        )
    if len({one["Address"] for one in subscribers}) < len(subscribers):
        raise invalid("Duplicate subscribers")


def new_backend(original: Original, self: BudgetsBackend, *arguments: Any, **options: Any) -> None:
    """Budgets have tags; moto has no place for them."""
    original(self, *arguments, **options)
    self.tagger = TaggingService()


def new_budget(original: Original, self: Budget, budget: dict[str, Any], notifications: list[dict[str, Any]]) -> None:
    """Amounts as AWS writes them; what AWS refuses about notifications."""
    if len(notifications) > MOST_NOTIFICATIONS:
        raise JsonRESTError("CreationLimitExceededException", "A budget can have up to five notifications")
    for entry in notifications:
        check_subscribers(entry["Subscribers"])
    original(self, checked(budget), notifications)


def checked(budget: dict[str, Any]) -> dict[str, Any]:
    """A budget with either the old or the new form of filters, and its amount with a decimal point.

    https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateBudget.html
    """
    if {"FilterExpression", "Metrics"} & budget.keys() and {"CostFilters", "CostTypes"} & budget.keys():
        raise invalid("Either FilterExpression and Metrics or CostFilters and CostTypes, not both")
    limit = budget.get("BudgetLimit")
    if limit:
        if float(limit["Amount"]) <= 0:
            raise invalid("The budget limit must be greater than 0")
        budget = {**budget, "BudgetLimit": {**limit, "Amount": str(float(limit["Amount"]))}}
    return budget


def to_dict(original: Original, self: Budget) -> dict[str, Any]:
    """A budget with metrics has no cost types; moto adds them always."""
    answer = original(self)
    if "Metrics" in answer and "CostTypes" not in self.budget:
        answer.pop("CostTypes", None)
    return answer


def arn_of(account: str, name: str) -> str:
    """https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbudgetservice.html"""
    return f"arn:aws:budgets::{account}:budget/{name}"


def budget_of(self: BudgetsResponse) -> Budget:
    """The budget that a call names; raises NotFoundException."""
    account, name = self._get_param("AccountId"), self._get_param("BudgetName")
    if name not in self.backend.budgets[account]:
        raise NotFoundException(f"Unable to get budget: {name} - the budget doesn't exist.")
    return self.backend.budgets[account][name]


def notification_of(self: BudgetsResponse) -> Notification:
    """The notification that a call names; raises NotFoundException."""
    wanted = self._get_param("Notification")
    found = next((one for one in budget_of(self).notifications if same(one.details, wanted)), None)
    if found is None:
        raise NotFoundException("Unable to find the notification: the notification doesn't exist.")
    return found


def create_budget(original: Original, self: BudgetsResponse) -> Any:
    """Tags may come with it; moto leaves them out.

    https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateBudget.html
    """
    original(self)
    arn = arn_of(self._get_param("AccountId"), self._get_param("Budget")["BudgetName"])
    self.backend.tagger.tag_resource(arn, self._get_param("ResourceTags") or [])
    return EmptyResult()


def update_budget(self: BudgetsResponse) -> EmptyResult:
    """Everything but the name, the notifications and what was spent.

    https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_UpdateBudget.html
    """
    account, new = self._get_param("AccountId"), checked(self._get_param("NewBudget"))
    if new["BudgetName"] not in self.backend.budgets[account]:
        raise NotFoundException(f"Unable to update budget: {new['BudgetName']} - the budget doesn't exist.")
    budget = self.backend.budgets[account][new["BudgetName"]]
    budget.budget = {
        "TimePeriod": budget.budget["TimePeriod"],
        "LastUpdatedTime": budget.budget["LastUpdatedTime"],
        **new,
    }
    return EmptyResult()


def shown(self: BudgetsResponse, budget: Budget) -> dict[str, Any]:
    """The filter is only told where it is asked for.

    https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeBudgets.html
    """
    answer = deepcopy(budget.to_dict())
    if not self._get_param("ShowFilterExpression"):
        answer.pop("FilterExpression", None)
    return answer


def describe_budget(self: BudgetsResponse) -> ActionResult:
    """https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeBudget.html"""
    return ActionResult({"Budget": shown(self, budget_of(self))})


def describe_budgets(self: BudgetsResponse) -> ActionResult:
    """moto spells the token's name wrong.

    https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeBudgets.html
    """
    budgets = self.backend.budgets[self._get_param("AccountId")].values()
    return ActionResult({"Budgets": [shown(self, budget) for budget in budgets]})


def delete_budget(original: Original, self: BudgetsResponse) -> Any:
    """Its tags go with it."""
    original(self)
    arn = arn_of(self._get_param("AccountId"), self._get_param("BudgetName"))
    self.backend.tagger.delete_all_tags_for_resource(arn)
    return EmptyResult()


def create_notification(self: BudgetsResponse) -> EmptyResult:
    """Once, five at most.

    https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateNotification.html
    """
    budget, wanted, subscribers = budget_of(self), self._get_param("Notification"), self._get_param("Subscribers")
    if any(same(one.details, wanted) for one in budget.notifications):
        raise DuplicateRecordException("notification", self._get_param("BudgetName"))
    if len(budget.notifications) >= MOST_NOTIFICATIONS:
        raise JsonRESTError("CreationLimitExceededException", "A budget can have up to five notifications")
    check_subscribers(subscribers)
    budget.add_notification(wanted, subscribers)
    return EmptyResult()


def delete_notification(self: BudgetsResponse) -> EmptyResult:
    """With its subscribers.

    https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DeleteNotification.html
    """
    budget_of(self).notifications.remove(notification_of(self))
    return EmptyResult()


def describe_notifications_for_budget(self: BudgetsResponse) -> ActionResult:
    """With what AWS fills in.

    https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeNotificationsForBudget.html
    """
    filled_in = {"ThresholdType": "PERCENTAGE", "NotificationState": "OK"}
    return ActionResult({"Notifications": [{**filled_in, **one.details} for one in budget_of(self).notifications]})


def describe_subscribers_for_notification(self: BudgetsResponse) -> ActionResult:
    """https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeSubscribersForNotification.html"""
    return ActionResult({"Subscribers": deepcopy(notification_of(self).subscribers)})


def create_subscriber(self: BudgetsResponse) -> EmptyResult:
    """https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateSubscriber.html"""
    found, new = notification_of(self), self._get_param("Subscriber")
    if new in found.subscribers:
        raise DuplicateRecordException("subscriber", new["Address"])
    check_subscribers([*found.subscribers, new])
    found.subscribers.append(new)
    return EmptyResult()


def delete_subscriber(self: BudgetsResponse) -> EmptyResult:
    """The last one cannot go.

    https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DeleteSubscriber.html
    """
    found, old = notification_of(self), self._get_param("Subscriber")
    if old not in found.subscribers:
        raise NotFoundException("Unable to delete subscriber - the subscriber doesn't exist.")
    check_subscribers([one for one in found.subscribers if one != old])
    found.subscribers.remove(old)
    return EmptyResult()


def tagged(self: BudgetsResponse) -> str:
    """ARN of the budget that a call about tags names; raises NotFoundException."""
    arn = self._get_param("ResourceARN")
    account, name = arn.split(":")[4], arn.rsplit("/", 1)[-1]
    if name not in self.backend.budgets[account]:
        raise NotFoundException(f"Unable to find the resource {arn}")
    return arn


def list_tags_for_resource(self: BudgetsResponse) -> ActionResult:
    """https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_ListTagsForResource.html"""
    return ActionResult({"ResourceTags": self.backend.tagger.list_tags_for_resource(tagged(self))["Tags"]})


def tag_resource(self: BudgetsResponse) -> EmptyResult:
    """https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_TagResource.html"""
    self.backend.tagger.tag_resource(tagged(self), self._get_param("ResourceTags"))
    return EmptyResult()


def untag_resource(self: BudgetsResponse) -> EmptyResult:
    """https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_UntagResource.html"""
    self.backend.tagger.untag_resource_using_names(tagged(self), self._get_param("ResourceTagKeys"))
    return EmptyResult()


def apply() -> None:
    wrap(BudgetsBackend, "__init__", new_backend)
    wrap(Budget, "__init__", new_budget)
    wrap(Budget, "to_dict", to_dict)
    wrap(BudgetsResponse, "create_budget", create_budget)
    wrap(BudgetsResponse, "delete_budget", delete_budget)
    attach(
        BudgetsResponse,
        update_budget,
        describe_budget,
        describe_budgets,
        create_notification,
        delete_notification,
        describe_notifications_for_budget,
    )
    attach(BudgetsResponse, describe_subscribers_for_notification, create_subscriber, delete_subscriber)
    attach(BudgetsResponse, list_tags_for_resource, tag_resource, untag_resource)
