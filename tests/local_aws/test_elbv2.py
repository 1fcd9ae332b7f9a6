"""Load balancers, target groups, listeners and rules."""

import pytest
from botocore.exceptions import ClientError
from network import make_certificate, make_load_balancer, make_network, make_target_group

FIXED = [
    {
        "Type": "fixed-response",
        "FixedResponseConfig": {"StatusCode": "403", "ContentType": "text/plain", "MessageBody": "no"},
    }
]


@pytest.fixture
def network(account):
    return make_network(account)


@pytest.fixture
def elbv2(account):
    return account.client("elbv2")


def attributes(answer):
    return {attribute["Key"]: attribute["Value"] for attribute in answer["Attributes"]}


def make_listener(elbv2, balancer, port=80, actions=None, **options):
    answer = elbv2.create_listener(
        LoadBalancerArn=balancer, Port=port, DefaultActions=actions or FIXED, **{"Protocol": "HTTP", **options}
    )
    return answer["Listeners"][0]


def test_a_load_balancer_is_provisioning_for_its_delay(account, network, elbv2, slow):
    slow("alb=60")
    arn = make_load_balancer(account, network)

    def state():
        return elbv2.describe_load_balancers(LoadBalancerArns=[arn])["LoadBalancers"][0]["State"]["Code"]

    assert state() == "provisioning"
    slow("alb=0")
    assert state() == "active"


def test_all_attributes_have_their_defaults(account, network, elbv2):
    known = attributes(elbv2.describe_load_balancer_attributes(LoadBalancerArn=make_load_balancer(account, network)))
    assert len(known) == 24
    assert (
        known["routing.http2.enabled"],
        known["idle_timeout.timeout_seconds"],
        known["ipv6.deny_all_igw_traffic"],
    ) == ("true", "60", "false")
    internal = make_load_balancer(account, network, "internal-one", Scheme="internal")
    assert (
        attributes(elbv2.describe_load_balancer_attributes(LoadBalancerArn=internal))["ipv6.deny_all_igw_traffic"]
        == "true"
    )


def test_the_same_create_returns_the_load_balancer_and_another_one_is_refused(account, network, elbv2):
    first = make_load_balancer(account, network, Tags=[{"Key": "Name", "Value": "knowledge"}])
    assert make_load_balancer(account, network, Tags=[{"Key": "Name", "Value": "knowledge"}]) == first
    assert len(elbv2.describe_load_balancers()["LoadBalancers"]) == 1
    with pytest.raises(ClientError, match="DuplicateLoadBalancerName"):
        make_load_balancer(account, network, Scheme="internal")


def test_deletion_protection_is_honoured(account, network, elbv2):
    arn = make_load_balancer(account, network)
    elbv2.modify_load_balancer_attributes(
        LoadBalancerArn=arn, Attributes=[{"Key": "deletion_protection.enabled", "Value": "true"}]
    )
    with pytest.raises(ClientError, match="OperationNotPermitted"):
        elbv2.delete_load_balancer(LoadBalancerArn=arn)
    elbv2.modify_load_balancer_attributes(
        LoadBalancerArn=arn, Attributes=[{"Key": "deletion_protection.enabled", "Value": "false"}]
    )
    elbv2.delete_load_balancer(LoadBalancerArn=arn)
    with pytest.raises(ClientError, match="LoadBalancerNotFound"):
        elbv2.describe_tags(ResourceArns=[arn])


def test_target_group_attributes_are_complete_and_unknown_ones_refused(account, network, elbv2):
    arn = make_target_group(account, network)
    wanted = [{"Key": "slow_start.duration_seconds", "Value": "30"}]
    answer = attributes(elbv2.modify_target_group_attributes(TargetGroupArn=arn, Attributes=wanted))
    assert len(answer) == 14
    assert answer["slow_start.duration_seconds"] == "30"
    assert answer["stickiness.lb_cookie.duration_seconds"] == "86400"
    assert attributes(elbv2.describe_target_group_attributes(TargetGroupArn=arn)) == answer
    with pytest.raises(ClientError, match="'slow_start' is not recognized"):
        elbv2.modify_target_group_attributes(TargetGroupArn=arn, Attributes=[{"Key": "slow_start", "Value": "30"}])


