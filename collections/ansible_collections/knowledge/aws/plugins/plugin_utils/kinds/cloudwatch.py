"""Alarms and dashboards of CloudWatch."""

from __future__ import annotations

import json
from typing import Any

from ..core.errors import StackError
from ..core.fields import Field, as_document, covers
from ..core.kind import Kind, tag_list
from ..core.model import Resource, Wanted
from ..rules import alarms as rules
from ..rules.dashboards import dashboard_objections

MISSING = ("ResourceNotFound", "ResourceNotFoundException")
COMPARISONS = ("GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold")
COMMON = {
    "description": "AlarmDescription",
    "actions_enabled": "ActionsEnabled",
    "alarm_actions": "AlarmActions",
    "ok_actions": "OKActions",
    "insufficient_data_actions": "InsufficientDataActions",
}
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


def put(kind: str, description: str, **more: Any) -> Field:
    """A field of an alarm, which is written as a whole."""
    return Field(kind, description, setter="put", **more)


def actions(when: str) -> Field:
    """ARNs of what happens when an alarm changes its state."""
    return put("list", f"ARNs of what is told {when}.", elements="str", default=[], unordered=True)


ACTIONS = {
    "description": put("str", "What it means and what to do."),
    "actions_enabled": put("bool", "Whether anybody is told.", default=True),
    "alarm_actions": actions("when it fires"),
    "ok_actions": actions("when it is over"),
    "insufficient_data_actions": actions("when there is no data"),
}


def by_name(dimensions: list[dict[str, str]] | None) -> dict[str, str]:
    """Dimensions as a map."""
    return {one["Name"]: one["Value"] for one in dimensions or []}


def same_queries(have: list[dict[str, Any]], want: list[dict[str, Any]]) -> bool:
    """Whether metric math says the same: the same ids, each with what we say of it."""
    mine, theirs = ({query["Id"]: query for query in queries} for queries in (want, have))
    return mine.keys() == theirs.keys() and all(covers(theirs[word], query) for word, query in mine.items())


class AlarmKind(Kind):
    """What all alarms have in common: they are listed together, written as a whole, and keep their state when they are changed."""

    service = "cloudwatch"
    id_path, arn_path, name_path = "AlarmName", "AlarmArn", "AlarmName"
    scope = {"region": Field("str", "Region of the alarms: us-east-1 for those of CloudFront, by default that of the stack.")}
    listed: str  # in AWS's answer
    type: str  # in AWS's question

    def check(self, wanted: list[Wanted]) -> list[str]:
        """What CloudWatch refuses, or takes and never evaluates."""
        return [f"{self.noun} {want.name}: {text}" for want in wanted for text in self.objections(want)]

    def objections(self, want: Wanted) -> list[str]:
        """Of one alarm."""
        return list(rules.common_objections(want.name, want.fields, self.aws.region))

    def find(self, names: list[str]) -> list[Any]:
        """All whose names begin as ours do in one call, their tags in another."""
        prefix = {"AlarmNamePrefix": self.stack.name} if all(name.startswith(self.stack.name) for name in names) else {}
        found = self.aws.read("describe_alarms", self.listed, AlarmTypes=[self.type], PaginationConfig={"PageSize": 100}, **prefix)
        # Of several the tagging API tells ours: one that it does not tell and that is not listed is another stack's whose name begins as ours does.
        asked = {alarm["AlarmArn"] for alarm in found if len(found) == 1 or self.aws.wrote or alarm["AlarmName"] in names}
        tags = self.known_tags([alarm["AlarmArn"] for alarm in found])
        tags |= self.tags_of([arn for arn in asked if arn not in tags])
        return [alarm | {"Tags": tags.get(alarm["AlarmArn"], {})} for alarm in found]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "Tags", MISSING, ResourceARN=arn)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceARN=self.arn(have), Tags=tag_list(tags))

    def delete(self, have: Resource) -> None:
        """DeleteAlarms."""
        self.aws.write("delete_alarms", already=MISSING, AlarmNames=[have.id])


