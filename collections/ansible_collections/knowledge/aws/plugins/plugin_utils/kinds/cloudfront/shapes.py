# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Configurations of distributions under the names of fields and in CloudFront's form. Pure.

https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore import xform_name

from ...core.fields import Field
from .common import HTTPS_ONLY
from .rules import POLICIES, policy_id, policy_name

Json = dict[str, Any]
CACHED_METHODS = {"Quantity": 2, "Items": ["GET", "HEAD"]}
# What an origin is: exactly one of these stands in it.
ORIGIN_CONFIGS = ("CustomOriginConfig", "VpcOriginConfig", "S3OriginConfig")
# Members of a behavior that a cache policy excludes.
LEGACY = ("ForwardedValues", "MinTTL", "DefaultTTL", "MaxTTL")


def told(value: Any) -> Any:
    """A part of an answer under the names of fields; Quantity and Items are a list."""
    if isinstance(value, list):
        return [told(one) for one in value]
    if not isinstance(value, dict):
        return value
    found = {xform_name(name): told(inner) for name, inner in value.items() if name != "Quantity"}
    if "Quantity" not in value:
        return found
    found.setdefault("items", [])
    return found["items"] if found.keys() == {"items"} else found


def asked(value: Any, shape: Any) -> Any:
    """The way back by botocore's shape; a list where CloudFront wants Quantity and Items becomes that."""
    if shape.type_name == "list":
        return [asked(one, shape.member) for one in value]
    if shape.type_name != "structure":
        return value
    given = {"items": value} if isinstance(value, list) else value
    made = {
        member: asked(given[xform_name(member)], inner)
        for member, inner in shape.members.items()
        if given.get(xform_name(member)) is not None
    }
    if "Quantity" in shape.members:
        made["Quantity"] = len(made.get("Items") or [])
        return made if made["Quantity"] else {name: inner for name, inner in made.items() if name != "Items"}
    return made


def over(old: Any, new: Any) -> Any:
    """What is wanted over what there is: all in which nobody here has a say stays. Lists go by id or path."""
    if isinstance(new, list):
        known = {_identity(one): one for one in old or [] if _identity(one)}
        return [over(known.get(_identity(one)), one) for one in new]
    if not isinstance(new, dict) or not isinstance(old, dict):
        return new
    kept = {name: inner for name, inner in old.items() if not ("Quantity" in new and name == "Items")}
    return kept | {name: over(old.get(name), inner) for name, inner in new.items()}


def _identity(entry: Any) -> Any:
    return (entry.get("Id") or entry.get("PathPattern")) if isinstance(entry, dict) else None


def given(value: Any) -> Any:
    """A value without what is not given."""
    if isinstance(value, list):
        return [given(one) for one in value]
    if isinstance(value, dict):
        return {name: given(inner) for name, inner in value.items() if inner is not None}
    return value


def known(options: Mapping[str, Field], value: Json) -> Json:
    """Of what AWS has only that in which fields have a say; what AWS leaves out is as by default."""
    found = {}
    for name, field in options.items():
        inner = value.get(name, field.default)
        if inner is not None and field.options:
            many = field.type == "list"
            inner = [known(field.options, one) for one in inner] if many else known(field.options, inner)
        if inner is not None:
            found[name] = inner
    return found


def comparable_behavior(behavior: Json) -> Json:
    """A behavior with managed policies by name."""
    named = {kind: policy_name(kind, policy_id(kind, behavior[kind])) for kind in POLICIES if behavior.get(kind)}
    return given(behavior) | named | {"allowed_methods": sorted(behavior["allowed_methods"])}


def comparable_certificate(certificate: Json) -> Json:
    """CloudFront's own certificate comes with an old version of TLS, which cannot be chosen."""
    return given(certificate) if certificate.get("acm_certificate_arn") else {}


def comparable_logging(logging: Json) -> Json:
    """A log that is off has nothing else to say."""
    return given(logging) if logging.get("enabled") else {"enabled": False}


def shape_of(config: Json, fields: Mapping[str, Field], secret_headers: list[Json | None]) -> Json:
    """A configuration of AWS's by field. secret_headers: those of the origins, in their order."""
    found: Json = told(config)
    for behavior in (found["default_cache_behavior"], *found.get("cache_behaviors", [])):
        behavior["allowed_methods"] = behavior["allowed_methods"]["items"]
    for origin, header in zip(found["origins"], secret_headers, strict=True):
        origin["secret_header"] = header
    return known(fields, found)


def request_of(name: str, want: Json, secrets: dict[str, str], old: Json, shape: Any) -> Json:
    """The whole configuration as CloudFront wants it: ours where we have a say, the old one where not.

    name: fixed caller reference. secrets: values of the secret headers by origin. shape: botocore's.
    """
    made: Json = over(old, asked(want, shape))
    made |= {"CallerReference": name, "Comment": name, "ViewerCertificate": {"CloudFrontDefaultCertificate": True}}
    if want["viewer_certificate"]:
        certificate = asked(want["viewer_certificate"], shape.members["ViewerCertificate"])
        made["ViewerCertificate"] = {"SSLSupportMethod": "sni-only", **certificate}
    if "Logging" in made:
        made["Logging"] = {"IncludeCookies": False, "Bucket": "", "Prefix": ""} | made["Logging"]
    behaviors = [made["DefaultCacheBehavior"], *made["CacheBehaviors"].get("Items", [])]
    for behavior, wanted in zip(behaviors, [want["default_cache_behavior"], *want["cache_behaviors"]], strict=True):
        _complete_behavior(behavior, wanted)
    for origin, wanted in zip(made["Origins"]["Items"], want["origins"], strict=True):
        _complete_origin(origin, wanted, secrets.get(wanted["id"]))
    return made


def _complete_behavior(behavior: Json, want: Json) -> None:
    for name in LEGACY:
        behavior.pop(name, None)
    behavior["AllowedMethods"]["CachedMethods"] = CACHED_METHODS
    for member in [member for member in behavior if xform_name(member) in POLICIES]:
        name = want[xform_name(member)]
        if name:
            behavior[member] = policy_id(xform_name(member), name)
        else:
            del behavior[member]


def _complete_origin(origin: Json, want: Json, secret: str | None) -> None:
    for member in ORIGIN_CONFIGS:
        if xform_name(member) not in want:
            origin.pop(member, None)
    if "CustomOriginConfig" in origin:
        origin["CustomOriginConfig"] |= HTTPS_ONLY
    header = want.get("secret_header")
    if header:
        others = (origin.get("CustomHeaders") or {}).get("Items") or []
        kept = [one for one in others if one["HeaderName"].lower() != header["header_name"].lower()]
        headers = [*kept, {"HeaderName": header["header_name"], "HeaderValue": secret}]
        origin["CustomHeaders"] = {"Quantity": len(headers), "Items": headers}
