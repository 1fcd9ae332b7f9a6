# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""AWS's rules about distributions, and the ids of CloudFront's managed policies. Pure.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...core.finding import Finding
from ...core.symbols import find_symbol
from ...reference import countries
from ..acm.rules import CLOUDFRONT_REGION, arn_findings, is_domain

Json = dict[str, Any]
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
CACHE_POLICIES = {
    "Amplify": "2e54312d-136d-493c-8eb9-b001f22f67d2",
    "CachingDisabled": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    "CachingOptimized": "658327ea-f89d-4fab-a63d-7e88639e58f6",
    "CachingOptimizedForUncompressedObjects": "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
    "Elemental-MediaPackage": "08627262-05a9-4f76-9ded-b50ca2e3a84f",
    "UseOriginCacheControlHeaders": "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
    "UseOriginCacheControlHeaders-QueryStrings": "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
}
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
ORIGIN_REQUEST_POLICIES = {
    "AllViewer": "216adef6-5c7f-47e4-b989-5492eafa07d3",
    "AllViewerAndCloudFrontHeaders-2022-06": "33f36d7e-f396-46d9-90e0-52428a34d9dc",
    "AllViewerExceptHostHeader": "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    "CORS-CustomOrigin": "59781a5b-3903-41f3-afcb-af62929ccde1",
    "CORS-S3Origin": "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
    "Elemental-MediaTailor-PersonalizedManifests": "775133bc-15f2-49f9-abea-afb2e0bf67d2",
    "HostHeaderOnly": "bf0718e1-ba1e-49d1-88b1-f726733018ae",
    "UserAgentRefererHeaders": "acba4595-bd28-49b8-b9fe-13317c0390fa",
}
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html
RESPONSE_HEADERS_POLICIES = {
    "CORS-and-SecurityHeadersPolicy": "e61eb60c-9c35-4d20-a928-2b84e02af89c",
    "CORS-With-Preflight": "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
    "CORS-with-preflight-and-SecurityHeadersPolicy": "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
    "SecurityHeadersPolicy": "67f7725c-6f97-4210-82d7-5512b31e9d03",
    "SimpleCORS": "60669652-455b-4ae9-85a4-c4c02393f86c",
}
POLICIES = {
    "cache_policy_id": CACHE_POLICIES,
    "origin_request_policy_id": ORIGIN_REQUEST_POLICIES,
    "response_headers_policy_id": RESPONSE_HEADERS_POLICIES,
}
# https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_AllowedMethods.html
METHODS = (
    ("GET", "HEAD"),
    ("GET", "HEAD", "OPTIONS"),
    ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"),
)
TIMEOUT = range(1, 121)  # seconds
MOST_BEHAVIORS, MOST_ALIASES = 25, 100
CERTIFICATE, GEO = "viewer_certificate.acm_certificate_arn", "restrictions.geo_restriction"
ORIGIN_CONFIGS = ("custom_origin_config", "vpc_origin_config")
_ACL = re.compile(rf"arn:aws[a-z-]*:wafv2:{CLOUDFRONT_REGION}:\d{{12}}:global/webacl/.+")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HEADER = re.compile(r"[A-Za-z0-9-]{1,256}")
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html#add-origin-custom-headers-denylist
_REFUSED_HEADERS = (
    "cache-control",
    "connection",
    "content-length",
    "cookie",
    "host",
    "transfer-encoding",
    "upgrade",
    "via",
)
_REFUSED_PREFIXES = ("x-amz-", "x-edge-")


def policy_id(kind: str, name: str) -> str:
    """The id of a managed policy, with or without ``Managed-`` in front; an id stays as it is."""
    return POLICIES[kind].get(name.removeprefix("Managed-"), name)


def policy_name(kind: str, found: str | None) -> str:
    """The name of a managed policy by its id; another id stays as it is, none is an empty text."""
    return next((name for name, value in POLICIES[kind].items() if value == found), found or "")


def distribution_findings(distribution: Json, account_id: str | None = None) -> Iterator[Finding]:
    """All that CloudFront would refuse about one distribution, by fields; what is symbolic is passed over."""
    yield from _name_findings(distribution, account_id)
    yield from _origin_findings(distribution.get("origins") or [])
    yield from _behavior_findings(distribution)
    yield from _geo_findings((distribution.get("restrictions") or {}).get("geo_restriction") or {})


def alias_findings(aliases: list[set[str]]) -> Iterator[Finding]:
    """What CloudFront would refuse about the aliases of some distributions."""
    for name in _doubled([name for names in aliases for name in names]):
        yield Finding("aliases", f"{name} is wanted by two distributions", "each alias in one distribution only")


