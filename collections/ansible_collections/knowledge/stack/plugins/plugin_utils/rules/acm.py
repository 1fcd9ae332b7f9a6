# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about certificates in the inventory. https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.acm.rules import (
    CLOUDFRONT_REGION,
    arn_findings,
    covers,
    domain_findings,
    is_domain,
)

from .values import of_variables

# The inventory's variables by field of the kind.
VARIABLES = {"domain_name": "domain_name", "subject_alternative_names": "acm_subject_alternative_names"}


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Domains that are domains; ready-made certificates of the right region and account."""
    domain = str(v.get("domain_name") or "")
    others = [str(name) for name in v.get("acm_subject_alternative_names") or []]
    if domain and not is_domain(domain, wildcard=False):
        yield Finding("domain_name", f"'{domain}' is no domain name", "a name such as knowledge.example.com")
    elif domain:
        yield from of_variables(domain_findings(domain, others), VARIABLES)
    users, account = v.get("acm_certificates") or [], str(v.get("aws_account_id") or "") or None
    for user, region in (("alb", str(v.get("aws_region") or "")), ("cloudfront", CLOUDFRONT_REGION)):
        variable = f"acm_{user}_certificate_arn"
        arn = str(v.get(variable) or "")
        if arn and region:
            yield from (found.named(variable) for found in arn_findings(arn, region, account))
        if arn and user not in users:
            yield Finding(
                variable,
                f"is given, but {user} is not in acm_certificates",
                f"add {user} there, or leave the ARN empty",
            )
    zone = str(v.get("acm_hosted_zone") or "").rstrip(".").lower()
    if zone and domain:
        outside = [
            name for name in (domain, *others) if not covers([zone], name) and not name.lower().endswith(f".{zone}")
        ]
        yield from (
            Finding(
                "acm_hosted_zone",
                f"'{name}' is not in the zone {zone}",
                "the zone that holds all names, or acm_validation_records: false",
            )
            for name in outside
        )