def test_the_same_create_returns_the_target_group_and_another_one_is_refused(account, network):
    first = make_target_group(account, network, HealthCheckPath="/health")
    assert make_target_group(account, network, HealthCheckPath="/health") == first
    with pytest.raises(ClientError, match="DuplicateTargetGroupName"):
        make_target_group(account, network, HealthCheckPath="/other")


def test_a_target_group_tells_who_forwards_to_it(account, network, elbv2):
    balancer, group = make_load_balancer(account, network), make_target_group(account, network)

    def users():
        return elbv2.describe_target_groups(TargetGroupArns=[group])["TargetGroups"][0].get("LoadBalancerArns", [])

    listener = make_listener(elbv2, balancer)["ListenerArn"]
    assert users() == []
    elbv2.modify_listener(ListenerArn=listener, DefaultActions=[{"Type": "forward", "TargetGroupArn": group}])
    assert users() == [balancer]
    with pytest.raises(ClientError, match="ResourceInUse"):
        elbv2.delete_target_group(TargetGroupArn=group)
    elbv2.delete_load_balancer(LoadBalancerArn=balancer)
    assert users() == []
    elbv2.delete_target_group(TargetGroupArn=group)


def test_a_redirect_is_completed(account, network, elbv2):
    redirect = [{"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"}}]
    listener = make_listener(elbv2, make_load_balancer(account, network), actions=redirect)
    config = listener["DefaultActions"][0]["RedirectConfig"]
    assert config == {
        "Protocol": "HTTPS",
        "Port": "443",
        "Host": "#{host}",
        "Path": "/#{path}",
        "Query": "#{query}",
        "StatusCode": "HTTP_301",
    }
    assert "SslPolicy" not in listener


def test_a_forward_is_told_in_both_forms(account, network, elbv2):
    group = make_target_group(account, network)
    listener = make_listener(
        elbv2, make_load_balancer(account, network), actions=[{"Type": "forward", "TargetGroupArn": group}]
    )
    action = listener["DefaultActions"][0]
    assert action["TargetGroupArn"] == group
    assert action["ForwardConfig"] == {
        "TargetGroups": [{"TargetGroupArn": group, "Weight": 1}],
        "TargetGroupStickinessConfig": {"Enabled": False},
    }


def test_listeners_are_refused_as_aws_does(account, network, elbv2):
    balancer, certificate = make_load_balancer(account, network), make_certificate(account)
    make_listener(elbv2, balancer)
    with pytest.raises(ClientError, match="DuplicateListener"):
        make_listener(elbv2, balancer)
    with pytest.raises(ClientError, match="certificate must be specified"):
        make_listener(elbv2, balancer, 443, Protocol="HTTPS")
    with pytest.raises(ClientError, match="SSLPolicyNotFound"):
        make_listener(
            elbv2, balancer, 443, Protocol="HTTPS", SslPolicy="TLS13", Certificates=[{"CertificateArn": certificate}]
        )
    second = make_listener(elbv2, balancer, 443, Protocol="HTTPS", Certificates=[{"CertificateArn": certificate}])
    with pytest.raises(ClientError, match="DuplicateListener"):
        elbv2.modify_listener(ListenerArn=second["ListenerArn"], Port=80)
    assert (
        elbv2.modify_listener(ListenerArn=second["ListenerArn"], Port=443)["Listeners"][0]["SslPolicy"]
        == "ELBSecurityPolicy-2016-08"
    )


