# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Monitors of Cost Anomaly Detection."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field, camel, snake
from ...core.kind import Query, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES
from .common import Anomaly

TAGS = {
    "key": Field("str", "Key of a cost allocation tag.", required=True),
    "values": Field("list", "Its values that are watched.", elements="str", required=True),
}


def in_order(specification: dict[str, Any]) -> dict[str, Any]:
    """The values in their order; a monitor of another sort has no tag."""
    tags = specification.get("tags") or {}
    return {"tags": {"key": tags.get("key", ""), "values": sorted(tags.get("values") or [])}}


class AnomalyMonitor(Anomaly):
    """Watches the costs of one tag. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_CreateAnomalyMonitor.html"""

    name, noun = "ce_anomaly_monitor", "anomaly monitor"
    id_path, arn_path, name_path = "MonitorArn", "MonitorArn", "MonitorName"
    fields = {
        "monitor_specification": Field(
            "dict",
            "Which costs are watched. Cannot be changed.",
            options={"tags": Field("dict", "Those of a tag.", options=TAGS, required=True)},
            norm=in_order,
            required=True,
            api="",
        ),
    }
    example = """
- knowledge.aws.ce_anomaly_monitor:
    config:
      - {key: main, monitor_specification: {tags: {key: Environment, values: [production]}}}
"""

    def find(self, query: Query) -> list[Any]:
        """All monitors of the account."""
        return self.ours_with_tags(self.aws.read("get_anomaly_monitors", "AnomalyMonitors"), query)

    def _specification(self) -> Any:
        return self.aws.input("create_anomaly_monitor").members["AnomalyMonitor"].members["MonitorSpecification"]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """A monitor of another sort has no specification."""
        return {"monitor_specification": snake(raw.get("MonitorSpecification") or {}, self._specification())}

    def create(self, want: Wanted) -> None:
        """CreateAnomalyMonitor."""
        specification = camel(want["monitor_specification"], self._specification())
        monitor = {"MonitorName": want.name, "MonitorType": "CUSTOM", "MonitorSpecification": specification}
        self.aws.create("create_anomaly_monitor", AnomalyMonitor=monitor, ResourceTags=tag_list(want.tags))

    def delete(self, have: Resource) -> None:
        """DeleteAnomalyMonitor."""
        self.aws.write("delete_anomaly_monitor", CODES.gone, MonitorArn=have.id)
