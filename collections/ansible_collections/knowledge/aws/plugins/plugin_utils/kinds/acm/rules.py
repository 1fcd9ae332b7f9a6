# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about certificates, shared by the kind, the check of ready-made ones and the inventory. Pure.

https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from ...core.finding import Finding

CLOUDFRONT_REGION = "us-east-1"  # in the partition aws; CloudFront of others takes none of ACM
ARN = re.compile(r"arn:aws[a-z-]*:acm:(?P<region>[a-z0-9-]+):(?P<account>\d{12}):certificate/[0-9a-f-]+")
LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
LONGEST_FIRST = 64  # characters of the domain name of a request; alternative names may be longer
FIELD = "certificate_arn"
MOST_NAMES = 10  # default quota of names a certificate


def is_domain(name: str, wildcard: bool = True) -> bool:
    """Whether a text is a full domain name, with a wildcard for its first label if that is allowed."""
    name = name.lower()
    if wildcard and name.startswith("*."):
        name = name[2:]
    labels = name.split(".")
    return (
        len(name) <= 253
        and len(labels) >= 2
        and all(LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdigit()
    )


def domain_findings(domain: str, others: list[str]) -> Iterator[Finding]:
    """What ACM would refuse about the names of a request."""
    for field, names in (("domain_name", [domain]), ("subject_alternative_names", others)):
        for name in names:
            if not is_domain(name):
                yield Finding(
                    field,
                    f"'{name}' is no domain name",
                    "letters, digits and hyphens between dots; *. only in front",
                )
    if len(domain) > LONGEST_FIRST:
        yield Finding("domain_name", f"'{domain}' has {len(domain)} characters", f"{LONGEST_FIRST} at the most")
    count = len({domain, *others})
    if count > MOST_NAMES:
        valid = f"{MOST_NAMES} names at the most, the domain among them, as ACM allows by default"
        yield Finding("subject_alternative_names", f"with the domain these are {count} names", valid)


def covers(names: Iterable[str], domain: str) -> bool:
    """Whether a certificate for these names is good for a domain; a wildcard stands for exactly one label."""
    domain = domain.lower().rstrip(".")
    behind = domain.partition(".")[2]
    return any(name.lower() in (domain, f"*.{behind}") for name in names)


def arn_findings(arn: str, region: str, account_id: str | None = None) -> Iterator[Finding]:
    """What its ARN alone says against a certificate for something in a region."""
    valid = f"arn:<partition>:acm:{region}:{account_id or '<account>'}:certificate/<id>"
    found = ARN.fullmatch(arn)
    if not found:
        yield Finding(FIELD, f"'{arn}' is no ARN of an ACM certificate", valid)
        return
    if found["region"] != region:
        why = (
            f"CloudFront takes certificates from {CLOUDFRONT_REGION} only"
            if region == CLOUDFRONT_REGION
            else "a load balancer takes certificates of its own region only"
        )
        yield Finding(FIELD, f"the certificate is in {found['region']}: {why}", valid)
    if account_id and found["account"] != account_id:
        yield Finding(FIELD, f"the certificate belongs to account {found['account']}", valid)


def certificate_findings(
    certificate: dict[str, Any], domains: list[str], now: datetime, least_days: int
) -> Iterator[Finding]:
    """What DescribeCertificate says against using a certificate for some domains.

    least_days: days that it must still be valid, unless ACM renews it by itself.
    """
    if certificate["Status"] != "ISSUED":
        reason = f" ({certificate['FailureReason']})" if certificate.get("FailureReason") else ""
        yield Finding(FIELD, f"the certificate is {certificate['Status']}{reason}", "a certificate that is ISSUED")
        return
    names = certificate.get("SubjectAlternativeNames") or [certificate["DomainName"]]
    for domain in domains:
        if not covers(names, domain):
            yield Finding(FIELD, f"the certificate is for {', '.join(names)}", f"one that covers {domain}")
    end = certificate.get("NotAfter")
    days = (end - now).days if end else None
    if days is not None and days < 0:
        yield Finding(FIELD, f"the certificate ended on {end:%Y-%m-%d}", "one that is still valid")
    elif days is not None and days < least_days and certificate.get("RenewalEligibility") != "ELIGIBLE":
        yield Finding(
            FIELD,
            f"the certificate ends in {days} days, on {end:%Y-%m-%d}, and ACM will not renew it by itself",
            f"one that is valid for {least_days} days, or a smaller least_days",
        )
