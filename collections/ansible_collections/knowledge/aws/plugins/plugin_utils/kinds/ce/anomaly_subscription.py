# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Subscriptions of Cost Anomaly Detection: who is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.fields import Field
from ...core.kind import Finding, Query, tag_list
from ...core.model import Resource, Wanted
from ..budgets import rules
from .codes import CODES
from .common import Anomaly

IMPACT = "ANOMALY_TOTAL_IMPACT_ABSOLUTE"


def threshold(amount: float) -> dict[str, Any]:
    """From how many USD beyond what was expected, as an expression."""
    options = {"MatchOptions": ["GREATER_THAN_OR_EQUAL"], "Values": [f"{amount:g}"]}
    return {"Dimensions": {"Key": IMPACT, **options}}


class AnomalySubscription(Anomaly):
    """Who is told of unexpected costs. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_CreateAnomalySubscription.html"""

    name, noun = "ce_anomaly_subscription", "anomaly subscription"
    id_path, arn_path, name_path = "SubscriptionArn", "SubscriptionArn", "SubscriptionName"
    fields = {
        "monitor_arn_list": Field(
            "list", "ARNs of the monitors.", elements="str", required=True, unordered=True, setter="update"
        ),
        "subscribers": Field(
            "list",
            "E-mail addresses, or the ARN of a topic.",
            api="Subscribers[].Address",
            elements="str",
            required=True,
            unordered=True,
            setter="update",
        ),
        "frequency": Field(
            "str",
            "At once for a topic, otherwise a summary.",
            choices=("IMMEDIATE", "DAILY", "WEEKLY"),
            required=True,
            setter="update",
        ),
        # The API has an expression, in which this is the one number.
        "threshold": Field(
            "float", "USD beyond what was expected.", required=True, norm=float, setter="update", api=""
        ),
    }
    example = """
- knowledge.aws.ce_anomaly_monitor:
    config:
      - {key: main, monitor_specification: {tags: {key: Environment, values: [production]}}}
  register: monitors

- knowledge.aws.ce_anomaly_subscription:
    config:
      - key: mail
        monitor_arn_list: ["{{ monitors.arns.main }}"]
        subscribers: [operations@example.com]
        frequency: DAILY
        threshold: 100
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Addresses, and that topics are told at once, people in a summary."""
        yield from rules.address_findings("subscribers", want["subscribers"])
        if want["threshold"] <= 0:
            yield Finding("threshold", f"{want['threshold']:g} is not above 0", "USD, such as 100")
        sorts = {rules.is_topic(one) for one in want["subscribers"]}
        if sorts != {want["frequency"] == "IMMEDIATE"}:
            valid = "IMMEDIATE for a topic, DAILY or WEEKLY for e-mail addresses, in subscriptions of their own"
            yield Finding("frequency", f"{want['frequency']} does not go with the subscribers", valid)

    def find(self, query: Query) -> list[Any]:
        """All subscriptions of the account."""
        return self.ours_with_tags(self.aws.read("get_anomaly_subscriptions", "AnomalySubscriptions"), query)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """A threshold that is expressed otherwise is shown as none."""
        dimensions = (raw.get("ThresholdExpression") or {}).get("Dimensions") or {}
        amount = float(dimensions["Values"][0]) if dimensions.get("Key") == IMPACT else 0.0
        return super().shape(raw) | {"threshold": amount}

    @staticmethod
    def _arguments(want: Wanted) -> dict[str, Any]:
        return {
            "MonitorArnList": want["monitor_arn_list"],
            "Subscribers": [
                {"Type": "SNS" if rules.is_topic(one) else "EMAIL", "Address": one} for one in want["subscribers"]
            ],
            "Frequency": want["frequency"],
            "ThresholdExpression": threshold(want["threshold"]),
        }

    def create(self, want: Wanted) -> None:
        """CreateAnomalySubscription."""
        subscription = {"SubscriptionName": want.name, **self._arguments(want)}
        self.aws.create(
            "create_anomaly_subscription", AnomalySubscription=subscription, ResourceTags=tag_list(want.tags)
        )

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateAnomalySubscription."""
        self.aws.write("update_anomaly_subscription", SubscriptionArn=have.id, **self._arguments(want))

    def delete(self, have: Resource) -> None:
        """DeleteAnomalySubscription."""
        self.aws.write("delete_anomaly_subscription", CODES.gone, SubscriptionArn=have.id)
