"""Cost Explorer: tags by which costs are told apart, and who is told of costs that nobody expects."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Query, tag_list
from ...core.model import Resource, Wanted
from ..budgets import rules
from .codes import CODES
from .common import MISSING, Anomaly


def threshold(amount: float) -> dict[str, Any]:
    """From how many USD beyond what was expected."""
    return {
        "Dimensions": {
            "Key": "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
            "MatchOptions": ["GREATER_THAN_OR_EQUAL"],
            "Values": [f"{amount:g}"],
        }
    }


class AnomalySubscription(Anomaly):
    """Who is told of unexpected costs. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_CreateAnomalySubscription.html"""

    name, noun = "ce_anomaly_subscription", "anomaly subscription"
    codes = CODES
    arn_prefix = "anomalysubscription/"
    id_path, arn_path, name_path = "SubscriptionArn", "SubscriptionArn", "SubscriptionName"
    fields = {
        "monitors": Field(
            "list",
            "ARNs of the monitors.",
            api="MonitorArnList",
            elements="str",
            required=True,
            unordered=True,
            setter="update",
        ),
        "subscribers": Field(
            "list",
            "E-mail addresses, or the ARN of a topic.",
            elements="str",
            required=True,
            unordered=True,
            setter="update",
            api="",
        ),
        "frequency": Field(
            "str",
            "At once for a topic, otherwise a summary.",
            api="Frequency",
            choices=("IMMEDIATE", "DAILY", "WEEKLY"),
            required=True,
            setter="update",
        ),
        "threshold": Field(
            "float", "USD beyond what was expected.", required=True, norm=float, setter="update", api=""
        ),
    }
    example = (
        "- knowledge.aws.ce_anomaly_subscription:\n    config:\n      - {key: mail, monitors: ['{{ monitor_arn }}'], subscribers: [operations@example.com],\n"
        "         frequency: DAILY, threshold: 100}\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Addresses, and that topics are told at once, people in a summary."""
        found = [(want.name, text) for want in wanted for text in rules.address_objections(want["subscribers"])]
        for want in wanted:
            if want["threshold"] <= 0:
                found.append((want.name, f"threshold {want['threshold']:g} is not above 0"))
            if not want["subscribers"] or {rules.is_topic(one) for one in want["subscribers"]} != {
                want["frequency"] == "IMMEDIATE"
            }:
                found.append(
                    (
                        want.name,
                        "a topic is told with frequency IMMEDIATE, e-mail addresses DAILY or WEEKLY; both need a subscription of their own",
                    )
                )
        return [f"anomaly subscription {name}: {text}" for name, text in found]

    def find(self, query: Query) -> list[Any]:
        """All subscriptions of the account."""
        return self.with_tags(self.aws.read("get_anomaly_subscriptions", "AnomalySubscriptions"), query.names)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """A threshold that is expressed otherwise is shown as none."""
        dimensions = (raw.get("ThresholdExpression") or {}).get("Dimensions") or {}
        amount = float(dimensions["Values"][0]) if dimensions.get("Key") == "ANOMALY_TOTAL_IMPACT_ABSOLUTE" else 0.0
        return super().shape(raw) | {"subscribers": [one["Address"] for one in raw["Subscribers"]], "threshold": amount}

    @staticmethod
    def _arguments(want: Wanted) -> dict[str, Any]:
        return {
            "MonitorArnList": want["monitors"],
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
        self.aws.write("delete_anomaly_subscription", MISSING, SubscriptionArn=have.id)
