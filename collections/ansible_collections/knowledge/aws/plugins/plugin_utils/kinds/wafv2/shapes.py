# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules and logs of WAF in comparable form: what AWS fills in by itself is no difference. Pure."""

from __future__ import annotations

from typing import Any

from ...core.fields import canonical

Json = dict[str, Any]
# Members that AWS returns with these values although nobody sent them; ours are dropped as well.
# https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html and
# https://docs.aws.amazon.com/waf/latest/APIReference/API_AWSManagedRulesBotControlRuleSet.html
ECHOED = {"EvaluationWindowSec": 300, "EnableMachineLearning": True, "SensitivityLevel": "LOW"}
# Lists without an order of their own, and what their entries are known by.
UNORDERED = {
    "RuleActionOverrides": "Name",
    "RuleLabels": "Name",
    "TextTransformations": "Priority",
    "CountryCodes": None,
    "InsertHeaders": "Name",
}


def comparable(value: Any) -> Any:
    """A part of a rule without what is empty or AWS's default. An empty dictionary means something: Block: {}."""
    if isinstance(value, dict):
        inner = {key: _listed(key, comparable(part)) for key, part in value.items() if part is not None and part != []}
        if "SingleHeader" in inner:  # header names know no upper case, and AWS may answer in lower case
            inner["SingleHeader"] = {"Name": inner["SingleHeader"]["Name"].lower()}
        return {key: part for key, part in inner.items() if not (key in ECHOED and part == ECHOED[key])}
    if isinstance(value, list):
        return [comparable(part) for part in value]
    if isinstance(value, bytes | bytearray):
        return bytes(value).decode("utf-8", "replace")
    return value


def _listed(key: str, value: Any) -> Any:
    if key not in UNORDERED or not isinstance(value, list):
        return value
    by = UNORDERED[key]
    return sorted(value, key=lambda entry: str(entry[by]).zfill(4) if by else entry)


def comparable_visibility(config: Json) -> Json:
    """What is to be seen of a web ACL: everything, unless it says otherwise."""
    names = ("cloud_watch_metrics_enabled", "sampled_requests_enabled")
    return {name: config.get(name) is not False for name in names}


def comparable_rules(rules: list[Json]) -> list[Json]:
    """Rules by priority; each has metrics and samples under its own name unless it says otherwise."""
    completed = []
    for rule in rules:
        seen = {
            "SampledRequestsEnabled": True,
            "CloudWatchMetricsEnabled": True,
            "MetricName": rule["Name"],
            **(rule.get("VisibilityConfig") or {}),
        }
        completed.append(comparable({**rule, "VisibilityConfig": seen}))
    return sorted(completed, key=lambda rule: (rule["Priority"], rule["Name"]))


def for_api(rules: list[Json]) -> list[Json]:
    """Comparable rules as the API wants them: search texts as bytes."""

    def convert(key: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: convert(name, inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [convert(key, inner) for inner in value]
        return value.encode() if key == "SearchString" else value

    return [convert("", rule) for rule in rules]


def comparable_logging(logging: Json) -> Json:
    """A log without order and upper case; without a destination there is none."""
    destinations = [arn.removesuffix(":*") for arn in logging.get("log_destination_configs") or []]
    if not destinations:
        return {}
    found: Json = {"log_destination_configs": destinations}
    for name in ("redacted_fields", "logging_filter"):
        if logging.get(name):
            found[name] = _unordered(logging[name])
    return found


def _unordered(value: Any) -> Any:
    if isinstance(value, list):
        return canonical([_unordered(one) for one in value])
    if not isinstance(value, dict):
        return value
    return {
        name: {"name": inner["name"].lower()} if name == "single_header" else _unordered(inner)
        for name, inner in value.items()
    }
