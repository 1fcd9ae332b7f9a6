# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Certificates, their records and names in the zone, from a few values. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.acm.rules import CLOUDFRONT_REGION


def certificate_regions(region: str) -> dict[str, str]:
    """Where the certificate of each user has to be."""
    return {"alb": region, "cloudfront": CLOUDFRONT_REGION}


def ready_certificate_items(
    users: list[str], given: dict[str, str], region: str, domains: list[str]
) -> list[dict[str, Any]]:
    """One entry for each certificate whose ARN is given."""
    regions = certificate_regions(region)
    return [
        {"key": user, "certificate_arn": given[user], "region": regions[user], "domains": domains}
        for user in users
        if given.get(user)
    ]


def requested_certificate_items(
    users: list[str], given: dict[str, str], region: str, domains: list[str], options: dict[str, Any]
) -> list[dict[str, Any]]:
    """One entry for each certificate that has to be requested, in the region of its user."""
    regions = certificate_regions(region)
    common = {"domain_name": domains[0], "subject_alternative_names": domains[1:], **options}
    return [{"key": user, "region": regions[user], **common} for user in users if not given.get(user)]


def awaited_certificates(config: list[dict[str, Any]], stack: dict[str, Any]) -> list[dict[str, Any]]:
    """What await_ready has to wait for, an entry a certificate."""
    return [
        {
            "kind": "acm_certificate",
            "names": [f"{stack['name']}-{entry['key']}"],
            "scope": {"region": entry["region"]},
        }
        for entry in config
    ]


def pending(attributes: dict[str, Any]) -> list[str]:
    """Keys of certificates that are there and not issued; what is only planned has no state yet."""
    return sorted(key for key, values in attributes.items() if values.get("status") == "PENDING_VALIDATION")


def proofs(attributes: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """The validation records of some certificates, once each; what is only planned has none."""
    found = [
        record for values in attributes if isinstance(values.get("validation"), list) for record in values["validation"]
    ]
    return [dict(entry) for entry in dict.fromkeys(tuple(record.items()) for record in found)]


def validation_items(attributes: dict[str, Any], domains: list[str], ttl: int) -> list[dict[str, Any]]:
    """One DNS record for each domain: a wildcard and its base share one, and so do certificates of several regions.

    attributes: what the certificates publish, by key; symbols where they are only planned.
    """
    known = {record["name"].partition(".")[2]: record for record in proofs(attributes.values())}
    symbol = next(
        (values["validation"] for values in attributes.values() if isinstance(values.get("validation"), str)), None
    )
    items = []
    for base in dict.fromkeys(name.lower().removeprefix("*.") for name in domains):
        record = known.get(base) or ({"name": symbol, "type": "CNAME", "value": symbol} if symbol else None)
        if record:
            items.append(
                {
                    "key": f"validation-{base.replace('.', '-')}",
                    "name": f"validation of {base}",
                    "record": record["name"],
                    "type": record["type"],
                    "resource_records": [record["value"]],
                    "ttl": ttl,
                }
            )
    return items


def validation_text(attributes: dict[str, Any]) -> str:
    """The records that are to be made by hand, as lines of a zone file."""
    waiting = [attributes[key] for key in pending(attributes)]
    return "\n".join(
        f"  {record['name']}.  {record['type']}  {record['value']}."
        if not record["value"].endswith(".")
        else f"  {record['name']}.  {record['type']}  {record['value']}"
        for record in proofs(waiting)
    )
