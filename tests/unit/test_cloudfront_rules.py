"""What CloudFront would refuse, found before it is asked; and what others set on a distribution stays."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.fields import argument_spec
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudfront import rules as distribution
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudfront import shapes as shapes
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudfront.common import HTTPS_ONLY
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudfront.distribution import Distribution
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import cloudfront
from botocore.session import get_session

Json = dict[str, Any]
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"
ACL = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/01234567-89ab-cdef-0123-456789abcdef"
HEADER = {
    "header_name": "X-Origin-Verify",
    "secret_id": "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:origin",
}
RIGHT: Json = {
    "aliases": ["knowledge.example.com"],
    "viewer_certificate": {"acm_certificate_arn": CERTIFICATE},
    "web_acl_id": ACL,
    "origins": [
        {"id": "alb", "domain_name": "lb.example.com", "custom_origin_config": {}, "secret_header": HEADER},
    ],
    "default_cache_behavior": {
        "target_origin_id": "alb",
        "allowed_methods": ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
        "cache_policy_id": "CachingDisabled",
        "origin_request_policy_id": "AllViewer",
    },
    "cache_behaviors": [
        {"path_pattern": "/static/*", "target_origin_id": "alb", "cache_policy_id": "Managed-CachingOptimized"}
    ],
    "restrictions": {"geo_restriction": {"restriction_type": "blacklist", "items": ["KP"]}},
}
SHAPE = (
    get_session()
    .get_service_model("cloudfront")
    .operation_model("UpdateDistribution")
    .input_shape.members["DistributionConfig"]
)
DEFAULTS = yaml.safe_load(
    (Path(__file__).parents[2] / "roles/cloudfront/defaults/main.yml").read_text(encoding="utf-8")
)
INVENTORY = {name: value for name, value in DEFAULTS.items() if "undef(" not in str(value)} | {
    "cloudfront_aliases": ["knowledge.example.com"]
}


def origin(**change: Any) -> Json:
    """A change of the origin."""
    return {"origins": [RIGHT["origins"][0] | change]}


def behavior(**change: Any) -> Json:
    """A change of the default behavior."""
    return {"default_cache_behavior": RIGHT["default_cache_behavior"] | change}


def certificate(arn: str) -> Json:
    """Another certificate."""
    return {"viewer_certificate": {"acm_certificate_arn": arn}}


def countries(how: str, *codes: str) -> Json:
    """Other countries."""
    return {"restrictions": {"geo_restriction": {"restriction_type": how, "items": list(codes)}}}


def test_a_right_distribution() -> None:
    assert list(distribution.distribution_findings(RIGHT, "123456789012")) == []


def test_what_is_not_known_yet_is_passed_over() -> None:
    symbol = "(known after apply: certificate cloudfront)"
    planned = RIGHT | {"web_acl_id": symbol} | certificate(symbol) | origin(domain_name=symbol)
    assert list(distribution.distribution_findings(planned)) == []


STATIC = RIGHT["cache_behaviors"][0]
CERTIFICATE_FIELD = "viewer_certificate.acm_certificate_arn"


@pytest.mark.parametrize(
    ("change", "field", "word"),
    [
        (certificate(""), CERTIFICATE_FIELD, "the alias knowledge.example.com needs one"),
        (
            certificate(CERTIFICATE.replace("us-east-1", "ap-northeast-2")),
            CERTIFICATE_FIELD,
            "CloudFront takes certificates from us-east-1 only",
        ),
        ({"web_acl_id": ACL.replace("global", "regional")}, "web_acl_id", "no web ACL of the scope CLOUDFRONT"),
        ({"web_acl_id": ACL.replace("us-east-1", "ap-northeast-2")}, "web_acl_id", "no web ACL"),
        ({"aliases": ["knowledge"]}, "aliases", "no domain name"),
        ({"aliases": ["a.example.com", "a.example.com"]}, "aliases", "twice"),
        ({"aliases": [f"n{number}.example.com" for number in range(101)]}, "aliases", "101 names"),
        ({"origins": [RIGHT["origins"][0], RIGHT["origins"][0]]}, "origins", "two have the id alb"),
        (origin(domain_name="10.0.0.1"), "origins[0].domain_name", "no domain name"),
        (origin(vpc_origin_config={"vpc_origin_id": "vo_1"}), "origins[0]", "and vpc_origin_config"),
        (origin(custom_origin_config=None), "origins[0]", "neither"),
        (
            origin(custom_origin_config={"origin_read_timeout": 0}),
            "origins[0].custom_origin_config.origin_read_timeout",
            "0 s is not possible",
        ),
        (
            origin(secret_header=HEADER | {"header_name": "X-Amz-Cf-Id"}),
            "origins[0].secret_header.header_name",
            "does not add the header",
        ),
        (
            origin(secret_header=HEADER | {"header_name": "Host"}),
            "origins[0].secret_header.header_name",
            "does not add the header",
        ),
        (behavior(target_origin_id="other"), "default_cache_behavior.target_origin_id", "no origin other"),
        (behavior(allowed_methods=["GET"]), "default_cache_behavior.allowed_methods", "GET"),
        (behavior(cache_policy_id=""), "default_cache_behavior.cache_policy_id", "is empty"),
        (behavior(cache_policy_id="Off"), "default_cache_behavior.cache_policy_id", "no managed policy Off"),
        (behavior(origin_request_policy_id="All"), "default_cache_behavior.origin_request_policy_id", "policy All"),
        (
            behavior(response_headers_policy_id="Safe"),
            "default_cache_behavior.response_headers_policy_id",
            "no managed policy Safe",
        ),
        ({"cache_behaviors": [STATIC, STATIC]}, "cache_behaviors", "two have the path /static/*"),
        ({"cache_behaviors": [STATIC | {"path_pattern": ""}]}, "cache_behaviors[0].path_pattern", "is empty"),
        (
            {"cache_behaviors": [STATIC | {"path_pattern": f"/{number}/*"} for number in range(26)]},
            "cache_behaviors",
            "26 are too many",
        ),
        (countries("blacklist", "XX"), "restrictions.geo_restriction.items", "XX: no country code"),
        (countries("whitelist"), "restrictions.geo_restriction.items", "whitelist needs countries"),
        (countries("none", "KR"), "restrictions.geo_restriction.restriction_type", "there are countries"),
    ],
)
def test_distributions_that_are_refused(change: Json, field: str, word: str) -> None:
    found = list(distribution.distribution_findings(RIGHT | change, "123456789012"))
    assert [finding.field for finding in found] == [field]
    assert word in found[0].wrong and found[0].valid


def test_no_origin_at_all() -> None:
    assert "origins" in {finding.field for finding in distribution.distribution_findings(RIGHT | {"origins": []})}


def test_an_alias_of_two_distributions() -> None:
    found = list(distribution.alias_findings([{"a.example.com", "b.example.com"}, {"b.example.com"}]))
    assert [finding.field for finding in found] == ["aliases"] and "b.example.com" in found[0].wrong


@pytest.mark.parametrize(
    ("change", "variable"),
    [
        ({"cloudfront_aliases": ["knowledge"]}, "domain_name"),
        (
            {"cloudfront_certificate_arn": CERTIFICATE.replace("us-east-1", "ap-northeast-2")},
            "acm_cloudfront_certificate_arn",
        ),
        (
            {"cloudfront_certificate_arn": CERTIFICATE, "aws_account_id": "210987654321"},
            "acm_cloudfront_certificate_arn",
        ),
        ({"alb_scheme": "internal"}, "cloudfront_origin"),
        ({"alb_scheme": "internet-facing", "cloudfront_origin": "vpc"}, "cloudfront_origin"),
        ({"cloudfront_static_paths": ["static/*"]}, "cloudfront_static_paths"),
        ({"cloudfront_static_paths": ["/static/*", "/static/*"]}, "cloudfront_static_paths"),
        ({"cloudfront_static_cache_policy": "Often"}, "cloudfront_static_cache_policy"),
        ({"cloudfront_response_headers_policy": "Safe"}, "cloudfront_response_headers_policy"),
        ({"cloudfront_origin_read_timeout": 300}, "cloudfront_origin_read_timeout"),
        ({"cloudfront_origin_read_timeout": "300"}, "cloudfront_origin_read_timeout"),
        ({"cloudfront_origin_keepalive_timeout": 0}, "cloudfront_origin_keepalive_timeout"),
        ({"cloudfront_geo_restriction_type": "whitelist"}, "cloudfront_geo_countries"),
        ({"cloudfront_geo_countries": ["KP"]}, "cloudfront_geo_restriction_type"),
        (
            {"cloudfront_geo_restriction_type": "whitelist", "cloudfront_geo_countries": ["KO"]},
            "cloudfront_geo_countries",
        ),
    ],
)
def test_faults_of_the_inventory(change: Json, variable: str) -> None:
    found = list(cloudfront.findings(INVENTORY | change))
    assert {finding.field for finding in found} == {variable}
    assert all(finding.valid for finding in found)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"alb_scheme": "internal", "cloudfront_origin": "vpc"},
        {"cloudfront_certificate_arn": CERTIFICATE, "aws_account_id": "123456789012"},
        {"cloudfront_enabled": False, "cloudfront_aliases": ["knowledge"]},
    ],
)
def test_a_right_inventory(change: Json) -> None:
    assert list(cloudfront.findings(INVENTORY | change)) == []


@pytest.mark.parametrize("kind", distribution.POLICIES)
def test_managed_policies_go_by_name_and_by_id(kind: str) -> None:
    for name, found in distribution.POLICIES[kind].items():
        assert distribution.policy_id(kind, name) == distribution.policy_id(kind, f"Managed-{name}") == found
        assert distribution.policy_name(kind, found) == name
    assert distribution.policy_name(kind, None) == "" and distribution.policy_id(kind, "own-id") == "own-id"


def wanted(**change: Any) -> Json:
    """The right distribution with every default, in comparable form."""
    fields = Distribution.fields
    given = RIGHT | {"logging": {"enabled": True, "bucket": "logs.s3.amazonaws.com", "prefix": "cdn/"}} | change
    checked = ArgumentSpecValidator(argument_spec(fields)).validate(given)
    assert not checked.error_messages
    return {name: fields[name].comparable(value) for name, value in checked.validated_parameters.items()}


def shape(config: Json) -> Json:
    """What AWS has, in comparable form; the header's value is the right one."""
    headers = [HEADER if one.get("CustomHeaders") else None for one in config["Origins"]["Items"]]
    found = shapes.shape_of(config, Distribution.fields, headers)
    return {name: Distribution.fields[name].comparable(value) for name, value in found.items()}


