"""Requested certificates as AWS has them."""

import pytest

REGIONS = {"ap-northeast-2": "alb", "us-east-1": "cloudfront"}


@pytest.mark.parametrize("region", REGIONS)
def test_one_issued_certificate_in_each_region(aws, region):
    acm = aws("acm", region)
    (entry,) = acm.list_certificates()["CertificateSummaryList"]
    certificate = acm.describe_certificate(CertificateArn=entry["CertificateArn"])["Certificate"]
    assert (certificate["Status"], certificate["DomainName"], certificate["KeyAlgorithm"]) == (
        "ISSUED",
        "knowledge.example.com",
        "RSA_2048",
    )
    assert certificate["Options"]["CertificateTransparencyLoggingPreference"] == "ENABLED"


@pytest.mark.parametrize("region", REGIONS)
def test_it_is_tagged_as_the_stacks(aws, region):
    acm = aws("acm", region)
    (entry,) = acm.list_certificates()["CertificateSummaryList"]
    tags = {
        tag["Key"]: tag["Value"]
        for tag in acm.list_tags_for_certificate(CertificateArn=entry["CertificateArn"])["Tags"]
    }
    name = f"knowledge-production-{REGIONS[region]}"
    assert tags == {
        "Project": "knowledge-database",
        "Environment": "production",
        "ManagedBy": "ansible",
        "Component": "acm",
        "Name": name,
    }
