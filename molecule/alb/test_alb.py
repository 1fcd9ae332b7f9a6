"""The load balancer as AWS has it."""

import json

import pytest

NAME = "knowledge-production"
TLS = "ELBSecurityPolicy-TLS13-1-2-2021-06"


@pytest.fixture(scope="module")
def balancer(aws):
    (found,) = aws("elbv2").describe_load_balancers()["LoadBalancers"]
    return found


@pytest.fixture(scope="module")
def listeners(aws, balancer):
    return {
        listener["Port"]: listener
        for listener in aws("elbv2").describe_listeners(LoadBalancerArn=balancer["LoadBalancerArn"])["Listeners"]
    }


def attributes(answer):
    return {entry["Key"]: entry["Value"] for entry in answer["Attributes"]}


def test_it_stands_in_three_zones_behind_its_own_group(aws, balancer):
    zones = {zone["ZoneName"] for zone in balancer["AvailabilityZones"]}
    assert zones == {"ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c"}
    (group,) = aws("ec2").describe_security_groups(GroupIds=balancer["SecurityGroups"])["SecurityGroups"]
    assert (group["GroupName"], balancer["Scheme"]) == (f"{NAME}-alb", "internet-facing")


def test_it_is_protected_and_its_requests_are_recorded(aws, env, balancer):
    known = attributes(aws("elbv2").describe_load_balancer_attributes(LoadBalancerArn=balancer["LoadBalancerArn"]))
    assert known["deletion_protection.enabled"] == "true"
    assert known["routing.http.drop_invalid_header_fields.enabled"] == "true"
    assert known["routing.http.desync_mitigation_mode"] == "strictest"
    assert (known["access_logs.s3.enabled"], known["access_logs.s3.prefix"]) == ("true", "alb")
    assert known["access_logs.s3.bucket"] in [bucket["Name"] for bucket in aws("s3").list_buckets()["Buckets"]]


def test_https_by_the_certificate_of_this_region_refuses_by_default(aws, listeners):
    (certificate,) = listeners[443]["Certificates"]
    assert ":acm:ap-northeast-2:" in certificate["CertificateArn"]
    assert (listeners[443]["Protocol"], listeners[443]["SslPolicy"]) == ("HTTPS", TLS)
    assert listeners[443]["DefaultActions"][0]["FixedResponseConfig"]["StatusCode"] == "403"


def test_http_leads_to_https(listeners):
    redirect = listeners[80]["DefaultActions"][0]["RedirectConfig"]
    assert (redirect["Protocol"], redirect["Port"], redirect["StatusCode"]) == ("HTTPS", "443", "HTTP_301")


def test_only_the_secret_header_gets_through(aws, listeners):
    (rule,) = [
        rule
        for rule in aws("elbv2").describe_rules(ListenerArn=listeners[443]["ListenerArn"])["Rules"]
        if not rule["IsDefault"]
    ]
    (group,) = aws("elbv2").describe_target_groups()["TargetGroups"]
    secret = json.loads(aws("secretsmanager").get_secret_value(SecretId=f"{NAME}-origin-header")["SecretString"])[
        "password"
    ]
    assert len(secret) == 48
    assert rule["Actions"][0]["TargetGroupArn"] == group["TargetGroupArn"]
    assert [condition["HttpHeaderConfig"] for condition in rule["Conditions"]] == [
        {"HttpHeaderName": "X-Origin-Verify", "Values": [secret]}
    ]


def test_targets_are_addresses_on_port_8000_that_are_well_at_health(aws):
    (group,) = aws("elbv2").describe_target_groups()["TargetGroups"]
    assert (group["TargetType"], group["Port"], group["HealthCheckPath"], group["Matcher"]["HttpCode"]) == (
        "ip",
        8000,
        "/health",
        "200",
    )
    known = attributes(aws("elbv2").describe_target_group_attributes(TargetGroupArn=group["TargetGroupArn"]))
    assert (
        known["stickiness.enabled"],
        known["deregistration_delay.timeout_seconds"],
        known["slow_start.duration_seconds"],
    ) == ("false", "30", "30")


def test_everything_is_tagged_as_the_stacks(aws, balancer, listeners):
    (group,) = aws("elbv2").describe_target_groups()["TargetGroups"]
    arns = [
        balancer["LoadBalancerArn"],
        group["TargetGroupArn"],
        *(listener["ListenerArn"] for listener in listeners.values()),
    ]
    for described in aws("elbv2").describe_tags(ResourceArns=arns)["TagDescriptions"]:
        tags = {tag["Key"]: tag["Value"] for tag in described["Tags"]}
        assert (tags["ManagedBy"], tags["Component"], tags["Environment"]) == ("ansible", "alb", "production")
