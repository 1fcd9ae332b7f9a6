# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about DNS records. https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-basic.html"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.acm.rules import is_domain


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Names that are names, inside their zone."""
    zone = str(v.get("dns_zone_name") or "").rstrip(".").lower()
    if zone and not is_domain(zone, wildcard=False):
        yield Finding(
            "dns_zone_name", f"'{zone}' is no domain name", "the name of a hosted zone, such as example.com, or empty"
        )
    for name in v.get("dns_names") or []:  # the wiring passes domain_name
        if not is_domain(str(name)):
            yield Finding("domain_name", f"'{name}' is no domain name", "a name such as knowledge.example.com")
        elif zone and str(name).lower() != zone and not str(name).lower().endswith(f".{zone}"):
            yield Finding("dns_zone_name", f"'{name}' is not in the zone {zone}", "the zone that holds it, or empty")
