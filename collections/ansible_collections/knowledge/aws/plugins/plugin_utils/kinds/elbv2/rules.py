"""Rules of load balancers. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html"""

from __future__ import annotations

import re
from typing import Any

LONGEST_NAME = 32
NAME = re.compile(r"[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?")
# What CreateListener takes for HTTPS: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
SSL_POLICY = re.compile(
    r"ELBSecurityPolicy-(TLS13-1-[0123](-Res|-Ext[012])?(-FIPS)?(-PQ)?-\d{4}-\d{2}|TLS-1-[012](-Ext)?-\d{4}-\d{2}|FS(-1-[12](-Res)?)?-\d{4}-\d{2}|2016-08|2015-05)"
)
CODES = re.compile(r"\d{3}(-\d{3})?(,\d{3}(-\d{3})?)*")
# Attributes that have a range, and their range: API_LoadBalancerAttribute and API_TargetGroupAttribute
RANGES = {
    "idle_timeout.timeout_seconds": (1, 4000),
    "client_keep_alive.seconds": (60, 604800),
    "deregistration_delay.timeout_seconds": (0, 3600),
}
CHOICES = {
    "routing.http.desync_mitigation_mode": ("monitor", "defensive", "strictest"),
    "routing.http.xff_header_processing.mode": ("append", "preserve", "remove"),
    "load_balancing.algorithm.type": ("round_robin", "least_outstanding_requests", "weighted_random"),
}


def name_objections(name: str) -> list[str]:
    """What is wrong with the name of a load balancer or target group."""
    if len(name) > LONGEST_NAME:
        return [f"the name {name} has {len(name)} characters; AWS allows {LONGEST_NAME}"]
    if not NAME.fullmatch(name):
        return [f"the name {name} is not possible; it has letters, digits and hyphens, none of these at either end"]
    return (
        [f"the name {name} begins with internal-, which AWS keeps for itself"] if name.startswith("internal-") else []
    )


def attribute_objections(attributes: dict[str, Any]) -> list[str]:
    """What is wrong with attributes of load balancers, target groups and listeners."""
    found = []
    for key, (low, high) in RANGES.items():
        value = str(attributes.get(key, low))
        if not value.isdigit() or not low <= int(value) <= high:
            found.append(f"{key} {value} is out of range ({low} to {high})")
    slow_start = str(attributes.get("slow_start.duration_seconds", 0))
    if not slow_start.isdigit() or not (int(slow_start) == 0 or 30 <= int(slow_start) <= 900):
        found.append(f"slow_start.duration_seconds {slow_start} is out of range (0, or 30 to 900)")
    elif int(slow_start) and attributes.get("load_balancing.algorithm.type") not in (None, "round_robin"):
        found.append(
            f"slow_start.duration_seconds {slow_start} works with load_balancing.algorithm.type round_robin only"
        )
    for key, valid in CHOICES.items():
        if key in attributes and attributes[key] not in valid:
            found.append(f"{key} {attributes[key]} is not possible; valid: {', '.join(valid)}")
    if attributes.get("access_logs.s3.enabled") == "true" and not attributes.get("access_logs.s3.bucket"):
        found.append("access_logs.s3.enabled needs access_logs.s3.bucket")
    return found


def port_objections(what: str, port: Any) -> list[str]:
    """Whether it is a port."""
    return [] if isinstance(port, int) and 1 <= port <= 65535 else [f"{what} {port} is no port (1 to 65535)"]


def health_objections(path: Any, interval: Any, timeout: Any, healthy: Any, unhealthy: Any, codes: Any) -> list[str]:
    """What is wrong with a health check. Seconds, and how often in a row. API_CreateTargetGroup"""
    found = []
    if path is not None and (not str(path).startswith("/") or len(str(path)) > 1024 or re.search(r"\s", str(path))):
        found.append(f"health_path {path} is no path; it begins with / and has no spaces")
    for what, value, low, high in (
        ("health_interval", interval, 5, 300),
        ("health_timeout", timeout, 2, 120),
        ("healthy_threshold", healthy, 2, 10),
        ("unhealthy_threshold", unhealthy, 2, 10),
    ):
        if value is not None and not low <= value <= high:
            found.append(f"{what} {value} is out of range ({low} to {high})")
    if interval is not None and timeout is not None and timeout >= interval:
        found.append(f"health_timeout {timeout} must be less than health_interval {interval}")
    if codes is not None and not CODES.fullmatch(str(codes)):
        found.append(f"health_codes {codes} are no status codes; such as 200 or 200-299,301")
    return found


def listener_objections(protocol: str, certificate: Any, ssl_policy: Any, region: str) -> list[str]:
    """What is wrong with protocol, certificate and policy of a listener."""
    found = []
    if protocol == "HTTPS" and not certificate:
        found.append("HTTPS needs a certificate")
    if protocol == "HTTP" and (certificate or ssl_policy):
        found.append("HTTP takes neither a certificate nor ssl_policy")
    parts = str(certificate or "").split(":")
    if len(parts) > 4 and parts[2] == "acm" and parts[3] != region:
        found.append(
            f"the certificate is one of {parts[3]}; a load balancer of {region} takes certificates of {region} only"
        )
    if ssl_policy and not SSL_POLICY.fullmatch(ssl_policy):
        found.append(f"ssl_policy {ssl_policy} does not exist; such as ELBSecurityPolicy-TLS13-1-2-2021-06")
    return found


def priority_objections(priorities: list[tuple[str, Any]]) -> list[str]:
    """Each rule has a priority of its own. priorities: name and priority of each rule."""
    found: list[str] = []
    seen: dict[int, str] = {}
    for name, priority in priorities:
        if not isinstance(priority, int) or not 1 <= priority <= 50000:
            found.append(f"rule {name}: priority {priority} is out of range (1 to 50000)")
        elif priority in seen:
            found.append(f"rules {seen[priority]} and {name} have the same priority {priority}")
        seen.setdefault(priority, name)
    return found
