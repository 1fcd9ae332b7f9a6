# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Web ACLs of both scopes from one list of rules. Pure."""

from __future__ import annotations

import ipaddress
from typing import Any

Json = dict[str, Any]
CLOUDFRONT = "CLOUDFRONT"
# Rules that come from options of their own stand before the list: who is let in whatever he asks for, and where nobody
# may come from.
ALLOWED_PRIORITY, COUNTRIES_PRIORITY = 1, 3
FORWARDED = {"HeaderName": "X-Forwarded-For", "FallbackBehavior": "MATCH"}


def ip_set_items(addresses: list[str], scopes: list[Json], stack: Json) -> list[Json]:
    """An IP set for each version of IP that has addresses, in each scope: of one name, as scopes do not see each other.

    scopes: each with a key of ours and AWS's name.
    """
    by_version: dict[int, list[str]] = {}
    for text in addresses:
        network = ipaddress.ip_network(text)
        by_version.setdefault(network.version, []).append(str(network))
    return [
        {
            "key": f"{scope['key']}.allowed-v{version}",
            "name": f"{stack['name']}-allowed-v{version}",
            "scope": scope["scope"],
            "description": "Addresses that are let in",
            "ip_address_version": f"IPV{version}",
            "addresses": found,
        }
        for scope in scopes
        for version, found in sorted(by_version.items())
    ]


def web_acl_rules(
    rules: list[Json], scope: str, behind_cloudfront: bool, options: Json, ip_set_arns: dict[str, str]
) -> list[Json]:
    """The rules of one web ACL in the API's form.

    behind_cloudfront: the load balancer sees CloudFront's addresses, the client's stands in a header.
    options: count_only (names of rules that only count), blocked_countries, allowed_countries.
    """
    forwarded = behind_cloudfront and scope != CLOUDFRONT
    made = [
        _allowed(key, arn, ALLOWED_PRIORITY + number, forwarded)
        for number, (key, arn) in enumerate(sorted(ip_set_arns.items()))
    ]
    for number, (name, codes, inside) in enumerate(
        (
            ("blocked-countries", options.get("blocked_countries"), True),
            ("other-countries", options.get("allowed_countries"), False),
        )
    ):
        if codes:
            made.append(
                {
                    "Name": name,
                    "Priority": COUNTRIES_PRIORITY + number,
                    "Statement": _countries(codes, inside, forwarded),
                    "Action": {"Block": {}},
                }
            )
    made += [_rule(entry, forwarded) for entry in rules if scope in (entry.get("scopes") or [scope])]
    return [_counting(rule) if rule["Name"] in (options.get("count_only") or []) else rule for rule in made]


def _allowed(key: str, arn: str, priority: int, forwarded: bool) -> Json:
    statement: Json = {"ARN": arn}
    if forwarded:  # the last address is the one that CloudFront has seen; the first is what the client says
        statement["IPSetForwardedIPConfig"] = {**FORWARDED, "FallbackBehavior": "NO_MATCH", "Position": "LAST"}
    return {
        "Name": key,
        "Priority": priority,
        "Statement": {"IPSetReferenceStatement": statement},
        "Action": {"Allow": {}},
    }


def _countries(codes: list[str], inside: bool, forwarded: bool) -> Json:
    match = {"GeoMatchStatement": {"CountryCodes": codes, **({"ForwardedIPConfig": FORWARDED} if forwarded else {})}}
    return match if inside else {"NotStatement": {"Statement": match}}


def _rule(entry: Json, forwarded: bool) -> Json:
    rule: Json = {"Name": entry["name"], "Priority": entry["priority"]}
    if entry.get("managed"):
        return rule | {"Statement": {"ManagedRuleGroupStatement": _managed(entry)}, "OverrideAction": {"None": {}}}
    if entry.get("rate"):
        rate = entry["rate"]
        statement: Json = {
            "Limit": rate["limit"],
            "EvaluationWindowSec": rate.get("window") or 60,
            "AggregateKeyType": "FORWARDED_IP" if forwarded else "IP",
        }
        if forwarded:
            statement["ForwardedIPConfig"] = FORWARDED
        rule["Statement"] = {"RateBasedStatement": statement}
    else:
        rule["Statement"] = entry["statement"]
    return rule | {"Action": {(entry.get("action") or "block").capitalize(): {}}}


def _managed(entry: Json) -> Json:
    statement: Json = {"VendorName": entry.get("vendor") or "AWS", "Name": entry["managed"]}
    if entry.get("version"):
        statement["Version"] = entry["version"]
    if entry.get("count"):
        statement["RuleActionOverrides"] = [{"Name": name, "ActionToUse": {"Count": {}}} for name in entry["count"]]
    return statement


def _counting(rule: Json) -> Json:
    return {**rule, "OverrideAction": {"Count": {}}} if "OverrideAction" in rule else {**rule, "Action": {"Count": {}}}


def logging_configuration(destination: str, only: list[str], redacted_headers: list[str]) -> Json:
    """A log in the API's form: requests with some actions only (all where none is named), some headers left out."""
    found: Json = {
        "log_destination_configs": [destination],
        "redacted_fields": [{"single_header": {"name": name}} for name in redacted_headers],
    }
    if only:
        conditions = [{"action_condition": {"action": action}} for action in only]
        kept = {"behavior": "KEEP", "requirement": "MEETS_ANY", "conditions": conditions}
        found["logging_filter"] = {"default_behavior": "DROP", "filters": [kept]}
    return found
