# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Certificates of ACM that are validated by DNS records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from ...core.fields import Field, snake
from ...core.kind import Finding, Kind, Life, Query, Report, tag_list
from ...core.model import AROUND, Resource, Wanted
from .codes import CODES
from .rules import domain_findings

# ListCertificates leaves all but small RSA keys out unless it is asked for them.
KEY_ALGORITHMS = ("RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1")
RECORD = {"name": "_0123abcd.knowledge.example.com", "type": "CNAME", "value": "_4567ef.acm-validations.aws."}
OPTIONS = {
    "certificate_transparency_logging_preference": Field(
        "str",
        "Whether it stands in public certificate transparency logs, without which browsers do not trust it.",
        choices=("ENABLED", "DISABLED"),
        default="ENABLED",
    )
}


def lower(names: Iterable[str]) -> list[str]:
    """Domain names do not know upper case."""
    return [name.lower() for name in names]


def moment(value: Any) -> str | None:
    """A time of AWS's as text."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else None


def records(certificate: dict[str, Any]) -> list[dict[str, str]]:
    """The CNAME records that prove the domains, once each: a wildcard and its base share one."""
    found = [one.get("ResourceRecord") for one in certificate.get("DomainValidationOptions", [])]
    told = [
        {"name": record["Name"].rstrip("."), "type": record["Type"], "value": record["Value"]}
        for record in found
        if record
    ]
    return [record for number, record in enumerate(told) if record not in told[:number]]


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
    codes = CODES
    fields = {
        "domain_name": Field(
            "str",
            "Domain name, also with a wildcard. Another one is another certificate.",
            required=True,
            norm=str.lower,
        ),
        "subject_alternative_names": Field(
            "list",
            "Further domain names. Others are another certificate.",
            elements="str",
            default=[],
            norm=lower,
            unordered=True,
            api="",
        ),
        "key_algorithm": Field(
            "str",
            "Kind of key. Cannot be changed.",
            default="RSA_2048",
            choices=KEY_ALGORITHMS,
            norm=lambda text: text.replace("-", "_"),
        ),
        "options": Field(
            "dict", "What can be changed later.", options=OPTIONS, default={}, setter="set_options", api=""
        ),
    }
    reports = {
        "status": Report("Status", "State of the certificate.", "PENDING_VALIDATION"),
        "validation": Report("", "DNS records that prove the domains, once each.", [RECORD]),
    }
    example = """\
# the records of attributes.cloudfront.validation prove the domain; then it is issued
- knowledge.aws.acm_certificate:
    region: us-east-1
    wait: false
    config:
      - key: cloudfront
        domain_name: knowledge.example.com
        subject_alternative_names: ["*.knowledge.example.com"]
  register: requested
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Domain names that ACM accepts."""
        yield from domain_findings(want["domain_name"], want["subject_alternative_names"] or [])

    def find(self, query: Query) -> list[Any]:
        """Certificates of the wanted domains, and unused ones of ours.

        One of ours for another domain that is still in use is not looked at: what uses it moves to the new one first.
        """
        domains = {want["domain_name"] for want in query.wanted}
        listed = self.aws.read(
            "list_certificates", "CertificateSummaryList", Includes={"keyTypes": list(KEY_ALGORITHMS)}
        )
        near = [
            entry
            for entry in listed
            if query.everything or not query.wanted or entry["DomainName"].lower() in domains or not entry.get("InUse")
        ]
        tagged = self.tags_of([entry["CertificateArn"] for entry in near])
        ours = {arn: tags for arn, tags in tagged.items() if self.stack.owns(tags) or tags.get("Name") in query.names}
        described = zip(self.each(self._describe, ours), ours.values(), strict=True)
        wanted = {want.name: (want["domain_name"], want["subject_alternative_names"]) for want in query.wanted}
        return [one | {"Tags": tags, AROUND: wanted} for one, tags in described if one]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForCertificate."""
        return self.aws.read("list_tags_for_certificate", "Tags", CODES.gone, CertificateArn=arn)

    def _describe(self, arn: str) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self.aws.read(
            "describe_certificate", "Certificate", CODES.gone, CertificateArn=arn
        )
        return found

    def untold(self, have: Resource) -> str | None:
        """The validation records, which are published."""
        told = have.state != "PENDING_VALIDATION" or records(have.raw)
        return None if told else "the records that prove its domains"

    def resource(self, raw: dict[str, Any]) -> Resource:
        """One of our name but for other domains is not the one that is wanted: its domains cannot change."""
        have = super().resource(raw)
        domains = (have["domain_name"], have["subject_alternative_names"])
        if raw[AROUND].get(have.name, domains) != domains:
            have.name = f"{have.name} of {have['domain_name']}"
        return have

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """AWS counts the domain among the alternative names."""
        others = [name for name in raw.get("SubjectAlternativeNames", []) if name.lower() != raw["DomainName"].lower()]
        told = snake(raw.get("Options", {}), self.aws.input("request_certificate").members["Options"])
        options = {name: told.get(name, field.default) for name, field in OPTIONS.items()}
        return super().shape(raw) | {"subject_alternative_names": others, "options": options}

    def attributes(self, have: Resource) -> dict[str, Any]:
        """The records in short form."""
        return super().attributes(have) | {"validation": records(have.raw)}

    def create(self, want: Wanted) -> None:
        """RequestCertificate, once for each token; the token may have 32 characters."""
        asked = self.request("request_certificate", want)
        if not want["subject_alternative_names"]:
            del asked["SubjectAlternativeNames"]
        self.aws.create(
            "request_certificate",
            **asked,
            ValidationMethod="DNS",
            IdempotencyToken=want.token.replace("-", ""),
            Tags=tag_list(want.tags),
        )

    def set_options(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateCertificateOptions."""
        asked = self.request("update_certificate_options", want)
        self.aws.write("update_certificate_options", CertificateArn=have.id, **asked)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """AddTagsToCertificate."""
        self.aws.write("add_tags_to_certificate", CertificateArn=have.id, Tags=tag_list(tags))

    def delete(self, have: Resource) -> None:
        """DeleteCertificate."""
        self.aws.write("delete_certificate", CertificateArn=have.id)
