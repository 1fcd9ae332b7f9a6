"""Rules and logs of WAF in comparable form: what AWS fills in by itself is no difference. Pure."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
# Members that AWS returns with these values although nobody sent them; ours are dropped as well.
# https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html and API_AWSManagedRulesBotControlRuleSet.html
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
    """A log without order and upper case."""
    return {
        "destination": (logging.get("destination") or "").removesuffix(":*"),
        "redacted_headers": sorted(name.lower() for name in logging.get("redacted_headers") or []),
        "only": sorted(logging.get("only") or []),
    }


def as_asked(configuration: Json | None) -> Json:
    """A logging configuration of AWS's in the words of the kind; a filter of another form shows as it is."""
    if not configuration:
        return {}
    actions: list[Any] = []
    only = configuration.get("LoggingFilter")
    if only:
        kept = [entry for entry in only["Filters"] if entry["Behavior"] == "KEEP"]
        simple = (
            only["DefaultBehavior"] == "DROP"
            and kept == only["Filters"]
            and all("ActionCondition" in condition for entry in kept for condition in entry["Conditions"])
        )
        actions = (
            [condition["ActionCondition"]["Action"] for entry in kept for condition in entry["Conditions"]]
            if simple
            else [str(only)]
        )
    headers = [
        field["SingleHeader"]["Name"] for field in configuration.get("RedactedFields") or [] if "SingleHeader" in field
    ]
    return {"destination": configuration["LogDestinationConfigs"][0], "redacted_headers": headers, "only": actions}


def logging_request(arn: str, logging: Json) -> Json:
    """The configuration as PutLoggingConfiguration wants it."""
    request: Json = {"ResourceArn": arn, "LogDestinationConfigs": [logging["destination"]]}
    if logging["redacted_headers"]:
        request["RedactedFields"] = [{"SingleHeader": {"Name": name}} for name in logging["redacted_headers"]]
    if logging["only"]:
        conditions = [{"ActionCondition": {"Action": action}} for action in logging["only"]]
        request["LoggingFilter"] = {
            "DefaultBehavior": "DROP",
            "Filters": [{"Behavior": "KEEP", "Requirement": "MEETS_ANY", "Conditions": conditions}],
        }
    return request
