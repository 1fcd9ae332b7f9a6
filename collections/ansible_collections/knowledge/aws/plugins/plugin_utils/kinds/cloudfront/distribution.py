# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Distributions of CloudFront."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from ...core.arns import partition_of
from ...core.errors import StackError
from ...core.fields import Field
from ...core.kind import Codes, Finding, Query, Report, tag_list
from ...core.model import AROUND, Resource, Wanted
from ...core.symbols import find_symbol
from .codes import CODES
from .common import CloudFront
from .rules import alias_findings, distribution_findings
from .shapes import (
    comparable_behavior,
    comparable_certificate,
    comparable_logging,
    given,
    request_of,
    shape_of,
)

# The zone of every distribution in alias records: https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
ALIAS_ZONE = "Z2FDTNDATAQYW2"
ALIAS_ZONE_IN_CHINA = "Z3RFFRIM2A3IF5"  # https://docs.amazonaws.cn/en_us/aws/latest/userguide/route53.html
ANOTHER_VALUE = "(another value)"
SECRET_ENTRY = "password"  # of a secret's JSON text  # noqa: S105
POLICY = "a managed policy by name, another by id; empty for none."
SECRET_HEADER = {
    "header_name": Field("str", "Name of the header.", required=True),
    "secret_id": Field(
        "str",
        f"ARN of the secret whose entry C({SECRET_ENTRY}) holds the value, which is shown nowhere.",
        required=True,
    ),
}
TIMEOUTS = {
    "origin_read_timeout": Field("int", "Seconds until an answer has to begin, 1 to 120.", default=30),
    "origin_keepalive_timeout": Field("int", "Seconds that a silent connection is kept, 1 to 120.", default=5),
}
VPC_ORIGIN = {"vpc_origin_id": Field("str", "Id of a VPC origin.", required=True), **TIMEOUTS}
ORIGIN = {
    "id": Field("str", "Name inside the distribution.", required=True),
    "domain_name": Field("str", "DNS name. It is asked by HTTPS only, on port 443, with TLS 1.2.", required=True),
    "custom_origin_config": Field("dict", "Of an origin with a public address.", options=TIMEOUTS),
    "vpc_origin_config": Field("dict", "Of a load balancer without a public address.", options=VPC_ORIGIN),
    "secret_header": Field(
        "dict",
        "One of the API's C(CustomHeaders), by which the origin knows this distribution.",
        options=SECRET_HEADER,
    ),
}
BEHAVIOR = {
    "target_origin_id": Field("str", "Id of the origin that answers.", required=True),
    "viewer_protocol_policy": Field(
        "str",
        "What becomes of plain HTTP.",
        choices=("redirect-to-https", "https-only", "allow-all"),
        default="redirect-to-https",
    ),
    "allowed_methods": Field(
        "list",
        "Methods that are passed on: GET and HEAD, these and OPTIONS, or all seven. GET and HEAD are cached.",
        elements="str",
        default=["GET", "HEAD"],
    ),
    "compress": Field("bool", "Whether CloudFront compresses.", default=True),
    "cache_policy_id": Field("str", "Managed policy by name, another by id.", required=True),
    "origin_request_policy_id": Field("str", f"What the origin is told of a request: {POLICY}", default=""),
    "response_headers_policy_id": Field("str", f"Headers that CloudFront adds: {POLICY}", default=""),
}
GEO_RESTRICTION = {
    "restriction_type": Field(
        "str",
        "Whether only these countries are let in, or all but these.",
        choices=("none", "whitelist", "blacklist"),
        default="none",
    ),
    "items": Field("list", "Codes of ISO 3166, such as KR.", elements="str", default=[]),
}
LOGGING = {
    "enabled": Field("bool", "Whether there is a log.", default=False),
    "bucket": Field("str", "Domain name of a bucket that takes ACLs, such as logs.s3.amazonaws.com.", default=""),
    "prefix": Field("str", "Put in front of every object's name.", default=""),
}
CERTIFICATE = {
    "acm_certificate_arn": Field(
        "str", "ARN of a certificate in us-east-1 that covers the aliases; empty for CloudFront's own.", default=""
    ),
    "minimum_protocol_version": Field(
        "str",
        "Security policy towards clients.",
        choices=("TLSv1.2_2018", "TLSv1.2_2019", "TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"),
        default="TLSv1.2_2021",
    ),
}


def comparable_restrictions(restrictions: dict[str, Any]) -> dict[str, Any]:
    """Countries without order."""
    restriction = restrictions.get("geo_restriction") or {"restriction_type": "none", "items": []}
    return {"geo_restriction": restriction | {"items": sorted(restriction["items"])}}


