# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What S3 refuses about a bucket, told before it is asked.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html and
https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...core.finding import Finding
from ...core.symbols import find_symbol

NAME = "3 to 63 lower-case letters, digits, hyphens and single dots, a letter or digit at both ends"
PREFIXES = ("xn--", "sthree-", "amzn-s3-demo-")
SUFFIXES = ("-s3alias", "--ols-s3", ".mrap", "--x-s3", "--table-s3")
STORAGE_CLASSES = ("STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE")
EARLIEST = {"STANDARD_IA": 30, "ONEZONE_IA": 30}  # days until objects may move there
# What a lifecycle rule does, and where it says when.
ACTIONS = {
    "transitions": "days",
    "expiration": "days",
    "noncurrent_version_expiration": "noncurrent_days",
    "abort_incomplete_multipart_upload": "days_after_initiation",
}
WORDS = ("id", "filter", *ACTIONS)


def name_findings(name: str) -> Iterator[Finding]:
    """The bucket's name."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", name) or ".." in name:
        yield Finding("name", f"'{name}' is no bucket name", NAME)
    elif re.fullmatch(r"\d+\.\d+\.\d+\.\d+", name):
        yield Finding("name", f"'{name}' looks like an IP address", NAME)
    elif name.startswith(PREFIXES) or name.endswith(SUFFIXES):
        reserved = f"neither {', '.join(PREFIXES)} at its begin nor {', '.join(SUFFIXES)} at its end"
        yield Finding("name", f"'{name}' is reserved by S3", reserved)


def lifecycle_findings(rules: list[dict[str, Any]]) -> Iterator[Finding]:
    """The rules of a lifecycle."""
    ids = [rule.get("id") for rule in rules]
    for number, rule in enumerate(rules):
        at = f"lifecycle_rules[{number}]"
        if not rule.get("id"):
            yield Finding(f"{at}.id", "is missing", "a name for the rule")
        elif rule["id"] in ids[:number]:
            yield Finding(f"{at}.id", f"'{rule['id']}' stands there more than once", "an id for each rule")
        for word in sorted(rule.keys() - set(WORDS)):
            yield Finding(f"{at}.{word}", "is no part of a rule", ", ".join(WORDS))
        if not any(rule.get(action) for action in ACTIONS):
            yield Finding(at, "does nothing", f"one of {', '.join(ACTIONS)}")
        yield from _days(at, rule)


def _days(at: str, rule: dict[str, Any]) -> Iterator[Finding]:
    last = 0
    for number, move in enumerate(rule.get("transitions") or []):
        place, days, storage = f"{at}.transitions[{number}]", move.get("days"), move.get("storage_class")
        earliest = EARLIEST.get(storage, 0)
        if storage not in STORAGE_CLASSES:
            yield Finding(f"{place}.storage_class", f"{storage} is none", ", ".join(STORAGE_CLASSES))
        if not isinstance(days, int) or days < earliest:
            yield Finding(f"{place}.days", f"{days} is not possible for {storage}", f"{earliest} or more days")
        else:
            last = max(last, days)
    for action, name in list(ACTIONS.items())[1:]:
        days = (rule.get(action) or {}).get(name)
        if rule.get(action) and (not isinstance(days, int) or days < 1):
            yield Finding(f"{at}.{action}.{name}", f"{days} is not possible", "1 or more days")
        elif action == "expiration" and days and days <= last:
            wrong = f"{days} is not after the transition, which is after {last} days"
            yield Finding(f"{at}.{action}.{name}", wrong, f"{last + 1} or more days")


def policy_findings(name: str, policy: dict[str, Any]) -> Iterator[Finding]:
    """Statements that S3 refuses: incomplete ones, and such that name another bucket."""
    statements = policy.get("Statement")
    if policy.get("Version") not in ("2012-10-17", "2008-10-17") or not isinstance(statements, list) or not statements:
        yield Finding("policy", "is no bucket policy", "one with Version 2012-10-17 and a list Statement")
        return
    for number, statement in enumerate(statements):
        at = f"policy.Statement[{number}]"
        needed = ("Effect", "Principal", "Action", "Resource")
        missing = [word for word in needed if word not in statement and f"Not{word}" not in statement]
        if missing:
            yield Finding(at, f"lacks {', '.join(missing)}", f"a statement with {', '.join(needed)}")
        resources = statement.get("Resource", [])
        own = rf"arn:aws[a-z-]*:s3:::{re.escape(name)}(/.*)?"
        for resource in [resources] if isinstance(resources, str) else resources:
            if not find_symbol(resource) and not re.fullmatch(own, resource):
                yield Finding(
                    f"{at}.Resource", f"{resource} is not this bucket", f"the ARN of {name}, or of what is in it"
                )
