# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What CloudWatch refuses of dashboards.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.finding import Finding

WIDGETS, COLUMNS, ROWS = 500, 24, 1000
# By the type of a widget: the properties of which it has at least one.
PROPERTIES = {"text": ("markdown",), "metric": ("metrics", "annotations"), "alarm": ("alarms",), "log": ("query",)}


def dashboard_findings(body: dict[str, Any]) -> Iterator[Finding]:
    """Number, places and properties of widgets."""
    widgets = body.get("widgets") or []
    if len(widgets) > WIDGETS:
        yield Finding("dashboard_body.widgets", f"has {len(widgets)} widgets", f"{WIDGETS} at most")
    for number, widget in enumerate(widgets):
        field, type_ = f"dashboard_body.widgets[{number}]", widget.get("type", "")
        yield from place_findings(field, widget)
        needed, properties = PROPERTIES.get(type_, ()), widget.get("properties") or {}
        if not type_:
            yield Finding(field, "has no type", ", ".join(PROPERTIES))
        if needed and not any(word in properties for word in needed):
            yield Finding(field, f"of type {type_} needs {' or '.join(needed)}", "properties with it")
        if type_ in ("metric", "log") and not properties.get("region"):
            yield Finding(field, f"of type {type_} needs region", "properties with it")


def place_findings(field: str, widget: dict[str, Any]) -> Iterator[Finding]:
    """Where a widget stands, and how large it is."""
    x, width, height = widget.get("x", 0), widget.get("width", 6), widget.get("height", 6)
    if x < 0 or width < 1 or x + width > COLUMNS:
        yield Finding(field, f"x {x} and width {width} leave the grid", f"{COLUMNS} columns")
    if not 1 <= height <= ROWS:
        yield Finding(field, f"height {height} is not possible", f"1 to {ROWS}")
