"""Actions and conditions of listeners and rules in normal form, so that ours and AWS's can be compared. Pure.

https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html and API_RuleCondition.html
"""

from __future__ import annotations

import json
import re
from typing import Any

from ...core.fields import Field

REDIRECT = {
    "protocol": "#{protocol}",
    "host": "#{host}",
    "port": "#{port}",
    "path": "/#{path}",
    "query": "#{query}",
    "status": "HTTP_301",
}
RESPOND = {"status": "403", "content_type": "text/plain", "body": ""}
REDIRECT_MEMBERS = ("Protocol", "Host", "Port", "Path", "Query", "StatusCode")


def as_action(action: dict[str, Any]) -> dict[str, Any]:
    """An action with everything that AWS fills in."""
    action = {key: value for key, value in action.items() if value is not None}
    defaults = {"redirect": REDIRECT, "respond": RESPOND}.get(str(action.get("type")), {})
    return {key: str(value) for key, value in {**defaults, **action}.items()}


def action_of(actions: list[dict[str, Any]]) -> dict[str, Any]:
    """Our form of AWS's actions; what we never make, such as weights or a login, stays as it is and so differs."""
    if len(actions) == 1:
        action = actions[0]
        if action["Type"] == "redirect":
            config = {key: value for key, value in action["RedirectConfig"].items() if value is not None}
            return {
                "type": "redirect",
                **{
                    ours: config.get(theirs, REDIRECT[ours])
                    for ours, theirs in zip(REDIRECT, REDIRECT_MEMBERS, strict=True)
                },
            }
        if action["Type"] == "fixed-response":
            config = action["FixedResponseConfig"]
            members = {
                "status": config["StatusCode"],
                "content_type": config.get("ContentType"),
                "body": config.get("MessageBody"),
            }
            return {"type": "respond", **RESPOND, **{key: value for key, value in members.items() if value}}
        groups = [group["TargetGroupArn"] for group in (action.get("ForwardConfig") or {}).get("TargetGroups", [])] or [
            action.get("TargetGroupArn")
        ]
        sticky = ((action.get("ForwardConfig") or {}).get("TargetGroupStickinessConfig") or {}).get("Enabled")
        if action["Type"] == "forward" and len(groups) == 1 and not sticky:
            return {"type": "forward", "target_group": groups[0]}
    return {"type": "other", "actions": json.dumps(actions, sort_keys=True)}


def to_actions(action: dict[str, Any]) -> list[dict[str, Any]]:
    """An action as the API wants it."""
    if action["type"] == "forward":
        return [{"Type": "forward", "TargetGroupArn": action["target_group"]}]
    if action["type"] == "redirect":
        return [
            {
                "Type": "redirect",
                "RedirectConfig": {
                    theirs: action[ours] for ours, theirs in zip(REDIRECT, REDIRECT_MEMBERS, strict=True)
                },
            }
        ]
    body = {"MessageBody": action["body"]} if action["body"] else {}
    return [
        {
            "Type": "fixed-response",
            "FixedResponseConfig": {"StatusCode": action["status"], "ContentType": action["content_type"], **body},
        }
    ]


def action_objections(action: dict[str, Any]) -> list[str]:
    """What is wrong with an action."""
    kind = action["type"]
    if kind == "forward":
        return [] if action.get("target_group") else ["forward needs target_group"]
    if kind == "redirect":
        found = (
            []
            if action["status"] in ("HTTP_301", "HTTP_302")
            else [f"redirect status {action['status']} is not possible; valid: HTTP_301, HTTP_302"]
        )
        if all(action[key] == REDIRECT[key] for key in ("protocol", "host", "port", "path")):
            found.append("the redirect leads back to itself; give protocol, host, port or path")
        return found
    found = (
        []
        if re.fullmatch(r"[245]\d\d", action["status"])
        else [f"status {action['status']} is not possible; valid: 2xx, 4xx, 5xx"]
    )
    return found + (["the body has more than 1024 characters"] if len(action["body"]) > 1024 else [])


ACTION = {
    "type": Field("str", "What is done.", choices=("forward", "redirect", "respond"), required=True),
    "target_group": Field("str", "ARN of the target group (forward)."),
    "protocol": Field("str", "HTTP, HTTPS or #{protocol} (redirect)."),
    "host": Field("str", "Host (redirect)."),
    "port": Field("str", "Port (redirect)."),
    "path": Field("str", "Path (redirect)."),
    "query": Field("str", "Query (redirect)."),
    "status": Field("str", "HTTP_301 or HTTP_302 (redirect), or a status code (respond)."),
    "content_type": Field("str", "Type of the body (respond)."),
    "body": Field("str", "Text of the answer (respond)."),
}


def as_conditions(conditions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Conditions without what is not given, values in order, each secret with its entry."""
    found = []
    for condition in conditions:
        given = {
            key: sorted(value) if isinstance(value, list) else value
            for key, value in condition.items()
            if value is not None and key != "entry"
        }
        found.append(given | ({"entry": condition.get("entry") or "password"} if given.get("secret") else {}))
    return found
