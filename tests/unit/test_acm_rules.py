"""What ACM, a load balancer or CloudFront would refuse about certificates, found before they are asked."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.acm import rules as certificates
from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import acm as edge
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import acm

NOW = datetime(2026, 11, 1, tzinfo=UTC)
ACCOUNT = "123456789012"
SEOUL = f"arn:aws:acm:ap-northeast-2:{ACCOUNT}:certificate/01234567-89ab-cdef-0123-456789abcdef"
VIRGINIA = SEOUL.replace("ap-northeast-2", "us-east-1")
ISSUED = {
    "Status": "ISSUED",
    "DomainName": "knowledge.example.com",
    "SubjectAlternativeNames": ["knowledge.example.com", "*.knowledge.example.com"],
}
RIGHT = {
    "domain_name": "knowledge.example.com",
    "aws_region": "ap-northeast-2",
    "aws_account_id": ACCOUNT,
    "acm_certificates": ["alb", "cloudfront"],
}


@pytest.mark.parametrize(
    ("names", "domain", "good"),
    [
        (["knowledge.example.com"], "knowledge.example.com", True),
        (["Knowledge.Example.com"], "knowledge.example.com", True),
        (["*.example.com"], "knowledge.example.com", True),
        (["*.example.com"], "a.knowledge.example.com", False),
        (["*.example.com"], "example.com", False),
        (["other.example.com"], "knowledge.example.com", False),
    ],
)
def test_a_wildcard_covers_one_label(names: list[str], domain: str, good: bool) -> None:
    assert certificates.covers(names, domain) is good


@pytest.mark.parametrize(
    "name",
    [
        "example",
        "a b.com",
        "-a.example.com",
        "*.*.example.com",
        "a..com",
        "10.0.0.1",
        "x" * 64 + ".com",
        "exa_mple.com",
    ],
)
def test_names_that_are_no_domains(name: str) -> None:
    found = next(certificates.domain_findings(name, []))
    assert found.field == "domain_name" and found.valid
    (found,) = certificates.domain_findings("example.com", [name])
    assert found.field == "subject_alternative_names" and found.valid


def test_too_long_and_too_many_names() -> None:
    (found,) = certificates.domain_findings(f"{'a' * 60}.example.com", [])
    assert found.field == "domain_name" and "characters" in found.wrong
    (found,) = certificates.domain_findings("example.com", [f"n{number}.example.com" for number in range(10)])
    assert found.field == "subject_alternative_names" and "11 names" in found.wrong


@pytest.mark.parametrize(
    ("arn", "region", "word"),
    [
        (SEOUL, "us-east-1", "CloudFront takes certificates from us-east-1 only"),
        (VIRGINIA, "ap-northeast-2", "of its own region only"),
        ("arn:aws:iam::123456789012:server-certificate/x", "us-east-1", "no ARN of an ACM certificate"),
        (SEOUL.replace(ACCOUNT, "999999999999"), "ap-northeast-2", "belongs to account 999999999999"),
    ],
)
def test_certificates_in_the_wrong_place(arn: str, region: str, word: str) -> None:
    (found,) = certificates.arn_findings(arn, region, ACCOUNT)
    assert found.field == "certificate_arn" and word in found.wrong and region in found.valid


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"Status": "PENDING_VALIDATION"}, "is PENDING_VALIDATION"),
        ({"Status": "FAILED", "FailureReason": "CAA_ERROR"}, "CAA_ERROR"),
        ({"SubjectAlternativeNames": ["other.example.com"]}, "is for other.example.com"),
        ({"NotAfter": NOW - timedelta(days=2)}, "ended on 2026-10-30"),
        ({"NotAfter": NOW + timedelta(days=10), "RenewalEligibility": "INELIGIBLE"}, "ends in 10 days"),
    ],
)
def test_certificates_that_cannot_be_used(change: dict[str, Any], word: str) -> None:
    (found,) = certificates.certificate_findings(ISSUED | change, ["knowledge.example.com"], NOW, 30)
    assert found.field == "certificate_arn" and word in found.wrong and found.valid


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"NotAfter": NOW + timedelta(days=10), "RenewalEligibility": "ELIGIBLE"},
        {"NotAfter": NOW + timedelta(days=31)},
    ],
)
def test_certificates_that_can_be_used(change: dict[str, Any]) -> None:
    assert list(certificates.certificate_findings(ISSUED | change, ["knowledge.example.com"], NOW, 30)) == []


@pytest.mark.parametrize(
    ("change", "variable"),
    [
        ({"domain_name": "knowledge"}, "domain_name"),
        ({"acm_subject_alternative_names": ["*"]}, "acm_subject_alternative_names"),
        ({"acm_alb_certificate_arn": VIRGINIA}, "acm_alb_certificate_arn"),
        ({"acm_cloudfront_certificate_arn": SEOUL}, "acm_cloudfront_certificate_arn"),
        ({"acm_certificates": ["alb"], "acm_cloudfront_certificate_arn": VIRGINIA}, "acm_cloudfront_certificate_arn"),
        ({"acm_hosted_zone": "example.org"}, "acm_hosted_zone"),
    ],
)
def test_faults_of_the_inventory(change: dict[str, Any], variable: str) -> None:
    assert [finding.field for finding in acm.findings(RIGHT | change)] == [variable]


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"acm_alb_certificate_arn": SEOUL, "acm_cloudfront_certificate_arn": VIRGINIA},
        {"acm_hosted_zone": "example.com"},
    ],
)
def test_a_right_inventory(change: dict[str, Any]) -> None:
    assert list(acm.findings(RIGHT | change)) == []


def test_each_user_has_its_certificate_once() -> None:
    users, domains = ["alb", "cloudfront"], ["knowledge.example.com", "www.example.com"]
    given = {"alb": "", "cloudfront": VIRGINIA}
    assert [one["key"] for one in edge.ready_certificate_items(users, given, "ap-northeast-2", domains)] == [
        "cloudfront"
    ]
    made = edge.requested_certificate_items(users, given, "ap-northeast-2", domains, {"key_algorithm": "RSA_2048"})
    assert made == [
        {
            "key": "alb",
            "region": "ap-northeast-2",
            "domain_name": "knowledge.example.com",
            "subject_alternative_names": ["www.example.com"],
            "key_algorithm": "RSA_2048",
        }
    ]
    both = edge.requested_certificate_items(users, {}, "ap-northeast-2", domains, {})
    assert [one["region"] for one in both] == ["ap-northeast-2", "us-east-1"]


def test_one_validation_record_for_a_domain_and_its_wildcard() -> None:
    record = {"name": "_x.knowledge.example.com", "type": "CNAME", "value": "_y.acm-validations.aws."}
    attributes = {
        "alb": {"status": "PENDING_VALIDATION", "validation": [record]},
        "cloudfront": {"status": "ISSUED", "validation": [record]},
    }
    items = edge.validation_items(attributes, ["knowledge.example.com", "*.knowledge.example.com"], 300)
    assert [(one["record"], one["resource_records"]) for one in items] == [
        ("_x.knowledge.example.com", ["_y.acm-validations.aws."])
    ]
    assert edge.pending(attributes) == ["alb"]
    assert edge.validation_text(attributes) == "  _x.knowledge.example.com.  CNAME  _y.acm-validations.aws."


def test_a_plan_counts_records_that_are_not_known_yet() -> None:
    symbol = "(known after apply: certificate alb)"
    items = edge.validation_items(
        {"alb": {"status": symbol, "validation": symbol}}, ["a.example.com", "b.example.com"], 300
    )
    assert [one["record"] for one in items] == [symbol, symbol]
    assert len({one["key"] for one in items}) == 2
