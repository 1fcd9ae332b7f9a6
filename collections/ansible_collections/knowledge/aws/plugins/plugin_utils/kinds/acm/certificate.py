"""Certificates of ACM that are validated by DNS records."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Kind, Life, Query, Report, tag_list
from ...core.model import Resource, Wanted
from ...core.waiting import sleep_with_the_run
from .codes import CODES
from .rules import domain_objections

# ListCertificates leaves all but small RSA keys out unless it is asked for them.
KEY_ALGORITHMS = ("RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1")
RECORDS_KNOWN_WITHIN = 60.0  # seconds until ACM tells the validation records of a request


def lower(names: Iterable[str]) -> list[str]:
    """Domain names do not know upper case."""
    return [name.lower() for name in names]


def moment(value: Any) -> str | None:
    """A time of AWS's as text."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else None


def records(certificate: dict[str, Any]) -> list[dict[str, str]]:
    """The CNAME records that prove the domains, once each: a wildcard and its base share one."""
    found = [
        option["ResourceRecord"]
        for option in certificate.get("DomainValidationOptions", [])
        if option.get("ResourceRecord")
    ]
    return [
        dict(entry)
        for entry in dict.fromkeys(
            (("name", record["Name"].rstrip(".")), ("type", record["Type"]), ("value", record["Value"]))
            for record in found
        )
    ]


class Certificate(Kind):
    """Certificate requested from ACM. https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html"""

    name, noun, service = "acm_certificate", "certificate", "acm"
    arn_prefix = "certificate/"
    id_path, arn_path, state_path, reason_path = "CertificateArn", "CertificateArn", "Status", "FailureReason"
    life = Life(
        ready=("ISSUED",),
        failed=("FAILED", "VALIDATION_TIMED_OUT", "EXPIRED", "REVOKED", "INACTIVE"),
        usual=180,
        deadline=1800,
    )
    codes = CODES | Codes(still_used=("ResourceInUseException",))
    # load balancers and CloudFront let go some minutes after their end
    scope_fields = {}
    fields = {
        "domain": Field(
            "str",
            "Domain name, also with a wildcard. Another one is another certificate.",
            api="DomainName",
            required=True,
            norm=str.lower,
        ),
        "alternative_names": Field(
            "list", "Further domain names.", elements="str", default=[], norm=lower, unordered=True, api=""
        ),
        "key_algorithm": Field(
            "str",
            "Kind of key.",
            default="RSA_2048",
            choices=KEY_ALGORITHMS,
            norm=lambda text: text.replace("-", "_"),
            api="",
        ),
        "transparency_logging": Field(
            "bool",
            "Whether it stands in public certificate transparency logs, without which browsers do not trust it.",
            default=True,
            setter="set_options",
            api="",
        ),
    }
    reports = {
        "status": Report("Status"),
        "validation": Report(""),
        "not_after": Report("NotAfter"),
        "in_use_by": Report("InUseBy"),
    }
    example = (
        "- knowledge.aws.acm_certificate:\n    region: us-east-1\n    wait: false\n"
        "    config:\n      - {key: cloudfront, domain: knowledge.example.com, alternative_names: ['*.knowledge.example.com']}\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Domain names that ACM accepts."""
        return [
            f"certificate {want.key}: {text}"
            for want in wanted
            for text in domain_objections([want["domain"], *want["alternative_names"]])
        ]

    def find(self, query: Query) -> list[Any]:
        """Certificates of the wanted domains, and unused ones of ours.

        One of ours for another domain that is still in use is not looked at: what uses it is moved to the new one first.
        """
        domains = {want["domain"] for want in query.wanted}
        listed = self.aws.read(
            "list_certificates", "CertificateSummaryList", Includes={"keyTypes": list(KEY_ALGORITHMS)}
        )
        near = [
            entry
            for entry in listed
            if query.everything or not query.wanted or entry["DomainName"].lower() in domains or not entry.get("InUse")
        ]
        tagged = self.tags_of([entry["CertificateArn"] for entry in near])
        ours = [
            (arn, found) for arn, found in tagged.items() if self.stack.owns(found) or found.get("Name") in query.names
        ]
        described = self.each(lambda pair: self._describe(*pair), ours)
        wanted = {want.name: (want["domain"], want["alternative_names"]) for want in query.wanted}
        return [certificate | {"Wanted": wanted} for certificate in described if certificate]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForCertificate."""
        return self.aws.read("list_tags_for_certificate", "Tags", ("ResourceNotFoundException",), CertificateArn=arn)

    def _describe(self, arn: str, tags: dict[str, str]) -> dict[str, Any] | None:
        """DescribeCertificate; ACM tells the validation records some seconds after the request."""
        began = time.monotonic()
        while True:
            certificate = self.aws.read(
                "describe_certificate", "Certificate", ("ResourceNotFoundException",), CertificateArn=arn
            )
            if not certificate:
                return None
            if (
                certificate["Status"] != "PENDING_VALIDATION"
                or records(certificate)
                or time.monotonic() - began > RECORDS_KNOWN_WITHIN
            ):
                return certificate | {"Tags": tags}
            sleep_with_the_run(2)

    def resource(self, raw: dict[str, Any]) -> Resource:
        """One of our name but for other domains is not the one that is wanted: a certificate cannot change its domains."""
        have = super().resource(raw)
        domains = (have["domain"], have["alternative_names"])
        if raw["Wanted"].get(have.name, domains) != domains:
            have.name = f"{have.name} of {have['domain']}"
        return have

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """AWS counts the domain among the alternative names, and writes RSA-2048 for RSA_2048."""
        logging = raw.get("Options", {}).get("CertificateTransparencyLoggingPreference", "ENABLED") == "ENABLED"
        others = [name for name in raw.get("SubjectAlternativeNames", []) if name.lower() != raw["DomainName"].lower()]
        return super().shape(raw) | {
            "alternative_names": others,
            "key_algorithm": raw.get("KeyAlgorithm"),
            "transparency_logging": logging,
        }

    def attributes(self, have: Resource) -> dict[str, Any]:
        """The records in short form, the end of its life as text."""
        raw = have.raw
        return {
            "status": raw["Status"],
            "validation": records(raw),
            "not_after": moment(raw.get("NotAfter")),
            "in_use_by": raw.get("InUseBy", []),
        }

    def create(self, want: Wanted) -> None:
        """RequestCertificate, once for each token; the token may have 32 characters."""
        others = {"SubjectAlternativeNames": want["alternative_names"]} if want["alternative_names"] else {}
        self.aws.create(
            "request_certificate",
            DomainName=want["domain"],
            ValidationMethod="DNS",
            KeyAlgorithm=want["key_algorithm"],
            IdempotencyToken=want.token.replace("-", ""),
            Options=self._options(want),
            Tags=tag_list(want.tags),
            **others,
        )

    @staticmethod
    def _options(want: Wanted) -> dict[str, str]:
        return {"CertificateTransparencyLoggingPreference": "ENABLED" if want["transparency_logging"] else "DISABLED"}

    def set_options(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateCertificateOptions."""
        self.aws.write("update_certificate_options", CertificateArn=have.id, Options=self._options(want))

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """AddTagsToCertificate."""
        self.aws.write("add_tags_to_certificate", CertificateArn=have.id, Tags=tag_list(tags))

    def delete(self, have: Resource) -> None:
        """DeleteCertificate."""
        self.aws.write("delete_certificate", CertificateArn=have.id)
