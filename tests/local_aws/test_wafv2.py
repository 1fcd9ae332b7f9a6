"""Web ACLs in both scopes."""

import pytest
from botocore.exceptions import ClientError
from network import make_load_balancer, make_network

REGIONS = {"REGIONAL": "ap-northeast-2", "CLOUDFRONT": "us-east-1"}
SEEN = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "seen"}


def rule(name, priority, statement, **options):
    action = {"OverrideAction": {"None": {}}} if "ManagedRuleGroupStatement" in statement else {"Action": {"Block": {}}}
    return {"Name": name, "Priority": priority, "Statement": statement, "VisibilityConfig": SEEN, **action, **options}


def managed(name, priority):
    return rule(name, priority, {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": name}})


def rate(priority=1, **options):
    return rule("rate", priority, {"RateBasedStatement": {"Limit": 2000, "AggregateKeyType": "IP", **options}})


def make_acl(client, scope="REGIONAL", name="knowledge", rules=(), **options):
    answer = client.create_web_acl(
        Name=name, Scope=scope, DefaultAction={"Allow": {}}, VisibilityConfig=SEEN, Rules=list(rules), **options
    )
    made = answer["Summary"]
    return {"Name": name, "Scope": scope, "Id": made["Id"], "LockToken": made["LockToken"]}, made["ARN"]


def update(client, acl, rules, **options):
    answer = client.update_web_acl(**acl, DefaultAction={"Allow": {}}, VisibilityConfig=SEEN, Rules=rules, **options)
    return {**acl, "LockToken": answer["NextLockToken"]}


@pytest.fixture(params=REGIONS)
def scope(request):
    return request.param


@pytest.fixture
def wafv2(account):
    return account.client("wafv2")


def test_capacity_is_the_sum_of_the_rules(account, scope):
    client = account.client("wafv2", region=REGIONS[scope])
    header = {
        "FieldToMatch": {"SingleHeader": {"Name": "x"}},
        "TextTransformations": [{"Priority": 0, "Type": "LOWERCASE"}],
    }
    match = {"ByteMatchStatement": {"SearchString": b"token", "PositionalConstraint": "EXACTLY", **header}}
    either = {
        "OrStatement": {
            "Statements": [{"GeoMatchStatement": {"CountryCodes": ["KP"]}}, {"NotStatement": {"Statement": match}}]
        }
    }
    rules = [managed("AWSManagedRulesCommonRuleSet", 0), rate(1, ScopeDownStatement=match), rule("either", 2, either)]
    assert client.check_capacity(Scope=scope, Rules=rules)["Capacity"] == 700 + 2 + 12 + 1 + 12
    acl, arn = make_acl(client, scope, rules=rules)
    assert client.get_web_acl(ARN=arn)["WebACL"]["Capacity"] == 727
    update(client, acl, rules[:1])
    assert client.get_web_acl(Name=acl["Name"], Scope=scope, Id=acl["Id"])["WebACL"]["Capacity"] == 700


def test_too_much_capacity_and_unknown_groups_are_refused(wafv2):
    with pytest.raises(ClientError, match="WAFLimitsExceededException"):
        make_acl(
            wafv2,
            rules=[
                {**managed("AWSManagedRulesCommonRuleSet", number), "Name": f"rule-{number}"} for number in range(8)
            ],
        )
    with pytest.raises(ClientError, match="WAFInvalidParameterException.*MANAGED_RULE_SET"):
        make_acl(wafv2, rules=[managed("AWSManagedRulesNoSuchRuleSet", 0)])


@pytest.mark.parametrize(
    "rules",
    [
        [rate(EvaluationWindowSec=45)],
        [rate(1), managed("AWSManagedRulesCommonRuleSet", 1)],
        [rate(1), rate(2)],
        [{**managed("AWSManagedRulesCommonRuleSet", 1), "Action": {"Block": {}}}],
    ],
    ids=["window", "priority", "name", "action"],
)
def test_rules_that_waf_refuses(wafv2, rules):
    with pytest.raises(ClientError, match="WAFInvalidParameterException"):
        make_acl(wafv2, rules=rules)


def test_the_window_of_a_rate_rule_is_told(wafv2):
    _, arn = make_acl(wafv2, rules=[rate()])
    assert (
        wafv2.get_web_acl(ARN=arn)["WebACL"]["Rules"][0]["Statement"]["RateBasedStatement"]["EvaluationWindowSec"]
        == 300
    )


def test_the_cloudfront_scope_needs_us_east_1(wafv2):
    for call in (
        lambda: make_acl(wafv2, "CLOUDFRONT"),
        lambda: wafv2.list_web_acls(Scope="CLOUDFRONT"),
        lambda: wafv2.list_ip_sets(Scope="CLOUDFRONT"),
    ):
        with pytest.raises(ClientError, match="WAFInvalidParameterException.*SCOPE_VALUE"):
            call()


def test_an_update_replaces_everything_and_a_stale_token_is_refused(wafv2):
    acl, arn = make_acl(wafv2, rules=[rate()], Description="first", TokenDomains=["example.com"])
    current = update(wafv2, acl, [])
    answer = wafv2.get_web_acl(ARN=arn)
    assert answer["LockToken"] == current["LockToken"] != acl["LockToken"]
    assert answer["WebACL"]["Rules"] == [] and not {"Description", "TokenDomains", "LockToken"} & set(answer["WebACL"])
    with pytest.raises(ClientError, match="WAFOptimisticLockException"):
        update(wafv2, acl, [rate()])
    with pytest.raises(ClientError, match="WAFOptimisticLockException"):
        wafv2.delete_web_acl(**acl)
    with pytest.raises(ClientError, match="WAFDuplicateItemException"):
        make_acl(wafv2)


def test_an_associated_acl_is_listed_and_not_deleted(account, wafv2):
    network = make_network(account)
    balancer = make_load_balancer(account, network)
    acl, arn = make_acl(wafv2)
    other, other_arn = make_acl(wafv2, name="other")
    with pytest.raises(ClientError, match="WAFNonexistentItemException"):
        wafv2.associate_web_acl(WebACLArn=arn, ResourceArn=balancer + "0")
    wafv2.associate_web_acl(WebACLArn=other_arn, ResourceArn=balancer)
    wafv2.associate_web_acl(WebACLArn=arn, ResourceArn=balancer)
    behind = wafv2.list_resources_for_web_acl(WebACLArn=arn, ResourceType="APPLICATION_LOAD_BALANCER")
    assert behind["ResourceArns"] == [balancer]
    assert wafv2.list_resources_for_web_acl(WebACLArn=other_arn)["ResourceArns"] == []
    assert wafv2.get_web_acl_for_resource(ResourceArn=balancer)["WebACL"]["ARN"] == arn
    wafv2.delete_web_acl(**other)
    with pytest.raises(ClientError, match="WAFAssociatedItemException"):
        wafv2.delete_web_acl(**acl)
    account.client("elbv2").delete_load_balancer(LoadBalancerArn=balancer)
    wafv2.delete_web_acl(**acl)
    assert wafv2.list_web_acls(Scope="REGIONAL")["WebACLs"] == []


def test_logging_is_kept_with_the_acl_of_its_scope(account, scope):
    region = REGIONS[scope]
    client = account.client("wafv2", region=region)
    acl, arn = make_acl(client, scope)
    destination = f"arn:aws:logs:{region}:{account.id}:log-group:aws-waf-logs-knowledge"
    wanted = {
        "ResourceArn": arn,
        "LogDestinationConfigs": [destination],
        "RedactedFields": [{"SingleHeader": {"Name": "authorization"}}],
    }
    with pytest.raises(ClientError, match="WAFInvalidParameterException.*LOG_DESTINATION"):
        client.put_logging_configuration(
            LoggingConfiguration={**wanted, "LogDestinationConfigs": [destination.replace("aws-waf-logs-", "")]}
        )
    kept = client.put_logging_configuration(LoggingConfiguration=wanted)["LoggingConfiguration"]
    assert kept == {**wanted, "ManagedByFirewallManager": False, "LogType": "WAF_LOGS", "LogScope": "CUSTOMER"}
    assert client.get_logging_configuration(ResourceArn=arn)["LoggingConfiguration"] == kept
    assert client.list_logging_configurations(Scope=scope)["LoggingConfigurations"] == [kept]
    client.delete_logging_configuration(ResourceArn=arn)
    with pytest.raises(ClientError, match="WAFNonexistentItemException"):
        client.get_logging_configuration(ResourceArn=arn)
    client.put_logging_configuration(LoggingConfiguration=wanted)
    client.delete_web_acl(**acl)
    assert client.list_logging_configurations(Scope=scope)["LoggingConfigurations"] == []


def test_scopes_are_apart(account):
    client = account.client("wafv2", region="us-east-1")
    make_acl(client, "CLOUDFRONT")
    assert client.list_web_acls(Scope="REGIONAL")["WebACLs"] == []
    make_acl(client, "REGIONAL")
    assert [len(client.list_web_acls(Scope=scope)["WebACLs"]) for scope in REGIONS] == [1, 1]


def test_tags(account, scope):
    client = account.client("wafv2", region=REGIONS[scope])
    _, arn = make_acl(client, scope, Tags=[{"Key": "Project", "Value": "knowledge"}])
    client.tag_resource(ResourceARN=arn, Tags=[{"Key": "Environment", "Value": "production"}])
    client.untag_resource(ResourceARN=arn, TagKeys=["Project"])
    assert client.list_tags_for_resource(ResourceARN=arn)["TagInfoForResource"]["TagList"] == [
        {"Key": "Environment", "Value": "production"}
    ]


def test_an_ip_set_is_named_once_and_not_deleted_in_use(account, scope):
    client = account.client("wafv2", region=REGIONS[scope])
    options = {"Name": "allowed", "Scope": scope}
    summary = client.create_ip_set(
        **options, IPAddressVersion="IPV4", Addresses=["10.0.0.0/16"], Description="offices"
    )["Summary"]
    with pytest.raises(ClientError, match="WAFDuplicateItemException"):
        client.create_ip_set(**options, IPAddressVersion="IPV4", Addresses=[])
    acl, _ = make_acl(client, scope, rules=[rule("allowed", 0, {"IPSetReferenceStatement": {"ARN": summary["ARN"]}})])
    token = client.update_ip_set(
        **options, Id=summary["Id"], LockToken=summary["LockToken"], Addresses=["10.1.0.0/16"]
    )["NextLockToken"]
    assert client.get_ip_set(**options, Id=summary["Id"])["IPSet"]["Addresses"] == ["10.1.0.0/16"]
    with pytest.raises(ClientError, match="WAFOptimisticLockException"):
        client.update_ip_set(**options, Id=summary["Id"], LockToken=summary["LockToken"], Addresses=[])
    with pytest.raises(ClientError, match="WAFAssociatedItemException"):
        client.delete_ip_set(**options, Id=summary["Id"], LockToken=token)
    client.delete_web_acl(**acl)
    client.delete_ip_set(**options, Id=summary["Id"], LockToken=token)
    assert client.list_ip_sets(Scope=scope)["IPSets"] == []
