"""Distributions in our words and in CloudFront's. Pure.

https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .rules import policy_id, policy_name

Json = dict[str, Any]
METHODS = {
    "read": ("GET", "HEAD"),
    "options": ("GET", "HEAD", "OPTIONS"),
    "all": ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"),
}
GEO = {"none": "none", "allow": "whitelist", "block": "blacklist"}
ORIGIN_DEFAULTS: Json = {
    "path": "",
    "https_port": 443,
    "read_timeout": 30,
    "keepalive_timeout": 5,
    "connection_attempts": 3,
    "connection_timeout": 10,
    "vpc_origin": "",
    "access_control": "",
    "secret_header": {},
}
BEHAVIOR_DEFAULTS: Json = {
    "viewer_protocol": "redirect-to-https",
    "methods": "read",
    "compress": True,
    "origin_request_policy": "",
    "response_headers_policy": "",
}
# Members of a behavior that exclude a cache policy.
LEGACY = ("ForwardedValues", "MinTTL", "DefaultTTL", "MaxTTL")


def listed(items: list[Any]) -> Json:
    """A list as CloudFront wants it."""
    return {"Quantity": len(items), "Items": items} if items else {"Quantity": 0}


def items(part: Json | None) -> list[Any]:
    """A list as CloudFront tells it."""
    return (part or {}).get("Items") or []


def comparable_origin(origin: Json) -> Json:
    """An origin with AWS's defaults."""
    complete = ORIGIN_DEFAULTS | {key: value for key, value in origin.items() if value is not None}
    header = complete["secret_header"]
    return complete | {
        "secret_header": {
            "name": header["name"],
            "secret": header["secret"],
            "entry": header.get("entry") or "password",
        }
        if header
        else {}
    }


def comparable_behavior(behavior: Json) -> Json:
    """A behavior with our defaults and managed policies by name."""
    complete = BEHAVIOR_DEFAULTS | {key: value for key, value in behavior.items() if value is not None}
    return complete | {
        kind: policy_name(kind, policy_id(kind, complete[kind]))
        for kind in ("cache_policy", "origin_request_policy", "response_headers_policy")
        if kind in complete
    }


def comparable_geo(geo: Json) -> Json:
    """Countries without order."""
    return {"mode": geo.get("mode") or "none", "countries": sorted(geo.get("countries") or [])}


def comparable_logging(logging: Json) -> Json:
    """The log in S3; without a bucket there is none."""
    return {
        "bucket": logging.get("bucket") or "",
        "prefix": logging.get("prefix") or "",
        "cookies": bool(logging.get("cookies")),
    }


def origin_of(origin: Json, secret_of: Callable[[Json], Json]) -> Json:
    """An origin of AWS's in our words; ``secret_of`` tells which secret its headers come from."""
    part = origin.get("VpcOriginConfig") or origin.get("CustomOriginConfig") or {}
    return {
        "id": origin["Id"],
        "domain": origin["DomainName"],
        "path": origin.get("OriginPath") or "",
        "https_port": part.get("HTTPSPort", 443),
        "read_timeout": part.get("OriginReadTimeout", 30),
        "keepalive_timeout": part.get("OriginKeepaliveTimeout", 5),
        "connection_attempts": origin.get("ConnectionAttempts", 3),
        "connection_timeout": origin.get("ConnectionTimeout", 10),
        "vpc_origin": (origin.get("VpcOriginConfig") or {}).get("VpcOriginId", ""),
        "access_control": origin.get("OriginAccessControlId") or "",
        "secret_header": secret_of(origin),
    }


def behavior_of(behavior: Json) -> Json:
    """A behavior of AWS's in our words."""
    allowed = tuple(sorted(items(behavior.get("AllowedMethods")) or METHODS["read"]))
    found = {
        "origin": behavior["TargetOriginId"],
        "viewer_protocol": behavior["ViewerProtocolPolicy"],
        "methods": next(
            (word for word, methods in METHODS.items() if allowed == tuple(sorted(methods))), ",".join(allowed)
        ),
        "compress": behavior.get("Compress", False),
        "cache_policy": policy_name("cache_policy", behavior.get("CachePolicyId")),
        "origin_request_policy": policy_name("origin_request_policy", behavior.get("OriginRequestPolicyId")),
        "response_headers_policy": policy_name("response_headers_policy", behavior.get("ResponseHeadersPolicyId")),
    }
    return {"path": behavior["PathPattern"], **found} if behavior.get("PathPattern") else found


def shape_of(config: Json, secret_of: Callable[[Json], Json]) -> Json:
    """A configuration of AWS's in our words."""
    certificate, geo, logging = (
        config.get("ViewerCertificate") or {},
        (config.get("Restrictions") or {}).get("GeoRestriction") or {},
        config.get("Logging") or {},
    )
    shape = {
        "aliases": items(config.get("Aliases")),
        "certificate": certificate.get("ACMCertificateArn") or "",
        "minimum_tls": certificate.get("MinimumProtocolVersion"),
        "http_version": (config.get("HttpVersion") or "http2").lower(),
        "ipv6": config.get("IsIPV6Enabled", False),
        "price_class": config.get("PriceClass", "PriceClass_All"),
        "web_acl": config.get("WebACLId") or "",
        "root_object": config.get("DefaultRootObject") or "",
        "enabled": config["Enabled"],
        "origins": [origin_of(origin, secret_of) for origin in items(config["Origins"])],
        "default_behavior": behavior_of(config["DefaultCacheBehavior"]),
        "behaviors": [behavior_of(one) for one in items(config.get("CacheBehaviors"))],
        "geo": {
            "mode": next((mode for mode, word in GEO.items() if word == geo.get("RestrictionType", "none")), "none"),
            "countries": items(geo),
        },
        "logging": {
            "bucket": logging.get("Bucket") if logging.get("Enabled") else "",
            "prefix": logging.get("Prefix"),
            "cookies": logging.get("IncludeCookies"),
        },
    }
    if not shape["logging"]["bucket"]:
        shape["logging"] = {}
    if not shape["certificate"]:
        del shape["minimum_tls"]  # CloudFront's own certificate comes with an old version, which cannot be chosen
    return shape


