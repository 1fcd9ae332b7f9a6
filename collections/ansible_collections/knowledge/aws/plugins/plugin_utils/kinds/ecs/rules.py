"""Rules about the service. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"""

from __future__ import annotations

import re
from typing import Any

from ..elbv2 import rules as elbv2

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
        return [
            f"memory {memory} does not go with cpu {cpu} on Fargate; valid: {', '.join(map(str, FARGATE_SIZES[cpu]))}"
        ]
    return []


def health_objections(check: dict[str, Any]) -> list[str]:
    """What is wrong with the health check of a container. Seconds. API_HealthCheck"""
    found = []
    if check.get("command") and check["command"][0] not in ("CMD", "CMD-SHELL", "NONE"):
        found.append("the health check's command begins with CMD or CMD-SHELL")
    for what, low, high, default in (
        ("interval", 5, 300, 30),
        ("timeout", 2, 60, 5),
        ("retries", 1, 10, 3),
        ("start_period", 0, 300, 0),
    ):
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
