"""Rules about the service. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.autoscaling import rules as autoscaling
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.ecs.rules import (
    SECRET_NAME,
    size_objections,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.elbv2 import rules as elbv2


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """The size of tasks, their number, when it changes, and what they are told."""
    for text in size_objections(v.get("ecs_task_cpu"), v.get("ecs_task_memory")):
        yield Finding("ecs_task_cpu" if text.startswith("cpu") else "ecs_task_memory", text)
    for text in elbv2.port_objections("port", v.get("ecs_container_port")):
        yield Finding("ecs_container_port", text)
    for name, value in (v.get("ecs_environment") or {}).items():
        if SECRET_NAME.search(str(name).upper()) and not str(value).startswith(("arn:", "/", "(")):
            problem = f"{name} looks like a secret; everybody who may describe a task definition reads it"
            yield Finding("ecs_environment", problem, f"ecs_secrets with the ARN of a secret for {name}")
    for name, arn in (v.get("ecs_secrets") or {}).items():
        if not str(arn).startswith(("arn:", "(")):
            yield Finding("ecs_secrets", f"{name} holds no ARN", "the ARN of a secret or parameter, never a value")
    yield from _count_findings(v)
    if v.get("ecs_keep_revisions") is not None and not 1 <= int(v["ecs_keep_revisions"]) <= 100:
        yield Finding("ecs_keep_revisions", f"{v['ecs_keep_revisions']} is out of range", "1 to 100")


def _count_findings(v: dict[str, Any]) -> Iterator[Finding]:
    low, high, wish = v.get("ecs_min_tasks"), v.get("ecs_max_tasks"), v.get("ecs_desired_count")
    if not v.get("ecs_autoscaling"):
        return
    for text in autoscaling.capacity_objections(low, high):
        yield Finding("ecs_min_tasks", text)
    if low is not None and high is not None and wish is not None and not low <= wish <= high:
        yield Finding("ecs_desired_count", f"{wish} is not between ecs_min_tasks {low} and ecs_max_tasks {high}")
    for variable, value in (
        ("ecs_cpu_target", v.get("ecs_cpu_target")),
        ("ecs_memory_target", v.get("ecs_memory_target")),
    ):
        if value and not 10 <= value <= 95:
            yield Finding(variable, f"{value} percent is no target that can be held", "10 to 95, or 0 for none")
    for name, action in (v.get("ecs_schedules") or {}).items():
        texts = [*autoscaling.schedule_objections(action.get("schedule"), v.get("ecs_schedule_timezone"))]
        texts += autoscaling.capacity_objections(action.get("min", low), action.get("max", high))
        for text in texts:
            yield Finding("ecs_schedules", f"{name}: {text}")
