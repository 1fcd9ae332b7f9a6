# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about the load balancer of the stack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.elbv2 import rules as elbv2

from .values import of_variables

HEADER = re.compile(r"[A-Za-z0-9_-]{1,40}")
# Variables by the fields of the kinds; of those that the wiring passes on the one from which it takes the value.
VARIABLES = {
    "certificate_arn": "acm_alb_certificate_arn",
    "ssl_policy": "alb_ssl_policy",
    "port": "alb_target_port",
    "health_check_path": "alb_health_check_path",
    "health_check_interval_seconds": "alb_health_check_interval_seconds",
    "health_check_timeout_seconds": "alb_health_check_timeout_seconds",
    "healthy_threshold_count": "alb_healthy_threshold_count",
    "unhealthy_threshold_count": "alb_unhealthy_threshold_count",
    "matcher.http_code": "alb_health_check_http_code",
    "attributes.idle_timeout.timeout_seconds": "alb_idle_timeout",
    "attributes.deregistration_delay.timeout_seconds": "alb_deregistration_delay",
    "attributes.slow_start.duration_seconds": "alb_slow_start",
}


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Subnets, certificate, health check, attributes. Values that another part will publish are not known here."""
    subnets = v.get("alb_subnet_ids")
    if subnets is not None and len(set(subnets)) < 2:
        yield Finding("alb_subnet_ids", f"names {len(set(subnets))} subnet", "subnets in two zones at least")
    yield from of_variables(_of_kinds(v), VARIABLES)
    header = v.get("alb_origin_header_name")
    if header is not None and not HEADER.fullmatch(str(header)):
        yield Finding(
            "alb_origin_header_name", f"'{header}' is no name of a header", "1 to 40 letters, digits, - and _"
        )


def _of_kinds(v: dict[str, Any]) -> Iterator[Finding]:
    """What the kinds say of their fields."""
    if "alb_certificate_arn" in v:
        secure = v["alb_certificate_arn"], v.get("alb_ssl_policy")
        yield from elbv2.listener_findings("HTTPS", *secure, str(v.get("aws_region") or ""))
    else:
        yield from elbv2.policy_findings(v.get("alb_ssl_policy"))
    yield from elbv2.port_findings("port", v.get("alb_target_port"))
    given = {field: v.get(variable) for field, variable in VARIABLES.items()}
    yield from elbv2.health_findings(given | {"matcher": {"http_code": given["matcher.http_code"]}})
    attributes = {
        field.removeprefix("attributes."): value
        for field, value in given.items()
        if field.startswith("attributes.") and value is not None
    }
    yield from elbv2.attribute_findings(attributes)
