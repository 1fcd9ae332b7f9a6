"""Application Auto Scaling of ECS services: the target, what it follows, and when its limits change."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Query
from ...core.model import Resource, Wanted
from .codes import CODES
from .common import MISSING, OfTarget


class Policy(OfTarget):
    """Target tracking: keeps a metric near a value. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html"""

    name, noun = "autoscaling_policy", "scaling policy"
    id_path, arn_path, name_path = "PolicyARN", "PolicyARN", "PolicyName"
    codes = CODES | Codes(not_yet=MISSING)
    fields = {
        "metric": Field(
            "str",
            "What is measured.",
            choices=(
                "ECSServiceAverageCPUUtilization",
                "ECSServiceAverageMemoryUtilization",
                "ALBRequestCountPerTarget",
            ),
            required=True,
            setter="put",
            api="",
        ),
        "label": Field(
            "str",
            "Load balancer and target group (ALBRequestCountPerTarget): app/<name>/<id>/targetgroup/<name>/<id>.",
            setter="put",
            api="",
        ),
        "value": Field(
            "float",
            "Value to keep: percent, or requests a minute for each task.",
            required=True,
            norm=float,
            setter="put",
            api="",
        ),
        "scale_out_cooldown": Field("int", "Seconds between two steps up.", default=60, setter="put", api=""),
        "scale_in_cooldown": Field("int", "Seconds between two steps down.", default=300, setter="put", api=""),
        "scale_in": Field("bool", "Whether it may also take tasks away.", default=True, setter="put", api=""),
    }
    example = (
        "- knowledge.aws.autoscaling_policy:\n    target: service/knowledge-production/knowledge-production\n    config:\n"
        "      - {key: cpu, metric: ECSServiceAverageCPUUtilization, value: 60}\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Values, cool-downs, and the label that only requests have."""
        found = []
        for want in wanted:
            if want["value"] <= 0:
                found.append(f"scaling policy {want.name}: value {want['value']} is not above 0")
            if (want["metric"] == "ALBRequestCountPerTarget") != bool(want["label"]):
                found.append(f"scaling policy {want.name}: label belongs to ALBRequestCountPerTarget, which needs it")
            if min(want["scale_out_cooldown"] or 0, want["scale_in_cooldown"] or 0) < 0:
                found.append(f"scaling policy {want.name}: a cool-down is less than 0")
        return found

    def find(self, query: Query) -> list[Any]:
        """All policies of the target."""
        return self.listed("describe_scaling_policies", "ScalingPolicies")

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """A policy of another type, or with a metric that is not one of ours, differs in its metric."""
        tracking = raw.get("TargetTrackingScalingPolicyConfiguration") or {}
        metric = tracking.get("PredefinedMetricSpecification") or {}
        return {
            "metric": metric.get("PredefinedMetricType") or raw["PolicyType"],
            "label": metric.get("ResourceLabel") or "",
            "value": tracking.get("TargetValue") or 0.0,
            "scale_out_cooldown": tracking.get("ScaleOutCooldown"),
            "scale_in_cooldown": tracking.get("ScaleInCooldown"),
            "scale_in": not tracking.get("DisableScaleIn", False),
        }

    def _put(self, want: Wanted, call: Any) -> None:
        label = {"ResourceLabel": want["label"]} if want["label"] else {}
        tracking = {
            "TargetValue": want["value"],
            "PredefinedMetricSpecification": {"PredefinedMetricType": want["metric"], **label},
            "ScaleOutCooldown": want["scale_out_cooldown"],
            "ScaleInCooldown": want["scale_in_cooldown"],
            "DisableScaleIn": not want["scale_in"],
        }
        call(
            "put_scaling_policy",
            **self.place(),
            PolicyName=want.name,
            PolicyType="TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration=tracking,
        )

    def create(self, want: Wanted) -> None:
        """PutScalingPolicy, which also makes its alarms."""
        self._put(want, self.aws.create)

    def put(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutScalingPolicy again."""
        self._put(want, self.aws.write)

    def delete(self, have: Resource) -> None:
        """DeleteScalingPolicy, with its alarms."""
        self.aws.write("delete_scaling_policy", already=MISSING, **self.place(), PolicyName=have.name)