def _doubled(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _name_findings(distribution: Json, account_id: str | None) -> Iterator[Finding]:
    aliases, acl = distribution.get("aliases") or [], distribution.get("web_acl_id") or ""
    certificate = (distribution.get("viewer_certificate") or {}).get("acm_certificate_arn") or ""
    for name in aliases:
        if not find_symbol(name) and not is_domain(name):
            yield Finding("aliases", f"'{name}' is no domain name", "names such as knowledge.example.com")
    for name in _doubled(aliases):
        yield Finding("aliases", f"{name} stands there twice", "each name once")
    if len(aliases) > MOST_ALIASES:
        yield Finding("aliases", f"{len(aliases)} names are too many", f"{MOST_ALIASES} at the most")
    if aliases and not certificate:
        yield Finding(
            CERTIFICATE, f"is empty, but the alias {aliases[0]} needs one", "the ARN of a certificate that covers it"
        )
    if certificate and not find_symbol(certificate):
        yield from (one.named(CERTIFICATE) for one in arn_findings(certificate, CLOUDFRONT_REGION, account_id))
    if acl and not find_symbol(acl) and not _ACL.fullmatch(acl):
        yield Finding(
            "web_acl_id",
            f"'{acl}' is no web ACL of the scope CLOUDFRONT",
            f"arn:<partition>:wafv2:{CLOUDFRONT_REGION}:<account>:global/webacl/<name>/<id>",
        )


def _origin_findings(origins: list[Json]) -> Iterator[Finding]:
    if not origins:
        yield Finding("origins", "is empty", "at least one origin")
    for name in _doubled([one["id"] for one in origins]):
        yield Finding("origins", f"two have the id {name}", "an id of its own for each")
    for number, one in enumerate(origins):
        field = f"origins[{number}]"
        configs = [name for name in ORIGIN_CONFIGS if one.get(name) is not None]
        if len(configs) != 1:
            yield Finding(field, f"has {' and '.join(configs) or 'neither'}", f"one of {', '.join(ORIGIN_CONFIGS)}")
        if not find_symbol(one["domain_name"]) and not is_domain(one["domain_name"], wildcard=False):
            yield Finding(
                f"{field}.domain_name", f"'{one['domain_name']}' is no domain name", "a DNS name; no addresses"
            )
        header = ((one.get("secret_header") or {}).get("header_name") or "").lower()
        if header and (
            not _HEADER.fullmatch(header) or header in _REFUSED_HEADERS or header.startswith(_REFUSED_PREFIXES)
        ):
            yield Finding(
                f"{field}.secret_header.header_name",
                f"CloudFront does not add the header {header}",
                "a name of your own",
            )
        for config in configs:
            for name in ("origin_read_timeout", "origin_keepalive_timeout"):
                seconds = one[config].get(name)
                if seconds is not None and seconds not in TIMEOUT:
                    yield Finding(f"{field}.{config}.{name}", f"{seconds} s is not possible", "1 to 120")


def _behavior_findings(distribution: Json) -> Iterator[Finding]:
    behaviors = distribution.get("cache_behaviors") or []
    ids = [one["id"] for one in distribution.get("origins") or []]
    for path in _doubled([str(one.get("path_pattern")) for one in behaviors]):
        yield Finding("cache_behaviors", f"two have the path {path}", "a path of its own for each")
    if len(behaviors) > MOST_BEHAVIORS:
        yield Finding("cache_behaviors", f"{len(behaviors)} are too many", f"{MOST_BEHAVIORS} at the most")
    for number, one in enumerate(behaviors):
        field = f"cache_behaviors[{number}]"
        if not one.get("path_pattern"):
            yield Finding(f"{field}.path_pattern", "is empty", "a pattern such as /static/*")
        yield from _findings_of(field, one, ids)
    default = distribution.get("default_cache_behavior")
    if default:
        yield from _findings_of("default_cache_behavior", default, ids)


def _findings_of(field: str, behavior: Json, ids: list[str]) -> Iterator[Finding]:
    if behavior["target_origin_id"] not in ids:
        yield Finding(f"{field}.target_origin_id", f"there is no origin {behavior['target_origin_id']}", ", ".join(ids))
    methods = tuple(sorted(behavior.get("allowed_methods") or METHODS[0]))
    if methods not in METHODS:
        yield Finding(
            f"{field}.allowed_methods",
            f"{', '.join(methods)} are not possible together",
            "; or ".join(", ".join(possible) for possible in METHODS),
        )
    for kind, managed in POLICIES.items():
        name = behavior.get(kind) or ""
        if name and not find_symbol(name) and name.removeprefix("Managed-") not in managed and not _ID.fullmatch(name):
            valid = f"{', '.join(managed)}; others by id"
            yield Finding(f"{field}.{kind}", f"there is no managed policy {name}", valid)
    if not behavior.get("cache_policy_id"):
        yield Finding(f"{field}.cache_policy_id", "is empty", f"{', '.join(CACHE_POLICIES)}; others by id")


def _geo_findings(restriction: Json) -> Iterator[Finding]:
    how, codes = restriction.get("restriction_type") or "none", restriction.get("items") or []
    yield from countries.findings(f"{GEO}.items", codes)
    if codes and how == "none":
        yield Finding(f"{GEO}.restriction_type", "is none, but there are countries", "whitelist or blacklist")
    if not codes and how != "none":
        yield Finding(f"{GEO}.items", f"is empty, but {how} needs countries", countries.VALID)
