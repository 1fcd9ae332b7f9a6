# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Alarms from the catalogue (the collection's folder ``alarms``), a stack's targets and an operator's changes. Pure.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .targets import GLOBAL, Target

FOLDER = Path(__file__).resolve().parents[3] / "alarms"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SECTIONS = ("application", "infrastructure", "data", "edge")
COMMON = {
    "severity": "warning",
    "statistic": "Average",
    "period": 60,
    "evaluation_periods": 1,
    "comparison_operator": "GreaterThanThreshold",
    "treat_missing_data": "notBreaching",
    "unit": "",
}
WORDS = {
    "GreaterThanThreshold": "above",
    "GreaterThanOrEqualToThreshold": "at or above",
    "LessThanThreshold": "below",
    "LessThanOrEqualToThreshold": "at or below",
}
PERCENTILE = re.compile(r"(p|tm|tc|ts|wm)\d{1,2}(\.\d+)?|IQM|(PR|TM|TC|TS|WM)\(.+\)")
Entry = dict[str, Any]


@cache
def read(name: str) -> dict[str, Any]:
    """One file of the catalogue."""
    return yaml.load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - both loaders are safe


def of_sections(word: str) -> dict[str, Entry]:
    """All alarms, composites or graphs by key, each with its section."""
    return {
        key: {"section": section, **entry} for section in SECTIONS for key, entry in read(section).get(word, {}).items()
    }


def merged(overrides: dict[str, Entry]) -> dict[str, Entry]:
    """The catalogue with what an operator changes, adds and switches off (``enabled: false``)."""
    found = of_sections("alarms")
    for key, change in overrides.items():
        entry = {"section": "application", "title": key, "text": "", **found.get(key, {})}
        if "threshold" in change:
            entry.pop("share", None)
        elif "share" in change:
            entry.pop("threshold", None)
        found[key] = entry | change
    return {key: COMMON | entry for key, entry in found.items() if entry.get("enabled", True)}


def target_of(entry: Entry, targets: dict[str, Target]) -> Target | None:
    """What an entry watches: a target of the stack, or the dimensions that it gives itself.

    None where there is none, or a condition does not hold.
    """
    if "dimensions" in entry:
        return {"dimensions": entry["dimensions"], "region": entry.get("region")}
    target = targets.get(entry.get("target", ""))
    return target if target and target.get(entry.get("when", ""), "when" not in entry) else None


def spread(key: str, target: Target) -> dict[str, tuple[str, dict[str, str]]]:
    """Alarms of an entry: by their keys the short key of the target (empty for a single one) and its dimensions."""
    if "each" in target:
        return {f"{key}-{short}": (short, dimensions) for short, dimensions in target["each"].items()}
    return {key: ("", target["dimensions"])}


def threshold_of(entry: Entry, target: Target) -> float | int | None:
    """The threshold, also where it is a share of a property of the target; None where that is not known."""
    share = entry.get("share")
    if not share:
        return entry.get("threshold")
    whole = target.get(share["of"])
    return round(whole * share["percent"] / 100) if whole else None


def region_of(target: Target, stack: dict[str, Any]) -> str:
    """Where the metrics of a target live."""
    return target.get("region") or stack["region"]


def shown_threshold(entry: Entry, threshold: float | int) -> str:
    """``above 80 %``; bytes as GiB."""
    number, unit = (threshold / 1024**3, "GiB") if entry["unit"] == "bytes" else (threshold, entry["unit"])
    return f"{WORDS[entry['comparison_operator']]} {round(number, 2):.15g}{' ' if unit else ''}{unit}"


def description(key: str, entry: Entry, threshold: float | int, runbook: str) -> str:
    """What is read in the message: how bad, what it means, when it fires, what to do."""
    datapoints, periods = entry.get("datapoints_to_alarm") or entry["evaluation_periods"], entry["evaluation_periods"]
    when = (
        f"{entry['title']}: {shown_threshold(entry, threshold)}, {datapoints} of {periods} times {entry['period']} s."
    )
    return " ".join(
        part for part in (f"[{entry['severity']}]", entry["text"], when, f"What to do: {runbook}#{key}") if part
    )


def metric_query(word: str, entry: Entry, one: Entry, dimensions: dict[str, str]) -> dict[str, Any]:
    """A metric of metric math in AWS's own words."""
    metric = {
        "Namespace": one.get("namespace", entry["namespace"]),
        "MetricName": one["metric_name"],
        "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
    }
    return {
        "Id": word,
        "MetricStat": {"Metric": metric, "Period": entry["period"], "Stat": one.get("statistic", "Average")},
        "ReturnData": False,
    }


def expression_of(entry: Entry) -> str:
    """The expression with its floor."""
    return entry["expression"].replace("{floor}", str(entry.get("floor", 0)))


