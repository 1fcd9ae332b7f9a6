"""Distributions of CloudFront and the way to internal load balancers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from ...core.errors import StackError
from ...core.fields import Field
from ...core.kind import Codes, Query, Report, tag_list
from ...core.model import Resource, Wanted
from ...core.symbols import find_symbol
from .codes import CODES
from .common import STALE, CloudFront
from .rules import objections
from .shapes import (
    METHODS,
    comparable_behavior,
    comparable_geo,
    comparable_logging,
    comparable_origin,
    items,
    request_of,
    shape_of,
)

# The zone of every distribution in alias records: https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
ALIAS_ZONE = "Z2FDTNDATAQYW2"
ANOTHER_VALUE = "(another value)"
SECRET_HEADER = {
    "name": Field("str", "Name of the header.", required=True),
    "secret": Field("str", "ARN of the secret that holds its value, which is shown nowhere.", required=True),
    "entry": Field("str", "Entry of the secret's JSON text.", default="password"),
}
ORIGIN = {
    "id": Field("str", "Name inside the distribution.", required=True),
    "domain": Field("str", "DNS name. It is asked by HTTPS only, TLS 1.2.", required=True),
    "path": Field("str", "Put in front of every path.", default=""),
    "https_port": Field("int", "Port.", default=443),
    "read_timeout": Field("int", "Seconds until an answer has to begin.", default=30),
    "keepalive_timeout": Field("int", "Seconds that a connection is kept.", default=5),
    "connection_attempts": Field("int", "How often CloudFront tries to connect.", default=3),
    "connection_timeout": Field("int", "Seconds for each try.", default=10),
    "secret_header": Field("dict", "Header by which the origin knows this distribution.", options=SECRET_HEADER),
    "vpc_origin": Field("str", "Id of a VPC origin, for a load balancer without a public address."),
    "access_control": Field("str", "Id of an origin access control, for a bucket."),
}
BEHAVIOR = {
    "origin": Field("str", "Id of the origin that answers.", required=True),
    "viewer_protocol": Field(
        "str",
        "What becomes of plain HTTP.",
        choices=("redirect-to-https", "https-only", "allow-all"),
        default="redirect-to-https",
    ),
    "methods": Field(
        "str", "Methods that are passed on: read is GET and HEAD.", choices=tuple(METHODS), default="read"
    ),
    "compress": Field("bool", "Whether CloudFront compresses.", default=True),
    "cache_policy": Field("str", "Managed policy by name, another by id.", required=True),
    "origin_request_policy": Field(
        "str", "What the origin is told of a request; a managed policy by name, another by id.", default=""
    ),
    "response_headers_policy": Field(
        "str", "Headers that CloudFront adds; a managed policy by name, another by id.", default=""
    ),
}
GEO_OPTIONS = {
    "mode": Field(
        "str",
        "Whether only these countries are let in, or all but these.",
        choices=("none", "allow", "block"),
        default="none",
    ),
    "countries": Field("list", "Codes of ISO 3166, such as KR.", elements="str", default=[]),
}
LOG_OPTIONS = {
    "bucket": Field(
        "str", "Domain name of a bucket that takes ACLs, such as logs.s3.amazonaws.com; empty for no log.", default=""
    ),
    "prefix": Field("str", "Put in front of every object's name.", default=""),
    "cookies": Field("bool", "Whether cookies are recorded.", default=False),
}
TLS_VERSIONS = ("TLSv1.2_2018", "TLSv1.2_2019", "TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025")


def secret_headers(wanted: Iterable[Wanted]) -> list[dict[str, str]]:
    """The headers of origins whose value is a secret."""
    return [one["secret_header"] for want in wanted for one in want["origins"] or [] if one["secret_header"]]


class Distribution(CloudFront):
    """Distribution, known by its caller reference, which is its name. https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistributionWithTags.html"""

    name, noun = "cloudfront_distribution", "distribution"
    arn_prefix = "distribution/"
    needs = ("secretsmanager",)
    id_path, arn_path, name_path, state_path = "Id", "ARN", "DistributionConfig.CallerReference", "Status"
    # somebody else wrote in between; a certificate or web ACL made just now is not known everywhere
    life = replace(CloudFront.life, always_changeable=True, settles_before_delete=True)
    codes = CODES | Codes(not_yet=(*STALE, "InvalidViewerCertificate", "InvalidWebACLId"))
    fields = {
        "aliases": Field(
            "list",
            "Domain names beside CloudFront's own.",
            elements="str",
            default=[],
            norm=lambda names: [name.lower() for name in names],
            unordered=True,
            setter="update",
            api="",
        ),
        "certificate": Field(
            "str", "ARN of a certificate in us-east-1 that covers the aliases.", default="", setter="update", api=""
        ),
        "minimum_tls": Field(
            "str", "Security policy.", choices=TLS_VERSIONS, default="TLSv1.2_2021", setter="update", api=""
        ),
        "http_version": Field(
            "str",
            "Newest version of HTTP.",
            choices=("http1.1", "http2", "http3", "http2and3"),
            default="http2and3",
            setter="update",
            api="",
        ),
        "ipv6": Field("bool", "Whether it is reached by IPv6.", default=True, setter="update", api=""),
        "price_class": Field(
            "str",
            "Where it answers from; 200 has Asia, All also South America and Australia.",
            choices=("PriceClass_100", "PriceClass_200", "PriceClass_All"),
            default="PriceClass_200",
            setter="update",
            api="",
        ),
        "web_acl": Field("str", "ARN of a web ACL of the scope CLOUDFRONT.", default="", setter="update", api=""),
        "root_object": Field("str", "Object for the path /.", default="", setter="update", api=""),
        "enabled": Field("bool", "Whether it answers.", default=True, setter="update", api=""),
        "origins": Field(
            "list",
            "Where answers come from.",
            elements="dict",
            options=ORIGIN,
            required=True,
            norm=lambda origins: [comparable_origin(one) for one in origins],
            unordered=True,
            setter="update",
            api="",
        ),
        "default_behavior": Field(
            "dict",
            "What happens where no path fits.",
            options=BEHAVIOR,
            required=True,
            norm=comparable_behavior,
            setter="update",
            api="",
        ),
        "behaviors": Field(
            "list",
            "What happens for certain paths; the first that fits counts.",
            elements="dict",
            options={"path": Field("str", "Pattern, such as /static/*.", required=True), **BEHAVIOR},
            default=[],
            norm=lambda behaviors: [comparable_behavior(one) for one in behaviors],
            setter="update",
            api="",
        ),
        "geo": Field(
            "dict",
            "Countries that are let in or kept out.",
            options=GEO_OPTIONS,
            default={},
            norm=comparable_geo,
            setter="update",
            api="",
        ),
        "logging": Field(
            "dict", "Access log in a bucket.", options=LOG_OPTIONS, norm=comparable_logging, setter="update", api=""
        ),
    }
    reports = {"domain_name": Report("DomainName"), "status": Report("Status"), "alias_zone": Report("")}
    example = (
        "- knowledge.aws.cloudfront_distribution:\n    config:\n      - key: main\n"
        "        aliases: [knowledge.example.com]\n        certificate: '{{ certificate_arn }}'\n"
        "        origins: [{id: alb, domain: '{{ alb_dns_name }}', secret_header: {name: X-Origin-Verify, secret: '{{ secret_arn }}'}}]\n"
        "        default_behavior: {origin: alb, methods: all, cache_policy: CachingDisabled, origin_request_policy: AllViewer}\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """AWS's rules; an alias belongs to one distribution."""
        wrong = [
            f"distribution {want.name}: {text}"
            for want in wanted
            for text in objections(want.fields, self.stack.account_id)
        ]
        aliases = [alias for want in wanted for alias in set(want["aliases"] or [])]
        return wrong + [
            f"the alias {alias} is wanted by two distributions"
            for alias in sorted({alias for alias in aliases if aliases.count(alias) > 1})
        ]

    def find(self, query: Query) -> list[Any]:
        """One list, in which the comment tells ours; all others only where one of ours is missing, as comments can be changed by hand."""
        secrets = self._read_secrets(query.wanted)
        listed = self.listed("list_distributions", "DistributionList")
        ours = [
            entry for entry in listed if entry["Comment"] in query.names or entry["Comment"].startswith(self.stack.name)
        ]
        found = [one for one in self.each(self._details, ours) if one]
        if query.everything or {one["DistributionConfig"]["CallerReference"] for one in found} < set(query.names):
            found += [one for one in self.each(self._details, [entry for entry in listed if entry not in ours]) if one]
        return [one | {"Secrets": secrets, "Wanted": secret_headers(query.wanted)} for one in found]

    def _details(self, entry: dict[str, Any]) -> dict[str, Any] | None:
        found = self.aws.read("get_distribution", "Distribution", ("NoSuchDistribution",), Id=entry["Id"])
        return found | {"Tags": self.tags_of_one(found["ARN"])} if found else None

    def _read_secrets(self, wanted: Iterable[Wanted]) -> dict[str, tuple[str, str, str]]:
        """Secret, entry and value by header, for the headers that are wanted and whose secrets exist."""
        headers = {tuple(header.values()) for header in secret_headers(wanted)}
        known = [one for one in sorted(headers) if not find_symbol(one)]
        values = self.each(lambda one: self._value(one[1], one[2]), known)
        return {
            header.lower(): (secret, entry, value)
            for (header, secret, entry), value in zip(known, values, strict=True)
            if value
        }

    def _value(self, secret: str, entry: str) -> str | None:
        text = self.aws.of("secretsmanager", self.stack.region).read(
            "get_secret_value", "SecretString", ("ResourceNotFoundException",), SecretId=secret
        )
        return str(json.loads(text)[entry]) if text else None

    @staticmethod
    def _secret_of(raw: dict[str, Any], origin: dict[str, Any]) -> dict[str, Any]:
        """The secret header of an origin by name and secret; its value never leaves this kind."""
        wanted = {header["name"].lower() for header in raw["Wanted"]}
        for header in items(origin.get("CustomHeaders")):
            name = header["HeaderName"]
            if name.lower() in wanted:
                secret, entry, value = raw["Secrets"].get(name.lower(), ("", "password", None))
                told = secret if value == header["HeaderValue"] else ANOTHER_VALUE
                return {"name": name, "secret": told, "entry": entry}
        return {}

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Only what we have a say in."""
        return shape_of(raw["DistributionConfig"], partial(self._secret_of, raw))

    def attributes(self, have: Resource) -> dict[str, Any]:
        """What alias records need."""
        return super().attributes(have) | {"alias_zone": ALIAS_ZONE}

    def _request(self, want: Wanted, old: dict[str, Any]) -> dict[str, Any]:
        known, secrets = self._read_secrets([want]), {}
        for one in want["origins"]:
            if one["secret_header"]:
                found = known.get(one["secret_header"]["name"].lower())
                if not found:
                    raise StackError(
                        f"distribution {want.name}: the secret {one['secret_header']['secret']} does not exist or has no value",
                        "Build the part that makes it first",
                    )
                secrets[one["id"]] = found[2]
        return request_of(want.name, want.fields, secrets, old)

    def create(self, want: Wanted) -> None:
        """CreateDistributionWithTags: the fixed caller reference is refused a second time."""
        self.aws.create(
            "create_distribution_with_tags",
            DistributionConfigWithTags={
                "DistributionConfig": self._request(want, {}),
                "Tags": {"Items": tag_list(want.tags)},
            },
        )

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateDistribution replaces all of it: what others manage is sent back as it is, with the version of this moment."""
        now = self.aws.read("get_distribution_config", Id=have.id)
        self.aws.write(
            "update_distribution",
            Id=have.id,
            IfMatch=now["ETag"],
            DistributionConfig=self._request(want, now["DistributionConfig"]),
        )

    def detach(self, have: Resource) -> None:
        """Only a disabled distribution can be deleted. A version that is no longer the present one means that a lost call did it."""
        now = self.aws.read("get_distribution_config", Id=have.id)
        if now["DistributionConfig"]["Enabled"]:
            self.aws.write(
                "update_distribution",
                already=STALE,
                Id=have.id,
                IfMatch=now["ETag"],
                DistributionConfig=now["DistributionConfig"] | {"Enabled": False},
            )

    def delete(self, have: Resource) -> None:
        """DeleteDistribution."""
        self.aws.write(
            "delete_distribution", Id=have.id, IfMatch=self.aws.read("get_distribution_config", "ETag", Id=have.id)
        )
