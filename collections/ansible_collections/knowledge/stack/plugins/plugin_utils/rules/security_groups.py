# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about who may talk to whom: those of AWS by the role's variables, and what this stack needs beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.ec2.rules import (
    HIGHEST_PORT,
    peer_findings,
    quota_findings,
    text_findings,
)

from .values import of_entry

RESERVED = ("alb", "app", "endpoints")
ENTRY_SPECS = {"security_groups_data_ports": {"type": "int", "description": "a port"}}
SOURCES = ("cidr_ip", "cidr_ipv6", "prefix_list")


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Ports, groups, sources, and the number of rules that these make."""
    data, ports = v.get("security_groups_data_ports") or {}, v.get("security_groups_alb_ports") or []
    yield from of_port("security_groups_app_port", v.get("security_groups_app_port"))
    for port in ports:
        yield from of_port("security_groups_alb_ports", port)
    for name, port in data.items():
        yield from of_port("security_groups_data_ports", port)
        yield from (finding.named("security_groups_data_ports") for finding in text_findings("name", name))
        if name in RESERVED:
            valid = f"a name other than {', '.join(RESERVED)}"
            yield Finding("security_groups_data_ports", f"'{name}' is a group of its own", valid)
    sources = v.get("security_groups_alb_sources") or []
    for source in sources:
        yield from of_entry(peer_findings("", source, SOURCES), "security_groups_alb_sources", str(source))
    rules = [source for source in sources for _ in ports if any(map(source.get, SOURCES))]
    yield from quota_findings("security_groups_alb_ports", rules)


def of_port(variable: str, port: Any) -> Iterator[Finding]:
    """AWS knows port 0 as well; nothing listens there."""
    if not 1 <= (port or 0) <= HIGHEST_PORT:
        yield Finding(variable, f"{port} is no port", f"1 to {HIGHEST_PORT}")
