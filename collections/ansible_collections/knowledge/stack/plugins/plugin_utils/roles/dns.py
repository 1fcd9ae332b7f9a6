# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Names in the zone from a few values. Pure."""

from __future__ import annotations

from typing import Any


def alias_items(names: list[str], target: dict[str, str], ipv6: bool) -> list[dict[str, Any]]:
    """Alias records, for IPv4 and IPv6, of names that stand for one target (dns_name, hosted_zone_id)."""
    types = ["A", "AAAA"] if ipv6 else ["A"]
    return [
        {
            "key": f"{name.replace('.', '-').replace('*', 'any')}-{type_.lower()}",
            "name": f"{name.lower()} {type_}",
            "record": name,
            "type": type_,
            "alias_target": target,
        }
        for name in names
        for type_ in types
    ]
