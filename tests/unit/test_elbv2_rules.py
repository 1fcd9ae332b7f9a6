"""What a load balancer refuses, found before AWS is asked."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.elbv2 import rules as elbv2
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import alb

CERTIFICATE = "arn:aws:acm:ap-northeast-2:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"
TLS = "ELBSecurityPolicy-TLS13-1-2-2021-06"
REGION = "ap-northeast-2"


def health(path: object, interval: object, timeout: object, good: object, bad: object, codes: object) -> dict[str, Any]:
    """The fields of a health check."""
    names = ("path", "interval_seconds", "timeout_seconds")
    checked = {f"health_check_{name}": value for name, value in zip(names, (path, interval, timeout), strict=True)}
    counted = {"healthy_threshold_count": good, "unhealthy_threshold_count": bad}
    return {**checked, **counted, "matcher": {"http_code": codes}}


@pytest.mark.parametrize("name", ["knowledge-production", "a", "A1-b", "x" * 32])
def test_names_that_are_right(name: str) -> None:
    assert list(elbv2.name_findings(name)) == []


@pytest.mark.parametrize(
    "name", ["x" * 33, "knowledge_production", "-knowledge", "knowledge-", "internal-knowledge", ""]
)
def test_names_that_are_refused(name: str) -> None:
    assert list(elbv2.name_findings(name))


@pytest.mark.parametrize(
    ("attributes", "word"),
    [
        ({"idle_timeout.timeout_seconds": "0"}, "idle_timeout"),
        ({"idle_timeout.timeout_seconds": "4001"}, "idle_timeout"),
        ({"deregistration_delay.timeout_seconds": "3601"}, "deregistration_delay"),
        ({"slow_start.duration_seconds": "10"}, "slow_start"),
        (
            {"slow_start.duration_seconds": "60", "load_balancing.algorithm.type": "least_outstanding_requests"},
            "round robin",
        ),
        ({"routing.http.desync_mitigation_mode": "strict"}, "monitor, defensive, strictest"),
        ({"access_logs.s3.enabled": "true"}, "access_logs.s3.bucket"),
        ({"client_keep_alive.seconds": "59"}, "client_keep_alive"),
    ],
)
def test_attributes_that_are_refused(attributes: dict[str, str], word: str) -> None:
    (finding,) = elbv2.attribute_findings(attributes)
    assert word in finding.about("it") and finding.valid


def test_attributes_that_are_right() -> None:
    attributes = {
        "idle_timeout.timeout_seconds": "60",
        "slow_start.duration_seconds": "30",
        "access_logs.s3.enabled": "true",
        "access_logs.s3.bucket": "logs",
    }
    assert list(elbv2.attribute_findings(attributes)) == []


@pytest.mark.parametrize(
    ("check", "word"),
    [
        (("health", 15, 5, 2, 3, "200"), "health_check_path"),
        (("/he alth", 15, 5, 2, 3, "200"), "health_check_path"),
        (("/health", 4, 2, 2, 3, "200"), "health_check_interval_seconds"),
        (("/health", 15, 1, 2, 3, "200"), "health_check_timeout_seconds"),
        (("/health", 15, 15, 2, 3, "200"), "health_check_timeout_seconds"),
        (("/health", 15, 5, 1, 3, "200"), "healthy_threshold_count"),
        (("/health", 15, 5, 2, 11, "200"), "unhealthy_threshold_count"),
        (("/health", 15, 5, 2, 3, "2xx"), "matcher.http_code"),
    ],
)
def test_health_checks_that_are_refused(check: tuple[object, ...], word: str) -> None:
    (finding,) = elbv2.health_findings(health(*check))
    assert finding.field == word and finding.valid


@pytest.mark.parametrize(
    ("action", "field", "wrong"),
    [
        ({"type": "forward"}, "target_group_arn", "is missing"),
        ({"type": "redirect"}, "redirect_config", "is missing"),
        ({"type": "redirect", "redirect_config": None}, "redirect_config", "is missing"),
        ({"type": "redirect", "redirect_config": {"query": "a=b"}}, "redirect_config", "leads back to itself"),
        (
            {"type": "redirect", "redirect_config": {"host": "a", "status_code": "301"}},
            "redirect_config.status_code",
            "301",
        ),
        ({"type": "fixed-response"}, "fixed_response_config", "is missing"),
        (
            {"type": "fixed-response", "fixed_response_config": {"status_code": "302"}},
            "fixed_response_config.status_code",
            "",
        ),
    ],
)
def test_actions_that_are_refused(action: dict[str, Any], field: str, wrong: str) -> None:
    (finding,) = elbv2.action_findings("default_actions", [action])
    assert finding.field == f"default_actions.{field}" and wrong in finding.wrong and finding.valid


@pytest.mark.parametrize(
    "action",
    [
        {"type": "redirect", "redirect_config": {"protocol": "HTTPS", "port": 443, "status_code": None}},
        {"type": "fixed-response", "fixed_response_config": {"message_body": "no"}},
    ],
)
def test_actions_that_aws_completes_are_right(action: dict[str, Any]) -> None:
    assert list(elbv2.action_findings("default_actions", [action])) == []


@pytest.mark.parametrize("codes", ["200", "200-299", "200,301-302"])
def test_health_checks_that_are_right(codes: str) -> None:
    assert list(elbv2.health_findings(health("/health", 15, 5, 2, 3, codes))) == []


@pytest.mark.parametrize(
    ("protocol", "certificate", "policy", "word"),
    [
        ("HTTPS", "", TLS, "needs a certificate"),
        ("HTTPS", CERTIFICATE.replace(REGION, "us-east-1"), TLS, "us-east-1"),
        ("HTTPS", CERTIFICATE, "TLS13", "does not exist"),
        ("HTTPS", CERTIFICATE, "ELBSecurityPolicy-TLS13-1-9-2021-06", "does not exist"),
        ("HTTP", CERTIFICATE, None, "HTTP takes no"),
        ("HTTP", None, TLS, "HTTP takes no"),
    ],
)
def test_listeners_that_are_refused(protocol: str, certificate: str | None, policy: str | None, word: str) -> None:
    (finding,) = elbv2.listener_findings(protocol, certificate, policy, REGION)
    assert word in finding.about("it") and finding.valid


@pytest.mark.parametrize(
    "policy",
    [
        TLS,
        "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
        "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
        "ELBSecurityPolicy-2016-08",
    ],
)
def test_listeners_that_are_right(policy: str) -> None:
    assert list(elbv2.listener_findings("HTTPS", CERTIFICATE, policy, REGION)) == []


def test_every_policy_of_aws_is_known() -> None:
    """By the list that moto holds, which is AWS's own answer."""
    from moto.elbv2.ssl_policies import SSL_POLICIES

    assert [name for name in SSL_POLICIES if not elbv2.SSL_POLICY.fullmatch(name)] == []


