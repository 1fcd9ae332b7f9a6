# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What CloudWatch refuses of alarms, or takes and never evaluates. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...core.finding import Finding
from ...core.symbols import find_symbol

NAME, DESCRIPTION, RULE = 255, 1024, 10240  # characters
ACTIONS = ("alarm_actions", "ok_actions", "insufficient_data_actions")
MOST_ACTIONS = 5
# Seconds; only for metrics that are published with such a resolution, which AWS's own are not.
SHORT_PERIODS = (10, 20, 30)
WEEK, DAY, HOUR = 604800, 86400, 3600
_PERCENT = r"(\d{1,2}(\.\d{1,10})?|100)"
PERCENTILE = re.compile(rf"p{_PERCENT}|(tm|wm|tc|ts){_PERCENT}|(TM|WM|PR|TC|TS)\(\d*(\.\d+)?%?:\d*(\.\d+)?%?\)|IQM")
ONE_METRIC = ("metric_name", "namespace", "statistic", "extended_statistic", "dimensions", "period", "unit")
RULE_PART = re.compile(
    r"""\s*(?:
    (?P<state>(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"[^"]+"|[^\s"()]+)\s*\)|TRUE\b|FALSE\b)
    |(?P<word>AND|OR|NOT)\b
    |(?P<sign>[()])
    )""",
    re.VERBOSE,
)
CHILDREN, ELEMENTS = 100, 500


def common_findings(name: str, values: dict[str, Any], region: str) -> Iterator[Finding]:
    """Lengths and actions. A topic of another region cannot be told."""
    if len(name) > NAME:
        yield Finding("name", f"is longer than {NAME} characters", f"{NAME} at most")
    if len(values.get("alarm_description") or "") > DESCRIPTION:
        yield Finding("alarm_description", f"is longer than {DESCRIPTION} characters", f"{DESCRIPTION} at most")
    for field in ACTIONS:
        arns = values.get(field) or []
        if len(arns) > MOST_ACTIONS:
            yield Finding(field, f"has {len(arns)} entries", f"{MOST_ACTIONS} at most")
        for arn in arns:
            parts = arn.split(":")
            if not find_symbol(arn) and (len(parts) < 6 or parts[0] != "arn"):
                yield Finding(field, f"'{arn}' is no ARN", "the ARN of a topic, or of another action")
            elif not find_symbol(arn) and parts[3] not in ("", region):
                yield Finding(field, f"{arn} is in {parts[3]}, the alarm in {region}", f"what is in {region}")


def metric_findings(values: dict[str, Any]) -> Iterator[Finding]:
    """Either one metric, complete, or metric math."""
    single, math = bool(values.get("metric_name")), bool(values.get("metrics"))
    if single == math:
        yield Finding("metric_name", "has to be given, or metrics; not both", "either metric_name or metrics")
        return
    if math:
        besides = [field for field in ONE_METRIC if values.get(field)]
        if besides:
            yield Finding("metrics", f"stands alone; {', '.join(besides)} belong into it", "metrics without these")
        yield from query_findings(values["metrics"])
        return
    given = values.get("statistic"), values.get("extended_statistic")
    if not (values.get("namespace") and values.get("period") and any(given)):
        yield Finding("metric_name", "needs namespace, period and a statistic", "all three beside it")
    if all(given):
        yield Finding("extended_statistic", "stands beside statistic", "either statistic or extended_statistic")
    if given[1] and not PERCENTILE.fullmatch(given[1]):
        yield Finding("extended_statistic", f"is {given[1]}", "such as p95, tm90 or IQM")
    if not values.get("dimensions"):
        yield Finding("dimensions", "are lacking: without dimensions it never gets data", "such as {ClusterName: main}")
    periods = values.get("evaluation_periods") or 1
    yield from period_findings("period", values.get("period"), periods, values.get("namespace") or "")


