# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about alarms. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudwatch.rules import (
    PERCENTILE,
    count_findings,
    period_findings,
)

from ..alarms.alarms import SECTIONS, WORDS, merged, of_sections, read

# Fields of an alarm of the catalogue.
ALARM: dict[str, dict[str, Any]] = {
    "comparison_operator": {"type": "str", "choices": list(WORDS)},
    "datapoints_to_alarm": {"type": "int"},
    "dimensions": {"type": "dict"},
    "enabled": {"type": "bool"},
    "evaluation_periods": {"type": "int"},
    "expression": {"type": "str"},
    "floor": {"type": "float"},
    "metric_name": {"type": "str"},
    "metrics": {"type": "dict"},
    "namespace": {"type": "str"},
    "period": {"type": "int", "description": "seconds"},
    "region": {"type": "str"},
    "section": {"type": "str", "choices": list(SECTIONS)},
    "severity": {"type": "str", "choices": ["critical", "warning"]},
    "share": {
        "type": "dict",
        "options": {
            "of": {"type": "str", "required": True, "description": "a property of the target, such as max_connections"},
            "percent": {"type": "float", "required": True, "description": "percent of it"},
        },
    },
    "statistic": {"type": "str"},
    "target": {"type": "str"},
    "text": {"type": "str"},
    "threshold": {"type": "float"},
    "title": {"type": "str"},
    "treat_missing_data": {"type": "str", "choices": ["breaching", "notBreaching", "ignore", "missing"]},
    "unit": {"type": "str"},
    "when": {"type": "str"},
}
ENTRY_SPECS = {"monitoring_alarms": {"type": "dict", "options": ALARM}}
STATISTICS = ("Average", "Maximum", "Minimum", "SampleCount", "Sum")


def name_findings(overrides: dict[str, Any]) -> Iterator[Finding]:
    """Keys that nobody knows: a key of no alarm is a misspelt one, or an alarm that says all it needs."""
    known = of_sections("alarms")
    for key, change in overrides.items():
        if key not in known and not {"namespace", "title"} <= set(change):
            close = difflib.get_close_matches(key, known, 3, 0.5)
            yield Finding(
                "monitoring_alarms",
                f"there is no alarm {key}",
                f"{', '.join(close or sorted(known))}; one of your own has a title and a namespace",
            )


def value_findings(entry: dict[str, Any]) -> Iterator[Finding]:
    """What is wrong with an alarm, by its fields."""
    if entry["statistic"] not in STATISTICS and not PERCENTILE.fullmatch(str(entry["statistic"])):
        yield Finding("statistic", f"is {entry['statistic']}", f"{', '.join(STATISTICS)}, or one such as p95")
    if bool(entry.get("metric_name")) == bool(entry.get("expression")):
        yield Finding("metric_name", "has to be given, or an expression; not both", "metric_name or expression")
    if entry.get("expression") and not entry.get("metrics"):
        yield Finding("metrics", "is missing, but there is an expression", "the metrics that it names")
    if not entry.get("target") and not entry.get("dimensions"):
        valid = "dimensions, such as {ClusterName: main}, or a target"
        yield Finding("dimensions", "is missing, as is a target: it would never get data", valid)
    if not entry.get("share") and entry.get("threshold") is None:
        yield Finding("threshold", "is missing", "a number, or a share such as {of: max_connections, percent: 80}")
    yield from count_findings(entry)
    period, times = entry["period"] or 0, entry["evaluation_periods"] or 1
    if period < 1:
        yield Finding("period", f"{period} is not possible", "10, 20, 30 or a multiple of 60")
    else:
        yield from period_findings("period", period, times, str(entry.get("namespace") or ""))


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Keys and values of what differs from the catalogue."""
    overrides = v.get("monitoring_alarms") or {}
    wrong = list(name_findings(overrides))
    yield from wrong
    if not wrong:
        for key, entry in merged(overrides).items():
            for found in value_findings(entry) if key in overrides else ():
                yield Finding("monitoring_alarms", f"{key}.{found.field} {found.wrong}", found.valid)
    for variable, known in (
        ("monitoring_disabled_composites", of_sections("composites")),
        ("monitoring_disabled_events", read("events")["events"]),
    ):
        unknown = sorted(set(v.get(variable) or []) - set(known))
        if unknown:
            yield Finding(variable, f"there is no {', '.join(unknown)}", ", ".join(known))
