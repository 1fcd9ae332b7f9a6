"""Both web ACLs as AWS has them."""

import pytest

ACLS = {
    "CLOUDFRONT": ("us-east-1", "knowledge-production-edge"),
    "REGIONAL": ("ap-northeast-2", "knowledge-production-regional"),
}


def acl_of(aws, scope):
    """The web ACL of a scope."""
    region, name = ACLS[scope]
    (entry,) = aws("wafv2", region).list_web_acls(Scope=scope)["WebACLs"]
    assert entry["Name"] == name
    return aws("wafv2", region).get_web_acl(Name=name, Id=entry["Id"], Scope=scope)["WebACL"]


@pytest.mark.parametrize("scope", ACLS)
def test_the_rules_in_their_order(aws, scope):
    acl = acl_of(aws, scope)
    names = [rule["Name"] for rule in sorted(acl["Rules"], key=lambda rule: rule["Priority"])]
    assert names == [
        "allowed-v4",
        "allowed-v6",
        "blocked-countries",
        "rate-per-client",
        "ip-reputation",
        "common",
        "known-bad-inputs",
        "sql-injection",
    ]
    assert acl["Capacity"] <= 1500
    assert acl["DefaultAction"] == {"Allow": {}}


@pytest.mark.parametrize(("scope", "key"), [("CLOUDFRONT", "IP"), ("REGIONAL", "FORWARDED_IP")])
def test_two_thousand_requests_a_minute_from_a_client(aws, scope, key):
    (rate,) = [
        rule["Statement"]["RateBasedStatement"]
        for rule in acl_of(aws, scope)["Rules"]
        if rule["Name"] == "rate-per-client"
    ]
    assert (rate["Limit"], rate["EvaluationWindowSec"], rate["AggregateKeyType"]) == (2000, 60, key)


@pytest.mark.parametrize("scope", ACLS)
def test_what_only_counts(aws, scope):
    rules = {rule["Name"]: rule for rule in acl_of(aws, scope)["Rules"]}
    assert rules["sql-injection"]["OverrideAction"] == {"Count": {}}
    assert rules["known-bad-inputs"]["OverrideAction"] == {"None": {}}
    overrides = rules["common"]["Statement"]["ManagedRuleGroupStatement"]["RuleActionOverrides"]
    assert overrides == [{"Name": "SizeRestrictions_BODY", "ActionToUse": {"Count": {}}}]


@pytest.mark.parametrize("scope", ACLS)
def test_blocked_and_counted_requests_are_recorded_without_secrets(aws, scope):
    region, name = ACLS[scope]
    logging = aws("wafv2", region).get_logging_configuration(ResourceArn=acl_of(aws, scope)["ARN"])[
        "LoggingConfiguration"
    ]
    group = f"aws-waf-logs-{name}"
    assert logging["LogDestinationConfigs"][0].endswith(f":log-group:{group}")
    assert {field["SingleHeader"]["Name"] for field in logging["RedactedFields"]} == {
        "authorization",
        "cookie",
        "x-origin-verify",
    }
    assert logging["LoggingFilter"]["DefaultBehavior"] == "DROP"
    (found,) = aws("logs", region).describe_log_groups(logGroupNamePrefix=group)["logGroups"]
    assert found["retentionInDays"] == 30


def test_the_load_balancer_is_protected(aws):
    (balancer,) = aws("elbv2").describe_load_balancers()["LoadBalancers"]
    found = aws("wafv2").get_web_acl_for_resource(ResourceArn=balancer["LoadBalancerArn"])["WebACL"]
    assert found["Name"] == "knowledge-production-regional"


@pytest.mark.parametrize("scope", ACLS)
def test_allowed_addresses(aws, scope):
    wafv2 = aws("wafv2", ACLS[scope][0])
    sets = {
        entry["Name"]: wafv2.get_ip_set(Name=entry["Name"], Id=entry["Id"], Scope=scope)["IPSet"]
        for entry in wafv2.list_ip_sets(Scope=scope)["IPSets"]
    }
    assert {name: one["Addresses"] for name, one in sets.items()} == {
        "knowledge-production-allowed-v4": ["203.0.113.0/24"],
        "knowledge-production-allowed-v6": ["2001:db8::/32"],
    }