def query_findings(queries: list[dict[str, Any]]) -> Iterator[Finding]:
    """Metric math: one result, ids of their own, and metrics that get data."""
    ids = [query.get("Id") for query in queries]
    if len(set(ids)) != len(ids) or not all(re.fullmatch(r"[a-z]\w{0,254}", str(one)) for one in ids):
        yield Finding("metrics", "has a query without an Id of its own", "an Id that begins with a small letter")
    if sum(query.get("ReturnData", True) is not False for query in queries) != 1:
        yield Finding("metrics", "has not exactly one query that returns data", "ReturnData: false for the others")
    for query in queries:
        field, stat = f"metrics[{query.get('Id')}]", query.get("MetricStat")
        if bool(stat) == bool(query.get("Expression")):
            yield Finding(field, "has not one of MetricStat and Expression", "either MetricStat or Expression")
        elif stat:
            metric = stat.get("Metric") or {}
            if str(metric.get("Namespace", "")).startswith("AWS/") and not metric.get("Dimensions"):
                yield Finding(field, "without dimensions never gets data", "Dimensions, such as those of the service")
            yield from period_findings(f"{field}.Period", stat.get("Period"), 1, str(metric.get("Namespace", "")))


def period_findings(field: str, period: int | None, evaluated: int, namespace: str) -> Iterator[Finding]:
    """Seconds of a data point, and how far back an alarm may look."""
    if not period:
        return
    if period not in SHORT_PERIODS and (period % 60 or period < 0):
        yield Finding(field, f"{period} is not possible", "10, 20, 30 or a multiple of 60")
    elif period in SHORT_PERIODS and namespace.startswith("AWS/"):
        yield Finding(field, f"{period} is too short for {namespace}, published every minute at most", "60 or more")
    longest = WEEK if period >= HOUR else DAY
    if period * evaluated > longest:
        yield Finding(field, f"times evaluation_periods is {period * evaluated} seconds", f"{longest} at most")


def count_findings(values: dict[str, Any]) -> Iterator[Finding]:
    """How many data points are looked at, and how many of them must be bad."""
    evaluated, bad = values.get("evaluation_periods") or 0, values.get("datapoints_to_alarm")
    if evaluated < 1:
        yield Finding("evaluation_periods", f"is {evaluated}", "a number from 1 on")
    if bad is not None and bad < 1:
        yield Finding("datapoints_to_alarm", f"is {bad}", "a number from 1 on")
    if (bad or 1) > evaluated >= 1:
        yield Finding("datapoints_to_alarm", f"{bad} is more than evaluation_periods", f"1 to {evaluated}")


def rule_findings(rule: str) -> Iterator[Finding]:
    """What is wrong with the rule of a composite alarm.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
    """
    if len(rule) > RULE:
        yield Finding("alarm_rule", f"is longer than {RULE} characters", f"{RULE} at most")
    if find_symbol(rule):
        return
    form = 'such as ALARM("one") OR (ALARM("two") AND NOT OK("three"))'
    text, states, elements, open_, value_next = rule.strip(), 0, 0, 0, True
    while text:
        match = RULE_PART.match(text)
        part = match and (match["state"] or match["word"] or match["sign"])
        opens = part == "(" or part == "NOT" or bool(match and match["state"])
        if not match or opens != value_next or (part == ")" and not open_):
            yield Finding("alarm_rule", f"cannot be understood from '{text[:40]}' on", form)
            return
        open_ += (part == "(") - (part == ")")
        elements += part not in ("AND", "OR", "NOT")
        states += bool(match["state"]) and "(" in match["state"]
        value_next = part in ("(", "NOT", "AND", "OR")
        text = text[match.end() :].lstrip()
    if value_next or open_:
        yield Finding("alarm_rule", "ends too early", form)
    if states > CHILDREN or elements > ELEMENTS:
        wrong = f"names {states} alarms in {elements} elements"
        yield Finding("alarm_rule", wrong, f"{CHILDREN} and {ELEMENTS} at most")
