"""AWS's managed policies of CloudFront with their real ids; moto has no policies at all.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html and the pages of the other two kinds
"""

from collections.abc import Callable
from typing import Any

from moto.cloudfront.exceptions import CloudFrontException
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.responses import ActionResult

from local_aws.attach import attach

Json = dict[str, Any]

MADE = "2020-07-01T00:00:00Z"
YEAR = 31536000


def _listed(kind: str, behavior: str, member: str, items: tuple[str, ...] = ()) -> Json:
    """For instance the headers {"HeaderBehavior": "whitelist", "Headers": {…}}."""
    return {f"{kind}Behavior": behavior, **({member: {"Quantity": len(items), "Items": list(items)}} if items else {})}


def _cache(name: str, least: int, default: int, most: int, compressed: bool, headers: tuple[str, ...] = (), cookies: str = "none", query: str = "none") -> Json:
    return {
        "Name": f"Managed-{name}",
        "Comment": "",
        "MinTTL": least,
        "DefaultTTL": default,
        "MaxTTL": most,
        "ParametersInCacheKeyAndForwardedToOrigin": {
            "EnableAcceptEncodingGzip": compressed,
            "EnableAcceptEncodingBrotli": compressed,
            "HeadersConfig": _listed("Header", "whitelist" if headers else "none", "Headers", headers),
            "CookiesConfig": _listed("Cookie", cookies, "Cookies"),
            "QueryStringsConfig": _listed("QueryString", query, "QueryStrings"),
        },
    }


def _request(name: str, behavior: str, headers: tuple[str, ...] = (), rest: str = "all") -> Json:
    return {
        "Name": f"Managed-{name}",
        "Comment": "",
        "HeadersConfig": _listed("Header", behavior, "Headers", headers),
        "CookiesConfig": _listed("Cookie", rest, "Cookies"),
        "QueryStringsConfig": _listed("QueryString", rest, "QueryStrings"),
    }


