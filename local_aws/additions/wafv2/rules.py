"""What the rules of a web ACL cost in WCU, which rules WAF refuses, and what it fills in."""

from typing import Any

from moto.wafv2.exceptions import WAFv2ClientError

from local_aws.additions.wafv2 import managed_groups

Json = dict[str, Any]

ACL_LIMIT = 5000
DEFAULT_WINDOW = 300
WINDOWS = (60, 120, DEFAULT_WINDOW, 600)

FIXED_COST = {"GeoMatchStatement": 1, "AsnMatchStatement": 1, "LabelMatchStatement": 1, "SizeConstraintStatement": 1}
FIXED_COST |= {"RegexMatchStatement": 3, "RegexPatternSetReferenceStatement": 25, "XssMatchStatement": 40}
CHEAP_POSITIONS = ("EXACTLY", "STARTS_WITH", "ENDS_WITH")


class InvalidParameter(WAFv2ClientError):
    """WAFInvalidParameterException with the field it is about, in WAF's own words."""

    def __init__(self, reason: str, field: str, parameter: object) -> None:
        super().__init__(
            "WAFInvalidParameterException", f"Error reason: {reason}, field: {field}, parameter: {parameter}"
        )


def cost_of_statement(statement: Json) -> int:
    """WCU of one statement with everything nested in it.

    https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements-match.html, and pages of the other kinds
    """
    total = 0
    for kind, body in statement.items():
        inspected = body.get("FieldToMatch", {})
        base = FIXED_COST.get(kind, 0)
        if kind == "ByteMatchStatement":
            base = 2 if body["PositionalConstraint"] in CHEAP_POSITIONS else 10
        elif kind == "SqliMatchStatement":
            base = 30 if body.get("SensitivityLevel") == "HIGH" else 20
        elif kind == "IPSetReferenceStatement":
            base = 5 if body.get("IPSetForwardedIPConfig", {}).get("Position") == "ANY" else 1
        elif kind == "RateBasedStatement":
            base = 2 + 30 * len(body.get("CustomKeys", []))
        elif kind == "ManagedRuleGroupStatement":
            known = managed_groups.capacity(body.get("VendorName"), body.get("Name"))
            if known is None:
                reason = "The referenced managed rule doesn't exist."
                raise InvalidParameter(reason, "MANAGED_RULE_SET", body.get("Name"))
            base = known
        total += base * (2 if "JsonBody" in inspected else 1) + (10 if "AllQueryArguments" in inspected else 0)
        total += 10 * sum(step["Type"] != "NONE" for step in body.get("TextTransformations", []))
        nested = [*body.get("Statements", []), body.get("Statement"), body.get("ScopeDownStatement")]
        total += sum(cost_of_statement(inner) for inner in nested if inner)
    return total


def capacity(rules: list[Json], groups: dict[str, int]) -> int:
    """WCU of all rules; `groups` gives the capacity of own rule groups by ARN.

    https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html
    """
    references = [
        rule["Statement"]["RuleGroupReferenceStatement"]["ARN"]
        for rule in rules
        if "RuleGroupReferenceStatement" in rule["Statement"]
    ]
    return sum(cost_of_statement(rule["Statement"]) for rule in rules) + sum(groups[arn] for arn in references)


def check(rules: list[Json]) -> None:
    """Raises WAFInvalidParameterException for what WAF refuses and moto accepts.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html
    https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html
    """
    for field in ("Priority", "Name"):
        values = [rule[field] for rule in rules]
        for value in values:
            if values.count(value) > 1:
                raise InvalidParameter(f"You have used the same rule {field.lower()} more than once.", "RULE", value)
    for rule in rules:
        window = rule["Statement"].get("RateBasedStatement", {}).get("EvaluationWindowSec", DEFAULT_WINDOW)
        if window not in WINDOWS:
            raise InvalidParameter(
                "The evaluation window must be 60, 120, 300 or 600 seconds.", "RATE_BASED_STATEMENT", window
            )
        is_group = {"ManagedRuleGroupStatement", "RuleGroupReferenceStatement"} & set(rule["Statement"])
        if bool(is_group) != ("OverrideAction" in rule) or bool(is_group) == ("Action" in rule):
            raise InvalidParameter(
                "A rule needs Action, and a rule that references a group OverrideAction instead.",
                "RULE_ACTION",
                rule["Name"],
            )


def complete(rules: list[Json]) -> None:
    """WAF tells the window of a rate rule even when the request left it out; moto does not.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html (default 300)
    """
    for rule in rules:
        if "RateBasedStatement" in rule["Statement"]:
            rule["Statement"]["RateBasedStatement"].setdefault("EvaluationWindowSec", DEFAULT_WINDOW)
