"""Cost Explorer: tags by which costs are told apart, and who is told of costs that nobody expects."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Query, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES
from .common import MISSING, Anomaly


class AnomalyMonitor(Anomaly):
    """Watches the costs of one tag. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_CreateAnomalyMonitor.html"""

    name, noun = "ce_anomaly_monitor", "anomaly monitor"
    codes = CODES
    arn_prefix = "anomalymonitor/"
    id_path, arn_path, name_path = "MonitorArn", "MonitorArn", "MonitorName"
    fields = {
        "tag": Field("str", "Key of a cost allocation tag. Cannot be changed.", required=True, api=""),
        "values": Field(
            "list",
            "Its values that are watched. Cannot be changed.",
            elements="str",
            required=True,
            unordered=True,
            api="",
        ),
    }
    example = "- knowledge.aws.ce_anomaly_monitor:\n    config:\n      - {key: main, tag: Environment, values: [production]}\n"

    def find(self, query: Query) -> list[Any]:
        """All monitors of the account."""
        return self.with_tags(self.aws.read("get_anomaly_monitors", "AnomalyMonitors"), query.names)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """A monitor of another sort has no tag."""
        tags = (raw.get("MonitorSpecification") or {}).get("Tags") or {}
        return {"tag": tags.get("Key", ""), "values": tags.get("Values", [])}

    def create(self, want: Wanted) -> None:
        """CreateAnomalyMonitor."""
        monitor = {
            "MonitorName": want.name,
            "MonitorType": "CUSTOM",
            "MonitorSpecification": {"Tags": {"Key": want["tag"], "Values": want["values"]}},
        }
        self.aws.create("create_anomaly_monitor", AnomalyMonitor=monitor, ResourceTags=tag_list(want.tags))

    def delete(self, have: Resource) -> None:
        """DeleteAnomalyMonitor."""
        self.aws.write("delete_anomaly_monitor", MISSING, MonitorArn=have.id)
