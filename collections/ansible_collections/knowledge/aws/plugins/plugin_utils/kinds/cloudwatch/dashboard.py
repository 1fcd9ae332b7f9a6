# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Dashboards of CloudWatch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.errors import StackError
from ...core.fields import Field, as_document
from ...core.kind import Finding, Kind, Query
from ...core.model import Resource, Wanted
from .codes import CODES
from .dashboard_rules import dashboard_findings


class Dashboard(Kind):
    """Dashboard. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html

    Known by its name: one that is called as the stack is the stack's.
    """

    name, noun, service = "cloudwatch_dashboard", "dashboard", "cloudwatch"
    codes = CODES
    taggable = False
    id_path, arn_path, name_path = "DashboardName", "DashboardArn", "DashboardName"
    fields = {
        "dashboard_body": Field("dict", "Widgets, in AWS's own words.", required=True, norm=as_document, setter="put")
    }
    example = """
- knowledge.aws.cloudwatch_dashboard:
    config:
      - key: main
        dashboard_body:
          widgets:
            - {type: text, x: 0, y: 0, width: 24, height: 2, properties: {markdown: "# Knowledge"}}
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Number, places and properties of widgets."""
        yield from dashboard_findings(want["dashboard_body"])

    def find(self, query: Query) -> list[Any]:
        """Dashboards by name, the stack's own even where it is not listed."""
        found = self.each(self._dashboard, dict.fromkeys([*query.names, self.stack.name]))
        return [dashboard | {"Tags": self.stack.tags} for dashboard in found if dashboard]

    def _dashboard(self, name: str) -> dict[str, Any] | None:
        body = self.aws.read("get_dashboard", "DashboardBody", CODES.gone, DashboardName=name)
        arn = self.arn_of(f"dashboard/{name}", region="")
        return {"DashboardName": name, "DashboardArn": arn, "DashboardBody": body} if body is not None else None

    def create(self, want: Wanted) -> None:
        """PutDashboard."""
        body = self.request("put_dashboard", want)
        self._understood(self.aws.create("put_dashboard", DashboardName=want.name, **body))

    def put(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutDashboard."""
        body = self.request("put_dashboard", want)
        self._understood(self.aws.write("put_dashboard", DashboardName=have.id, **body))

    @staticmethod
    def _understood(answer: dict[str, Any] | None) -> None:
        """CloudWatch takes a body in which it does not understand everything, and says what."""
        wrong = [
            f"{one.get('DataPath', '')}: {one.get('Message', '')}"
            for one in (answer or {}).get("DashboardValidationMessages") or []
        ]
        if wrong:
            raise StackError(f"CloudWatch does not understand all of the dashboard: {'; '.join(wrong)}")

    def delete(self, have: Resource) -> None:
        """DeleteDashboards."""
        self.aws.write("delete_dashboards", already=CODES.gone, DashboardNames=[have.id])
