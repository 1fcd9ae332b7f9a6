"""What WAF would refuse, or charge extra for, found before it is asked; what it fills in by itself is no difference."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.wafv2 import rules as web_acl
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.wafv2 import shapes as shapes
from ansible_collections.knowledge.stack.plugins.plugin_utils.roles.waf import (
    ip_set_items,
    logging_configuration,
    web_acl_rules,
)
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import waf

Json = dict[str, Any]
DEFAULTS = yaml.safe_load((Path(__file__).parents[2] / "roles/waf/defaults/main.yml").read_text(encoding="utf-8"))
RIGHT = {name: value for name, value in DEFAULTS.items() if name != "waf_load_balancer_arns"}


def rate(**change: Any) -> Json:
    """A rule that limits the rate."""
    statement = {"Limit": 2000, "EvaluationWindowSec": 60, "AggregateKeyType": "IP"} | change
    return {"Name": "rate", "Priority": 1, "Action": {"Block": {}}, "Statement": {"RateBasedStatement": statement}}


def group(name: str, priority: int = 2, **change: Any) -> Json:
    """A rule that asks one of AWS's groups."""
    return {
        "Name": f"group-{priority}",
        "Priority": priority,
        "OverrideAction": {"None": {}},
        "Statement": {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": name}},
    } | change


def countries(*codes: str) -> Json:
    """A rule for countries."""
    return {
        "Name": "geo",
        "Priority": 5,
        "Action": {"Block": {}},
        "Statement": {"NotStatement": {"Statement": {"GeoMatchStatement": {"CountryCodes": list(codes)}}}},
    }


@pytest.mark.parametrize(
    ("rules", "word"),
    [
        ([rate(EvaluationWindowSec=45)], "a window of 45 s"),
        ([rate(Limit=9)], "a limit of 9"),
        ([rate(Limit=2_000_000_001)], "a limit of 2000000001"),
        ([rate(AggregateKeyType="FORWARDED_IP")], "needs ForwardedIPConfig"),
        (
            [rate(ForwardedIPConfig={"HeaderName": "X-Forwarded-For", "FallbackBehavior": "MATCH"})],
            "knows no ForwardedIPConfig",
        ),
        ([rate(), rate() | {"Name": "other"}], "two have the Priority 1"),
        ([rate(), rate() | {"Priority": 9}], "two have the Name rate"),
        ([group("AWSManagedRulesCommonRuleset")], "AWS does not have"),
        ([group("AWSManagedRulesCommonRuleSet") | {"Action": {"Block": {}}}], "needs OverrideAction"),
        (
            [{key: value for key, value in rate().items() if key != "Action"} | {"OverrideAction": {"None": {}}}],
            "needs Action",
        ),
        ([countries("XX")], "XX: no country code"),
        ([countries("kr")], "kr: no country code"),
        ([countries()], "0 countries"),
        (
            [rate() | {"Statement": {"GeoMatchStatement": {"CountryCodes": ["KR"]}, "LabelMatchStatement": {}}}],
            "2 statements",
        ),
    ],
)
def test_rules_that_are_refused(rules: list[Json], word: str) -> None:
    found = list(web_acl.rule_findings(rules))
    assert any(word in finding.wrong for finding in found), found
    assert all(finding.field.startswith("rules") and finding.valid for finding in found)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"Name": None}, ["Name is missing"]),
        ({"Priority": None, "Statement": None}, ["Priority is missing", "Statement is missing"]),
        ({"Statement": {"GeoMatchStatement": None}}, ["has a statement that says nothing"]),
        ({"Statement": {"NotStatement": {"Statement": "x"}}}, ["has a statement that says nothing"]),
        (
            {"Statement": {"AndStatement": {"Statements": [{"GeoMatchStatement": 5}]}}},
            ["has a statement that says nothing"],
        ),
    ],
)
def test_what_a_rule_lacks_is_said_before_all_else(changes: Json, words: list[str]) -> None:
    found = list(web_acl.rule_findings([rate() | changes]))
    assert len(found) == len(words) and all(word in one.wrong for word, one in zip(words, found, strict=True))
    assert all(one.field == "rules[0]" and one.valid for one in found)


