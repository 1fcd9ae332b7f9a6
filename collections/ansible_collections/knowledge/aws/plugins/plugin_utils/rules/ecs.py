"""Rules about the service. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from . import autoscaling, elbv2
from .finding import Finding

GIB = 1024
# CPU units: MiB of memory that Fargate offers with them (1024 units are a vCPU)
FARGATE_SIZES: dict[int, list[int]] = {
    256: [512, GIB, 2 * GIB],
    512: [number * GIB for number in range(1, 5)],
    1024: [number * GIB for number in range(2, 9)],
    2048: [number * GIB for number in range(4, 17)],
    4096: [number * GIB for number in range(8, 31)],
    8192: [number * GIB for number in range(16, 61, 4)],
    16384: [number * GIB for number in range(32, 121, 8)],
    32768: [60 * GIB, 120 * GIB, 244 * GIB],
}
NAME = re.compile(r"[a-zA-Z0-9_-]{1,255}")
# What ECS Exec's agent writes to, so that it also works with a read-only root: https://github.com/aws/containers-roadmap/issues/1359
EXEC_PATHS = ("/managed-agents", "/var/lib/amazon/ssm", "/var/log/amazon/ssm")
SECRET_NAME = re.compile(r"(^|_)(PASSWORD|PASSWD|SECRET|TOKEN|API_KEY|PRIVATE_KEY|ACCESS_KEY)$")


def size_objections(cpu: Any, memory: Any) -> list[str]:
    """Whether Fargate has this size. cpu: units; memory: MiB."""
    if cpu not in FARGATE_SIZES:
        return [f"cpu {cpu} does not exist on Fargate; valid: {', '.join(map(str, FARGATE_SIZES))}"]
    if memory not in FARGATE_SIZES[cpu]:
        return [f"memory {memory} does not go with cpu {cpu} on Fargate; valid: {', '.join(map(str, FARGATE_SIZES[cpu]))}"]
    return []


def health_objections(check: dict[str, Any]) -> list[str]:
    """What is wrong with the health check of a container. Seconds. API_HealthCheck"""
    found = []
    if check.get("command") and check["command"][0] not in ("CMD", "CMD-SHELL", "NONE"):
        found.append("the health check's command begins with CMD or CMD-SHELL")
    for what, low, high, default in (("interval", 5, 300, 30), ("timeout", 2, 60, 5), ("retries", 1, 10, 3), ("start_period", 0, 300, 0)):
        value = check.get(what, default)
        if value is not None and not low <= int(value) <= high:
            found.append(f"the health check's {what} {value} is out of range ({low} to {high})")
    return found


def task_objections(family: str, get: Any) -> list[str]:
    """What is wrong with a task definition. get: tells the value of a field."""
    found = size_objections(get("cpu"), get("memory"))
    for what, name in (("family", family), ("container", get("container"))):
        if not NAME.fullmatch(str(name)):
            found.append(f"{what} {name} is not possible; it has up to 255 letters, digits, - and _")
    found += elbv2.port_objections("port", get("port")) if get("port") is not None else []
    found += health_objections(get("health_check") or {})
    environment, secrets = get("environment") or {}, get("secrets") or {}
    doubled = sorted(environment.keys() & secrets.keys())
    if doubled:
        found.append(f"{', '.join(doubled)} is in environment and in secrets")
    if secrets and not get("execution_role"):
        found.append("secrets need execution_role, which may read them")
    for path in get("writable_paths") or []:
        if not path.startswith("/") or path == "/":
            found.append(f"writable path {path} is not possible; it begins with / and is not the root")
    if not 0 <= (get("stop_timeout") or 0) <= 120:
        found.append(f"stop_timeout {get('stop_timeout')} is out of range; Fargate has 0 to 120 seconds")
    return found


def service_objections(get: Any) -> list[str]:
    """What is wrong with a service. get: tells the value of a field."""
    found = []
    if not get("subnets"):
        found.append("tasks need subnets")
    if (get("desired_count") or 0) < 0:
        found.append(f"desired_count {get('desired_count')} is less than 0")
    low, high = get("min_percent"), get("max_percent")
    if low is not None and high is not None and (low > 100 or high < 100 or (low == 100 and high == 100)):
        found.append(f"min_percent {low} and max_percent {high} leave no room to replace a task; such as 100 and 200")
    if get("az_rebalancing") and high is not None and high <= 100:
        found.append(f"az_rebalancing needs max_percent above 100, not {high}")
    if get("grace_period") and not get("load_balancers"):
        found.append("grace_period works with load_balancers only")
    return found


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
    for variable, value in (("ecs_cpu_target", v.get("ecs_cpu_target")), ("ecs_memory_target", v.get("ecs_memory_target"))):
        if value and not 10 <= value <= 95:
            yield Finding(variable, f"{value} percent is no target that can be held", "10 to 95, or 0 for none")
    for name, action in (v.get("ecs_schedules") or {}).items():
        texts = [*autoscaling.schedule_objections(action.get("schedule"), v.get("ecs_schedule_timezone"))]
        texts += autoscaling.capacity_objections(action.get("min", low), action.get("max", high))
        for text in texts:
            yield Finding("ecs_schedules", f"{name}: {text}")
