# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Budgets: how much a month may cost, and who is told when it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.fields import Field, camel
from ...core.kind import Finding, Kind, Query, tag_list
from ...core.model import Resource, Wanted
from . import rules
from .codes import CODES
from .shapes import (
    LIMIT,
    NOTIFICATION,
    expression,
    limit,
    notification,
    notifications,
    sort_of,
    subscriber,
    tags_of,
    usual,
    without_state,
)

DOUBLED = ("DuplicateRecordException",)


class Budget(Kind):
    """Cost budget of some tags. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateBudget.html"""

    name, noun, service = "budgets_budget", "budget", "budgets"
    codes = CODES
    is_global = True
    id_path, name_path = "BudgetName", "BudgetName"
    fields = {
        "budget_limit": Field(
            "dict", "How much a period may cost.", options=LIMIT, norm=limit, required=True, setter="update"
        ),
        "time_unit": Field(
            "str",
            "What the limit is for.",
            choices=("DAILY", "MONTHLY", "QUARTERLY", "ANNUALLY"),
            default="MONTHLY",
            setter="update",
        ),
        "metrics": Field(
            "list",
            "Which cost counts: one of them.",
            api='Metrics || `["UnblendedCost"]`',
            elements="str",
            choices=("UnblendedCost", "AmortizedCost", "NetUnblendedCost", "NetAmortizedCost"),
            default=["UnblendedCost"],
            setter="update",
        ),
        # The API has an expression, of which this is one sort.
        "filter_tags": Field(
            "dict",
            "Only what carries all of these tags counts; they have to be cost allocation tags.",
            default={},
            setter="update",
            api="",
        ),
        "notifications": Field(
            "list",
            "When somebody is told, five at most.",
            elements="dict",
            options=NOTIFICATION,
            norm=notifications,
            unordered=True,
            default=[],
            setter="set_notifications",
            api="",
        ),
    }
    example = """
- knowledge.aws.budgets_budget:
    config:
      - key: main
        budget_limit: {amount: 4110}
        filter_tags: {Project: example, Environment: production}
        notifications: [{notification_type: ACTUAL, threshold: 80, subscribers: [operations@example.com]}]
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Name, amount, notifications and addresses."""
        yield from rules.name_findings(want.name)
        yield from rules.amount_findings("budget_limit.amount", want["budget_limit"]["amount"])
        yield from rules.notification_findings("notifications", want["notifications"])
        for number, one in enumerate(want["notifications"]):
            yield from rules.address_findings(f"notifications[{number}].subscribers", one["subscribers"])
            if not one["subscribers"]:
                yield Finding(
                    f"notifications[{number}].subscribers", "is empty: it tells nobody", "addresses or a topic"
                )

    def risks(self, wanted: list[Wanted]) -> list[str]:
        """A budget that nobody hears of."""
        text = "tells nobody: it has no notification. Give notifications with subscribers."
        return [f"budget {want.name} {text}" for want in wanted if not want["notifications"]]

    def find(self, query: Query) -> list[Any]:
        """All budgets of the account; tags, notifications and who gets them of those that may be ours."""
        account = {"AccountId": self.stack.account_id}
        found = self.aws.read("describe_budgets", "Budgets", **account, ShowFilterExpression=True)
        names = self.may_be_ours([one["BudgetName"] for one in found], query)
        return self.each(self._details, [one for one in found if one["BudgetName"] in names])

    def _details(self, budget: dict[str, Any]) -> dict[str, Any]:
        place, arn = self._place(budget["BudgetName"]), self._arn(budget["BudgetName"])
        tags, told = self.each(
            lambda look: look(),
            (
                lambda: self.tags_of_one(arn),
                lambda: self.aws.read("describe_notifications_for_budget", "Notifications", CODES.gone, **place),
            ),
        )
        subscribers = self.each(
            lambda one: self.aws.read(
                "describe_subscribers_for_notification", "Subscribers", CODES.gone, **place, Notification=one
            ),
            told,
        )
        return budget | {"Tags": tags, "Notifications": list(zip(told, subscribers, strict=True))}

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "ResourceTags", CODES.gone, ResourceARN=arn)

    def _place(self, name: str) -> dict[str, str]:
        return {"AccountId": self.stack.account_id, "BudgetName": name}

    def _arn(self, name: str) -> str:
        return self.arn_of(f"budget/{name}", region="")

    def arn(self, have: Resource) -> str:
        """AWS tells no ARN; it follows from the name."""
        return self._arn(have.id)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The filter as tags, notifications with those who are told."""
        return super().shape(raw) | {
            "filter_tags": tags_of(raw.get("FilterExpression") or {}),
            "notifications": [
                {
                    "notification_type": sort_of(one),
                    "threshold": one["Threshold"],
                    "subscribers": [who["Address"] for who in told],
                }
                for one, told in raw["Notifications"]
            ],
        }

    def _budget(self, want: Wanted) -> dict[str, Any]:
        shape = self.aws.input("create_budget").members["Budget"]
        given = {name: want[name] for name in ("time_unit", "metrics")}
        amount = {name: str(value) for name, value in want["budget_limit"].items()}
        filter_ = {"FilterExpression": expression(want["filter_tags"])} if want["filter_tags"] else {}
        return {
            "BudgetName": want.name,
            "BudgetType": "COST",
            **camel(given | {"budget_limit": amount}, shape),
            **filter_,
        }

    def create(self, want: Wanted) -> None:
        """CreateBudget, with notifications and tags."""
        told = [
            {"Notification": notification(one), "Subscribers": [subscriber(who) for who in one["subscribers"]]}
            for one in want["notifications"]
        ]
        self.aws.create(
            "create_budget",
            AccountId=self.stack.account_id,
            Budget=self._budget(want),
            NotificationsWithSubscribers=told,
            ResourceTags=tag_list(want.tags),
        )

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateBudget: the whole budget anew, but not its notifications."""
        self.aws.write("update_budget", AccountId=self.stack.account_id, NewBudget=self._budget(want))

    def set_notifications(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """CreateNotification, DeleteNotification, and their subscribers one by one.

        New ones first, because a notification has one at least.
        """
        place = self._place(have.id)
        now: dict[tuple[str, float], dict[str, dict[str, str]]] = {}
        for one, told in have.raw["Notifications"]:
            if usual(one):
                now[one["NotificationType"], float(one["Threshold"])] = {who["Address"]: who for who in told}
            else:
                self.aws.write("delete_notification", CODES.gone, **place, Notification=without_state(one))
        wished = {(one["notification_type"], one["threshold"]): one for one in want["notifications"]}
        for key in now.keys() - wished.keys():
            self.aws.write(
                "delete_notification",
                CODES.gone,
                **place,
                Notification=notification({"notification_type": key[0], "threshold": key[1]}),
            )
        for key, one in wished.items():
            what = {**place, "Notification": notification(one)}
            if key not in now:
                self.aws.write(
                    "create_notification", DOUBLED, **what, Subscribers=[subscriber(who) for who in one["subscribers"]]
                )
                continue
            for who in [who for who in one["subscribers"] if who not in now[key]]:
                self.aws.write("create_subscriber", DOUBLED, **what, Subscriber=subscriber(who))
            for address in now[key].keys() - set(one["subscribers"]):
                self.aws.write("delete_subscriber", CODES.gone, **what, Subscriber=now[key][address])

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceARN=self._arn(have.id), ResourceTags=tag_list(tags))

    def delete(self, have: Resource) -> None:
        """DeleteBudget, with its notifications."""
        self.aws.write("delete_budget", CODES.gone, **self._place(have.id))