def test_a_misspelt_group_is_told_the_right_name() -> None:
    (found,) = web_acl.rule_findings([group("AWSManagedRulesCommonRuleset")])
    assert found.valid.startswith("AWSManagedRulesCommonRuleSet")


@pytest.mark.parametrize("window", web_acl.WINDOWS)
def test_windows_and_limits_that_are_right(window: int) -> None:
    assert list(web_acl.rule_findings([rate(EvaluationWindowSec=window, Limit=10)])) == []
    assert list(web_acl.rule_findings([rate(EvaluationWindowSec=window, Limit=2_000_000_000)])) == []


def test_capacity_is_counted_and_needs_a_word() -> None:
    common = [group("AWSManagedRulesCommonRuleSet", priority) for priority in range(3)]
    assert web_acl.capacity(common) == 2100
    (found,) = web_acl.rule_findings(common)
    assert found.field == "capacity_limit" and "2100 WCU, more than the 1500" in found.wrong
    assert list(web_acl.rule_findings(common, limit=2500)) == []
    eight = [group("AWSManagedRulesCommonRuleSet", number) for number in range(8)]
    (found,) = web_acl.rule_findings(eight, limit=5000)
    assert found.field == "rules" and "5000" in found.valid


@pytest.mark.parametrize(
    ("kind", "body", "wcu"),
    [
        ("GeoMatchStatement", {}, 1),
        ("ByteMatchStatement", {"PositionalConstraint": "EXACTLY"}, 2),
        (
            "ByteMatchStatement",
            {"PositionalConstraint": "CONTAINS", "TextTransformations": [{"Priority": 0, "Type": "LOWERCASE"}]},
            20,
        ),
        ("SqliMatchStatement", {"SensitivityLevel": "HIGH", "FieldToMatch": {"JsonBody": {}}}, 60),
        ("IPSetReferenceStatement", {"IPSetForwardedIPConfig": {"Position": "ANY"}}, 5),
        ("RateBasedStatement", {"CustomKeys": [{}]}, 32),
        ("XssMatchStatement", {"FieldToMatch": {"AllQueryArguments": {}}}, 50),
    ],
)
def test_capacity_of_statements(kind: str, body: Json, wcu: int) -> None:
    assert web_acl.cost(kind, body) == wcu


@pytest.mark.parametrize(
    ("version", "address", "word"),
    [
        ("IPV4", "203.0.113.300/32", "no address range"),
        ("IPV4", "203.0.113.1/24", "no address range"),
        ("IPV4", "203.0.113.1", "lacks its length"),
        ("IPV4", "0.0.0.0/0", "everybody"),
        ("IPV4", "2001:db8::/32", "IPv6"),
        ("IPV6", "203.0.113.0/24", "IPv4"),
    ],
)
def test_addresses_that_are_refused(version: str, address: str, word: str) -> None:
    (found,) = web_acl.address_findings(version, [address])
    assert found.field == "addresses" and word in found.wrong and found.valid


