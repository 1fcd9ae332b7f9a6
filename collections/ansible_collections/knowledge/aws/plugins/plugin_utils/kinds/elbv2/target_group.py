"""Load balancers and target groups of Elastic Load Balancing v2."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Query, Report, tag_list
from ...core.model import Resource, Wanted
from . import rules
from .codes import CODES
from .common import Elbv2, as_texts, pairs


def health(description: str, api: str, type_: str = "int", **more: Any) -> Field:
    """One part of the health check, all of them changed by one call."""
    return Field(type_, description, api=api, setter="set_health_check", **more)


HEALTH = {  # parameters of CreateTargetGroup and ModifyTargetGroup by field
    "health_path": "HealthCheckPath",
    "health_interval": "HealthCheckIntervalSeconds",
    "health_timeout": "HealthCheckTimeoutSeconds",
    "healthy_threshold": "HealthyThresholdCount",
    "unhealthy_threshold": "UnhealthyThresholdCount",
}


class TargetGroup(Elbv2):
    """Where requests go, and how it is told whether it is well. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html"""

    name, noun = "elbv2_target_group", "target group"
    arn_prefix = "targetgroup/"
    id_path, arn_path, name_path = "TargetGroupArn", "TargetGroupArn", "TargetGroupName"
    reports = {"suffix": Report("Suffix")}
    codes = CODES | Codes(still_used=("ResourceInUse",))
    fields = {
        "vpc": Field("str", "Id of the VPC. Cannot be changed.", api="VpcId", required=True),
        "port": Field("int", "Port of the targets. Cannot be changed.", api="Port", required=True),
        "protocol": Field(
            "str",
            "How the targets are spoken to. Cannot be changed.",
            api="Protocol",
            choices=("HTTP", "HTTPS"),
            default="HTTP",
        ),
        "target_type": Field(
            "str",
            "What targets are registered by. Cannot be changed.",
            api="TargetType",
            choices=("ip", "instance"),
            default="ip",
        ),
        "health_path": health("Path that answers when a target is well.", "HealthCheckPath", "str", default="/health"),
        "health_interval": health("Seconds between two checks.", "HealthCheckIntervalSeconds", default=30),
        "health_timeout": health("Seconds until a check counts as failed.", "HealthCheckTimeoutSeconds", default=5),
        "healthy_threshold": health("Good checks in a row until a target is well.", "HealthyThresholdCount", default=2),
        "unhealthy_threshold": health(
            "Failed checks in a row until a target is not well.", "UnhealthyThresholdCount", default=3
        ),
        "health_codes": health(
            "Status codes that mean well, such as 200 or 200-299.", "Matcher.HttpCode", "str", default="200"
        ),
        "attributes": Field(
            "dict",
            "Attributes in AWS's spelling; those not given are left alone.",
            norm=as_texts,
            subset=True,
            setter="set_attributes",
            api="",
        ),
    }
    example = (
        "- knowledge.aws.elbv2_target_group:\n    config:\n      - key: app\n        vpc: vpc-0a1b2c3d\n        port: 8000\n        health_path: /health\n"
        "        attributes: {deregistration_delay.timeout_seconds: 30}\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Names, ports, health check, attributes."""
        found = []
        for want in wanted:
            texts = [
                *rules.name_objections(want.name),
                *rules.port_objections("port", want["port"]),
                *rules.attribute_objections(want["attributes"] or {}),
            ]
            texts += rules.health_objections(*(want[name] for name in (*HEALTH, "health_codes")))
            found += [f"target group {want.name}: {text}" for text in texts]
        return found

    def find(self, query: Query) -> list[Any]:
        """All groups; tags 20 at a time, attributes one by one."""
        groups = self.ours(self.aws.read("describe_target_groups", "TargetGroups"), query.names)
        for group in groups:
            group["Suffix"] = group["TargetGroupArn"].rsplit(":", 1)[-1]
        return self.with_attributes(self.with_tags(groups), "describe_target_group_attributes", "TargetGroupArn")

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Attributes have a call of their own."""
        return super().shape(raw) | {"attributes": raw["Attributes"]}

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """AWS deletes no group that a listener forwards to."""
        stuck = [name for name in changes if name in self.fields and not self.fields[name].setter]
        if not stuck or not have.raw.get("LoadBalancerArns"):
            return None
        return (
            f"{', '.join(stuck)} cannot be changed, and a load balancer forwards to it, so it cannot be made anew either; "
            "give the new group another name, and remove this one afterwards"
        )

    def create(self, want: Wanted) -> None:
        """CreateTargetGroup; the attributes are a setter's work."""
        self.aws.create(
            "create_target_group",
            Name=want.name,
            VpcId=want["vpc"],
            Port=want["port"],
            Protocol=want["protocol"],
            TargetType=want["target_type"],
            HealthCheckEnabled=True,
            Tags=tag_list(want.tags),
            **self._health_check(want),
        )

    @staticmethod
    def _health_check(want: Wanted) -> dict[str, Any]:
        return {parameter: want[name] for name, parameter in HEALTH.items()} | {
            "Matcher": {"HttpCode": want["health_codes"]}
        }

    def set_health_check(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyTargetGroup."""
        self.aws.write(
            "modify_target_group", TargetGroupArn=have.id, HealthCheckEnabled=True, **self._health_check(want)
        )

    def set_attributes(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyTargetGroupAttributes."""
        self.aws.write("modify_target_group_attributes", TargetGroupArn=have.id, Attributes=pairs(want["attributes"]))

    def delete(self, have: Resource) -> None:
        """DeleteTargetGroup."""
        self.aws.write("delete_target_group", TargetGroupArn=have.id)
