"""Rules about who may talk to whom. https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding

RULES_A_GROUP = 60
# What a prefix list counts as: https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
WEIGHTS = {"com.amazonaws.global.cloudfront.origin-facing": 55}
RESERVED = ("alb", "app", "endpoints")


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Ports, sources, and the number of rules that they make."""
    ports = [("security_groups_app_port", v.get("security_groups_app_port"))]
    ports += [("security_groups_alb_ports", port) for port in v.get("security_groups_alb_ports") or []]
    ports += [("security_groups_data_ports", port) for port in (v.get("security_groups_data_ports") or {}).values()]
    for variable, port in ports:
        if not str(port).isdigit() or not 1 <= int(port) <= 65535:  # type: ignore[arg-type]
            yield Finding(variable, f"{port} is no port", "1 to 65535")
    for name in v.get("security_groups_data_ports") or {}:
        if name in RESERVED:
            yield Finding(
                "security_groups_data_ports",
                f"'{name}' is a group of its own",
                f"a name other than {', '.join(RESERVED)}",
            )
    weight = 0
    for source in v.get("security_groups_alb_sources") or []:
        given = [word for word in ("cidr", "prefix_list") if source.get(word)]
        if len(given) != 1:
            yield Finding(
                "security_groups_alb_sources",
                f"{source} names {len(given)} sources",
                "one of cidr and prefix_list in each entry",
            )
            continue
        weight += WEIGHTS.get(source.get("prefix_list") or "", 1)
        if source.get("cidr"):
            try:
                ipaddress.ip_network(source["cidr"])
            except ValueError as error:
                yield Finding(
                    "security_groups_alb_sources",
                    f"'{source['cidr']}' is no address range ({error})",
                    "a range such as 203.0.113.0/24",
                )
    rules = weight * len(v.get("security_groups_alb_ports") or [])
    if rules > RULES_A_GROUP:
        yield Finding(
            "security_groups_alb_ports",
            f"the sources and ports make {rules} rules",
            f"at most {RULES_A_GROUP} a group; CloudFront's prefix list counts as 55",
        )
