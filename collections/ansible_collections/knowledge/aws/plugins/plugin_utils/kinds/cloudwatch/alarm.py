# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Alarms of CloudWatch on metrics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.fields import covers
from ...core.kind import Finding
from ...core.model import Wanted
from . import rules
from .common import ACTIONS, AlarmKind, put

COMPARISONS = (
    "GreaterThanOrEqualToThreshold",
    "GreaterThanThreshold",
    "LessThanThreshold",
    "LessThanOrEqualToThreshold",
)


def by_name(dimensions: list[dict[str, str]] | None) -> dict[str, str]:
    """Dimensions as a map."""
    return {one["Name"]: one["Value"] for one in dimensions or []}


def same_queries(have: list[dict[str, Any]], want: list[dict[str, Any]]) -> bool:
    """Whether metric math says the same: the same ids, each with what we say of it."""
    mine, theirs = ({query["Id"]: query for query in queries} for queries in (want, have))
    return mine.keys() == theirs.keys() and all(covers(theirs[word], query) for word, query in mine.items())


class Alarm(AlarmKind):
    """Alarm on a metric or on metric math. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"""

    name, noun = "cloudwatch_alarm", "alarm"
    listed, type, operation = "MetricAlarms", "MetricAlarm", "put_metric_alarm"
    fields = {
        **ACTIONS,
        "namespace": put("str", "Namespace of the metric, such as AWS/ECS."),
        "metric_name": put("str", "Name of the metric."),
        "statistic": put(
            "str", "How values of a period become one.", choices=("SampleCount", "Average", "Sum", "Minimum", "Maximum")
        ),
        "extended_statistic": put("str", "A percentile or the like instead, such as p95."),
        "dimensions": put("dict", "What the metric is of."),
        "period": put("int", "Seconds of a data point: 10, 20, 30 or a multiple of 60."),
        "unit": put(
            "str", "Unit in which the metric is published, where it is published in several; empty for any.", default=""
        ),
        "metrics": put(
            "list",
            "Metric math instead of one metric: MetricDataQuery entries in AWS's own words.",
            elements="dict",
            same=same_queries,
        ),
        "threshold": put("float", "What a data point is compared with.", required=True, norm=float),
        "comparison_operator": put("str", "How it is compared.", choices=COMPARISONS, required=True),
        "evaluation_periods": put("int", "How many data points are looked at.", required=True),
        "datapoints_to_alarm": put("int", "How many of them must be bad; all by default."),
        "treat_missing_data": put(
            "str",
            "What a lacking data point means.",
            choices=("breaching", "notBreaching", "ignore", "missing"),
            default="missing",
        ),
    }
    example = """
- knowledge.aws.cloudwatch_alarm:
    config:
      - key: ecs-cpu
        namespace: AWS/ECS
        metric_name: CPUUtilization
        statistic: Average
        period: 300
        dimensions: {ClusterName: knowledge, ServiceName: knowledge}
        threshold: 80
        comparison_operator: GreaterThanThreshold
        evaluation_periods: 2
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Of one alarm."""
        yield from super().check(want)
        yield from rules.metric_findings(want.fields)
        yield from rules.count_findings(want.fields)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Dimensions as a map; what AWS does not tell is not set."""
        return super().shape(raw) | {
            "dimensions": None if raw.get("Metrics") else by_name(raw.get("Dimensions")),
            "metrics": raw.get("Metrics") or [],
            "datapoints_to_alarm": raw.get("DatapointsToAlarm") or raw.get("EvaluationPeriods"),
            "treat_missing_data": raw.get("TreatMissingData") or "missing",
            "unit": raw.get("Unit") or "",
        }

    def arguments(self, want: Wanted) -> dict[str, Any]:
        """Dimensions as a list; what is empty is left out, but nobody to tell is said."""
        given = {
            name: want[name] for name in want.fields if name.endswith("_actions") or want[name] not in ("", [], {})
        }
        given.pop("dimensions", None)
        arguments = super().arguments(Wanted(want.key, want.name, given, want.tags))
        arguments.setdefault("DatapointsToAlarm", want["evaluation_periods"])
        if want["dimensions"]:
            arguments["Dimensions"] = [{"Name": key, "Value": value} for key, value in want["dimensions"].items()]
        return arguments