_SECURITY = {
    "XSSProtection": {"Override": False, "Protection": True, "ModeBlock": True},
    "FrameOptions": {"Override": False, "FrameOption": "SAMEORIGIN"},
    "ReferrerPolicy": {"Override": False, "ReferrerPolicy": "strict-origin-when-cross-origin"},
    "ContentTypeOptions": {"Override": True},
    "StrictTransportSecurity": {"Override": False, "IncludeSubdomains": False, "Preload": False, "AccessControlMaxAgeSec": YEAR},
}
_OVERRIDES = ("Host", "Origin", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")


def _cors(methods: tuple[str, ...], exposed: bool) -> Json:
    return {
        "AccessControlAllowOrigins": {"Quantity": 1, "Items": ["*"]},
        "AccessControlAllowHeaders": {"Quantity": 1, "Items": ["*"]},
        "AccessControlAllowMethods": {"Quantity": len(methods), "Items": list(methods)},
        "AccessControlAllowCredentials": False,
        "AccessControlExposeHeaders": {"Quantity": 1, "Items": ["*"]} if exposed else {"Quantity": 0},
        "OriginOverride": False,
    }


_SIMPLE, _PREFLIGHT = _cors(("GET", "HEAD"), exposed=False), _cors(("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS"), exposed=True)


def _response(name: str, **parts: Json) -> Json:
    return {"Name": f"Managed-{name}", "Comment": "", **parts}


CACHE = {
    "658327ea-f89d-4fab-a63d-7e88639e58f6": _cache("CachingOptimized", 1, 86400, YEAR, compressed=True),
    "b2884449-e4de-46a7-ac36-70bc7f1ddd6d": _cache("CachingOptimizedForUncompressedObjects", 1, 86400, YEAR, compressed=False),
    "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": _cache("CachingDisabled", 0, 0, 0, compressed=False),
    "83da9c7e-98b4-4e11-a168-04f0df8e2c65": _cache("UseOriginCacheControlHeaders", 0, 0, YEAR, True, _OVERRIDES, cookies="all"),
    "4cc15a8a-d715-48a4-82b8-cc0b614638fe": _cache("UseOriginCacheControlHeaders-QueryStrings", 0, 0, YEAR, True, _OVERRIDES, "all", "all"),
}
ORIGIN_REQUEST = {
    "216adef6-5c7f-47e4-b989-5492eafa07d3": _request("AllViewer", "allViewer"),
    "b689b0a8-53d0-40ab-baf2-68738e2966ac": _request("AllViewerExceptHostHeader", "allExcept", ("host",)),
    "59781a5b-3903-41f3-afcb-af62929ccde1": _request("CORS-CustomOrigin", "whitelist", ("Origin",), rest="none"),
    "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf": _request(
        "CORS-S3Origin", "whitelist", ("Origin", "Access-Control-Request-Headers", "Access-Control-Request-Method"), rest="none"
    ),
    "acba4595-bd28-49b8-b9fe-13317c0390fa": _request("UserAgentRefererHeaders", "whitelist", ("User-Agent", "Referer"), rest="none"),
}
RESPONSE_HEADERS = {
    "67f7725c-6f97-4210-82d7-5512b31e9d03": _response("SecurityHeadersPolicy", SecurityHeadersConfig=_SECURITY),
    "60669652-455b-4ae9-85a4-c4c02393f86c": _response("SimpleCORS", CorsConfig=_SIMPLE),
    "5cc3b908-e619-4b99-88e5-2cf7f45965bd": _response("CORS-With-Preflight", CorsConfig=_PREFLIGHT),
    "e61eb60c-9c35-4d20-a928-2b84e02af89c": _response("CORS-and-SecurityHeadersPolicy", CorsConfig=_SIMPLE, SecurityHeadersConfig=_SECURITY),
    "eaab4381-ed33-4a86-88ca-d9558dc6cd63": _response("CORS-with-preflight-and-SecurityHeadersPolicy", CorsConfig=_PREFLIGHT, SecurityHeadersConfig=_SECURITY),
}
# kind in the API: member of a behavior and what is known
KINDS: dict[str, tuple[str, dict[str, Json]]] = {
    "CachePolicy": ("CachePolicyId", CACHE),
    "OriginRequestPolicy": ("OriginRequestPolicyId", ORIGIN_REQUEST),
    "ResponseHeadersPolicy": ("ResponseHeadersPolicyId", RESPONSE_HEADERS),
}


def check(behavior: Json) -> None:
    """Raises NoSuch…Policy for an unknown id, and InvalidArgument for a cache policy beside forwarded values."""
    for kind, (member, known) in KINDS.items():
        if behavior.get(member) and behavior[member] not in known:
            raise CloudFrontException(f"NoSuch{kind}", f"The {kind} {behavior[member]} does not exist.")
    if behavior.get("CachePolicyId") and {"ForwardedValues", "MinTTL", "DefaultTTL", "MaxTTL"} & set(behavior):
        raise CloudFrontException("InvalidArgument", "The parameter ForwardedValues or TTL cannot be used with a cache policy.")


def _described(kind: str, policy_id: str) -> Json:
    return {"Id": policy_id, "LastModifiedTime": MADE, f"{kind}Config": KINDS[kind][1][policy_id]}


def lister(kind: str, name: str) -> Callable[[CloudFrontResponse], ActionResult]:
    """The method for List…Policies of one kind."""

    def list_policies(self: CloudFrontResponse) -> ActionResult:
        """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListCachePolicies.html and its two likes"""
        known = {} if self._get_param("Type") == "custom" else KINDS[kind][1]
        items = [{"Type": "managed", kind: _described(kind, policy_id)} for policy_id in known]
        return ActionResult({f"{kind}List": {"MaxItems": 100, "Quantity": len(items), "Items": items}})

    list_policies.__name__ = name
    return list_policies


def getter(kind: str, name: str) -> Callable[[CloudFrontResponse], ActionResult]:
    """The method for Get…Policy of one kind."""

    def get_policy(self: CloudFrontResponse) -> ActionResult:
        """https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GetCachePolicy.html and its two likes"""
        policy_id = self._get_param("Id")
        if policy_id not in KINDS[kind][1]:
            raise CloudFrontException(f"NoSuch{kind}", f"The {kind} does not exist.")
        return ActionResult({kind: _described(kind, policy_id), "ETag": "E23ZP02F085DFQ"})

    get_policy.__name__ = name
    return get_policy


def apply() -> None:
    for kind, noun in (("CachePolicy", "cache"), ("OriginRequestPolicy", "origin_request"), ("ResponseHeadersPolicy", "response_headers")):
        attach(CloudFrontResponse, lister(kind, f"list_{noun}_policies"), getter(kind, f"get_{noun}_policy"))