def secret_headers(wanted: Iterable[Wanted]) -> list[dict[str, str]]:
    """The headers of origins whose value is a secret."""
    return [one["secret_header"] for want in wanted for one in want["origins"] or [] if one.get("secret_header")]


class Distribution(CloudFront):
    """Distribution, known by its caller reference, which is its name. https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistributionWithTags.html"""

    name, noun = "cloudfront_distribution", "distribution"
    arn_prefix = "distribution/"
    needs = ("secretsmanager",)
    id_path, arn_path, name_path, state_path = "Id", "ARN", "DistributionConfig.CallerReference", "Status"
    life = replace(CloudFront.life, always_changeable=True)
    # a certificate or web ACL made just now is not known everywhere
    codes = CODES | Codes(not_yet=("InvalidViewerCertificate", "InvalidWebACLId"))
    fields = {
        "aliases": Field(
            "list",
            "Domain names beside CloudFront's own.",
            elements="str",
            default=[],
            norm=lambda names: [name.lower() for name in names],
            unordered=True,
            setter="update",
        ),
        "viewer_certificate": Field(
            "dict",
            "Certificate and TLS towards clients.",
            options=CERTIFICATE,
            default={},
            norm=comparable_certificate,
            setter="update",
        ),
        "http_version": Field(
            "str",
            "Newest version of HTTP.",
            choices=("http1.1", "http2", "http3", "http2and3"),
            default="http2and3",
            norm=str.lower,
            setter="update",
        ),
        "is_ipv6_enabled": Field("bool", "Whether it is reached by IPv6.", default=True, setter="update"),
        "price_class": Field(
            "str",
            "Where it answers from; 200 has Asia, All also South America and Australia.",
            choices=("PriceClass_100", "PriceClass_200", "PriceClass_All"),
            default="PriceClass_200",
            setter="update",
        ),
        "web_acl_id": Field(
            "str", "ARN of a web ACL of the scope CLOUDFRONT; empty for none.", default="", setter="update"
        ),
        "enabled": Field("bool", "Whether it answers.", default=True, setter="update"),
        "origins": Field(
            "list",
            "Where answers come from.",
            elements="dict",
            options=ORIGIN,
            required=True,
            norm=given,
            unordered=True,
            setter="update",
        ),
        "default_cache_behavior": Field(
            "dict",
            "What happens where no path fits.",
            options=BEHAVIOR,
            required=True,
            norm=comparable_behavior,
            setter="update",
        ),
        "cache_behaviors": Field(
            "list",
            "What happens for certain paths; the first that fits counts.",
            elements="dict",
            options={"path_pattern": Field("str", "Pattern, such as /static/*.", required=True), **BEHAVIOR},
            default=[],
            norm=lambda behaviors: [comparable_behavior(one) for one in behaviors],
            setter="update",
        ),
        "restrictions": Field(
            "dict",
            "Countries that are let in or kept out.",
            options={"geo_restriction": Field("dict", "Which.", options=GEO_RESTRICTION, default={})},
            default={},
            norm=comparable_restrictions,
            setter="update",
        ),
        "logging": Field("dict", "Access log in a bucket.", options=LOGGING, norm=comparable_logging, setter="update"),
    }
    reports = {
        "domain_name": Report("DomainName", "CloudFront's own name for it.", "d111111abcdef8.cloudfront.net"),
        "hosted_zone_id": Report("", "Zone of alias records that lead to it.", ALIAS_ZONE),
    }
    example = """\
- knowledge.aws.cloudfront_distribution:
    config:
      - key: main
        origins:
          - id: app
            domain_name: app.example.com
            custom_origin_config: {origin_read_timeout: 60}
        default_cache_behavior:
          target_origin_id: app
          allowed_methods: [DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT]
          cache_policy_id: CachingDisabled
          origin_request_policy_id: AllViewer
        cache_behaviors:
          - {path_pattern: /static/*, target_origin_id: app, cache_policy_id: CachingOptimized}
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """CloudFront's rules."""
        yield from distribution_findings(want.fields, self.stack.account_id)

    def check_all(self, wanted: list[Wanted]) -> Iterator[Finding]:
        """An alias belongs to one distribution."""
        yield from alias_findings([set(want["aliases"] or []) for want in wanted])

    def find(self, query: Query) -> list[Any]:
        """One list, in which the comment tells ours.

        All others only where one of ours is missing, as comments can be changed by hand.
        """
        secrets = self._read_secrets(query.wanted)
        listed = self.listed("list_distributions", "DistributionList")
        ours = [
            entry for entry in listed if entry["Comment"] in query.names or entry["Comment"].startswith(self.stack.name)
        ]
        found = [one for one in self.each(self._details, ours) if one]
        if query.everything or set(query.names) - {one["DistributionConfig"]["CallerReference"] for one in found}:
            found += [one for one in self.each(self._details, [entry for entry in listed if entry not in ours]) if one]
        around = {"secrets": secrets, "wanted": secret_headers(query.wanted)}
        return [one | {AROUND: around} for one in found]

    def _details(self, entry: dict[str, Any]) -> dict[str, Any] | None:
        found = self.aws.read("get_distribution", "Distribution", CODES.gone, Id=entry["Id"])
        return found | {"Tags": self.tags_of_one(found["ARN"])} if found else None

    def _read_secrets(self, wanted: Iterable[Wanted]) -> dict[str, tuple[str, str]]:
        """Secret and value by header, for the headers that are wanted and whose secrets exist."""
        headers = {(header["header_name"], header["secret_id"]) for header in secret_headers(wanted)}
        exist = [one for one in sorted(headers) if not find_symbol(one)]
        values = self.each(lambda one: self._value(one[1]), exist)
        return {header.lower(): (secret, value) for (header, secret), value in zip(exist, values, strict=True) if value}

    def _value(self, secret: str) -> str | None:
        text = self.aws.of("secretsmanager", self.stack.region).read(
            "get_secret_value", "SecretString", ("ResourceNotFoundException",), SecretId=secret
        )
        return str(json.loads(text)[SECRET_ENTRY]) if text else None

    @staticmethod
    def _secret_of(raw: dict[str, Any], origin: dict[str, Any]) -> dict[str, Any] | None:
        """The secret header of an origin by name and secret; its value never leaves this kind."""
        wanted = {header["header_name"].lower() for header in raw[AROUND]["wanted"]}
        for header in (origin.get("CustomHeaders") or {}).get("Items") or []:
            name = header["HeaderName"]
            if name.lower() in wanted:
                secret, value = raw[AROUND]["secrets"].get(name.lower(), ("", None))
                return {"header_name": name, "secret_id": secret if value == header["HeaderValue"] else ANOTHER_VALUE}
        return None

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Only what we have a say in."""
        config = raw["DistributionConfig"]
        headers = [self._secret_of(raw, origin) for origin in config["Origins"]["Items"]]
        return shape_of(config, self.fields, headers)

    def attributes(self, have: Resource) -> dict[str, Any]:
        """What alias records need."""
        zone = ALIAS_ZONE_IN_CHINA if partition_of(self.aws.region) == "aws-cn" else ALIAS_ZONE
        return super().attributes(have) | {"hosted_zone_id": zone}

    def _request(self, want: Wanted, old: dict[str, Any]) -> dict[str, Any]:
        exist, secrets = self._read_secrets([want]), {}
        for one in (one for one in want["origins"] if one.get("secret_header")):
            header = one["secret_header"]
            found = exist.get(header["header_name"].lower())
            if not found:
                text = f"distribution {want.name}: the secret {header['secret_id']} does not exist or has no value"
                raise StackError(text, self.stack.hint("build"))
            secrets[one["id"]] = found[1]
        shape = self.aws.input("update_distribution").members["DistributionConfig"]
        return request_of(want.name, want.fields, secrets, old, shape)

    def create(self, want: Wanted) -> None:
        """CreateDistributionWithTags: the fixed caller reference is refused a second time."""
        tagged = {"DistributionConfig": self._request(want, {}), "Tags": {"Items": tag_list(want.tags)}}
        self.aws.create("create_distribution_with_tags", DistributionConfigWithTags=tagged)

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateDistribution replaces all of it, with the version of this moment: what others manage is sent back."""
        now = self.aws.read("get_distribution_config", Id=have.id)
        config = self._request(want, now["DistributionConfig"])
        self.aws.write("update_distribution", Id=have.id, IfMatch=now["ETag"], DistributionConfig=config)

    def detach(self, have: Resource) -> None:
        """Only a distribution that is disabled everywhere can be deleted.

        A version that is no longer the present one means that a lost call did it.
        """
        now = self.aws.read("get_distribution_config", Id=have.id)
        if now["DistributionConfig"]["Enabled"]:
            off = now["DistributionConfig"] | {"Enabled": False}
            self.aws.write(
                "update_distribution", CODES.not_yet, Id=have.id, IfMatch=now["ETag"], DistributionConfig=off
            )
        what = f"{self.noun} {have.label} to be disabled everywhere"
        self.wait_until(what, lambda: self._status(have) in self.life.ready, self.life.usual, self.life.deadline)

    def _status(self, have: Resource) -> str:
        return str(self.aws.read("get_distribution", "Distribution", Id=have.id)["Status"])

    def delete(self, have: Resource) -> None:
        """DeleteDistribution."""
        version = self.aws.read("get_distribution_config", "ETag", Id=have.id)
        self.aws.write("delete_distribution", Id=have.id, IfMatch=version)
