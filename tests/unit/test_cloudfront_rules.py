"""What CloudFront would refuse, found before it is asked; and what others set on a distribution stays."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudfront import rules as distribution
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudfront import shapes as shapes
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudfront.distribution import Distribution
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import cloudfront

Json = dict[str, Any]
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"
ACL = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/01234567-89ab-cdef-0123-456789abcdef"
HEADER = {
    "name": "X-Origin-Verify",
    "secret": "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:origin",
    "entry": "password",
}
RIGHT: Json = {
    "aliases": ["knowledge.example.com"],
    "certificate": CERTIFICATE,
    "web_acl": ACL,
    "origins": [{"id": "alb", "domain": "lb.example.com", "secret_header": HEADER}],
    "default_behavior": {
        "origin": "alb",
        "methods": "all",
        "cache_policy": "CachingDisabled",
        "origin_request_policy": "AllViewer",
    },
    "behaviors": [{"path": "/static/*", "origin": "alb", "cache_policy": "Managed-CachingOptimized"}],
    "geo": {"mode": "block", "countries": ["KP"]},
}
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
    return {"default_behavior": RIGHT["default_behavior"] | change}


def test_a_right_distribution() -> None:
    assert distribution.objections(RIGHT, "123456789012") == []


def test_what_is_not_known_yet_is_passed_over() -> None:
    symbol = "(known after apply: certificate cloudfront)"
    assert distribution.objections(RIGHT | {"certificate": symbol, "web_acl": symbol, **origin(domain=symbol)}) == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"certificate": ""}, "the alias knowledge.example.com needs a certificate"),
        (
            {"certificate": CERTIFICATE.replace("us-east-1", "ap-northeast-2")},
            "CloudFront takes certificates from us-east-1 only",
        ),
        ({"web_acl": ACL.replace("global", "regional")}, "no web ACL of the scope CLOUDFRONT"),
        ({"web_acl": ACL.replace("us-east-1", "ap-northeast-2")}, "no web ACL of the scope CLOUDFRONT"),
        ({"aliases": ["knowledge"]}, "no domain name"),
        ({"aliases": ["a.example.com", "a.example.com"]}, "twice"),
        ({"aliases": [f"n{number}.example.com" for number in range(101)]}, "101 aliases"),
        ({"origins": []}, "needs an origin"),
        ({"origins": [RIGHT["origins"][0], RIGHT["origins"][0]]}, "two origins have the id alb"),
        (origin(domain="10.0.0.1"), "no domain name"),
        (origin(vpc_origin="vo_1", access_control="E1"), "one of them"),
        (origin(read_timeout=0), "read_timeout is 0"),
        (origin(connection_timeout=11), "connection_timeout is 11"),
        (origin(secret_header=HEADER | {"name": "X-Amz-Cf-Id"}), "does not add the header"),
        (origin(secret_header=HEADER | {"name": "Host"}), "does not add the header"),
        (behavior(origin="other"), "names the origin other"),
        (behavior(cache_policy=""), "needs a cache_policy"),
        (behavior(cache_policy="CachingOff"), "no managed cache_policy CachingOff"),
        (behavior(origin_request_policy="Everything"), "no managed origin_request_policy"),
        (behavior(response_headers_policy="Safe"), "no managed response_headers_policy"),
        ({"behaviors": [RIGHT["behaviors"][0]] * 2}, "two behaviors have the path /static/*"),
        ({"behaviors": [{"origin": "alb", "cache_policy": "CachingOptimized"}]}, "needs a path"),
        ({"behaviors": [RIGHT["behaviors"][0] | {"path": f"/{number}/*"} for number in range(26)]}, "26 behaviors"),
        ({"geo": {"mode": "block", "countries": ["XX"]}}, "XX: no country code"),
        ({"geo": {"mode": "allow", "countries": []}}, "geo allow needs countries"),
        ({"geo": {"mode": "none", "countries": ["KR"]}}, "countries but no mode"),
    ],
)
def test_distributions_that_are_refused(change: Json, word: str) -> None:
    found = distribution.objections(RIGHT | change, "123456789012")
    assert any(word in text for text in found), found


@pytest.mark.parametrize(
    ("change", "variable"),
    [
        ({"cloudfront_aliases": ["knowledge"]}, "cloudfront_aliases"),
        ({"acm_certificates": ["alb"]}, "acm_certificates"),
        ({"alb_scheme": "internal"}, "cloudfront_origin"),
        ({"alb_scheme": "internet-facing", "cloudfront_origin": "vpc"}, "cloudfront_origin"),
        ({"cloudfront_static_paths": ["static/*"]}, "cloudfront_static_paths"),
        ({"cloudfront_static_paths": ["/static/*", "/static/*"]}, "cloudfront_static_paths"),
        ({"cloudfront_static_cache_policy": "Often"}, "cloudfront_static_cache_policy"),
        ({"cloudfront_response_headers_policy": "Safe"}, "cloudfront_response_headers_policy"),
        ({"cloudfront_read_timeout": 300}, "cloudfront_read_timeout"),
        ({"cloudfront_keepalive_timeout": 0}, "cloudfront_keepalive_timeout"),
        ({"cloudfront_geo_mode": "allow"}, "cloudfront_geo_countries"),
        ({"cloudfront_geo_mode": "allow", "cloudfront_geo_countries": ["KO"]}, "cloudfront_geo_countries"),
    ],
)
def test_faults_of_the_inventory(change: Json, variable: str) -> None:
    assert {finding.field for finding in cloudfront.findings(INVENTORY | change)} == {variable}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"alb_scheme": "internal", "cloudfront_origin": "vpc"},
        {"cloudfront_enabled": False, "acm_certificates": ["alb"]},
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


def wanted() -> Json:
    """The right distribution with every default, in comparable form."""
    fields = Distribution.fields
    given = {name: RIGHT.get(name, field.default) for name, field in fields.items()} | {
        "logging": {"bucket": "logs.s3.amazonaws.com", "prefix": "cdn/"}
    }
    return {name: fields[name].comparable(value) for name, value in given.items()}


def shape(config: Json) -> Json:
    """What AWS has, in comparable form; the header's value is the right one."""
    found = shapes.shape_of(config, lambda one: HEADER if shapes.items(one.get("CustomHeaders")) else {})
    return {name: Distribution.fields[name].comparable(value) for name, value in found.items()}