@pytest.mark.parametrize(
    ("change", "variable"),
    [
        ({"waf_rules": [{"name": "a", "priority": 10, "rate": {"limit": 2000, "window": 45}}]}, "waf_rules"),
        ({"waf_rules": [{"name": "a", "priority": 10, "rate": {"limit": 2000}}]}, "waf_rules"),
        ({"waf_rules": [{"name": "a", "priority": 10}]}, "waf_rules"),
        ({"waf_rules": [{"name": "a", "priority": 5, "rate": {"limit": 2000, "window": 60}}]}, "waf_rules"),
        ({"waf_rules": [{"name": "allowed-v4", "priority": 10, "rate": {"limit": 2000, "window": 60}}]}, "waf_rules"),
        (
            {"waf_rules": [{"name": "a", "priority": 10, "managed": "AWSManagedRulesSQLiRuleSet", "action": "block"}]},
            "waf_rules",
        ),
        (
            {"waf_rules": [{"name": "a", "priority": 10, "rate": {"limit": 2000, "window": 60}, "count": ["x"]}]},
            "waf_rules",
        ),
        ({"waf_rules": [{"name": "a", "priority": 10, "managed": "AWSManagedRulesSQLRuleSet"}]}, "waf_rules"),
        (
            {
                "waf_rules": [
                    *DEFAULTS["waf_rules"],
                    {"name": "again", "priority": 60, "managed": "AWSManagedRulesCommonRuleSet"},
                ]
            },
            "waf_capacity_limit",
        ),
        ({"waf_capacity_limit": 6000}, "waf_capacity_limit"),
        ({"waf_count_only": ["comon"]}, "waf_count_only"),
        ({"waf_blocked_countries": ["KO"]}, "waf_blocked_countries"),
        ({"waf_blocked_countries": ["KP"], "waf_allowed_countries": ["KR"]}, "waf_allowed_countries"),
        ({"waf_allowed_addresses": ["203.0.113.1"]}, "waf_allowed_addresses"),
    ],
)
def test_faults_of_the_inventory(change: Json, variable: str) -> None:
    found = list(waf.findings(RIGHT | change))
    assert {finding.field for finding in found} == {variable} and all(finding.valid for finding in found)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"waf_blocked_countries": ["KP"], "waf_allowed_addresses": ["203.0.113.0/24", "2001:db8::/32"]},
        {"waf_enabled": False, "waf_rules": [{}]},
    ],
)
def test_a_right_inventory(change: Json) -> None:
    assert list(waf.findings(RIGHT | change)) == []


def test_behind_cloudfront_the_client_is_counted() -> None:
    entry = {"name": "rate", "priority": 10, "rate": {"limit": 2000, "window": 60}}
    edge, behind, alone = (
        web_acl_rules([entry], scope, hidden, {}, {})[0]["Statement"]["RateBasedStatement"]
        for scope, hidden in (("CLOUDFRONT", True), ("REGIONAL", True), ("REGIONAL", False))
    )
    assert (edge["AggregateKeyType"], behind["AggregateKeyType"], alone["AggregateKeyType"]) == (
        "IP",
        "FORWARDED_IP",
        "IP",
    )
    assert behind["ForwardedIPConfig"]["HeaderName"] == "X-Forwarded-For"
    assert edge["EvaluationWindowSec"] == behind["EvaluationWindowSec"] == 60


def test_rules_of_options_come_first_and_any_rule_can_only_count() -> None:
    options = {"blocked_countries": ["KP"], "count_only": ["sql", "blocked-countries"]}
    rules = web_acl_rules(
        [{"name": "sql", "priority": 10, "managed": "AWSManagedRulesSQLiRuleSet", "count": ["SQLi_BODY"]}],
        "REGIONAL",
        True,
        options,
        {"allowed-v4": "arn"},
    )
    assert [rule["Name"] for rule in rules] == ["allowed-v4", "blocked-countries", "sql"]
    assert rules[0]["Statement"]["IPSetReferenceStatement"]["IPSetForwardedIPConfig"]["Position"] == "LAST", (
        "the first address is what the client says"
    )
    assert rules[1]["Action"] == {"Count": {}} and rules[2]["OverrideAction"] == {"Count": {}}
    assert rules[2]["Statement"]["ManagedRuleGroupStatement"]["RuleActionOverrides"] == [
        {"Name": "SQLi_BODY", "ActionToUse": {"Count": {}}}
    ]


def test_a_rule_may_stand_in_one_web_acl_only() -> None:
    entry = {"name": "bots", "priority": 10, "managed": "AWSManagedRulesBotControlRuleSet", "scopes": ["CLOUDFRONT"]}
    assert [len(web_acl_rules([entry], scope, True, {}, {})) for scope in ("CLOUDFRONT", "REGIONAL")] == [1, 0]


