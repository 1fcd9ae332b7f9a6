"""Cost Explorer: tags by which costs are told apart, and who is told of costs that nobody expects."""

from __future__ import annotations

from typing import Any

from ..core.errors import StackError, code_of
from ..core.fields import Field
from ..core.kind import Kind, tag_list
from ..core.model import Resource, Wanted
from ..rules import budget as rules

MISSING = ("UnknownMonitorException", "UnknownSubscriptionException", "ResourceNotFoundException")
STATUSES = ("Active", "Inactive")
NOT_LISTED = "not listed by AWS yet, which can take a day"
NOT_OURS = "for the account that pays to decide, not for this one"
NO_ACCESS = ("AccessDeniedException", "ValidationException")


def cannot_be_changed(have: Any, want: Any) -> bool:
    """Whether AWS has no such switch for us, now or at all."""
    return have not in STATUSES


class CostAllocationTag(Kind):
    """Tag by which costs are told apart. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_UpdateCostAllocationTagsStatus.html"""

    name, noun, service = "ce_cost_allocation_tag", "cost allocation tag", "ce"
    region = "us-east-1"
    taggable = False
    id_path, name_path = "TagKey", "TagKey"
    fields = {"status": Field("str", "Whether costs are told apart by it.", choices=STATUSES, default="Active", accept=cannot_be_changed, setter="set_status")}
    example = "- knowledge.aws.ce_cost_allocation_tag:\n    config:\n      - {key: environment, name: Environment}\n"

    def find(self, names: list[str]) -> list[Any]:
        """The keys in one call. One that AWS does not list is there all the same, with the reason as its status: it can be waited for, not made."""
        if not names:
            return []
        try:
            listed = self.aws.read("list_cost_allocation_tags", "CostAllocationTags", TagKeys=names, Type="UserDefined")
            reason = NOT_LISTED
        except self.aws.client().exceptions.ClientError as error:
            if code_of(error) not in NO_ACCESS or "inked account" not in str(error):
                raise
            listed, reason = [], NOT_OURS
        missing = set(names) - {one["TagKey"] for one in listed}
        return listed if self.everything else [*listed, *({"TagKey": name, "Status": reason} for name in sorted(missing))]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Active, Inactive, or why it is neither."""
        return {"status": raw["Status"]}

    def arn(self, have: Resource) -> str:
        """Keys have none."""
        return have.id

    def create(self, want: Wanted) -> None:
        """There is nothing to make: a key exists as soon as a resource carries it."""
        raise StackError(f"cost allocation tag {want.name} cannot be made")

    def set_status(self, have: Resource, want: Wanted) -> None:
        """UpdateCostAllocationTagsStatus, which tells errors in its answer."""
        status = [{"TagKey": have.id, "Status": want["status"]}]
        for error in self.aws.write("update_cost_allocation_tags_status", CostAllocationTagsStatus=status).get("Errors") or []:
            raise StackError(f"cost allocation tag {have.id}: {error.get('Code')}: {error.get('Message')}")

    def spared(self, have: Resource) -> str | None:
        """The account's, not the stack's."""
        return f"cost allocation tag {have.id}: other stacks of the account use it, too"

    def delete(self, have: Resource) -> None:
        """Never: it is spared."""


class Anomaly(Kind):
    """What monitors and subscriptions have in common: tags, asked for one by one."""

    service = "ce"
    region = "us-east-1"

    def with_tags(self, found: list[dict[str, Any]], names: list[str]) -> list[dict[str, Any]]:
        """Those that may be ours, by their names, with their tags."""
        ours = [one for one in found if one[self.name_path] in names or one[self.name_path].startswith(self.stack.name)]
        tags = self.tags_of([one[self.arn_path] for one in ours])
        return [one | {"Tags": tags[one[self.arn_path]]} for one in ours]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "ResourceTags", MISSING, ResourceArn=arn)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceArn=have.id, ResourceTags=tag_list(tags))


class AnomalyMonitor(Anomaly):
    """Watches the costs of one tag. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_CreateAnomalyMonitor.html"""

    name, noun = "ce_anomaly_monitor", "anomaly monitor"
    id_path, arn_path, name_path = "MonitorArn", "MonitorArn", "MonitorName"
    fields = {
        "tag": Field("str", "Key of a cost allocation tag. Cannot be changed.", required=True),
        "values": Field("list", "Its values that are watched. Cannot be changed.", elements="str", required=True, unordered=True),
    }
    example = "- knowledge.aws.ce_anomaly_monitor:\n    config:\n      - {key: main, tag: Environment, values: [production]}\n"

    def find(self, names: list[str]) -> list[Any]:
        """All monitors of the account."""
        return self.with_tags(self.aws.read("get_anomaly_monitors", "AnomalyMonitors"), names)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """A monitor of another sort has no tag."""
        tags = (raw.get("MonitorSpecification") or {}).get("Tags") or {}
        return {"tag": tags.get("Key", ""), "values": tags.get("Values", [])}

    def create(self, want: Wanted) -> None:
        """CreateAnomalyMonitor."""
        monitor = {"MonitorName": want.name, "MonitorType": "CUSTOM", "MonitorSpecification": {"Tags": {"Key": want["tag"], "Values": want["values"]}}}
        self.aws.create("create_anomaly_monitor", AnomalyMonitor=monitor, ResourceTags=tag_list(want.tags))

    def delete(self, have: Resource) -> None:
        """DeleteAnomalyMonitor."""
        self.aws.write("delete_anomaly_monitor", MISSING, MonitorArn=have.id)


def threshold(amount: float) -> dict[str, Any]:
    """From how many USD beyond what was expected."""
    return {"Dimensions": {"Key": "ANOMALY_TOTAL_IMPACT_ABSOLUTE", "MatchOptions": ["GREATER_THAN_OR_EQUAL"], "Values": [f"{amount:g}"]}}


class AnomalySubscription(Anomaly):
    """Who is told of unexpected costs. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_CreateAnomalySubscription.html"""

    name, noun = "ce_anomaly_subscription", "anomaly subscription"
    id_path, arn_path, name_path = "SubscriptionArn", "SubscriptionArn", "SubscriptionName"
    fields = {
        "monitors": Field("list", "ARNs of the monitors.", api="MonitorArnList", elements="str", required=True, unordered=True, setter="update"),
        "subscribers": Field("list", "E-mail addresses, or the ARN of a topic.", elements="str", required=True, unordered=True, setter="update"),
        "frequency": Field(
            "str", "At once for a topic, otherwise a summary.", api="Frequency", choices=("IMMEDIATE", "DAILY", "WEEKLY"), required=True, setter="update"
        ),
        "threshold": Field("float", "USD beyond what was expected.", required=True, norm=float, setter="update"),
    }
    example = (
        "- knowledge.aws.ce_anomaly_subscription:\n    config:\n      - {key: mail, monitors: ['{{ monitor_arn }}'], subscribers: [operations@example.com],\n"
        "         frequency: DAILY, threshold: 100}\n"
    )

    def check(self, wanted: list[Wanted]) -> list[str]:
        """Addresses, and that topics are told at once, people in a summary."""
        found = [(want.name, text) for want in wanted for text in rules.address_objections(want["subscribers"])]
        for want in wanted:
            if want["threshold"] <= 0:
                found.append((want.name, f"threshold {want['threshold']:g} is not above 0"))
            if not want["subscribers"] or {rules.is_topic(one) for one in want["subscribers"]} != {want["frequency"] == "IMMEDIATE"}:
                found.append((want.name, "a topic is told with frequency IMMEDIATE, e-mail addresses DAILY or WEEKLY; both need a subscription of their own"))
        return [f"anomaly subscription {name}: {text}" for name, text in found]

    def find(self, names: list[str]) -> list[Any]:
        """All subscriptions of the account."""
        return self.with_tags(self.aws.read("get_anomaly_subscriptions", "AnomalySubscriptions"), names)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """A threshold that is expressed otherwise is shown as none."""
        dimensions = (raw.get("ThresholdExpression") or {}).get("Dimensions") or {}
        amount = float(dimensions["Values"][0]) if dimensions.get("Key") == "ANOMALY_TOTAL_IMPACT_ABSOLUTE" else 0.0
        return super().shape(raw) | {"subscribers": [one["Address"] for one in raw["Subscribers"]], "threshold": amount}

    @staticmethod
    def _arguments(want: Wanted) -> dict[str, Any]:
        return {
            "MonitorArnList": want["monitors"],
            "Subscribers": [{"Type": "SNS" if rules.is_topic(one) else "EMAIL", "Address": one} for one in want["subscribers"]],
            "Frequency": want["frequency"],
            "ThresholdExpression": threshold(want["threshold"]),
        }

    def create(self, want: Wanted) -> None:
        """CreateAnomalySubscription."""
        subscription = {"SubscriptionName": want.name, **self._arguments(want)}
        self.aws.create("create_anomaly_subscription", AnomalySubscription=subscription, ResourceTags=tag_list(want.tags))

    def update(self, have: Resource, want: Wanted) -> None:
        """UpdateAnomalySubscription."""
        self.aws.write("update_anomaly_subscription", SubscriptionArn=have.id, **self._arguments(want))

    def delete(self, have: Resource) -> None:
        """DeleteAnomalySubscription."""
        self.aws.write("delete_anomaly_subscription", MISSING, SubscriptionArn=have.id)