def test_what_is_asked_comes_back_as_it_was_asked() -> None:
    request = shapes.request_of("knowledge-production", wanted(), {"alb": "the value"}, {})
    assert shape(request) == wanted()
    assert request["CallerReference"] == request["Comment"] == "knowledge-production"
    assert request["Origins"]["Items"][0]["CustomHeaders"] == {
        "Quantity": 1,
        "Items": [{"HeaderName": "X-Origin-Verify", "HeaderValue": "the value"}],
    }
    assert request["Origins"]["Items"][0]["CustomOriginConfig"]["OriginSslProtocols"] == {
        "Quantity": 1,
        "Items": ["TLSv1.2"],
    }


def test_what_others_set_is_sent_back() -> None:
    old = shapes.request_of("knowledge-production", wanted(), {"alb": "the value"}, {})
    function = {"Quantity": 1, "Items": [{"FunctionARN": "arn:f", "EventType": "viewer-request"}]}
    old["DefaultCacheBehavior"] |= {"FunctionAssociations": function, "MinTTL": 0}
    old["CacheBehaviors"]["Items"][0]["TrustedKeyGroups"] = {"Enabled": True, "Quantity": 1, "Items": ["k"]}
    old["Origins"]["Items"][0]["OriginShield"] = {"Enabled": True, "OriginShieldRegion": "ap-northeast-2"}
    old["Origins"]["Items"][0]["CustomHeaders"]["Items"].append({"HeaderName": "X-Other", "HeaderValue": "1"})
    old["CustomErrorResponses"] = {"Quantity": 1, "Items": [{"ErrorCode": 404}]}
    new = shapes.request_of("knowledge-production", wanted() | {"http_version": "http2"}, {"alb": "a new value"}, old)
    assert new["HttpVersion"] == "http2"
    assert (
        new["DefaultCacheBehavior"]["FunctionAssociations"] == function and "MinTTL" not in new["DefaultCacheBehavior"]
    )
    assert new["CacheBehaviors"]["Items"][0]["TrustedKeyGroups"]["Items"] == ["k"]
    assert new["Origins"]["Items"][0]["OriginShield"]["Enabled"]
    assert [one["HeaderValue"] for one in new["Origins"]["Items"][0]["CustomHeaders"]["Items"]] == ["1", "a new value"]
    assert new["CustomErrorResponses"]["Quantity"] == 1


def test_an_origin_changes_its_kind_completely() -> None:
    old = shapes.request_of("x", wanted(), {"alb": "the value"}, {})
    moved = wanted() | {
        "origins": [shapes.comparable_origin({"id": "alb", "domain": "lb.example.com", "vpc_origin": "vo_1"})]
    }
    made = shapes.request_of("x", moved, {}, old)["Origins"]["Items"][0]
    assert made["VpcOriginConfig"]["VpcOriginId"] == "vo_1" and "CustomOriginConfig" not in made
    bucket = wanted() | {
        "origins": [shapes.comparable_origin({"id": "alb", "domain": "b.s3.amazonaws.com", "access_control": "E1"})]
    }
    made = shapes.request_of("x", bucket, {}, old)["Origins"]["Items"][0]
    assert made["S3OriginConfig"] == {"OriginAccessIdentity": ""} and made["OriginAccessControlId"] == "E1"
