"""Alarms and dashboards of CloudWatch."""

from __future__ import annotations

import json
from typing import Any

from ...core.errors import StackError
from ...core.fields import Field, as_document
from ...core.kind import Kind, Query
from ...core.model import Resource, Wanted
from .codes import CODES
from .common import MISSING
from .dashboard_rules import dashboard_objections


class Dashboard(Kind):
    """Dashboard. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html

    Known by its name: one that is called as the stack is the stack's.
    """

    name, noun, service = "cloudwatch_dashboard", "dashboard", "cloudwatch"
    codes = CODES
    taggable = False
    id_path, arn_path, name_path = "DashboardName", "DashboardArn", "DashboardName"
    fields = {
        "body": Field(
            "dict", "Widgets, in AWS's own words.", required=True, norm=as_document, setter="set_body", api=""
        )
    }
    example = "- knowledge.aws.cloudwatch_dashboard:\n    config:\n      - {key: main, body: {widgets: []}}\n"

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Number, places and properties of widgets."""
        return [f"dashboard {want.name}: {text}" for want in wanted for text in dashboard_objections(want["body"])]

    def find(self, query: Query) -> list[Any]:
        """Dashboards by name, the stack's own even where it is not listed."""
        found = self.each(self._dashboard, dict.fromkeys([*query.names, self.stack.name]))
        return [dashboard | {"Tags": self.stack.tags} for dashboard in found if dashboard]

    def _dashboard(self, name: str) -> dict[str, Any] | None:
        body = self.aws.read("get_dashboard", "DashboardBody", ("DashboardNotFoundError", *MISSING), DashboardName=name)
        arn = f"arn:aws:cloudwatch::{self.stack.account_id}:dashboard/{name}"
        return {"DashboardName": name, "DashboardArn": arn, "Body": body} if body is not None else None

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The body as a document: equal JSON is equal."""
        return {"body": raw["Body"]}

    def create(self, want: Wanted) -> None:
        """PutDashboard."""
        self._put(self.aws.create("put_dashboard", DashboardName=want.name, DashboardBody=json.dumps(want["body"])))

    def set_body(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutDashboard."""
        self._put(self.aws.write("put_dashboard", DashboardName=have.id, DashboardBody=json.dumps(want["body"])))

    @staticmethod
    def _put(answer: dict[str, Any] | None) -> None:
        """CloudWatch takes a body in which it does not understand everything, and says what."""
        wrong = [
            f"{one.get('DataPath', '')}: {one.get('Message', '')}"
            for one in (answer or {}).get("DashboardValidationMessages") or []
        ]
        if wrong:
            raise StackError(f"CloudWatch does not understand all of the dashboard: {'; '.join(wrong)}")

    def delete(self, have: Resource) -> None:
        """DeleteDashboards."""
        self.aws.write("delete_dashboards", already=("DashboardNotFoundError", *MISSING), DashboardNames=[have.id])
