"""Cost Explorer: cost allocation tags, anomaly monitors and subscriptions, none of which moto has."""

import uuid
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from moto.ce.models import CostExplorerBackend
from moto.ce.responses import CostExplorerResponse
from moto.core.exceptions import JsonRESTError
from moto.core.resource_tagging import iter_taggable_backends
from moto.core.responses import ActionResult, EmptyResult

from local_aws.attach import attach, wrap

Original = Callable[..., Any]

ORDER = {"IMMEDIATE": "SNS", "DAILY": "EMAIL", "WEEKLY": "EMAIL"}  # who may be told how often


def new_backend(original: Original, self: CostExplorerBackend, *arguments: Any, **options: Any) -> None:
    """An account has keys of tags with their status, monitors and subscriptions."""
    original(self, *arguments, **options)
    self.cost_tags = {}
    self.monitors = {}
    self.subscriptions = {}


def refuse_linked(self: CostExplorerResponse, what: str) -> None:
    """Only the account that pays decides on cost allocation tags.

    https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html
    """
    from moto.organizations.models import organizations_backends

    if self.current_account in organizations_backends.master_accounts:
        raise JsonRESTError(
            "AccessDeniedException",
            f"Failed to {what} Cost Allocation Tag: Linked account doesn't have access to cost allocation tags.",
        )


def start_cost_allocation_tag_backfill(self: CostExplorerResponse) -> ActionResult:
    """Here this also makes AWS's list of keys, which AWS makes once a day from what it bills: too long to wait for.

    https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_StartCostAllocationTagBackfill.html
    """
    for region in ("us-east-1", "ap-northeast-2"):
        for backend in iter_taggable_backends(self.current_account, region):
            for resource in backend.iter_tagged_resources():
                self.ce_backend.cost_tags |= {
                    key: self.ce_backend.cost_tags.get(key, "Inactive")
                    for key in resource.tags
                    if not key.startswith("aws:")
                }
    request = {"BackfillFrom": self._get_param("BackfillFrom"), "BackfillStatus": "SUCCEEDED"}
    return ActionResult({"BackfillRequest": request})


def list_cost_allocation_tags(self: CostExplorerResponse) -> ActionResult:
    """https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_ListCostAllocationTags.html"""
    refuse_linked(self, "list")
    keys, status = self._get_param("TagKeys"), self._get_param("Status")
    found = [
        {"TagKey": key, "Type": "UserDefined", "Status": state}
        for key, state in sorted(self.ce_backend.cost_tags.items())
        if not keys or key in keys
    ]
    return ActionResult({"CostAllocationTags": [one for one in found if not status or one["Status"] == status]})


def update_cost_allocation_tags_status(self: CostExplorerResponse) -> ActionResult:
    """What cannot be done is told in the answer.

    https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_UpdateCostAllocationTagsStatus.html
    """
    refuse_linked(self, "update")
    errors = []
    for entry in self._get_param("CostAllocationTagsStatus"):
        if entry["TagKey"] in self.ce_backend.cost_tags:
            self.ce_backend.cost_tags[entry["TagKey"]] = entry["Status"]
        else:
            errors.append(
                {
                    "TagKey": entry["TagKey"],
                    "Code": "TagKeysNotFoundException",
                    "Message": f"Tag keys not found: {entry['TagKey']}",
                }
            )
    return ActionResult({"Errors": errors})


def create_anomaly_monitor(self: CostExplorerResponse) -> ActionResult:
    """https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_CreateAnomalyMonitor.html"""
    arn = f"arn:aws:ce::{self.current_account}:anomalymonitor/{uuid.uuid4()}"
    self.ce_backend.monitors[arn] = {**self._get_param("AnomalyMonitor"), "MonitorArn": arn}
    self.ce_backend.tag_resource(arn, self._get_param("ResourceTags") or [])
    return ActionResult({"MonitorArn": arn})


def get_anomaly_monitors(self: CostExplorerResponse) -> ActionResult:
    """https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetAnomalyMonitors.html"""
    arns = self._get_param("MonitorArnList") or list(self.ce_backend.monitors)
    return ActionResult({"AnomalyMonitors": [deepcopy(monitor_of(self, arn)) for arn in arns]})


def monitor_of(self: CostExplorerResponse, arn: str) -> dict[str, Any]:
    if arn not in self.ce_backend.monitors:
        raise JsonRESTError(
            "UnknownMonitorException", f"The cost anomaly monitor {arn} does not exist for the account."
        )
    return self.ce_backend.monitors[arn]


