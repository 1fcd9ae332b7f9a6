"""The distribution of a stack from a few values. Pure."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
ORIGIN = "alb"


def origin_items(domain: str, header: Json, vpc_origin: str, timeouts: Json) -> list[Json]:
    """The load balancer, public with its secret header, or internal through a VPC origin."""
    origin: Json = {"id": ORIGIN, "domain": domain, **timeouts}
    if vpc_origin:
        origin["vpc_origin"] = vpc_origin
    if header:
        origin["secret_header"] = header
    return [origin]


def behavior_items(paths: list[str], cache_policy: str, headers_policy: str) -> list[Json]:
    """Static paths are cached, each in its place of the list."""
    common = {
        "origin": ORIGIN,
        "methods": "read",
        "cache_policy": cache_policy,
        "response_headers_policy": headers_policy,
    }
    return [{"path": path, **common} for path in paths]
