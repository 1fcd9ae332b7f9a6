"""Rules about the load balancer of the stack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.elbv2 import rules as elbv2

HEADER = re.compile(r"[A-Za-z0-9_-]{1,40}")


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Subnets, certificate, health check, attributes. Values that another part will publish are not known here."""
    subnets = v.get("alb_subnet_ids")
    if subnets is not None and len(set(subnets)) < 2:
        yield Finding("alb_subnet_ids", f"names {len(set(subnets))} subnet", "subnets in two zones at least")
    if "alb_certificate_arn" in v:
        for text in elbv2.listener_objections(
            "HTTPS", v["alb_certificate_arn"], v.get("alb_ssl_policy"), str(v.get("aws_region") or "")
        ):
            yield Finding("alb_ssl_policy" if text.startswith("ssl_policy") else "alb_certificate_arn", text)
    elif v.get("alb_ssl_policy") and not elbv2.SSL_POLICY.fullmatch(v["alb_ssl_policy"]):
        yield Finding(
            "alb_ssl_policy", f"{v['alb_ssl_policy']} does not exist", "such as ELBSecurityPolicy-TLS13-1-2-2021-06"
        )
    for text in elbv2.port_objections("port", v.get("alb_target_port")):
        yield Finding("alb_target_port", text)
    checks = (
        "health_path",
        "health_interval",
        "health_timeout",
        "healthy_threshold",
        "unhealthy_threshold",
        "health_codes",
    )
    for text in elbv2.health_objections(*(v.get(f"alb_{name}") for name in checks)):
        yield Finding(f"alb_{text.split()[0]}", text)
    attributes = {
        "idle_timeout.timeout_seconds": v.get("alb_idle_timeout", 60),
        "deregistration_delay.timeout_seconds": v.get("alb_deregistration_delay", 0),
        "slow_start.duration_seconds": v.get("alb_slow_start", 0),
    }
    for text in elbv2.attribute_objections(attributes):
        variable = {"idle": "alb_idle_timeout", "dere": "alb_deregistration_delay", "slow": "alb_slow_start"}[text[:4]]
        yield Finding(variable, text)
    header = v.get("alb_origin_header_name")
    if header is not None and not HEADER.fullmatch(str(header)):
        yield Finding(
            "alb_origin_header_name", f"'{header}' is no name of a header", "1 to 40 letters, digits, - and _"
        )
