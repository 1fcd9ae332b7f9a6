# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about the distribution in the inventory; what CloudFront says of itself stands in the kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.acm.rules import (
    CLOUDFRONT_REGION,
    arn_findings,
    is_domain,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.cloudfront.rules import distribution_findings

from ..roles.cloudfront import ORIGIN, behavior_items, origin_items
from .values import of_variables

PLACEHOLDER = "origin.example.com"  # the load balancer's name is not known yet
TIMEOUTS = ("origin_read_timeout", "origin_keepalive_timeout")
CUSTOM, GEO = "origins.custom_origin_config", "restrictions.geo_restriction"
# The role's variables by field of the kind; numbers of lists are left out.
VARIABLES = {
    **{f"{CUSTOM}.{name}": f"cloudfront_{name}" for name in TIMEOUTS},
    "cache_behaviors": "cloudfront_static_paths",
    "cache_behaviors.path_pattern": "cloudfront_static_paths",
    "cache_behaviors.cache_policy_id": "cloudfront_static_cache_policy",
    "cache_behaviors.response_headers_policy_id": "cloudfront_response_headers_policy",
    "default_cache_behavior.response_headers_policy_id": "cloudfront_response_headers_policy",
    f"{GEO}.restriction_type": "cloudfront_geo_restriction_type",
    f"{GEO}.items": "cloudfront_geo_countries",
}


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """What can be told before anything is built."""
    if not v.get("cloudfront_enabled", True):
        return
    for name in v.get("cloudfront_aliases") or []:  # the wiring passes domain_name
        if not is_domain(str(name)):
            yield Finding("domain_name", f"'{name}' is no domain name", "a name such as knowledge.example.com")
    if arn := str(v.get("cloudfront_certificate_arn") or ""):
        account = str(v.get("aws_account_id") or "") or None
        for finding in arn_findings(arn, CLOUDFRONT_REGION, account):
            yield finding.named("acm_cloudfront_certificate_arn")
    scheme, origin = v.get("alb_scheme"), v.get("cloudfront_origin")
    if scheme and origin and (scheme == "internal") != (origin == "vpc"):
        yield Finding(
            "cloudfront_origin",
            f"'{origin}' does not go with alb_scheme: {scheme}",
            "vpc with internal, public with internet-facing",
        )
    yield from dict.fromkeys(of_variables(distribution_findings(_distribution(v)), VARIABLES))
    for path in v.get("cloudfront_static_paths") or []:
        if not str(path).startswith(("/", "*")):
            yield Finding("cloudfront_static_paths", f"'{path}' does not begin with /", "patterns such as /static/*")


def _distribution(v: dict[str, Any]) -> dict[str, Any]:
    """What the role asks for, as far as it is known before anything is built."""
    cache_policy = str(v.get("cloudfront_static_cache_policy") or "")
    headers_policy = str(v.get("cloudfront_response_headers_policy") or "")
    timeouts = {name: v.get(f"cloudfront_{name}") for name in TIMEOUTS}
    restriction = {
        "restriction_type": v.get("cloudfront_geo_restriction_type"),
        "items": v.get("cloudfront_geo_countries"),
    }
    return {
        "origins": origin_items(PLACEHOLDER, {}, "", timeouts),
        "default_cache_behavior": {
            "target_origin_id": ORIGIN,
            "cache_policy_id": "CachingDisabled",
            "response_headers_policy_id": headers_policy,
        },
        "cache_behaviors": behavior_items(v.get("cloudfront_static_paths") or [], cache_policy, headers_policy),
        "restrictions": {"geo_restriction": restriction},
    }
