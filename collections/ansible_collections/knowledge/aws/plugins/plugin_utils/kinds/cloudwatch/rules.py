"""What CloudWatch refuses of alarms, or takes and never evaluates. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...core.symbols import find_symbol

NAME, DESCRIPTION, RULE = 255, 1024, 10240  # characters
ACTIONS = ("alarm_actions", "ok_actions", "insufficient_data_actions")
MOST_ACTIONS = 5
SHORT_PERIODS = (
    10,
    20,
    30,
)  # seconds; only for metrics that are published with such a resolution, which AWS's own are not
WEEK, DAY, HOUR = 604800, 86400, 3600
PERCENTILE = re.compile(
    r"p(\d{1,2}(\.\d{1,10})?|100)|(tm|wm|tc|ts)(\d{1,2}(\.\d{1,10})?|100)|(TM|WM|PR|TC|TS)\(\d*(\.\d+)?%?:\d*(\.\d+)?%?\)|IQM"
)
ONE_METRIC = ("metric", "namespace", "statistic", "extended_statistic", "dimensions", "period", "unit")
RULE_PART = re.compile(
    r"""\s*(?:(?P<state>(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"[^"]+"|[^\s"()]+)\s*\)|TRUE\b|FALSE\b)|(?P<word>AND|OR|NOT)\b|(?P<sign>[()]))"""
)
CHILDREN, ELEMENTS = 100, 500


def common_objections(name: str, values: dict[str, Any], region: str) -> Iterator[str]:
    """Lengths and actions. A topic of another region cannot be told."""
    if len(name) > NAME:
        yield f"the name is longer than {NAME} characters"
    if len(values.get("description") or "") > DESCRIPTION:
        yield f"the description is longer than {DESCRIPTION} characters"
    for field in ACTIONS:
        arns = values.get(field) or []
        if len(arns) > MOST_ACTIONS:
            yield f"{field} has {len(arns)} entries; {MOST_ACTIONS} at most"
        for arn in arns:
            parts = arn.split(":")
            if not find_symbol(arn) and (len(parts) < 6 or parts[0] != "arn"):
                yield f"{field}: '{arn}' is no ARN"
            elif not find_symbol(arn) and parts[3] not in ("", region):
                yield f"{field}: {arn} is in {parts[3]}, the alarm in {region}; an alarm only reaches what is in its region"


def metric_objections(values: dict[str, Any]) -> Iterator[str]:
    """Either one metric, complete, or metric math."""
    single, math = bool(values.get("metric")), bool(values.get("metrics"))
    if single == math:
        yield "give either a metric or metrics"
        return
    if math:
        besides = [field for field in ONE_METRIC if values.get(field)]
        if besides:
            yield f"metrics stand alone; {', '.join(besides)} belong into them"
        yield from query_objections(values["metrics"])
        return
    if not (
        values.get("namespace")
        and values.get("period")
        and (values.get("statistic") or values.get("extended_statistic"))
    ):
        yield "a metric needs namespace, period and a statistic"
    if values.get("statistic") and values.get("extended_statistic"):
        yield "give either statistic or extended_statistic"
    if values.get("extended_statistic") and not PERCENTILE.fullmatch(values["extended_statistic"]):
        yield f"extended_statistic {values['extended_statistic']} is none; such as p95"
    if not values.get("dimensions"):
        yield "without dimensions it never gets data"
    yield from period_objections(
        values.get("period"), values.get("evaluation_periods") or 1, values.get("namespace") or ""
    )


def query_objections(queries: list[dict[str, Any]]) -> Iterator[str]:
    """Metric math: one result, ids of their own, and metrics that get data."""
    ids = [query.get("Id") for query in queries]
    if len(set(ids)) != len(ids) or not all(re.fullmatch(r"[a-z]\w{0,254}", str(one)) for one in ids):
        yield "every query of metrics has an Id of its own, which begins with a small letter"
    if sum(query.get("ReturnData", True) is not False for query in queries) != 1:
        yield "exactly one query of metrics returns data; set ReturnData: false for the others"
    for query in queries:
        stat = query.get("MetricStat")
        if bool(stat) == bool(query.get("Expression")):
            yield f"query {query.get('Id')} has either MetricStat or Expression"
        elif stat:
            metric = stat.get("Metric") or {}
            if str(metric.get("Namespace", "")).startswith("AWS/") and not metric.get("Dimensions"):
                yield f"query {query.get('Id')}: without dimensions it never gets data"
            yield from period_objections(stat.get("Period"), 1, str(metric.get("Namespace", "")))


def period_objections(period: int | None, evaluated: int, namespace: str) -> Iterator[str]:
    """Seconds of a data point, and how far back an alarm may look."""
    if not period:
        return
    if period not in SHORT_PERIODS and (period % 60 or period < 0):
        yield f"period {period} is not possible; 10, 20, 30 or a multiple of 60"
    elif period in SHORT_PERIODS and namespace.startswith("AWS/"):
        yield f"period {period} is too short for {namespace}, which is published every minute at most"
    longest = WEEK if period >= HOUR else DAY
    if period * evaluated > longest:
        yield f"period times evaluation_periods is {period * evaluated} seconds; {longest} at most"


def count_objections(values: dict[str, Any]) -> Iterator[str]:
    """How many data points are looked at, and how many of them must be bad."""
    evaluated, bad = values.get("evaluation_periods") or 0, values.get("datapoints_to_alarm")
    if evaluated < 1:
        yield "evaluation_periods is a number from 1 on"
    if bad is not None and bad < 1:
        yield "datapoints_to_alarm is a number from 1 on"
    if (bad or 1) > evaluated >= 1:
        yield "datapoints_to_alarm is more than evaluation_periods"


def rule_objections(rule: str) -> Iterator[str]:
    """What is wrong with the rule of a composite alarm. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html"""
    if len(rule) > RULE:
        yield f"the rule is longer than {RULE} characters"
    if find_symbol(rule):
        return
    text, states, elements, open_, value_next = rule.strip(), 0, 0, 0, True
    while text:
        match = RULE_PART.match(text)
        part = match and (match["state"] or match["word"] or match["sign"])
        opens = part == "(" or part == "NOT" or bool(match and match["state"])
        if not match or opens != value_next or (part == ")" and not open_):
            yield f"the rule cannot be understood from '{text[:40]}' on"
            return
        open_ += (part == "(") - (part == ")")
        elements += part not in ("AND", "OR", "NOT")
        states += bool(match["state"]) and "(" in match["state"]
        value_next = part in ("(", "NOT", "AND", "OR")
        text = text[match.end() :].lstrip()
    if value_next or open_:
        yield "the rule ends too early"
    if states > CHILDREN or elements > ELEMENTS:
        yield f"the rule names {states} alarms in {elements} elements; {CHILDREN} and {ELEMENTS} at most"