def test_certificates_by_name_survive_a_change(account, network, elbv2):
    first, second, third = (make_certificate(account, f"{name}.example.com") for name in "abc")
    listener = make_listener(
        elbv2, make_load_balancer(account, network), 443, Protocol="HTTPS", Certificates=[{"CertificateArn": first}]
    )
    arn = listener["ListenerArn"]
    for _ in range(2):  # the second changes nothing
        elbv2.add_listener_certificates(ListenerArn=arn, Certificates=[{"CertificateArn": second}])
    elbv2.modify_listener(ListenerArn=arn, Certificates=[{"CertificateArn": third}])
    all_of_them = elbv2.describe_listener_certificates(ListenerArn=arn)["Certificates"]
    assert all_of_them == [{"CertificateArn": third, "IsDefault": True}, {"CertificateArn": second, "IsDefault": False}]
    assert elbv2.describe_listeners(ListenerArns=[arn])["Listeners"][0]["Certificates"] == [{"CertificateArn": third}]


def test_listener_attributes(account, network, elbv2):
    arn = make_listener(elbv2, make_load_balancer(account, network))["ListenerArn"]
    known = attributes(elbv2.describe_listener_attributes(ListenerArn=arn))
    assert known["routing.http.response.server.enabled"] == "true" and "tcp.idle_timeout.seconds" not in known
    changed = [{"Key": "routing.http.response.server.enabled", "Value": "false"}]
    after = attributes(elbv2.modify_listener_attributes(ListenerArn=arn, Attributes=changed))
    assert after["routing.http.response.server.enabled"] == "false"


def test_path_conditions_are_told_in_both_forms_and_rules_change_places(account, network, elbv2):
    arn = make_listener(elbv2, make_load_balancer(account, network))["ListenerArn"]
    header = {"Field": "http-header", "HttpHeaderConfig": {"HttpHeaderName": "X-Origin-Verify", "Values": ["token"]}}
    conditions = [[{"Field": "path-pattern", "PathPatternConfig": {"Values": ["/api/*", "/v2/*"]}}], [header]]
    rules = [
        elbv2.create_rule(ListenerArn=arn, Priority=priority, Conditions=condition, Actions=FIXED)["Rules"][0]
        for priority, condition in enumerate(conditions, start=1)
    ]
    assert (
        rules[0]["Conditions"][0]["Values"]
        == ["/api/*", "/v2/*"]
        == rules[0]["Conditions"][0]["PathPatternConfig"]["Values"]
    )
    assert rules[1]["Conditions"] == [header]
    swapped = [{"RuleArn": rules[0]["RuleArn"], "Priority": 2}, {"RuleArn": rules[1]["RuleArn"], "Priority": 1}]
    assert [rule["Priority"] for rule in elbv2.set_rule_priorities(RulePriorities=swapped)["Rules"]] == ["2", "1"]
    with pytest.raises(ClientError, match="PriorityInUse"):
        elbv2.set_rule_priorities(RulePriorities=[{"RuleArn": rules[0]["RuleArn"], "Priority": 1}])


def test_tags_on_all_kinds(account, network, elbv2):
    tags = [{"Key": "Project", "Value": "knowledge"}]
    balancer, group = make_load_balancer(account, network, Tags=tags), make_target_group(account, network, Tags=tags)
    listener = make_listener(elbv2, balancer, Tags=tags)["ListenerArn"]
    condition = [{"Field": "host-header", "Values": ["a.example.com"]}]
    answer = elbv2.create_rule(ListenerArn=listener, Priority=1, Conditions=condition, Actions=FIXED, Tags=tags)
    rule = answer["Rules"][0]["RuleArn"]
    arns = [balancer, group, listener, rule]
    assert all(description["Tags"] == tags for description in elbv2.describe_tags(ResourceArns=arns)["TagDescriptions"])
    tagging = account.client("resourcegroupstaggingapi")
    found = tagging.get_resources(TagFilters=[{"Key": "Project", "Values": ["knowledge"]}])["ResourceTagMappingList"]
    assert {resource["ResourceARN"] for resource in found} == set(arns)
    elbv2.add_tags(ResourceArns=[balancer], Tags=[{"Key": f"key-{number}", "Value": "x"} for number in range(49)])
    with pytest.raises(ClientError, match="TooManyTags"):
        elbv2.add_tags(ResourceArns=[balancer], Tags=[{"Key": "one-more", "Value": "x"}])
