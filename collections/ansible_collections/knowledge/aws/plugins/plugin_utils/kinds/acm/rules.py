"""Rules about certificates, shared by the kind, the check of ready-made ones and the inventory. Pure.

https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

CLOUDFRONT_REGION = "us-east-1"
ARN = re.compile(r"arn:aws[a-z-]*:acm:(?P<region>[a-z0-9-]+):(?P<account>\d{12}):certificate/[0-9a-f-]+")
LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
LONGEST_FIRST = 64  # characters of the domain name of a request; alternative names may be longer
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


def domain_objections(names: list[str]) -> list[str]:
    """What ACM would refuse about the names of a request, its domain first."""
    found = [
        f"'{name}' is no domain name (letters, digits and hyphens between dots; *. only in front)"
        for name in names
        if not is_domain(name)
    ]
    if names and len(names[0]) > LONGEST_FIRST:
        found.append(f"'{names[0]}' has {len(names[0])} characters; the first name may have {LONGEST_FIRST}")
    if len(set(names)) > MOST_NAMES:
        found.append(f"{len(set(names))} names are more than the {MOST_NAMES} that ACM allows by default")
    return found


def covers(names: Iterable[str], domain: str) -> bool:
    """Whether a certificate for these names is good for a domain; a wildcard stands for exactly one label."""
    domain = domain.lower().rstrip(".")
    behind = domain.partition(".")[2]
    return any(name.lower() in (domain, f"*.{behind}") for name in names)


def arn_objections(arn: str, region: str, account_id: str | None = None) -> list[str]:
    """What its ARN alone says against a certificate for something in a region."""
    found = ARN.fullmatch(arn)
    if not found:
        return [f"'{arn}' is no ARN of an ACM certificate (arn:aws:acm:{region}:<account>:certificate/<id>)"]
    objections = []
    if found["region"] != region:
        why = (
            "CloudFront takes certificates from us-east-1 only"
            if region == CLOUDFRONT_REGION
            else "a load balancer takes certificates of its own region only"
        )
        objections.append(f"the certificate is in {found['region']}, but has to be in {region}: {why}")
    if account_id and found["account"] != account_id:
        objections.append(f"the certificate belongs to account {found['account']}, not to {account_id}")
    return objections


def certificate_objections(
    certificate: dict[str, Any], domains: list[str], now: datetime, least_days: int
) -> list[str]:
    """What DescribeCertificate says against using a certificate for some domains.

    least_days: days that it must still be valid, unless ACM renews it by itself.
    """
    if certificate["Status"] != "ISSUED":
        reason = f" ({certificate['FailureReason']})" if certificate.get("FailureReason") else ""
        return [f"the certificate is {certificate['Status']}{reason}, not ISSUED"]
    names = certificate.get("SubjectAlternativeNames") or [certificate["DomainName"]]
    objections = [
        f"the certificate is for {', '.join(names)}, which does not cover {domain}"
        for domain in domains
        if not covers(names, domain)
    ]
    end = certificate.get("NotAfter")
    days = (end - now).days if end else None
    if days is not None and days < 0:
        objections.append(f"the certificate ended on {end:%Y-%m-%d}")
    elif days is not None and days < least_days and certificate.get("RenewalEligibility") != "ELIGIBLE":
        objections.append(
            f"the certificate ends in {days} days, on {end:%Y-%m-%d}, and ACM will not renew it by itself; {least_days} days are wanted"
        )
    return objections
