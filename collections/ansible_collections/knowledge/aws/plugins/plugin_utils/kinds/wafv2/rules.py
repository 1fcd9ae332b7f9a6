"""AWS's rules about the rules of a web ACL, in the API's own form. Pure.

https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html
"""

from __future__ import annotations

import difflib
import ipaddress
from collections.abc import Iterator
from typing import Any

from ...reference.countries import COUNTRIES

Json = dict[str, Any]
# https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html
WINDOWS = (60, 120, 300, 600)
DEFAULT_WINDOW = 300
LEAST_LIMIT, MOST_LIMIT = 10, 2_000_000_000
# https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html: what the basic price includes, and what is possible at all.
INCLUDED_WCU, MOST_WCU = 1500, 5000
# WCU of AWS's managed rule groups: https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
MANAGED_GROUPS = {
    "AWSManagedRulesCommonRuleSet": 700,
    "AWSManagedRulesAdminProtectionRuleSet": 100,
    "AWSManagedRulesKnownBadInputsRuleSet": 200,
    "AWSManagedRulesSQLiRuleSet": 200,
    "AWSManagedRulesLinuxRuleSet": 200,
    "AWSManagedRulesUnixRuleSet": 100,
    "AWSManagedRulesWindowsRuleSet": 200,
    "AWSManagedRulesPHPRuleSet": 100,
    "AWSManagedRulesWordPressRuleSet": 100,
    "AWSManagedRulesAmazonIpReputationList": 25,
    "AWSManagedRulesAnonymousIpList": 50,
    "AWSManagedRulesATPRuleSet": 50,
    "AWSManagedRulesACFPRuleSet": 50,
    "AWSManagedRulesBotControlRuleSet": 50,
    "AWSManagedRulesAntiDDoSRuleSet": 50,
}
# WCU of single statements: https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements-list.html
_FIXED = {
    "GeoMatchStatement": 1,
    "AsnMatchStatement": 1,
    "LabelMatchStatement": 1,
    "SizeConstraintStatement": 1,
    "RegexMatchStatement": 3,
    "RegexPatternSetReferenceStatement": 25,
    "XssMatchStatement": 40,
}
_CHEAP_POSITIONS = ("EXACTLY", "STARTS_WITH", "ENDS_WITH")
_TRANSFORMATION = _ALL_QUERY_ARGUMENTS = 10


def statements(statement: Json) -> Iterator[tuple[str, Json]]:
    """Every statement inside a statement, itself first, as (kind, body)."""
    for kind, body in statement.items():
        yield kind, body
        for inner in (*(body.get("Statements") or []), body.get("Statement"), body.get("ScopeDownStatement")):
            if inner:
                yield from statements(inner)


def cost(kind: str, body: Json) -> int:
    """WCU of one statement without what is nested in it."""
    base = _FIXED.get(kind, 0)
    if kind == "ByteMatchStatement":
        base = 2 if body.get("PositionalConstraint") in _CHEAP_POSITIONS else 10
    elif kind == "SqliMatchStatement":
        base = 30 if body.get("SensitivityLevel") == "HIGH" else 20
    elif kind == "IPSetReferenceStatement":
        base = 5 if (body.get("IPSetForwardedIPConfig") or {}).get("Position") == "ANY" else 1
    elif kind == "RateBasedStatement":
        base = 2 + 30 * len(body.get("CustomKeys") or [])
    elif kind == "ManagedRuleGroupStatement":
        base = MANAGED_GROUPS.get(body.get("Name", ""), 0)
    field = body.get("FieldToMatch") or {}
    transformations = sum(step.get("Type") != "NONE" for step in body.get("TextTransformations") or [])
    return (
        base * (2 if "JsonBody" in field else 1)
        + (_ALL_QUERY_ARGUMENTS if "AllQueryArguments" in field else 0)
        + _TRANSFORMATION * transformations
    )


def capacity(rules: list[Json]) -> int:
    """WCU of a list of rules, as far as it can be told without AWS: own rule groups count nothing here."""
    return sum(cost(kind, body) for rule in rules for kind, body in statements(rule["Statement"]))


