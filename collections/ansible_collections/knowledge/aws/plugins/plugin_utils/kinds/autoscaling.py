"""Application Auto Scaling of ECS services: the target, what it follows, and when its limits change."""

from __future__ import annotations

from typing import Any

from ..core.fields import Field
from ..core.kind import Kind
from ..core.model import Resource, Wanted
from ..rules import autoscaling as rules

# Everything here is about the number of tasks of a service.
COUNT = {"ServiceNamespace": "ecs", "ScalableDimension": "ecs:service:DesiredCount"}
MISSING = ("ObjectNotFoundException",)
SAFE_TASKS = 2
LIMITS = {"min": Field("int", "Fewest tasks."), "max": Field("int", "Most tasks.")}


def limits(value: dict[str, Any]) -> dict[str, Any]:
    """Limits with those of the schedules, each complete."""
    own = {"min": value["min"], "max": value["max"]}
    scheduled = [{**own, **{key: number for key, number in one.items() if number is not None}} for one in value.get("scheduled") or []]
    return own | ({"scheduled": scheduled} if scheduled else {})


def same_limits(have: dict[str, Any], want: dict[str, Any]) -> bool:
    """Whether the limits are those that are wanted all day."""
    return (have["min"], have["max"]) == (want["min"], want["max"])


def scheduled_limits(have: dict[str, Any], want: dict[str, Any]) -> bool:
    """Whether the limits are what a scheduled action has made of them."""
    return any(same_limits(have, one) for one in want.get("scheduled", []))