def delete_anomaly_monitor(self: CostExplorerResponse) -> EmptyResult:
    """Subscriptions let go of it.

    https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_DeleteAnomalyMonitor.html
    """
    arn = self._get_param("MonitorArn")
    monitor_of(self, arn)
    del self.ce_backend.monitors[arn]
    for subscription in self.ce_backend.subscriptions.values():
        subscription["MonitorArnList"] = [one for one in subscription["MonitorArnList"] if one != arn]
    self.ce_backend.tagger.delete_all_tags_for_resource(arn)
    return EmptyResult()


def check_subscription(self: CostExplorerResponse, subscription: dict[str, Any]) -> None:
    """Topics at once, people in summaries, of monitors that there are.

    https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_AnomalySubscription.html
    """
    for arn in subscription["MonitorArnList"]:
        monitor_of(self, arn)
    if (
        any(one["Type"] != ORDER[subscription["Frequency"]] for one in subscription["Subscribers"])
        or not subscription["Subscribers"]
    ):
        raise JsonRESTError(
            "ValidationException",
            f"Subscribers of frequency {subscription['Frequency']} are of type {ORDER[subscription['Frequency']]}",
        )
    if "Threshold" not in subscription and "ThresholdExpression" not in subscription:
        raise JsonRESTError("ValidationException", "One of Threshold or ThresholdExpression is required")


def create_anomaly_subscription(self: CostExplorerResponse) -> ActionResult:
    """https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_CreateAnomalySubscription.html"""
    subscription = self._get_param("AnomalySubscription")
    check_subscription(self, subscription)
    arn = f"arn:aws:ce::{self.current_account}:anomalysubscription/{uuid.uuid4()}"
    self.ce_backend.subscriptions[arn] = {**subscription, "SubscriptionArn": arn, "AccountId": self.current_account}
    self.ce_backend.tag_resource(arn, self._get_param("ResourceTags") or [])
    return ActionResult({"SubscriptionArn": arn})


def subscription_of(self: CostExplorerResponse, arn: str) -> dict[str, Any]:
    if arn not in self.ce_backend.subscriptions:
        raise JsonRESTError(
            "UnknownSubscriptionException", f"The cost anomaly subscription {arn} does not exist for the account."
        )
    return self.ce_backend.subscriptions[arn]


def get_anomaly_subscriptions(self: CostExplorerResponse) -> ActionResult:
    """https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetAnomalySubscriptions.html"""
    arns = self._get_param("SubscriptionArnList") or list(self.ce_backend.subscriptions)
    monitor = self._get_param("MonitorArn")
    found = [subscription_of(self, arn) for arn in arns]
    answered = [deepcopy(one) for one in found if not monitor or monitor in one["MonitorArnList"]]
    for one in answered:
        one["Subscribers"] = [{"Status": "CONFIRMED", **subscriber} for subscriber in one["Subscribers"]]
    return ActionResult({"AnomalySubscriptions": answered})


def update_anomaly_subscription(self: CostExplorerResponse) -> ActionResult:
    """https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_UpdateAnomalySubscription.html"""
    subscription = subscription_of(self, self._get_param("SubscriptionArn"))
    names = ("MonitorArnList", "Subscribers", "Frequency", "SubscriptionName", "ThresholdExpression")
    changed = {**subscription, **{name: self._get_param(name) for name in names if self._get_param(name) is not None}}
    check_subscription(self, changed)
    self.ce_backend.subscriptions[subscription["SubscriptionArn"]] = changed
    return ActionResult({"SubscriptionArn": subscription["SubscriptionArn"]})


def delete_anomaly_subscription(self: CostExplorerResponse) -> EmptyResult:
    """https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_DeleteAnomalySubscription.html"""
    arn = self._get_param("SubscriptionArn")
    subscription_of(self, arn)
    del self.ce_backend.subscriptions[arn]
    self.ce_backend.tagger.delete_all_tags_for_resource(arn)
    return EmptyResult()


def apply() -> None:
    wrap(CostExplorerBackend, "__init__", new_backend)
    attach(
        CostExplorerResponse,
        start_cost_allocation_tag_backfill,
        list_cost_allocation_tags,
        update_cost_allocation_tags_status,
    )
    attach(CostExplorerResponse, create_anomaly_monitor, get_anomaly_monitors, delete_anomaly_monitor)
    attach(
        CostExplorerResponse,
        create_anomaly_subscription,
        get_anomaly_subscriptions,
        update_anomaly_subscription,
        delete_anomaly_subscription,
    )