def objections(rules: list[Json], limit: int = INCLUDED_WCU) -> list[str]:
    """All that AWS would refuse, or charge extra for, about the rules of one web ACL.

    limit: WCU that are wanted at the most.
    """
    found = [text for field in ("Name", "Priority") for text in _doubled(field, rules)]
    for rule in rules:
        found += [
            f"rule {rule['Name']}: {text}"
            for text in (
                *_action_objections(rule),
                *(text for kind, body in statements(rule["Statement"]) for text in _statement_objections(kind, body)),
            )
        ]
    used = capacity(rules)
    if used > MOST_WCU:
        found.append(f"the rules need {used} WCU; AWS allows {MOST_WCU} a web ACL")
    elif used > limit:
        found.append(
            f"the rules need {used} WCU, more than the {limit} that are allowed here (beyond {INCLUDED_WCU} AWS charges extra for each request)"
        )
    return found


def _doubled(field: str, rules: list[Json]) -> list[str]:
    values = [rule[field] for rule in rules]
    doubled = sorted({str(value) for value in values if values.count(value) > 1})
    return [f"two rules have the {field.lower()} {value}" for value in doubled]


def _action_objections(rule: Json) -> Iterator[str]:
    group = {"ManagedRuleGroupStatement", "RuleGroupReferenceStatement"} & set(rule["Statement"])
    if len(rule["Statement"]) != 1:
        yield f"has {len(rule['Statement'])} statements at its head; exactly one is possible"
    if group and (rule.get("Action") or not rule.get("OverrideAction")):
        yield "a rule group needs OverrideAction (None or Count), not Action"
    if not group and (rule.get("OverrideAction") or not rule.get("Action")):
        yield "needs Action; OverrideAction is for rule groups only"


def _statement_objections(kind: str, body: Json) -> Iterator[str]:
    if kind == "RateBasedStatement":
        yield from _rate_objections(body)
    elif kind == "GeoMatchStatement":
        codes = body.get("CountryCodes") or []
        unknown = [str(code) for code in codes if code not in COUNTRIES]
        if unknown:
            yield f"{', '.join(unknown)}: no country code (two capital letters of ISO 3166, such as KR)"
        if not 1 <= len(codes) <= 50:
            yield f"{len(codes)} countries in one statement; 1 to 50 are possible"
    elif (
        kind == "ManagedRuleGroupStatement"
        and body.get("VendorName") == "AWS"
        and body.get("Name") not in MANAGED_GROUPS
    ):
        close = difflib.get_close_matches(str(body.get("Name")), MANAGED_GROUPS, 3, 0.4) or sorted(MANAGED_GROUPS)
        yield f"AWS has no managed rule group {body.get('Name')}; close to it: {', '.join(close)}"


def _rate_objections(body: Json) -> Iterator[str]:
    limit, window, kind = (
        body.get("Limit"),
        body.get("EvaluationWindowSec", DEFAULT_WINDOW),
        body.get("AggregateKeyType"),
    )
    if not isinstance(limit, int) or not LEAST_LIMIT <= limit <= MOST_LIMIT:
        yield f"a limit of {limit} requests is not possible ({LEAST_LIMIT} to {MOST_LIMIT})"
    if window not in WINDOWS:
        yield f"a window of {window} s is not possible ({', '.join(map(str, WINDOWS))})"
    if kind == "FORWARDED_IP" and not body.get("ForwardedIPConfig"):
        yield "FORWARDED_IP needs ForwardedIPConfig, the header that holds the address"
    if kind != "FORWARDED_IP" and body.get("ForwardedIPConfig") and not body.get("CustomKeys"):
        yield f"ForwardedIPConfig goes with FORWARDED_IP, not with {kind}"


def address_objections(version: str, addresses: list[str]) -> list[str]:
    """What AWS would refuse about the addresses of an IP set. https://docs.aws.amazon.com/waf/latest/APIReference/API_IPSet.html"""
    found = []
    for text in addresses:
        try:
            network = ipaddress.ip_network(text)
        except ValueError as error:
            found.append(f"'{text}' is no address range ({error})")
            continue
        if f"IPV{network.version}" != version:
            found.append(f"{text} is IPv{network.version}, but the set is for {version}")
        elif "/" not in text:
            found.append(f"{text} needs its length, as in {text}/{network.max_prefixlen}")
        elif network.prefixlen == 0:
            found.append(f"{text} means everybody; AWS takes no /0")
    if len(addresses) > 10_000:
        found.append(f"{len(addresses)} ranges; a set holds 10000")
    return found