class Target(Kind):
    """Service whose number of tasks is scaled; its name is service/<cluster>/<service>. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html"""

    name, noun, service = "autoscaling_target", "scalable target", "application-autoscaling"
    id_path, arn_path, name_path = "ResourceId", "ScalableTargetARN", "ResourceId"
    not_yet = ("ValidationException",)  # the service or its service-linked role made just now is not known everywhere yet
    fields = {
        "capacity": Field(
            "dict",
            "Fewest and most tasks.",
            required=True,
            norm=limits,
            same=same_limits,
            accept=scheduled_limits,
            setter="set_capacity",
            options={
                "min": Field("int", "Fewest tasks.", required=True),
                "max": Field("int", "Most tasks.", required=True),
                "scheduled": Field("list", "Limits that scheduled actions set: these are not undone.", elements="dict", options=LIMITS, default=[]),
            },
        ),
    }
    example = (
        "- knowledge.aws.autoscaling_target:\n    config:\n"
        "      - {key: app, name: service/knowledge-production/knowledge-production, capacity: {min: 3, max: 20}}\n"
    )

    def check(self, wanted: list[Wanted]) -> list[str]:
        """Minimum and maximum, also those of schedules."""
        every = [(want.name, one) for want in wanted for one in (want["capacity"], *want["capacity"].get("scheduled", []))]
        return [f"scalable target {name}: {text}" for name, one in every for text in rules.capacity_objections(one["min"], one["max"])]

    def risks(self, wanted: list[Wanted]) -> list[str]:
        """A single task, be it only for some hours."""
        few = [want.name for want in wanted if min(one["min"] for one in (want["capacity"], *want["capacity"].get("scheduled", []))) < SAFE_TASKS]
        text = "at times a single task may run. One bad task, or the loss of its zone, is then an outage; 2 are safer."
        return [f"scalable target {name}: {text}" for name in few]

    def find(self, names: list[str]) -> list[Any]:
        """All services that are scaled, and the tags of those that may be ours."""
        found = self.aws.read("describe_scalable_targets", "ScalableTargets", **COUNT)
        ours = [one for one in found if one["ResourceId"] in names or one["ResourceId"].startswith(f"service/{self.stack.name}")]
        tags = self.tags_of([one["ScalableTargetARN"] for one in ours])
        return [one | {"Tags": tags[one["ScalableTargetARN"]]} for one in ours]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "Tags", ResourceARN=arn)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Both limits together."""
        return {"capacity": {"min": raw["MinCapacity"], "max": raw["MaxCapacity"]}}

    def _register(self, want: Wanted, call: Any, **more: Any) -> None:
        capacity = want["capacity"]
        call("register_scalable_target", **COUNT, ResourceId=want.name, MinCapacity=capacity["min"], MaxCapacity=capacity["max"], **more)

    def create(self, want: Wanted) -> None:
        """RegisterScalableTarget."""
        self._register(want, self.aws.create, Tags=want.tags)

    def set_capacity(self, have: Resource, want: Wanted) -> None:
        """RegisterScalableTarget again."""
        self._register(want, self.aws.write)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceARN=have.arn, Tags=tags)

    def delete(self, have: Resource) -> None:
        """DeregisterScalableTarget, with its policies and scheduled actions."""
        self.aws.write("deregister_scalable_target", already=MISSING, **COUNT, ResourceId=have.id)


class OfTarget(Kind):
    """What belongs to a scalable target. It has no tags of its own: what scales our service is ours."""

    service, taggable = "application-autoscaling", False
    scope = {"target": Field("str", "Name of the scalable target, service/<cluster>/<service>.", required=True)}

    def place(self) -> dict[str, str]:
        """Which target."""
        return {**COUNT, "ResourceId": self.given["target"]}

    def listed(self, operation: str, member: str) -> list[Any]:
        """Everything of the target, as ours."""
        return [one | {"Tags": self.stack.tags} for one in self.aws.read(operation, member, **self.place())]


class Policy(OfTarget):
    """Target tracking: keeps a metric near a value. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html"""

    name, noun = "autoscaling_policy", "scaling policy"
    id_path, arn_path, name_path = "PolicyARN", "PolicyARN", "PolicyName"
    not_yet = MISSING
    fields = {
        "metric": Field(
            "str",
            "What is measured.",
            choices=("ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization", "ALBRequestCountPerTarget"),
            required=True,
            setter="put",
        ),
        "label": Field("str", "Load balancer and target group (ALBRequestCountPerTarget): app/<name>/<id>/targetgroup/<name>/<id>.", setter="put"),
        "value": Field("float", "Value to keep: percent, or requests a minute for each task.", required=True, norm=float, setter="put"),
        "scale_out_cooldown": Field("int", "Seconds between two steps up.", default=60, setter="put"),
        "scale_in_cooldown": Field("int", "Seconds between two steps down.", default=300, setter="put"),
        "scale_in": Field("bool", "Whether it may also take tasks away.", default=True, setter="put"),
    }
    example = (
        "- knowledge.aws.autoscaling_policy:\n    target: service/knowledge-production/knowledge-production\n    config:\n"
        "      - {key: cpu, metric: ECSServiceAverageCPUUtilization, value: 60}\n"
    )

    def check(self, wanted: list[Wanted]) -> list[str]:
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

    def find(self, names: list[str]) -> list[Any]:
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
        call("put_scaling_policy", **self.place(), PolicyName=want.name, PolicyType="TargetTrackingScaling", TargetTrackingScalingPolicyConfiguration=tracking)

    def create(self, want: Wanted) -> None:
        """PutScalingPolicy, which also makes its alarms."""
        self._put(want, self.aws.create)

    def put(self, have: Resource, want: Wanted) -> None:
        """PutScalingPolicy again."""
        self._put(want, self.aws.write)

    def delete(self, have: Resource) -> None:
        """DeleteScalingPolicy, with its alarms."""
        self.aws.write("delete_scaling_policy", already=MISSING, **self.place(), PolicyName=have.name)


class ScheduledAction(OfTarget):
    """Limits that change at a time. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html"""

    name, noun = "autoscaling_scheduled_action", "scheduled action"
    id_path, arn_path, name_path = "ScheduledActionARN", "ScheduledActionARN", "ScheduledActionName"
    not_yet = MISSING
    fields = {
        "schedule": Field("str", "When: cron(minute hour day month weekday year), rate(…) or at(…).", api="Schedule", required=True, setter="put"),
        "timezone": Field("str", "Time zone of the schedule, such as Asia/Seoul; without one UTC.", api="Timezone", default="UTC", setter="put"),
        "min": Field("int", "Fewest tasks from then on.", api="ScalableTargetAction.MinCapacity", setter="put"),
        "max": Field("int", "Most tasks from then on.", api="ScalableTargetAction.MaxCapacity", setter="put"),
    }
    example = (
        "- knowledge.aws.autoscaling_scheduled_action:\n    target: service/knowledge-production/knowledge-production\n    config:\n"
        "      - {key: night, schedule: 'cron(0 22 * * ? *)', timezone: Asia/Seoul, min: 2}\n"
    )

    def check(self, wanted: list[Wanted]) -> list[str]:
        """Schedule, time zone, limits."""
        found = []
        for want in wanted:
            texts = [*rules.schedule_objections(want["schedule"], want["timezone"]), *rules.capacity_objections(want["min"], want["max"])]
            if want["min"] is None and want["max"] is None:
                texts.append("it changes nothing; give min or max")
            found += [f"scheduled action {want.name}: {text}" for text in texts]
        return found

    def find(self, names: list[str]) -> list[Any]:
        """All scheduled actions of the target."""
        return self.listed("describe_scheduled_actions", "ScheduledActions")

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Without a time zone it is UTC."""
        return super().shape(raw) | {"timezone": raw.get("Timezone") or "UTC"}

    def _put(self, want: Wanted, call: Any) -> None:
        action = {name: want[field] for name, field in (("MinCapacity", "min"), ("MaxCapacity", "max")) if want[field] is not None}
        when = {"Schedule": want["schedule"], "Timezone": want["timezone"]}
        call("put_scheduled_action", **self.place(), ScheduledActionName=want.name, **when, ScalableTargetAction=action)

    def create(self, want: Wanted) -> None:
        """PutScheduledAction."""
        self._put(want, self.aws.create)

    def put(self, have: Resource, want: Wanted) -> None:
        """PutScheduledAction again."""
        self._put(want, self.aws.write)

    def delete(self, have: Resource) -> None:
        """DeleteScheduledAction."""
        self.aws.write("delete_scheduled_action", already=MISSING, **self.place(), ScheduledActionName=have.name)
