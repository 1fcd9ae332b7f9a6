"""AWS's rules about distributions, and the ids of CloudFront's managed policies. Pure.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...core.symbols import find_symbol
from ...reference.countries import COUNTRIES
from ..acm.rules import CLOUDFRONT_REGION, arn_objections, is_domain

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
    "cache_policy": CACHE_POLICIES,
    "origin_request_policy": ORIGIN_REQUEST_POLICIES,
    "response_headers_policy": RESPONSE_HEADERS_POLICIES,
}
MOST_BEHAVIORS, MOST_ALIASES = 25, 100
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


def objections(distribution: Json, account_id: str | None = None) -> list[str]:
    """All that CloudFront would refuse about one distribution in the words of the kind; what is symbolic is passed over."""
    return [
        *_name_objections(distribution, account_id),
        *_origin_objections(distribution),
        *_behavior_objections(distribution),
        *_geo_objections(distribution.get("geo")),
    ]


def _name_objections(distribution: Json, account_id: str | None) -> Iterator[str]:
    aliases, certificate, acl = (
        distribution.get("aliases") or [],
        distribution.get("certificate") or "",
        distribution.get("web_acl") or "",
    )
    yield from (f"'{name}' is no domain name" for name in aliases if not find_symbol(name) and not is_domain(name))
    yield from (
        f"the alias {name} stands there twice" for name in sorted({name for name in aliases if aliases.count(name) > 1})
    )
    if aliases and not certificate:
        yield f"the alias {aliases[0]} needs a certificate that covers it"
    if len(aliases) > MOST_ALIASES:
        yield f"{len(aliases)} aliases; {MOST_ALIASES} are possible"
    if certificate and not find_symbol(certificate):
        yield from arn_objections(certificate, CLOUDFRONT_REGION, account_id)
    if (
        acl
        and not find_symbol(acl)
        and not (acl.startswith(f"arn:aws:wafv2:{CLOUDFRONT_REGION}:") and ":global/webacl/" in acl)
    ):
        yield f"'{acl}' is no web ACL of the scope CLOUDFRONT (arn:aws:wafv2:us-east-1:<account>:global/webacl/<name>/<id>)"


def _origin_objections(distribution: Json) -> Iterator[str]:
    origins = distribution.get("origins") or []
    ids = [one["id"] for one in origins]
    if not origins:
        yield "it needs an origin"
    yield from (f"two origins have the id {name}" for name in sorted({name for name in ids if ids.count(name) > 1}))
    for one in origins:
        label = f"origin {one['id']}"
        if one.get("vpc_origin") and one.get("access_control"):
            yield f"{label} has a vpc_origin and an access_control; one of them is possible"
        if not find_symbol(one["domain"]) and not is_domain(one["domain"], wildcard=False):
            yield f"{label}: '{one['domain']}' is no domain name (CloudFront takes no addresses)"
        header = ((one.get("secret_header") or {}).get("name") or "").lower()
        if header and (
            not _HEADER.fullmatch(header) or header in _REFUSED_HEADERS or header.startswith(_REFUSED_PREFIXES)
        ):
            yield f"{label}: CloudFront does not add the header {header}"
        for name, least, most in (
            ("read_timeout", 1, 120),
            ("keepalive_timeout", 1, 120),
            ("connection_timeout", 1, 10),
            ("connection_attempts", 1, 3),
            ("https_port", 1, 65535),
        ):
            if one.get(name) is not None and not least <= one[name] <= most:
                yield f"{label}: {name} is {one[name]}; {least} to {most} are possible"


def _behavior_objections(distribution: Json) -> Iterator[str]:
    behaviors = distribution.get("behaviors") or []
    paths, ids = [one.get("path") or "" for one in behaviors], [one["id"] for one in distribution.get("origins") or []]
    yield from (
        f"two behaviors have the path {path}" for path in sorted({path for path in paths if paths.count(path) > 1})
    )
    if len(behaviors) > MOST_BEHAVIORS:
        yield f"{len(behaviors)} behaviors; {MOST_BEHAVIORS} are possible"
    for one in (distribution.get("default_behavior"), *behaviors):
        if not one:
            continue
        label = (
            f"behavior {one['path']}"
            if one.get("path")
            else "the default behavior"
            if one is distribution.get("default_behavior")
            else "a behavior"
        )
        if label == "a behavior":
            yield "a behavior needs a path, such as /static/*"
        if one["origin"] not in ids:
            yield f"{label} names the origin {one['origin']}, which is none of {', '.join(ids)}"
        for kind, known in POLICIES.items():
            name = one.get(kind) or ""
            if (
                name
                and not find_symbol(name)
                and name.removeprefix("Managed-") not in known
                and not _ID.fullmatch(name)
            ):
                yield f"{label}: there is no managed {kind} {name} (managed ones: {', '.join(known)}; others by id)"
        if not one.get("cache_policy"):
            yield f"{label} needs a cache_policy"


def _geo_objections(geo: Json | None) -> Iterator[str]:
    mode, countries = (geo or {}).get("mode") or "none", (geo or {}).get("countries") or []
    unknown = [str(code) for code in countries if code not in COUNTRIES]
    if unknown:
        yield f"{', '.join(unknown)}: no country code (two capital letters of ISO 3166, such as KR)"
    if bool(countries) == (mode == "none"):
        yield "geo has countries but no mode" if countries else f"geo {mode} needs countries"
