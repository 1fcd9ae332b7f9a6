"""What CloudWatch refuses of dashboards, found before it is asked."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudwatch.dashboard_rules import dashboard_findings

TEXT = {"type": "text", "x": 0, "y": 0, "width": 24, "height": 2, "properties": {"markdown": "# Hello"}}
GRAPH = {
    "type": "metric",
    "x": 12,
    "y": 2,
    "width": 12,
    "height": 6,
    "properties": {"region": "ap-northeast-2", "metrics": [["AWS/ECS", "CPUUtilization"]]},
}


@pytest.mark.parametrize("body", [{}, {"widgets": []}, {"widgets": [TEXT, GRAPH]}, {"widgets": [TEXT] * 500}])
def test_dashboards_that_are_right(body: dict[str, Any]) -> None:
    assert list(dashboard_findings(body)) == []


@pytest.mark.parametrize(
    ("widgets", "words"),
    [
        ([TEXT] * 501, "500 at most"),
        ([TEXT | {"x": 1}], "leave the grid"),
        ([TEXT | {"height": 0}], "height 0"),
        ([TEXT | {"type": ""}], "has no type"),
        ([TEXT | {"properties": {}}], "needs markdown"),
        ([GRAPH | {"properties": {"region": "ap-northeast-2"}}], "needs metrics or annotations"),
        ([GRAPH | {"properties": {"metrics": []}}], "needs region"),
        ([GRAPH | {"type": "alarm"}], "needs alarms"),
    ],
)
def test_dashboards_that_are_refused(widgets: list[dict[str, Any]], words: str) -> None:
    (finding,) = dashboard_findings({"widgets": widgets})
    assert words in finding.about("dashboard")
