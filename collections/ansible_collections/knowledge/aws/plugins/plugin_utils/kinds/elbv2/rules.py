# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules of load balancers. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ...core.finding import Finding
from .shapes import CONFIGS, FIXED_RESPONSE, REDIRECT, Json, texts, told

LONGEST_NAME = 32
NAME = re.compile(r"[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?")
# What CreateListener takes for HTTPS: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
SSL_POLICY = re.compile(
    r"ELBSecurityPolicy-(TLS13-1-[0123](-Res|-Ext[012])?(-FIPS)?(-PQ)?-\d{4}-\d{2}|TLS-1-[012](-Ext)?-\d{4}-\d{2}"
    r"|FS(-1-[12](-Res)?)?-\d{4}-\d{2}|2016-08|2015-05)"
)
POLICIES = "a policy such as ELBSecurityPolicy-TLS13-1-2-2021-06"
HTTP_CODES = re.compile(r"\d{3}(-\d{3})?(,\d{3}(-\d{3})?)*")
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


# How often in a row, and seconds: API_CreateTargetGroup
HEALTH = {
    "health_check_interval_seconds": (5, 300),
    "health_check_timeout_seconds": (2, 120),
    "healthy_threshold_count": (2, 10),
    "unhealthy_threshold_count": (2, 10),
}


def name_findings(name: str) -> Iterator[Finding]:
    """The name of a load balancer or target group."""
    valid = (
        f"1 to {LONGEST_NAME} letters, digits and hyphens, none of these at either end, not beginning with internal-"
    )
    if len(name) > LONGEST_NAME:
        yield Finding("name", f"{name} has {len(name)} characters", valid)
    elif not NAME.fullmatch(name) or name.startswith("internal-"):
        yield Finding("name", f"{name} is not possible", valid)


def attribute_findings(attributes: dict[str, Any]) -> Iterator[Finding]:
    """Attributes of load balancers, target groups and listeners."""
    for key, (low, high) in RANGES.items():
        value = str(attributes.get(key, low))
        if not value.isdigit() or not low <= int(value) <= high:
            yield Finding(f"attributes.{key}", f"{value} is out of range", f"{low} to {high}")
    slow = "slow_start.duration_seconds"
    value = str(attributes.get(slow, 0))
    if not value.isdigit() or not (int(value) == 0 or 30 <= int(value) <= 900):
        yield Finding(f"attributes.{slow}", f"{value} is out of range", "0, or 30 to 900")
    elif int(value) and attributes.get("load_balancing.algorithm.type") not in (None, "round_robin"):
        yield Finding(f"attributes.{slow}", f"{value} works with round robin only", "0, or round_robin as algorithm")
    for key, choices in CHOICES.items():
        if key in attributes and attributes[key] not in choices:
            yield Finding(f"attributes.{key}", f"{attributes[key]} is not possible", ", ".join(choices))
    if attributes.get("access_logs.s3.enabled") == "true" and not attributes.get("access_logs.s3.bucket"):
        yield Finding("attributes.access_logs.s3.bucket", "is missing", "the name of a bucket")


def port_findings(field: str, port: Any) -> Iterator[Finding]:
    """Whether it is a port."""
    if not isinstance(port, int) or not 1 <= port <= 65535:
        yield Finding(field, f"{port} is no port", "1 to 65535")


def health_findings(get: dict[str, Any]) -> Iterator[Finding]:
    """The health check of a target group, by its fields; what is not given is not looked at."""
    path = get.get("health_check_path")
    if path is not None and (not str(path).startswith("/") or len(str(path)) > 1024 or re.search(r"\s", str(path))):
        yield Finding("health_check_path", f"{path} is no path", "up to 1024 characters, / first, no spaces")
    for field, (low, high) in HEALTH.items():
        value = get.get(field)
        if value is not None and not low <= value <= high:
            yield Finding(field, f"{value} is out of range", f"{low} to {high}")
    interval, timeout = get.get("health_check_interval_seconds"), get.get("health_check_timeout_seconds")
    if interval is not None and timeout is not None and timeout >= interval:
        valid = f"less than the interval of {interval}"
        yield Finding("health_check_timeout_seconds", f"{timeout} is not less than the interval", valid)
    codes = (get.get("matcher") or {}).get("http_code")
    if codes is not None and not HTTP_CODES.fullmatch(str(codes)):
        yield Finding("matcher.http_code", f"{codes} are no status codes", "such as 200 or 200-299,301")


