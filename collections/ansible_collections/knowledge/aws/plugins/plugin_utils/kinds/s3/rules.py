"""What S3 refuses about a bucket, told before it is asked.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html and
https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
"""

from __future__ import annotations

import re
from typing import Any

from ...core.symbols import find_symbol

PREFIXES = ("xn--", "sthree-", "amzn-s3-demo-")
SUFFIXES = ("-s3alias", "--ols-s3", ".mrap", "--x-s3", "--table-s3")
IA_DAYS = 30


def name_objection(name: str) -> str | None:
    """Why S3 refuses a bucket name."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", name) or ".." in name:
        return f"{name} is no bucket name; it has 3 to 63 lower-case letters, digits, hyphens and single dots, and begins and ends with a letter or digit"
    if re.fullmatch(r"\d+\.\d+\.\d+\.\d+", name):
        return f"{name} looks like an IP address, which a bucket name must not"
    if name.startswith(PREFIXES) or name.endswith(SUFFIXES):
        return f"{name} is reserved by S3; a bucket name neither begins with {', '.join(PREFIXES)} nor ends with {', '.join(SUFFIXES)}"
    return None


def lifecycle_objections(rules: list[dict[str, Any]]) -> list[str]:
    """What S3 refuses about lifecycle rules."""
    found = []
    doubled = {rule["id"] for rule in rules if [other["id"] for other in rules].count(rule["id"]) > 1}
    found += [f"lifecycle rule {one} stands there more than once" for one in sorted(doubled)]
    for rule in rules:
        infrequent, expiry = rule.get("to_infrequent_access_days"), rule.get("expire_days")
        numbers = {key: value for key, value in rule.items() if key.endswith("_days")}
        if not numbers:
            found.append(f"lifecycle rule {rule['id']} does nothing; give it one of the days")
        found += [
            f"lifecycle rule {rule['id']}: {key} {value} is not possible; one day at least"
            for key, value in numbers.items()
            if value < 1
        ]
        if infrequent is not None and infrequent < IA_DAYS:
            found.append(
                f"lifecycle rule {rule['id']}: objects move to infrequent access after {IA_DAYS} days at the earliest, not {infrequent}"
            )
        if infrequent is not None and expiry is not None and expiry <= infrequent:
            found.append(
                f"lifecycle rule {rule['id']}: expire_days {expiry} must be more than to_infrequent_access_days {infrequent}"
            )
    return found


def policy_objections(name: str, policy: dict[str, Any]) -> list[str]:
    """Statements that S3 refuses: incomplete ones, and such that name another bucket."""
    found = []
    statements = policy.get("Statement")
    if policy.get("Version") not in ("2012-10-17", "2008-10-17") or not isinstance(statements, list) or not statements:
        return ["policy needs Version 2012-10-17 and a list Statement"]
    for number, statement in enumerate(statements, 1):
        label = f"policy statement {statement.get('Sid') or number}"
        missing = [
            word
            for word in ("Effect", "Principal", "Action", "Resource")
            if word not in statement and f"Not{word}" not in statement
        ]
        if missing:
            found.append(f"{label} lacks {', '.join(missing)}")
        resources = statement.get("Resource", [])
        for resource in [resources] if isinstance(resources, str) else resources:
            if not find_symbol(resource) and not re.fullmatch(
                rf"arn:aws[a-z-]*:s3:::{re.escape(name)}(/.*)?", resource
            ):
                found.append(f"{label} names {resource}, which is not this bucket")
    return found
