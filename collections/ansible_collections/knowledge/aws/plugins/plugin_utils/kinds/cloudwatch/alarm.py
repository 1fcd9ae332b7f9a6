"""Alarms and dashboards of CloudWatch."""

from __future__ import annotations

from typing import Any

from ...core.fields import covers
from ...core.kind import tag_list
from ...core.model import Resource, Wanted
from . import rules
from .codes import CODES
from .common import ACTIONS, COMMON, AlarmKind, put

COMPARISONS = (
    "GreaterThanOrEqualToThreshold",
    "GreaterThanThreshold",
    "LessThanThreshold",
    "LessThanOrEqualToThreshold",
)
METRIC = COMMON | {
    "namespace": "Namespace",
    "metric": "MetricName",
    "statistic": "Statistic",
    "extended_statistic": "ExtendedStatistic",
    "dimensions": "Dimensions",
    "period": "Period",
    "unit": "Unit",
    "metrics": "Metrics",
    "threshold": "Threshold",
    "comparison": "ComparisonOperator",
    "evaluation_periods": "EvaluationPeriods",
    "datapoints_to_alarm": "DatapointsToAlarm",
    "missing_data": "TreatMissingData",
}


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
    codes = CODES
    arn_prefix = "alarm:"
    listed, type = "MetricAlarms", "MetricAlarm"
    fields = {
        **ACTIONS,
        "namespace": put("str", "Namespace of the metric, such as AWS/ECS."),
        "metric": put("str", "Name of the metric."),
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
        "comparison": put("str", "How it is compared.", choices=COMPARISONS, required=True),
        "evaluation_periods": put("int", "How many data points are looked at.", required=True),
        "datapoints_to_alarm": put("int", "How many of them must be bad; all by default."),
        "missing_data": put(
            "str",
            "What a lacking data point means.",
            choices=("breaching", "notBreaching", "ignore", "missing"),
            default="missing",
        ),
    }
    example = (
        "- knowledge.aws.cloudwatch_alarm:\n    config:\n      - {key: ecs-cpu, namespace: AWS/ECS, metric: CPUUtilization, statistic: Average, period: 300,\n"
        "         dimensions: {ClusterName: knowledge, ServiceName: knowledge}, threshold: 80, comparison: GreaterThanThreshold, evaluation_periods: 2}\n"
    )

    def objections_of(self, want: Wanted) -> list[str]:
        """Of one alarm."""
        return [
            *super().objections_of(want),
            *rules.metric_objections(want.fields),
            *rules.count_objections(want.fields),
        ]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Dimensions as a map; what AWS does not tell is not set."""
        shape = {field: raw.get(api) for field, api in METRIC.items()}
        math = bool(raw.get("Metrics"))
        return shape | {
            "dimensions": None if math else by_name(raw.get("Dimensions")),
            "metrics": raw.get("Metrics") or [],
            "datapoints_to_alarm": raw.get("DatapointsToAlarm") or raw.get("EvaluationPeriods"),
            "missing_data": raw.get("TreatMissingData") or "missing",
            "unit": raw.get("Unit") or "",
        }

    def put(self, have: Resource | None, want: Wanted, changed: tuple[str, ...] = ()) -> None:
        """PutMetricAlarm: everything at once."""
        self.aws.write("put_metric_alarm", **self._arguments(want))

    def _arguments(self, want: Wanted) -> dict[str, Any]:
        arguments = {
            api: want[field]
            for field, api in METRIC.items()
            if want[field] not in (None, "", [], {}) or field.endswith("_actions")
        }
        arguments.setdefault("DatapointsToAlarm", want["evaluation_periods"])
        if want["dimensions"]:
            arguments["Dimensions"] = [{"Name": key, "Value": value} for key, value in want["dimensions"].items()]
        return {"AlarmName": want.name, **arguments}

    def create(self, want: Wanted) -> None:
        """PutMetricAlarm with tags, which count for a new alarm only."""
        self.aws.create("put_metric_alarm", **self._arguments(want), Tags=tag_list(want.tags))
