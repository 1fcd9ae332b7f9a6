# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The dashboard, from the same catalogue as the alarms. Pure.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from __future__ import annotations

import re
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core import arns

from .alarms import (
    SECTIONS,
    Entry,
    expression_of,
    merged,
    of_sections,
    region_of,
    shown_threshold,
    spread,
    target_of,
    threshold_of,
)
from .targets import Target

WIDTH, COLUMNS, HEIGHT, MOST_ALARMS = 24, 3, 6, 100
TITLES = {
    "application": "Application",
    "infrastructure": "Infrastructure",
    "data": "Database, search and cache",
    "edge": "Edge",
}
Widget = dict[str, Any]


def flat(dimensions: dict[str, str]) -> list[str]:
    """Dimensions as a dashboard wants them: name, value, name, value."""
    return [text for pair in dimensions.items() for text in pair]


def renamed(expression: str, ids: dict[str, str]) -> str:
    """An expression with other ids of its metrics."""
    return re.sub(rf"\b({'|'.join(ids)})\b", lambda found: ids[found[0]], expression)


def metric_lines(entry: Entry, targets: dict[str, tuple[str, dict[str, str]]]) -> list[list[Any]]:
    """The lines of an alarm's graph, one for each of its targets."""
    found: list[list[Any]] = []
    for number, (short, dimensions) in enumerate(targets.values()):
        label = short or entry["title"]
        if "expression" not in entry:
            found.append(
                [
                    entry["namespace"],
                    entry["metric_name"],
                    *flat(dimensions),
                    {"stat": entry["statistic"], "label": label},
                ]
            )
            continue
        ids = {word: f"{word}{number}" for word in entry["metrics"]}
        expression = renamed(expression_of(entry), ids)
        found.append([{"expression": expression, "label": label, "id": f"result{number}"}])
        for word, one in entry["metrics"].items():
            options = {"id": ids[word], "stat": one.get("statistic", "Average"), "visible": False}
            found.append([one.get("namespace", entry["namespace"]), one["metric_name"], *flat(dimensions), options])
    return found


def graph_lines(entry: Entry, targets: dict[str, tuple[str, dict[str, str]]]) -> list[list[Any]]:
    """The lines of a graph without an alarm."""
    return [
        [
            entry["namespace"],
            line["metric_name"],
            *flat(dimensions),
            {"stat": line["statistic"], "label": f"{short} {line['label']}".strip()},
        ]
        for short, dimensions in targets.values()
        for line in entry["lines"]
    ]


def graph(entry: Entry, lines: list[list[Any]], region: str, annotation: dict[str, Any] | None = None) -> Widget:
    """One graph; the threshold of an alarm is a line across."""
    properties: dict[str, Any] = {
        "title": entry["title"], "region": region, "view": "timeSeries", "stacked": False,
        "period": entry.get("period", 60), "metrics": lines,
    }  # fmt: skip
    if annotation:
        properties["annotations"] = {"horizontal": [annotation]}
    return {"type": "metric", "properties": properties}


def section_graphs(
    section: str, entries: dict[str, Entry], targets: dict[str, Target], stack: dict[str, Any]
) -> list[Widget]:
    """Graphs of one section: those with an alarm first."""
    found = []
    for key, entry in entries.items():
        target = target_of(entry, targets) if entry["section"] == section else None
        threshold = threshold_of(entry, target) if target else None
        if target is not None and threshold is not None:
            annotation = {"label": f"alarm {shown_threshold(entry, threshold)}", "value": threshold}
            found.append(graph(entry, metric_lines(entry, spread(key, target)), region_of(target, stack), annotation))
    for key, entry in of_sections("graphs").items():
        target = target_of(entry, targets) if entry["section"] == section else None
        if target is not None:
            found.append(graph(entry, graph_lines(entry, spread(key, target)), region_of(target, stack)))
    return found


def alarm_status(alarms: dict[str, list[Entry]], composites: list[Entry], stack: dict[str, Any]) -> list[Widget]:
    """The states of all alarms, the composite ones first."""
    by_region = {
        region: [entry["key"] for entry in ([*composites] if region == stack["region"] else []) + items]
        for region, items in alarms.items()
    }
    shown = [
        arns.arn("cloudwatch", region, stack["account_id"], f"alarm:{stack['name']}-{key}")
        for region, keys in by_region.items()
        for key in keys
    ]
    parts = [shown[begin : begin + MOST_ALARMS] for begin in range(0, len(shown), MOST_ALARMS)]
    return [
        {"type": "alarm", "properties": {"title": "Alarms", "alarms": part, "sortBy": "stateUpdatedTimestamp"}}
        for part in parts
    ]


def placed(rows: list[tuple[list[Widget], int, int]]) -> list[Widget]:
    """Widgets with their places. rows: widgets, their width and their height."""
    found, top = [], 0
    for widgets, width, height in rows:
        in_row = WIDTH // width
        for number, widget in enumerate(widgets):
            place = {
                "x": number % in_row * width,
                "y": top + number // in_row * height,
                "width": width,
                "height": height,
            }
            found.append({"type": widget["type"], **place, "properties": widget["properties"]})
        top += -(-len(widgets) // in_row) * height
    return found


def dashboard_body(
    targets: dict[str, Target],
    stack: dict[str, Any],
    overrides: dict[str, Entry],
    alarms: dict[str, list[Entry]],
    composites: list[Entry],
    runbook: str,
) -> dict[str, Any]:
    """The dashboard of a stack: states of alarms on top, then a section for each tier.

    alarms, composites: as ``alarm_items`` and ``composite_items`` made them.
    """
    entries = merged(overrides)
    rows: list[tuple[list[Widget], int, int]] = []
    status = alarm_status(alarms, composites, stack)
    if status:
        rows.append((status, WIDTH, HEIGHT))
    for section in SECTIONS:
        graphs = section_graphs(section, entries, targets, stack)
        if graphs:
            text = f"# {TITLES[section]}\nWhat to do when an alarm fires: {runbook}"
            rows += [
                ([{"type": "text", "properties": {"markdown": text}}], WIDTH, 2),
                (graphs, WIDTH // COLUMNS, HEIGHT),
            ]
    return {"start": "-PT3H", "periodOverride": "inherit", "widgets": placed(rows)}


def dashboard_url(name: str, region: str) -> str:
    """Where a browser shows it."""
    return f"https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}#dashboards/dashboard/{name}"
