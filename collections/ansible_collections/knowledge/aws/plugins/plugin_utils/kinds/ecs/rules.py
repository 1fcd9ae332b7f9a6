# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What ECS refuses. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html

get: tells the value of a field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ...core.finding import Finding

Get = Callable[[str], Any]

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
SECRET_NAME = re.compile(r"(^|_)(PASSWORD|PASSWD|SECRET|TOKEN|API_KEY|PRIVATE_KEY|ACCESS_KEY)$")
# Of a health check: the lowest and the highest value. API_HealthCheck
HEALTH = {"interval": (5, 300), "timeout": (2, 60), "retries": (1, 10), "start_period": (0, 300)}


def name(field: str, text: Any) -> Iterator[Finding]:
    """Names of clusters, services, families and containers."""
    if not NAME.fullmatch(str(text)):
        yield Finding(field, f"{text} is not possible", "up to 255 letters, digits, - and _")


def size(cpu: Any, memory: Any) -> Iterator[Finding]:
    """Whether Fargate has this size. cpu: units; memory: MiB."""
    if cpu not in FARGATE_SIZES:
        yield Finding("cpu", f"{cpu} does not exist on Fargate", ", ".join(map(str, FARGATE_SIZES)))
    elif memory not in FARGATE_SIZES[cpu]:
        valid = ", ".join(map(str, FARGATE_SIZES[cpu]))
        yield Finding("memory", f"{memory} does not go with cpu {cpu} on Fargate", valid)


def health_check(check: dict[str, Any]) -> Iterator[Finding]:
    """The health check of a container."""
    if check.get("command") and check["command"][0] not in ("CMD", "CMD-SHELL", "NONE"):
        yield Finding("health_check.command", f"begins with {check['command'][0]}", "CMD or CMD-SHELL, and the command")
    for field, (low, high) in HEALTH.items():
        value = check.get(field)
        if value is not None and not low <= value <= high:
            yield Finding(f"health_check.{field}", f"{value} is out of range", f"{low} to {high}")


def container(get: Get) -> Iterator[Finding]:
    """The container: its name and port, how it tells that it is well, where it may write, how it ends."""
    yield from name("container_name", get("container_name"))
    port = get("container_port")
    if port is not None and port not in range(1, 65536):
        yield Finding("container_port", f"{port} is no port", "1 to 65535")
    yield from health_check(get("health_check") or {})
    for path in get("writable_paths") or []:
        if not path.startswith("/") or path == "/":
            yield Finding("writable_paths", f"{path} is not possible", "paths that begin with /, but not the root")
    if not 0 <= (get("stop_timeout") or 0) <= 120:
        yield Finding("stop_timeout", f"{get('stop_timeout')} is out of range on Fargate", "0 to 120 seconds")


def task(family: str, get: Get) -> Iterator[Finding]:
    """A task definition."""
    yield from size(get("cpu"), get("memory"))
    yield from name("name", family)
    yield from container(get)
    secrets = get("secrets") or {}
    doubled = sorted(secrets.keys() & (get("environment") or {}).keys())
    if doubled:
        yield Finding("secrets", f"{', '.join(doubled)} stands in environment, too", "each name in one of the two")
    if secrets and not get("execution_role_arn"):
        yield Finding("execution_role_arn", "is empty, but there are secrets", "the ARN of a role that may read them")


def deployment(get: Get) -> Iterator[Finding]:
    """How many tasks run, and how many a deployment leaves."""
    count, low, high = get("desired_count"), get("minimum_healthy_percent"), get("maximum_percent")
    if (count or 0) < 0:
        yield Finding("desired_count", f"{count} is less than 0", "0 or more")
    if high is not None and high < 100:
        yield Finding("maximum_percent", f"{high} is less than all tasks", "100 or more, such as 200")
    elif low is not None and not 0 <= low <= 100:
        yield Finding("minimum_healthy_percent", f"{low} is out of range", "0 to 100")
    elif low == high == 100:
        wrong = f"{low} with maximum_percent {high} leaves no room to replace a task"
        yield Finding("minimum_healthy_percent", wrong, "less than 100, or maximum_percent above it, such as 200")
    elif get("availability_zone_rebalancing") == "ENABLED" and high is not None and high <= 100:
        yield Finding("maximum_percent", f"{high} is too low for availability_zone_rebalancing", "more than 100")


def service(get: Get) -> Iterator[Finding]:
    """A service."""
    yield from deployment(get)
    if not get("subnets"):
        yield Finding("subnets", "is empty, but tasks need subnets", "ids of one or more subnets")
    grace = get("health_check_grace_period_seconds")
    if grace and not get("load_balancers"):
        yield Finding("health_check_grace_period_seconds", f"{grace} without load_balancers", "none, or load_balancers")