@pytest.mark.parametrize(
    ("priorities", "count"),
    [
        ([("a", 1), ("b", 2)], 0),
        ([("a", 1), ("b", 1)], 1),
        ([("a", 0)], 1),
        ([("a", 50001)], 1),
        ([("a", 5), ("b", 5), ("c", 5)], 2),
    ],
)
def test_priorities(priorities: list[tuple[str, int]], count: int) -> None:
    assert len(list(elbv2.priority_findings(priorities))) == count


@pytest.mark.parametrize(
    ("values", "variable"),
    [
        ({"alb_subnet_ids": ["subnet-1"]}, "alb_subnet_ids"),
        ({"alb_subnet_ids": ["subnet-1", "subnet-1"]}, "alb_subnet_ids"),
        ({"alb_certificate_arn": ""}, "acm_alb_certificate_arn"),
        ({"alb_certificate_arn": CERTIFICATE.replace(REGION, "us-east-1")}, "acm_alb_certificate_arn"),
        ({"alb_ssl_policy": "TLS"}, "alb_ssl_policy"),
        ({"alb_certificate_arn": CERTIFICATE, "alb_ssl_policy": "TLS"}, "alb_ssl_policy"),
        ({"alb_target_port": 70000}, "alb_target_port"),
        ({"alb_health_check_path": "health"}, "alb_health_check_path"),
        (
            {"alb_health_check_interval_seconds": 5, "alb_health_check_timeout_seconds": 5},
            "alb_health_check_timeout_seconds",
        ),
        ({"alb_unhealthy_threshold_count": 1}, "alb_unhealthy_threshold_count"),
        ({"alb_idle_timeout": 5000}, "alb_idle_timeout"),
        ({"alb_deregistration_delay": 4000}, "alb_deregistration_delay"),
        ({"alb_slow_start": 20}, "alb_slow_start"),
        ({"alb_origin_header_name": "X Origin"}, "alb_origin_header_name"),
    ],
)
def test_findings(values: dict[str, object], variable: str) -> None:
    given = {"aws_region": REGION, "alb_target_port": 8000} | values
    assert [finding.field for finding in alb.findings(given)] == [variable]
