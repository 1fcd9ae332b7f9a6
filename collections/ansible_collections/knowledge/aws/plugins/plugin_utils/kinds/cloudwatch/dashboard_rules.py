"""What CloudWatch refuses of dashboards. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

WIDGETS, COLUMNS, ROWS = 500, 24, 1000
# By the type of a widget: the properties of which it has at least one.
PROPERTIES = {"text": ("markdown",), "metric": ("metrics", "annotations"), "alarm": ("alarms",), "log": ("query",)}


def dashboard_objections(body: dict[str, Any]) -> Iterator[str]:
    """Number, places and properties of widgets."""
    widgets = body.get("widgets") or []
    if len(widgets) > WIDGETS:
        yield f"it has {len(widgets)} widgets; {WIDGETS} at most"
    for number, widget in enumerate(widgets):
        label, x, width, height = (
            f"widget {number}",
            widget.get("x", 0),
            widget.get("width", 6),
            widget.get("height", 6),
        )
        if x < 0 or width < 1 or x + width > COLUMNS:
            yield f"{label}: x {x} and width {width} leave the grid of {COLUMNS} columns"
        if not 1 <= height <= ROWS:
            yield f"{label}: height {height} is not possible; 1 to {ROWS}"
        needed, properties = PROPERTIES.get(widget.get("type", ""), ()), widget.get("properties") or {}
        if not widget.get("type"):
            yield f"{label} has no type"
        if needed and not any(word in properties for word in needed):
            yield f"{label} of type {widget['type']} needs {' or '.join(needed)}"
        if widget.get("type") in ("metric", "log") and not properties.get("region"):
            yield f"{label} of type {widget['type']} needs region"