def listener_findings(protocol: str, certificate: Any, ssl_policy: Any, region: str) -> Iterator[Finding]:
    """Protocol, certificate and policy of a listener."""
    if protocol == "HTTPS" and not certificate:
        yield Finding("certificate_arn", "is missing, but HTTPS needs a certificate", "the ARN of a certificate")
    if protocol == "HTTP" and certificate:
        yield Finding("certificate_arn", "is given, but HTTP takes no certificate", "nothing, or protocol HTTPS")
    if protocol == "HTTP" and ssl_policy:
        yield Finding("ssl_policy", "is given, but HTTP takes none", "nothing, or protocol HTTPS")
    parts = str(certificate or "").split(":")
    if len(parts) > 4 and parts[2] == "acm" and parts[3] != region:
        valid = f"the ARN of a certificate in {region}, the region of the load balancer"
        yield Finding("certificate_arn", f"is that of a certificate in {parts[3]}", valid)
    yield from policy_findings(ssl_policy)


def policy_findings(ssl_policy: Any) -> Iterator[Finding]:
    """Whether there is such a policy."""
    if ssl_policy and not SSL_POLICY.fullmatch(ssl_policy):
        yield Finding("ssl_policy", f"{ssl_policy} does not exist", POLICIES)


def action_findings(field: str, actions: list[Json]) -> Iterator[Finding]:
    """Actions of a listener or a rule."""
    if len(actions) != 1:
        yield Finding(field, f"has {len(actions)} actions", "one: forward, redirect or fixed-response")
    for action in actions:
        if action["type"] == "forward" and not action.get("target_group_arn"):
            yield Finding(f"{field}.target_group_arn", "is missing", "the ARN of a target group")
        if action["type"] == "redirect":
            yield from _redirect_findings(f"{field}.redirect_config", action.get("redirect_config"))
        if action["type"] == "fixed-response":
            yield from _response_findings(f"{field}.fixed_response_config", action.get("fixed_response_config"))


def _redirect_findings(field: str, given: dict[str, Any] | None) -> Iterator[Finding]:
    if not given:
        yield Finding(field, "is missing", "where it leads, such as {protocol: HTTPS, port: 443}")
        return
    config = REDIRECT | texts(told(given))
    if config["status_code"] not in ("HTTP_301", "HTTP_302"):
        yield Finding(f"{field}.status_code", f"{config['status_code']} is not possible", "HTTP_301, HTTP_302")
    if all(config[key] == REDIRECT[key] for key in ("protocol", "host", "port", "path")):
        yield Finding(field, "leads back to itself", "another protocol, host, port or path")


def _response_findings(field: str, given: dict[str, Any] | None) -> Iterator[Finding]:
    if not given:
        yield Finding(field, "is missing", "the answer, such as {status_code: 403}")
        return
    config = FIXED_RESPONSE | texts(told(given))
    if not re.fullmatch(r"[245]\d\d", config["status_code"]):
        yield Finding(f"{field}.status_code", f"{config['status_code']} is not possible", "2xx, 4xx, 5xx")
    if len(config.get("message_body", "")) > 1024:
        yield Finding(f"{field}.message_body", "is too long", "up to 1024 characters")


def condition_findings(conditions: list[Json]) -> Iterator[Finding]:
    """Conditions of a rule: each with the member that belongs to its field, and no other."""
    for number, condition in enumerate(conditions):
        where, wanted = f"conditions[{number}]", CONFIGS[condition["field"]]
        given = [name for name in CONFIGS.values() if condition.get(name)]
        if given != [wanted]:
            yield Finding(where, f"{condition['field']} has {' and '.join(given) or 'no values'}", wanted)
        header = condition.get("http_header_config") or {}
        if header and bool(header.get("values")) == bool(header.get("secret")):
            yield Finding(f"{where}.http_header_config", "has both or none of values and secret", "one of them")


def priority_findings(priorities: Iterable[tuple[str, Any]]) -> Iterator[Finding]:
    """Each rule has a priority of its own. priorities: name and priority of each rule."""
    seen: dict[int, str] = {}
    for name, priority in priorities:
        if not isinstance(priority, int) or not 1 <= priority <= 50000:
            yield Finding("priority", f"{priority} of {name} is out of range", "1 to 50000")
        elif priority in seen:
            yield Finding("priority", f"{priority} is that of {seen[priority]} and {name}", "one of its own for each")
        seen.setdefault(priority, name)