class Alarm(AlarmKind):
    """Alarm on a metric or on metric math. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"""

    name, noun = "cloudwatch_alarm", "alarm"
    listed, type = "MetricAlarms", "MetricAlarm"
    fields = {
        **ACTIONS,
        "namespace": put("str", "Namespace of the metric, such as AWS/ECS."),
        "metric": put("str", "Name of the metric."),
        "statistic": put("str", "How values of a period become one.", choices=("SampleCount", "Average", "Sum", "Minimum", "Maximum")),
        "extended_statistic": put("str", "A percentile or the like instead, such as p95."),
        "dimensions": put("dict", "What the metric is of."),
        "period": put("int", "Seconds of a data point: 10, 20, 30 or a multiple of 60."),
        "unit": put("str", "Unit in which the metric is published, where it is published in several; empty for any.", default=""),
        "metrics": put("list", "Metric math instead of one metric: MetricDataQuery entries in AWS's own words.", elements="dict", same=same_queries),
        "threshold": put("float", "What a data point is compared with.", required=True, norm=float),
        "comparison": put("str", "How it is compared.", choices=COMPARISONS, required=True),
        "evaluation_periods": put("int", "How many data points are looked at.", required=True),
        "datapoints_to_alarm": put("int", "How many of them must be bad; all by default."),
        "missing_data": put("str", "What a lacking data point means.", choices=("breaching", "notBreaching", "ignore", "missing"), default="missing"),
    }
    example = (
        "- knowledge.aws.cloudwatch_alarm:\n    config:\n      - {key: ecs-cpu, namespace: AWS/ECS, metric: CPUUtilization, statistic: Average, period: 300,\n"
        "         dimensions: {ClusterName: knowledge, ServiceName: knowledge}, threshold: 80, comparison: GreaterThanThreshold, evaluation_periods: 2}\n"
    )

    def objections(self, want: Wanted) -> list[str]:
        """Of one alarm."""
        return [*super().objections(want), *rules.metric_objections(want.fields), *rules.count_objections(want.fields)]

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

    def put(self, have: Resource | None, want: Wanted) -> None:
        """PutMetricAlarm: everything at once."""
        self.aws.write("put_metric_alarm", **self._arguments(want))

    def _arguments(self, want: Wanted) -> dict[str, Any]:
        arguments = {api: want[field] for field, api in METRIC.items() if want[field] not in (None, "", [], {}) or field.endswith("_actions")}
        arguments.setdefault("DatapointsToAlarm", want["evaluation_periods"])
        if want["dimensions"]:
            arguments["Dimensions"] = [{"Name": key, "Value": value} for key, value in want["dimensions"].items()]
        return {"AlarmName": want.name, **arguments}

    def create(self, want: Wanted) -> None:
        """PutMetricAlarm with tags, which count for a new alarm only."""
        self.aws.create("put_metric_alarm", **self._arguments(want), Tags=tag_list(want.tags))


class CompositeAlarm(AlarmKind):
    """Alarm of alarms. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html"""

    name, noun = "cloudwatch_composite_alarm", "composite alarm"
    listed, type = "CompositeAlarms", "CompositeAlarm"
    fields = {**ACTIONS, "rule": put("str", 'When it fires, such as ALARM("one") OR ALARM("other"). These alarms must exist.', required=True, norm=str.strip)}
    example = (
        "- knowledge.aws.cloudwatch_composite_alarm:\n    config:\n"
        "      - {key: service-down, rule: 'ALARM(\"no-healthy-hosts\")', alarm_actions: ['{{ topic_arn }}']}\n"
    )

    def objections(self, want: Wanted) -> list[str]:
        """Of one alarm."""
        return [*super().objections(want), *rules.rule_objections(want["rule"])]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The same words as of an alarm."""
        return {field: raw.get(api) for field, api in COMMON.items()} | {"rule": raw["AlarmRule"]}

    def _arguments(self, want: Wanted) -> dict[str, Any]:
        arguments = {api: want[field] for field, api in COMMON.items() if want[field] is not None}
        return {"AlarmName": want.name, "AlarmRule": want["rule"], **arguments}

    def put(self, have: Resource | None, want: Wanted) -> None:
        """PutCompositeAlarm: everything at once."""
        self.aws.write("put_composite_alarm", **self._arguments(want))

    def create(self, want: Wanted) -> None:
        """PutCompositeAlarm with tags."""
        self.aws.create("put_composite_alarm", **self._arguments(want), Tags=tag_list(want.tags))


class Dashboard(Kind):
    """Dashboard. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html

    Known by its name: one that is called as the stack is the stack's.
    """

    name, noun, service = "cloudwatch_dashboard", "dashboard", "cloudwatch"
    taggable = False
    id_path, arn_path, name_path = "DashboardName", "DashboardArn", "DashboardName"
    fields = {"body": Field("dict", "Widgets, in AWS's own words.", required=True, norm=as_document, setter="set_body")}
    example = "- knowledge.aws.cloudwatch_dashboard:\n    config:\n      - {key: main, body: {widgets: []}}\n"

    def check(self, wanted: list[Wanted]) -> list[str]:
        """Number, places and properties of widgets."""
        return [f"dashboard {want.name}: {text}" for want in wanted for text in dashboard_objections(want["body"])]

    def find(self, names: list[str]) -> list[Any]:
        """Dashboards by name, the stack's own even where it is not listed."""
        found = self.each(self._dashboard, dict.fromkeys([*names, self.stack.name]))
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

    def set_body(self, have: Resource, want: Wanted) -> None:
        """PutDashboard."""
        self._put(self.aws.write("put_dashboard", DashboardName=have.id, DashboardBody=json.dumps(want["body"])))

    @staticmethod
    def _put(answer: dict[str, Any] | None) -> None:
        """CloudWatch takes a body in which it does not understand everything, and says what."""
        wrong = [f"{one.get('DataPath', '')}: {one.get('Message', '')}" for one in (answer or {}).get("DashboardValidationMessages") or []]
        if wrong:
            raise StackError(f"CloudWatch does not understand all of the dashboard: {'; '.join(wrong)}")

    def delete(self, have: Resource) -> None:
        """DeleteDashboards."""
        self.aws.write("delete_dashboards", already=("DashboardNotFoundError", *MISSING), DashboardNames=[have.id])
