"""Rules about alarms. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding

from ..alarms.alarms import COMMON, PERCENTILE, SECTIONS, WORDS, merged, of_sections, read

FIELDS = {
    *COMMON, "datapoints_to_alarm", "dimensions", "enabled", "expression", "floor", "metric_name", "metrics",
    "namespace", "region", "section", "share", "target", "text", "threshold", "title", "when",
}  # fmt: skip
STATISTICS = ("Average", "Maximum", "Minimum", "SampleCount", "Sum")
CHOICES: dict[str, tuple[str, ...]] = {
    "section": SECTIONS,
    "comparison_operator": tuple(WORDS),
    "treat_missing_data": ("breaching", "notBreaching", "ignore", "missing"),
    "severity": ("critical", "warning"),
}
SHORT_PERIODS = (10, 20, 30)
LONGEST = 604800  # seconds that period times evaluation_periods may cover from an hour on; a day below it
LONGEST_SHORT = 86400


def name_findings(overrides: dict[str, Any]) -> Iterator[Finding]:
    """Keys and fields that nobody knows. A key of no alarm is a misspelt one, or an alarm that says all it needs."""
    known = of_sections("alarms")
    for key, change in overrides.items():
        if not isinstance(change, dict):
            yield Finding("monitoring_alarms", f"{key} is no map", f"{key}: {{threshold: 90}}")
            continue
        unknown = sorted(set(change) - FIELDS)
        if unknown:
            yield Finding(
                "monitoring_alarms", f"{key}: {', '.join(unknown)} is no field of an alarm", ", ".join(sorted(FIELDS))
            )
        if key not in known and not {"namespace", "title"} <= set(change):
            close = difflib.get_close_matches(key, known, 3, 0.5)
            yield Finding(
                "monitoring_alarms",
                f"there is no alarm {key}",
                f"{', '.join(close or sorted(known))}; one of your own has a title and a namespace",
            )


def value_objections(entry: dict[str, Any]) -> Iterator[str]:
    """What is wrong with an alarm, in words."""
    for field, choices in CHOICES.items():
        if entry[field] not in choices:
            yield f"{field} is {entry[field]}; valid: {', '.join(choices)}"
    if entry["statistic"] not in STATISTICS and not PERCENTILE.fullmatch(str(entry["statistic"])):
        yield f"statistic is {entry['statistic']}; valid: {', '.join(STATISTICS)}, or one such as p95"
    if ("metric_name" in entry) == ("expression" in entry):
        yield "it has either a metric_name, or metrics and an expression"
    if "target" not in entry and not entry.get("dimensions"):
        yield "it has neither a target nor dimensions, and would never get data"
    threshold, share = entry.get("threshold"), entry.get("share")
    if not share and (not isinstance(threshold, int | float) or isinstance(threshold, bool)):
        yield f"threshold is {threshold}; it is a number"
    if share and not (isinstance(share, dict) and share.get("of") and isinstance(share.get("percent"), int | float)):
        yield "share is such as {of: max_connections, percent: 80}"
    yield from time_objections(entry)


def time_objections(entry: dict[str, Any]) -> Iterator[str]:
    """Periods that AWS takes, and how far an alarm may look back."""
    period, evaluated, bad = entry["period"], entry["evaluation_periods"], entry.get("datapoints_to_alarm") or 1
    if not all(isinstance(one, int) and one > 0 for one in (period, evaluated, bad)):
        yield "period, evaluation_periods and datapoints_to_alarm are whole numbers above 0"
        return
    if period not in SHORT_PERIODS and period % 60:
        yield f"period is {period}; valid: 10, 20, 30, or a multiple of 60"
    if bad > evaluated:
        yield f"datapoints_to_alarm is {bad}, more than the {evaluated} that are looked at"
    if period * evaluated > (LONGEST if period >= 3600 else LONGEST_SHORT):
        yield (
            "it looks back too far: period times evaluation_periods is a day at most, "
            "from a period of an hour on a week"
        )


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Keys, fields and values of what differs from the catalogue."""
    overrides = v.get("monitoring_alarms") or {}
    wrong = list(name_findings(overrides))
    yield from wrong
    if not wrong:
        for key, entry in merged(overrides).items():
            for text in value_objections(entry) if key in overrides else ():
                yield Finding("monitoring_alarms", f"{key}: {text}")
    for variable, known in (
        ("monitoring_disabled_composites", of_sections("composites")),
        ("monitoring_disabled_events", read("events")["events"]),
    ):
        unknown = sorted(set(v.get(variable) or []) - set(known))
        if unknown:
            yield Finding(variable, f"there is no {', '.join(unknown)}", ", ".join(known))