def request(want: Json, old: Json, value: str = "the value") -> Json:
    """What CloudFront is asked for."""
    return shapes.request_of("knowledge-production", want, {"alb": value}, old, SHAPE)


def test_what_is_asked_comes_back_as_it_was_asked() -> None:
    made = request(wanted(), {})
    assert shape(made) == wanted()
    assert made["CallerReference"] == made["Comment"] == "knowledge-production"
    assert made["Aliases"] == {"Quantity": 1, "Items": ["knowledge.example.com"]}
    assert made["Origins"]["Items"][0]["CustomHeaders"] == {
        "Quantity": 1,
        "Items": [{"HeaderName": "X-Origin-Verify", "HeaderValue": "the value"}],
    }
    assert made["Origins"]["Items"][0]["CustomOriginConfig"] == HTTPS_ONLY | {
        "OriginReadTimeout": 30,
        "OriginKeepaliveTimeout": 5,
    }
    assert "ResponseHeadersPolicyId" not in made["DefaultCacheBehavior"]


def test_what_others_set_is_sent_back() -> None:
    old = request(wanted(), {})
    function = {"Quantity": 1, "Items": [{"FunctionARN": "arn:f", "EventType": "viewer-request"}]}
    old["DefaultCacheBehavior"] |= {"FunctionAssociations": function, "MinTTL": 0}
    old["CacheBehaviors"]["Items"][0]["TrustedKeyGroups"] = {"Enabled": True, "Quantity": 1, "Items": ["k"]}
    old["Origins"]["Items"][0]["OriginShield"] = {"Enabled": True, "OriginShieldRegion": "ap-northeast-2"}
    old["Origins"]["Items"][0]["CustomHeaders"]["Items"].append({"HeaderName": "X-Other", "HeaderValue": "1"})
    old["CustomErrorResponses"] = {"Quantity": 1, "Items": [{"ErrorCode": 404}]}
    new = request(wanted(http_version="http2"), old, "a new value")
    assert new["HttpVersion"] == "http2"
    behavior = new["DefaultCacheBehavior"]
    assert behavior["FunctionAssociations"] == function and "MinTTL" not in behavior
    assert new["CacheBehaviors"]["Items"][0]["TrustedKeyGroups"]["Items"] == ["k"]
    assert new["Origins"]["Items"][0]["OriginShield"]["Enabled"]
    assert [one["HeaderValue"] for one in new["Origins"]["Items"][0]["CustomHeaders"]["Items"]] == ["1", "a new value"]
    assert new["CustomErrorResponses"]["Quantity"] == 1


def test_an_empty_list_leaves_nothing_of_the_old_one() -> None:
    new = request(wanted(cache_behaviors=[], aliases=[], viewer_certificate={}), request(wanted(), {}))
    assert new["CacheBehaviors"] == new["Aliases"] == {"Quantity": 0}
    assert new["ViewerCertificate"] == {"CloudFrontDefaultCertificate": True}


def test_an_origin_changes_its_kind_completely() -> None:
    moved = {"id": "alb", "domain_name": "lb.example.com", "vpc_origin_config": {"vpc_origin_id": "vo_1"}}
    made = request(wanted(origins=[moved]), request(wanted(), {}))["Origins"]["Items"][0]
    assert made["VpcOriginConfig"]["VpcOriginId"] == "vo_1" and "CustomOriginConfig" not in made
