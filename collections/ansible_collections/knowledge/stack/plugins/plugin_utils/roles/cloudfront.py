# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The distribution of a stack from a few values. Pure."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
ORIGIN = "alb"


def origin_items(domain_name: str, header: Json, vpc_origin_id: str, timeouts: Json) -> list[Json]:
    """The load balancer, public with its secret header, or internal through a VPC origin."""
    origin: Json = {"id": ORIGIN, "domain_name": domain_name}
    if vpc_origin_id:
        origin["vpc_origin_config"] = {"vpc_origin_id": vpc_origin_id, **timeouts}
    else:
        origin["custom_origin_config"] = timeouts
    if header:
        origin["secret_header"] = {"header_name": header["name"], "secret_id": header["secret"]}
    return [origin]


def behavior_items(paths: list[str], cache_policy: str, headers_policy: str) -> list[Json]:
    """Static paths are cached, each in its place of the list."""
    common = {
        "target_origin_id": ORIGIN,
        "cache_policy_id": cache_policy,
        "response_headers_policy_id": headers_policy,
    }
    return [{"path_pattern": path, **common} for path in paths]
