"""Rules about the distribution in the inventory; what CloudFront says about distributions stands in distribution.py."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.acm.rules import is_domain
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudfront.rules import objections

from ..roles.cloudfront import ORIGIN, behavior_items, origin_items

PLACEHOLDER = "origin.example.com"  # the load balancer's name is not known yet
# Which variable a rule of CloudFront is about, by a word of its text.
VARIABLES = {
    "timeout": "cloudfront_read_timeout",
    "response_headers_policy": "cloudfront_response_headers_policy",
    "cache_policy": "cloudfront_static_cache_policy",
    "path": "cloudfront_static_paths",
    "behaviors;": "cloudfront_static_paths",
    "countr": "cloudfront_geo_countries",
    "alias": "cloudfront_aliases",
}


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """What can be told before anything is built."""
    if not v.get("cloudfront_enabled", True):
        return
    for name in v.get("cloudfront_aliases") or []:
        if not is_domain(str(name)):
            yield Finding("cloudfront_aliases", f"'{name}' is no domain name", "names such as knowledge.example.com")
    if "cloudfront" not in (v.get("acm_certificates") or ["cloudfront"]) and not v.get("cloudfront_certificate_arn"):
        yield Finding(
            "acm_certificates",
            "cloudfront is missing, whose aliases need a certificate",
            "[alb, cloudfront], or cloudfront_enabled: false",
        )
    scheme, origin = v.get("alb_scheme"), v.get("cloudfront_origin")
    if scheme and origin and (scheme == "internal") != (origin == "vpc"):
        yield Finding(
            "cloudfront_origin",
            f"'{origin}' does not go with alb_scheme: {scheme}",
            "vpc with internal, public with internet-facing",
        )
    yield from dict.fromkeys(_distribution_findings(v))
    for path in v.get("cloudfront_static_paths") or []:
        if not str(path).startswith(("/", "*")):
            yield Finding("cloudfront_static_paths", f"'{path}' does not begin with /", "patterns such as /static/*")


def _distribution_findings(v: dict[str, Any]) -> Iterator[Finding]:
    policies = (
        str(v.get("cloudfront_static_cache_policy") or ""),
        str(v.get("cloudfront_response_headers_policy") or ""),
    )
    timeouts = {
        "read_timeout": v.get("cloudfront_read_timeout"),
        "keepalive_timeout": v.get("cloudfront_keepalive_timeout"),
    }
    distribution = {
        "origins": origin_items(PLACEHOLDER, {}, "", timeouts),
        "default_behavior": {"origin": ORIGIN, "cache_policy": "CachingDisabled"},
        "behaviors": behavior_items(v.get("cloudfront_static_paths") or [], *policies),
        "geo": {"mode": v.get("cloudfront_geo_mode"), "countries": v.get("cloudfront_geo_countries")},
    }
    for text in objections(distribution):
        variable = next((name for word, name in VARIABLES.items() if word in text), "cloudfront_geo_mode")
        yield Finding(
            "cloudfront_keepalive_timeout" if "keepalive_timeout" in text else variable,
            text,
            "see roles/cloudfront/defaults/main.yml",
        )
