# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Target groups of Elastic Load Balancing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Finding, Query, Report, tag_list
from ...core.model import Resource, Wanted
from . import rules
from .codes import CODES
from .common import ATTRIBUTES, Elbv2


def health(type_: str, doc: str, **more: Any) -> Field:
    """One part of the health check, all of it changed by one call."""
    return Field(type_, doc, setter="set_health_check", **more)


class TargetGroup(Elbv2):
    """Where requests go, and how it is told whether it is well. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html"""

    name, noun = "elbv2_target_group", "target group"
    arn_prefix, arn_parameter = "targetgroup/", "TargetGroupArn"
    id_path, arn_path, name_path = "TargetGroupArn", "TargetGroupArn", "TargetGroupName"
    codes = CODES | Codes(still_used=("ResourceInUse",))
    reports = {
        "suffix": Report(
            "Suffix",
            "End of the ARN, by which CloudWatch knows it.",
            "targetgroup/knowledge-production-app/0123456789ab",
        )
    }
    fields = {
        "vpc_id": Field("str", "Id of the VPC. Cannot be changed.", required=True),
        "port": Field("int", "Port of the targets. Cannot be changed.", required=True),
        "protocol": Field(
            "str", "How the targets are spoken to. Cannot be changed.", choices=("HTTP", "HTTPS"), default="HTTP"
        ),
        "target_type": Field(
            "str", "What targets are registered by. Cannot be changed.", choices=("ip", "instance"), default="ip"
        ),
        "health_check_path": health("str", "Path that answers when a target is well.", default="/health"),
        "health_check_interval_seconds": health("int", "Seconds between two checks.", default=30),
        "health_check_timeout_seconds": health("int", "Seconds until a check counts as failed.", default=5),
        "healthy_threshold_count": health("int", "Good checks in a row until a target is well.", default=2),
        "unhealthy_threshold_count": health("int", "Failed checks in a row until a target is not well.", default=3),
        "matcher": health(
            "dict",
            "What a good answer is.",
            options={"http_code": Field("str", "Status codes, such as 200 or 200-299.", required=True)},
            default={"http_code": "200"},
            api="",
        ),
        "attributes": ATTRIBUTES,
    }
    example = """
- knowledge.aws.ec2_vpc:
    config:
      - {key: main, name: example, cidr_block: 10.0.0.0/16}
  register: vpc

- knowledge.aws.elbv2_target_group:
    config:
      - key: app
        vpc_id: "{{ vpc.ids.main }}"
        port: 8000
        health_check_path: /health
        attributes: {deregistration_delay.timeout_seconds: 30}
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Name, port, health check, attributes."""
        yield from rules.name_findings(want.name)
        yield from rules.port_findings("port", want["port"])
        yield from rules.health_findings(want.fields)
        yield from rules.attribute_findings(want["attributes"] or {})

    def find(self, query: Query) -> list[Any]:
        """All groups; tags 20 at a time, attributes one by one."""
        groups = self.named_like_ours(self.aws.read("describe_target_groups", "TargetGroups"), query)
        for group in groups:
            group["Suffix"] = group["TargetGroupArn"].rsplit(":", 1)[-1]
        return self.with_attributes(self.with_tags(groups), "describe_target_group_attributes")

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The codes may be those of gRPC, which we never set."""
        return super().shape(raw) | {"matcher": {"http_code": (raw.get("Matcher") or {}).get("HttpCode")}}

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """AWS deletes no group that a listener forwards to."""
        stuck = [name for name in changes if name in self.fields and not self.fields[name].setter]
        if not stuck or not have.raw.get("LoadBalancerArns"):
            return None
        return (
            f"{', '.join(stuck)} cannot be changed, and a load balancer forwards to it, so it cannot be replaced; "
            "give the new group another name, and remove this one afterwards"
        )

    def create(self, want: Wanted) -> None:
        """CreateTargetGroup; the attributes are a setter's work."""
        request = self.request("create_target_group", want)
        self.aws.create(
            "create_target_group", Name=want.name, HealthCheckEnabled=True, Tags=tag_list(want.tags), **request
        )

    def set_health_check(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyTargetGroup."""
        self.aws.write(
            "modify_target_group",
            TargetGroupArn=have.id,
            HealthCheckEnabled=True,
            **self.request("modify_target_group", want),
        )

    def set_attributes(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyTargetGroupAttributes."""
        self.write_attributes("modify_target_group_attributes", have, want["attributes"])

    def delete(self, have: Resource) -> None:
        """DeleteTargetGroup."""
        self.aws.write("delete_target_group", TargetGroupArn=have.id)
