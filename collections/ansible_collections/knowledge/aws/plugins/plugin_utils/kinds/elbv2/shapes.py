# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Actions and conditions of listeners and rules in one form, so that ours and AWS's can be compared. Pure.

https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html and API_RuleCondition.html
"""

from __future__ import annotations

from typing import Any

from ...core.fields import Field, spelled

Json = dict[str, Any]
# What AWS fills in where nothing is said.
REDIRECT = {
    "protocol": "#{protocol}",
    "host": "#{host}",
    "port": "#{port}",
    "path": "/#{path}",
    "query": "#{query}",
    "status_code": "HTTP_301",
}
FIXED_RESPONSE = {"status_code": "403", "content_type": "text/plain"}

ACTION = {
    "type": Field("str", "What is done.", choices=("forward", "redirect", "fixed-response"), required=True),
    "target_group_arn": Field("str", "ARN of the target group, to forward to."),
    "redirect_config": Field(
        "dict",
        "Where a redirect leads; what is not given stays as it was asked for.",
        options={
            "protocol": Field("str", "HTTP, HTTPS or #{protocol}."),
            "host": Field("str", "Host."),
            "port": Field("str", "Port."),
            "path": Field("str", "Path, beginning with /."),
            "query": Field("str", "Query."),
            "status_code": Field("str", "HTTP_301 for good, HTTP_302 for now."),
        },
    ),
    "fixed_response_config": Field(
        "dict",
        "The answer.",
        options={
            "status_code": Field("str", "Status code: 2xx, 4xx or 5xx."),
            "content_type": Field("str", "Type of the body."),
            "message_body": Field("str", "Text of the answer, up to 1024 characters."),
        },
    ),
}
VALUES = {"values": Field("list", "Values, of which one must fit.", elements="str", required=True)}
# Conditions by AWS's word for what they are about: the member that holds their values.
CONFIGS = {
    "path-pattern": "path_pattern_config",
    "host-header": "host_header_config",
    "http-request-method": "http_request_method_config",
    "source-ip": "source_ip_config",
    "http-header": "http_header_config",
}
CONDITION = {
    "field": Field("str", "What it is about.", choices=tuple(CONFIGS), required=True),
    "path_pattern_config": Field("dict", "Patterns of the path, such as /static/*.", options=VALUES),
    "host_header_config": Field("dict", "Patterns of the host.", options=VALUES),
    "http_request_method_config": Field("dict", "Methods of the request.", options=VALUES),
    "source_ip_config": Field("dict", "Address ranges of the sender.", options=VALUES),
    "http_header_config": Field(
        "dict",
        "Value of a header; told by values or by a secret.",
        options={
            "http_header_name": Field("str", "Name of the header.", required=True),
            "values": Field("list", "Patterns of the header.", elements="str"),
            "secret": Field(
                "str",
                "ARN of a secret whose value it must have, the present one or the one before. It is shown nowhere.",
            ),
            "entry": Field("str", "Entry of the secret's JSON text that holds it, password where it is left out."),
        },
    ),
}


def told(value: Any) -> Any:
    """A value without what is not set, at every depth."""
    if isinstance(value, dict):
        return {key: told(inner) for key, inner in value.items() if inner not in (None, "")}
    return [told(inner) for inner in value] if isinstance(value, list) else value


def as_actions(actions: list[Json]) -> list[Json]:
    """Actions with everything that AWS fills in."""
    found = []
    for action in told(actions):
        if action["type"] == "redirect":
            action["redirect_config"] = REDIRECT | texts(action.get("redirect_config", {}))
        if action["type"] == "fixed-response":
            action["fixed_response_config"] = FIXED_RESPONSE | texts(action.get("fixed_response_config", {}))
        found.append(action)
    return found


def texts(values: Json) -> dict[str, str]:
    """Numbers that AWS wants as texts."""
    return {key: str(value) for key, value in values.items()}


def under_field_names(value: Any) -> Any:
    """An answer under the names of fields, at every depth."""
    if isinstance(value, dict):
        return {key: under_field_names(inner) for key, inner in spelled(value).items()}
    return [under_field_names(inner) for inner in value] if isinstance(value, list) else value


def actions_of(answer: list[Json]) -> list[Json]:
    """AWS's actions in the same form; a group that is forwarded to alone is told twice, of which once is enough."""
    found = []
    for action in told(under_field_names(answer)):
        groups = (action.get("forward_config") or {}).get("target_groups") or []
        sticky = ((action.get("forward_config") or {}).get("target_group_stickiness_config") or {}).get("enabled")
        if len(groups) == 1 and not sticky:
            action |= {"target_group_arn": groups[0]["target_group_arn"]}
        if len(groups) <= 1 and not sticky:
            action.pop("forward_config", None)
        if len(answer) == 1:
            action.pop("order", None)
        found.append(action)
    return as_actions(found)


def as_conditions(conditions: list[Json]) -> list[Json]:
    """Conditions with their values in order, each secret with its entry."""
    found = []
    for condition in told(conditions):
        for config in (inner for inner in condition.values() if isinstance(inner, dict)):
            if "values" in config:
                config["values"] = sorted(config["values"])
            if config.get("secret"):
                config.setdefault("entry", "password")
            else:
                config.pop("entry", None)
        found.append(condition)
    return found


def condition_of(answer: Json) -> Json:
    """AWS's condition in the same form; older ones have their values beside the field."""
    condition = told(under_field_names(answer))
    config, values = CONFIGS.get(condition["field"]), condition.pop("values", None)
    if config and values and config not in condition:
        condition[config] = {"values": values}
    return condition