def origin_request(want: Json, old: Json, secret: str | None) -> Json:
    """One origin as CloudFront wants it; what others set on the old one stays."""
    made = {
        key: value
        for key, value in old.items()
        if key not in ("CustomOriginConfig", "VpcOriginConfig", "S3OriginConfig", "CustomHeaders")
    }
    made |= {
        "Id": want["id"],
        "DomainName": want["domain"],
        "OriginPath": want["path"],
        "OriginAccessControlId": want["access_control"],
    }
    made |= {"ConnectionAttempts": want["connection_attempts"], "ConnectionTimeout": want["connection_timeout"]}
    timeouts = {"OriginReadTimeout": want["read_timeout"], "OriginKeepaliveTimeout": want["keepalive_timeout"]}
    if want["vpc_origin"]:
        made["VpcOriginConfig"] = {"VpcOriginId": want["vpc_origin"], **timeouts}
    elif want["access_control"]:
        made["S3OriginConfig"] = {"OriginAccessIdentity": ""}
    else:
        protocols = {"OriginProtocolPolicy": "https-only", "OriginSslProtocols": listed(["TLSv1.2"])}
        made["CustomOriginConfig"] = {"HTTPPort": 80, "HTTPSPort": want["https_port"], **protocols, **timeouts}
    headers = [
        one
        for one in items(old.get("CustomHeaders"))
        if one["HeaderName"].lower() != (want["secret_header"].get("name") or "").lower()
    ]
    if want["secret_header"]:
        headers.append({"HeaderName": want["secret_header"]["name"], "HeaderValue": secret})
    return made | {"CustomHeaders": listed(headers)}


def behavior_request(want: Json, old: Json) -> Json:
    """One behavior as CloudFront wants it; functions and key groups that others attached stay."""
    made = {
        key: value
        for key, value in old.items()
        if key not in (*LEGACY, "OriginRequestPolicyId", "ResponseHeadersPolicyId")
    }
    methods = {**listed(list(METHODS[want["methods"]])), "CachedMethods": listed(list(METHODS["read"]))}
    made |= {
        "TargetOriginId": want["origin"],
        "ViewerProtocolPolicy": want["viewer_protocol"],
        "AllowedMethods": methods,
        "Compress": want["compress"],
    }
    if want.get("path"):
        made["PathPattern"] = want["path"]
    names = {
        "cache_policy": "CachePolicyId",
        "origin_request_policy": "OriginRequestPolicyId",
        "response_headers_policy": "ResponseHeadersPolicyId",
    }
    return made | {member: policy_id(kind, want[kind]) for kind, member in names.items() if want[kind]}


def request_of(name: str, want: Json, secrets: dict[str, str], old: Json) -> Json:
    """The whole configuration as CloudFront wants it: ours where we have a say, the old one where not.

    name: fixed caller reference. secrets: values of the secret headers by origin.
    """
    origins = {one["Id"]: one for one in items(old.get("Origins"))}
    behaviors = {one["PathPattern"]: one for one in items(old.get("CacheBehaviors"))}
    certificate: Json = {"CloudFrontDefaultCertificate": True}
    if want.get("certificate"):
        certificate = {
            "ACMCertificateArn": want["certificate"],
            "SSLSupportMethod": "sni-only",
            "MinimumProtocolVersion": want["minimum_tls"],
        }
    made = {
        "CallerReference": name,
        "Comment": name,
        "Enabled": want["enabled"],
        "Aliases": listed(want["aliases"]),
        "DefaultRootObject": want["root_object"],
        "Origins": listed(
            [origin_request(one, origins.get(one["id"], {}), secrets.get(one["id"])) for one in want["origins"]]
        ),
        "DefaultCacheBehavior": behavior_request(want["default_behavior"], old.get("DefaultCacheBehavior") or {}),
        "CacheBehaviors": listed([behavior_request(one, behaviors.get(one["path"], {})) for one in want["behaviors"]]),
        "PriceClass": want["price_class"],
        "ViewerCertificate": certificate,
        "Restrictions": {
            "GeoRestriction": {"RestrictionType": GEO[want["geo"]["mode"]], **listed(want["geo"]["countries"])}
        },
        "WebACLId": want["web_acl"],
        "HttpVersion": want["http_version"],
        "IsIPV6Enabled": want["ipv6"],
    }
    log = want.get("logging")
    if log:
        made["Logging"] = {
            "Enabled": bool(log["bucket"]),
            "IncludeCookies": log["cookies"],
            "Bucket": log["bucket"],
            "Prefix": log["prefix"],
        }
    return old | made
