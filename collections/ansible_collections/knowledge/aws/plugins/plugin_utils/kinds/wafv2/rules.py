# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""AWS's rules about the rules of a web ACL, in the API's own form. Pure.

https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html
"""

from __future__ import annotations

import difflib
import ipaddress
from collections.abc import Iterator
from typing import Any

from ...core.finding import Finding
from ...reference import countries

Json = dict[str, Any]
# https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html
WINDOWS = (60, 120, 300, 600)
DEFAULT_WINDOW = 300
LEAST_LIMIT, MOST_LIMIT = 10, 2_000_000_000
MOST_ADDRESSES = 10_000
# What the basic price includes, and what is possible at all.
# https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html
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
# What every rule has.
MEMBERS = {"Name": "a name of its own", "Priority": "a number of its own", "Statement": "what it looks for"}
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


def rule_findings(rules: list[Json], limit: int = INCLUDED_WCU) -> Iterator[Finding]:
    """All that AWS would refuse, or charge extra for, about the rules of one web ACL.

    limit: WCU that are wanted at the most.
    """
    incomplete = list(_incomplete(rules))
    if incomplete:
        yield from incomplete
        return
    for member in ("Name", "Priority"):
        values = [str(rule[member]) for rule in rules]
        for value in sorted({value for value in values if values.count(value) > 1}):
            yield Finding("rules", f"two have the {member} {value}", f"a {member} of its own for each")
    for number, rule in enumerate(rules):
        for wrong, valid in _wrong(rule):
            yield Finding(f"rules[{number}]", f"{rule['Name']} {wrong}", valid)
    used = capacity(rules)
    if used > MOST_WCU:
        yield Finding("rules", f"they need {used} WCU", f"{MOST_WCU} at the most, as AWS allows a web ACL")
    elif used > limit:
        yield Finding(
            "capacity_limit",
            f"the rules need {used} WCU, more than the {limit} that are allowed here",
            f"fewer rules, or {used} to {MOST_WCU}; beyond {INCLUDED_WCU} AWS charges extra for each request",
        )


def _incomplete(rules: list[Json]) -> Iterator[Finding]:
    """What a rule lacks without which nothing else can be said of it."""
    for number, rule in enumerate(rules):
        for member, valid in MEMBERS.items():
            if rule.get(member) is None:
                yield Finding(f"rules[{number}]", f"{member} is missing", valid)
        if rule.get("Statement") is not None and not _is_whole(rule["Statement"]):
            valid = "maps all the way down, such as GeoMatchStatement: {CountryCodes: [KR]}"
            yield Finding(f"rules[{number}]", f"{rule.get('Name')} has a statement that says nothing", valid)


def _is_whole(statement: Any) -> bool:
    """Whether a statement and all that are nested in it say something."""
    if not isinstance(statement, dict) or not all(isinstance(body, dict) for body in statement.values()):
        return False
    nested = [
        inner
        for body in statement.values()
        for inner in (*_list(body.get("Statements")), body.get("Statement"), body.get("ScopeDownStatement"))
    ]
    return all(_is_whole(inner) for inner in nested if inner is not None)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


# What is wrong with a rule, and what would be right.
Wrong = Iterator[tuple[str, str]]


def _wrong(rule: Json) -> Wrong:
    group = {"ManagedRuleGroupStatement", "RuleGroupReferenceStatement"} & set(rule["Statement"])
    if len(rule["Statement"]) != 1:
        yield f"has {len(rule['Statement'])} statements at its head", "exactly one"
    if group and (rule.get("Action") or not rule.get("OverrideAction")):
        yield "is a rule group and needs OverrideAction, not Action", "OverrideAction: None or Count"
    if not group and (rule.get("OverrideAction") or not rule.get("Action")):
        yield "is no rule group and needs Action", "Action: Allow, Block, Count, Captcha or Challenge"
    for kind, body in statements(rule["Statement"]):
        if kind == "RateBasedStatement":
            yield from _wrong_rate(body)
        elif kind == "GeoMatchStatement":
            codes = body.get("CountryCodes") or []
            yield from ((found.wrong, found.valid) for found in countries.findings("CountryCodes", codes))
            if not 1 <= len(codes) <= 50:
                yield f"has {len(codes)} countries in one statement", "1 to 50"
        elif kind == "ManagedRuleGroupStatement" and body.get("VendorName") == "AWS":
            name = str(body.get("Name"))
            if name not in MANAGED_GROUPS:
                close = difflib.get_close_matches(name, MANAGED_GROUPS, 3, 0.4) or sorted(MANAGED_GROUPS)
                yield f"asks {name}, a managed group that AWS does not have", ", ".join(close)


def _wrong_rate(body: Json) -> Wrong:
    limit, kind = body.get("Limit"), body.get("AggregateKeyType")
    window = body.get("EvaluationWindowSec", DEFAULT_WINDOW)
    if not isinstance(limit, int) or not LEAST_LIMIT <= limit <= MOST_LIMIT:
        yield f"has a limit of {limit} requests", f"{LEAST_LIMIT} to {MOST_LIMIT}"
    if window not in WINDOWS:
        yield f"has a window of {window} s", ", ".join(map(str, WINDOWS))
    if kind == "FORWARDED_IP" and not body.get("ForwardedIPConfig"):
        yield "counts by FORWARDED_IP and needs ForwardedIPConfig", "ForwardedIPConfig with the header of the address"
    if kind != "FORWARDED_IP" and body.get("ForwardedIPConfig") and not body.get("CustomKeys"):
        yield f"counts by {kind}, which knows no ForwardedIPConfig", "AggregateKeyType: FORWARDED_IP"


def address_findings(version: str, addresses: list[str]) -> Iterator[Finding]:
    """What AWS would refuse about the addresses of an IP set.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_IPSet.html
    """
    valid = "ranges with their length, such as 203.0.113.0/24 or 2001:db8::/32"
    for text in addresses:
        try:
            network = ipaddress.ip_network(text)
        except ValueError as error:
            yield Finding("addresses", f"'{text}' is no address range ({error})", valid)
            continue
        if f"IPV{network.version}" != version:
            yield Finding("addresses", f"{text} is IPv{network.version}", f"ranges of {version}")
        elif "/" not in text:
            yield Finding("addresses", f"{text} lacks its length", f"{text}/{network.max_prefixlen}")
        elif network.prefixlen == 0:
            yield Finding("addresses", f"{text} means everybody; AWS takes no /0", valid)
    if len(addresses) > MOST_ADDRESSES:
        yield Finding("addresses", f"{len(addresses)} ranges are too many", f"{MOST_ADDRESSES} at the most")
