"""The distribution and its names as AWS has them."""

import json

import pytest


@pytest.fixture
def distribution(aws):
    """The only distribution, as GetDistribution tells it."""
    (entry,) = aws("cloudfront").list_distributions()["DistributionList"]["Items"]
    return aws("cloudfront").get_distribution(Id=entry["Id"])["Distribution"]


@pytest.fixture
def config(distribution):
    """Its configuration."""
    return distribution["DistributionConfig"]


def test_it_is_reached_by_its_name_with_tls_1_2(aws, config):
    (certificate,) = aws("acm", "us-east-1").list_certificates()["CertificateSummaryList"]
    assert config["Aliases"]["Items"] == ["knowledge.example.com"]
    assert config["ViewerCertificate"]["ACMCertificateArn"] == certificate["CertificateArn"]
    assert config["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert (config["HttpVersion"], config["IsIPV6Enabled"], config["Enabled"]) == ("http2and3", True, True)
    assert config["CallerReference"] == "knowledge-production"


def test_the_load_balancer_is_asked_by_https_with_the_secret_header(aws, config):
    (origin,) = config["Origins"]["Items"]
    (balancer,) = aws("elbv2").describe_load_balancers()["LoadBalancers"]
    assert origin["DomainName"].lower() == balancer["DNSName"].lower()
    assert origin["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"
    assert origin["CustomOriginConfig"]["OriginSslProtocols"]["Items"] == ["TLSv1.2"]
    secret = aws("secretsmanager").get_secret_value(SecretId="knowledge-production-origin-header")["SecretString"]
    assert [(one["HeaderName"], one["HeaderValue"]) for one in origin["CustomHeaders"]["Items"]] == [
        ("X-Origin-Verify", json.loads(secret)["password"])
    ]


def test_the_api_is_not_cached_and_static_paths_are(config):
    default, paths = config["DefaultCacheBehavior"], config["CacheBehaviors"]["Items"]
    assert default["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    assert default["OriginRequestPolicyId"] == "216adef6-5c7f-47e4-b989-5492eafa07d3"
    assert len(default["AllowedMethods"]["Items"]) == 7
    assert [(one["PathPattern"], one["CachePolicyId"]) for one in paths] == [
        (path, "658327ea-f89d-4fab-a63d-7e88639e58f6") for path in ("/static/*", "/assets/*")
    ]
    for one in (default, *paths):
        assert (one["Compress"], one["ViewerProtocolPolicy"]) == (True, "redirect-to-https")
        assert one["ResponseHeadersPolicyId"] == "67f7725c-6f97-4210-82d7-5512b31e9d03"


def test_web_acl_countries_and_log(aws, config):
    (acl,) = aws("wafv2", "us-east-1").list_web_acls(Scope="CLOUDFRONT")["WebACLs"]
    assert config["WebACLId"] == acl["ARN"]
    restriction = config["Restrictions"]["GeoRestriction"]
    assert (restriction["RestrictionType"], restriction["Items"]) == ("blacklist", ["KP"])
    assert config["Logging"]["Enabled"] and config["Logging"]["Bucket"].startswith("knowledge-production-cdn-logs-")


def test_its_names_lead_to_it(aws, distribution):
    route53 = aws("route53")
    zone = route53.list_hosted_zones()["HostedZones"][0]["Id"]
    records = {
        record["Type"]: record
        for record in route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
        if "AliasTarget" in record
    }
    assert set(records) == {"A", "AAAA"}
    for record in records.values():
        assert record["Name"].rstrip(".") == "knowledge.example.com"
        assert record["AliasTarget"]["DNSName"].rstrip(".") == distribution["DomainName"]
        assert record["AliasTarget"]["HostedZoneId"] == "Z2FDTNDATAQYW2"


def test_it_is_tagged_as_the_stacks(aws, distribution):
    tags = {
        tag["Key"]: tag["Value"]
        for tag in aws("cloudfront").list_tags_for_resource(Resource=distribution["ARN"])["Tags"]["Items"]
    }
    expected = {
        "Project": "knowledge-database",
        "Environment": "production",
        "ManagedBy": "ansible",
        "Component": "cloudfront",
        "Name": "knowledge-production",
    }
    assert tags == expected
