# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Scaling policies: what the number of tasks follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...core.fields import Field, camel
from ...core.kind import Finding
from ...core.model import Resource, Wanted
from . import rules
from .common import TARGET_EXAMPLE, OfTarget

TRACKING = "TargetTrackingScalingPolicyConfiguration"
METRIC = f"{TRACKING}.PredefinedMetricSpecification"


def put(type_: str, doc: str, api: str, **more: Any) -> Field:
    """A field that PutScalingPolicy changes."""
    return Field(type_, doc, api=api, setter="put", **more)


class Policy(OfTarget):
    """Target tracking: keeps a metric near a value.

    https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html
    """

    name, noun = "autoscaling_policy", "scaling policy"
    goes_with = "autoscaling_target"
    id_path, arn_path, name_path = "PolicyARN", "PolicyARN", "PolicyName"
    listing = "describe_scaling_policies", "ScalingPolicies"
    fields = {
        "predefined_metric_type": put(
            "str",
            "What is measured.",
            f"{METRIC}.PredefinedMetricType || PolicyType",  # another sort of policy differs in its metric
            choices=(
                "ECSServiceAverageCPUUtilization",
                "ECSServiceAverageMemoryUtilization",
                "ALBRequestCountPerTarget",
            ),
            required=True,
        ),
        "resource_label": put(
            "str",
            "Load balancer and target group (ALBRequestCountPerTarget): app/<name>/<id>/targetgroup/<name>/<id>.",
            f"{METRIC}.ResourceLabel || ''",
        ),
        "target_value": put(
            "float",
            "Value to keep: percent, or requests a minute for each task.",
            f"{TRACKING}.TargetValue || `0`",
            required=True,
            norm=float,
        ),
        "scale_out_cooldown": put("int", "Seconds between two steps up.", f"{TRACKING}.ScaleOutCooldown", default=60),
        "scale_in_cooldown": put("int", "Seconds between two steps down.", f"{TRACKING}.ScaleInCooldown", default=300),
    }
    example = f"""\
{TARGET_EXAMPLE}- name: Scaling policy
  knowledge.aws.autoscaling_policy:
    target: service/knowledge-production/knowledge-production
    config:
      - {{key: cpu, predefined_metric_type: ECSServiceAverageCPUUtilization, target_value: 60}}
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        yield from rules.policy(want.__getitem__)

    def _put(self, want: Wanted, call: Callable[..., Any]) -> None:
        tracking = {
            **{name: want[name] for name in ("target_value", "scale_out_cooldown", "scale_in_cooldown")},
            "predefined_metric_specification": {
                "predefined_metric_type": want["predefined_metric_type"],
                "resource_label": want["resource_label"] or None,
            },
        }
        given = {"policy_type": "TargetTrackingScaling", "target_tracking_scaling_policy_configuration": tracking}
        members = camel(given, self.aws.input("put_scaling_policy"))
        call("put_scaling_policy", **self.place(), PolicyName=want.name, **members)

    def create(self, want: Wanted) -> None:
        """It also makes its alarms."""
        self._put(want, self.aws.create)

    def put(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutScalingPolicy again."""
        self._put(want, self.aws.write)

    def delete(self, have: Resource) -> None:
        """Its alarms go with it."""
        self.aws.write("delete_scaling_policy", **self.place(have), PolicyName=have.name)