def measured(entry: Entry, dimensions: dict[str, str]) -> dict[str, Any]:
    """What an alarm looks at: one metric, or metric math."""
    if "expression" in entry:
        queries = [metric_query(word, entry, one, dimensions) for word, one in entry["metrics"].items()]
        return {
            "metrics": [
                *queries,
                {"Id": "result", "Expression": expression_of(entry), "Label": entry["title"], "ReturnData": True},
            ]
        }
    statistic = "extended_statistic" if PERCENTILE.fullmatch(entry["statistic"]) else "statistic"
    found = {
        "namespace": entry["namespace"],
        "metric_name": entry["metric_name"],
        "dimensions": dimensions,
        "period": entry["period"],
    }
    return found | {statistic: entry["statistic"]}


def alarm_items(
    targets: dict[str, Target], stack: dict[str, Any], overrides: dict[str, Entry], topics: dict[str, str], runbook: str
) -> dict[str, list[Entry]]:
    """Entries for ``cloudwatch_alarm`` by region; each tells the topic of its own region, as an alarm can tell no
    other.

    topics: ARNs by region.
    """
    found: dict[str, list[Entry]] = {stack["region"]: [], GLOBAL: []}
    for key, entry in merged(overrides).items():
        target = target_of(entry, targets)
        threshold = threshold_of(entry, target) if target else None
        if target is None or threshold is None:
            continue
        region = region_of(target, stack)
        actions = [topics[region]] if topics.get(region) else []
        common = {
            "alarm_description": description(key, entry, threshold, runbook),
            "threshold": threshold,
            "comparison_operator": entry["comparison_operator"],
            "evaluation_periods": entry["evaluation_periods"],
            "datapoints_to_alarm": entry.get("datapoints_to_alarm") or entry["evaluation_periods"],
            "treat_missing_data": entry["treat_missing_data"],
            "alarm_actions": actions,
            "ok_actions": actions,
        }
        for name, (_, dimensions) in spread(key, target).items():
            found.setdefault(region, []).append({"key": name, **measured(entry, dimensions), **common})
    return found


def alarms_of_all_regions(by_region: dict[str, list[Entry]]) -> list[Entry]:
    """The alarms of all regions in one list, each with its region."""
    return [{**entry, "region": region} for region, entries in by_region.items() for entry in entries]


def children(composite: Entry, there: set[str]) -> list[list[str]]:
    """The groups of a composite alarm of which every alarm is there."""
    return [group for group in composite["any_of"] if there.issuperset(group)]


def composite_items(
    alarms: list[Entry], stack: dict[str, Any], disabled: list[str], topic: str, runbook: str
) -> list[Entry]:
    """Entries for ``cloudwatch_composite_alarm``, of alarms in the stack's region."""
    there, found = {alarm["key"] for alarm in alarms}, []
    for key, entry in of_sections("composites").items():
        groups = [] if key in disabled else children(entry, there)
        terms = [" AND ".join(f'ALARM("{stack["name"]}-{child}")' for child in group) for group in groups]
        if terms:
            found.append(
                {
                    "key": key,
                    "alarm_description": f"[{entry['severity']}] {entry['text']} What to do: {runbook}#{key}",
                    "alarm_rule": " OR ".join(f"({term})" if " AND " in term else term for term in terms),
                    "alarm_actions": [topic] if topic else [],
                    "ok_actions": [topic] if topic else [],
                }
            )
    return found


def filled(value: Any, words: dict[str, str]) -> Any:
    """A nested value with ``{name}`` and the like replaced."""
    if isinstance(value, dict):
        return {key: filled(inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, words) for inner in value]
    for word, text in words.items() if isinstance(value, str) else ():
        value = value.replace(f"{{{word}}}", text)
    return value


def event_items(targets: dict[str, Target], stack: dict[str, Any], disabled: list[str], topic: str) -> list[Entry]:
    """Entries for ``events_rule``: what AWS tells of the parts that there are, as one readable line to the topic.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
    """
    service = targets.get("service", {}).get("dimensions", {})
    words = {
        "name": stack["name"], "account": stack["account_id"], "region": stack["region"],
        "domain": stack.get("domain_name") or "",
        "cluster": service.get("ClusterName", ""), "service": service.get("ServiceName", ""),
    }  # fmt: skip
    found = []
    for key, entry in read("events")["events"].items():
        if key in disabled or not topic or ("target" in entry and entry["target"] not in targets):
            continue
        told = {
            "id": "topic",
            "arn": topic,
            "input_transformer": {
                "input_paths_map": entry["values"],
                "input_template": f'"{filled(entry["line"], words)}"',
            },
        }
        found.append(
            {
                "key": key,
                "description": entry["description"],
                "event_pattern": filled(entry["pattern"], words),
                "targets": [told],
            }
        )
    return found