def test_addresses_are_sorted_into_a_set_for_each_version_in_each_scope() -> None:
    scopes = [{"key": "edge", "scope": "CLOUDFRONT"}, {"key": "regional", "scope": "REGIONAL"}]
    made = ip_set_items(["2001:db8::/32", "203.0.113.0/24"], scopes, {"name": "stack"})
    assert [(one["key"], one["name"], one["ip_address_version"]) for one in made] == [
        ("edge.allowed-v4", "stack-allowed-v4", "IPV4"),
        ("edge.allowed-v6", "stack-allowed-v6", "IPV6"),
        ("regional.allowed-v4", "stack-allowed-v4", "IPV4"),
        ("regional.allowed-v6", "stack-allowed-v6", "IPV6"),
    ]
    assert ip_set_items([], scopes, {"name": "stack"}) == []


def test_what_aws_fills_in_is_no_difference() -> None:
    asked = [rate(EvaluationWindowSec=300) | {"Priority": 9}, group("AWSManagedRulesCommonRuleSet")]
    visible = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True}
    answered = [
        group("AWSManagedRulesCommonRuleSet", VisibilityConfig=visible | {"MetricName": "group-2"}, RuleLabels=[]),
        rate(EvaluationWindowSec=300) | {"Priority": 9, "VisibilityConfig": visible | {"MetricName": "rate"}},
    ]
    answered[0]["Statement"]["ManagedRuleGroupStatement"]["RuleActionOverrides"] = []
    assert shapes.comparable_rules(asked) == shapes.comparable_rules(answered)
    assert shapes.comparable_rules(shapes.comparable_rules(asked)) == shapes.comparable_rules(asked)


def test_order_case_and_bytes_are_no_difference() -> None:
    def header(name: str, text: object) -> list[Json]:
        match = {
            "SearchString": text,
            "FieldToMatch": {"SingleHeader": {"Name": name}},
            "TextTransformations": [{"Priority": 0, "Type": "NONE"}],
            "PositionalConstraint": "EXACTLY",
        }
        return [{"Name": "header", "Priority": 1, "Action": {"Block": {}}, "Statement": {"ByteMatchStatement": match}}]

    assert shapes.comparable_rules(header("X-Origin", "abc")) == shapes.comparable_rules(header("x-origin", b"abc"))
    assert shapes.comparable_rules(header("x-origin", "abc")) != shapes.comparable_rules(header("x-origin", "abd"))
    assert (
        shapes.for_api(shapes.comparable_rules(header("x-origin", "abc")))[0]["Statement"]["ByteMatchStatement"][
            "SearchString"
        ]
        == b"abc"
    )
    assert shapes.comparable_rules([countries("KP", "CU")]) == shapes.comparable_rules([countries("CU", "KP")])


@pytest.mark.parametrize("change", [{"Limit": 1000}, {"EvaluationWindowSec": 120}, {"AggregateKeyType": "CONSTANT"}])
def test_a_real_difference_is_one(change: Json) -> None:
    assert shapes.comparable_rules([rate(**change)]) != shapes.comparable_rules([rate()])


def test_order_and_case_of_a_log_are_no_difference() -> None:
    arn = "arn:aws:logs:x:1:log-group:aws-waf-logs-a"
    asked = shapes.comparable_logging(
        logging_configuration(f"{arn}:*", ["COUNT", "BLOCK"], ["Cookie", "authorization"])
    )
    told = shapes.comparable_logging(
        logging_configuration(arn, ["BLOCK", "COUNT"], ["authorization", "cookie"])
        | {"resource_arn": "arn", "managed_by_firewall_manager": False}
    )
    assert asked == told
    assert shapes.comparable_logging(logging_configuration(arn, ["BLOCK"], [])) != asked
    assert "logging_filter" not in logging_configuration(arn, [], [])


def test_without_a_destination_there_is_no_log() -> None:
    assert shapes.comparable_logging({"log_destination_configs": [], "redacted_fields": []}) == {}
