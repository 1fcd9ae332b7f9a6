# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about the variables of ecs: what AWS refuses, and what nobody should do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.autoscaling import rules as autoscaling
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.autoscaling.scheduled_action import ScheduledAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.ecs import rules as ecs

from .values import entry_of, of_variables

# The role's variables by field of the kinds.
VARIABLES = {
    "cpu": "ecs_task_cpu",
    "memory": "ecs_task_memory",
    "container_name": "ecs_container_name",
    "container_port": "ecs_container_port",
    "health_check.command": "ecs_health_check_command",
    "health_check.start_period": "ecs_health_check_start_period",
    "writable_paths": "ecs_writable_paths",
    "stop_timeout": "ecs_stop_timeout",
    "desired_count": "ecs_desired_count",
    "minimum_healthy_percent": "ecs_minimum_healthy_percent",
    "maximum_percent": "ecs_maximum_percent",
    "availability_zone_rebalancing": "ecs_availability_zone_rebalancing",
    "min_capacity": "ecs_min_capacity",
    "max_capacity": "ecs_max_capacity",
    "timezone": "ecs_schedule_timezone",
}
ENTRY_SPECS = {"ecs_schedules": entry_of(ScheduledAction.fields), "ecs_secrets": {"type": "str"}}
PERCENT = (10, 95)  # what a service can be kept at
REVISIONS = (1, 100)


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Tasks, their number, when it changes, and what they are told."""
    yield from of_variables(_of_fields(v), VARIABLES)
    yield from _secret_findings(v)
    if v.get("ecs_autoscaling"):
        yield from _scaling_findings(v)
    kept = v.get("ecs_keep_revisions")
    if kept is not None and not REVISIONS[0] <= kept <= REVISIONS[1]:
        yield Finding("ecs_keep_revisions", f"{kept} is out of range", f"{REVISIONS[0]} to {REVISIONS[1]}")


def _of_fields(v: dict[str, Any]) -> Iterator[Finding]:
    health_check = {
        field.removeprefix("health_check."): v.get(variable)
        for field, variable in VARIABLES.items()
        if field.startswith("health_check.")
    }
    values = {field: v.get(variable) for field, variable in VARIABLES.items()} | {"health_check": health_check}
    yield from ecs.size(values["cpu"], values["memory"])
    yield from ecs.container(values.get)
    yield from ecs.deployment(values.get)
    if v.get("ecs_autoscaling"):
        yield from autoscaling.capacity(values["min_capacity"], values["max_capacity"])
        if v.get("ecs_schedules"):
            yield from autoscaling.timezone(values["timezone"])


def _secret_findings(v: dict[str, Any]) -> Iterator[Finding]:
    for name, value in (v.get("ecs_environment") or {}).items():
        if ecs.SECRET_NAME.search(str(name).upper()) and not str(value).startswith(("arn:", "/", "(")):
            wrong = f"{name} looks like a secret; everybody who may describe a task definition reads it"
            yield Finding("ecs_environment", wrong, f"ecs_secrets with the ARN of a secret for {name}")
    for name, arn in (v.get("ecs_secrets") or {}).items():
        if not str(arn).startswith(("arn:", "(")):
            yield Finding("ecs_secrets", f"{name} holds no ARN", "the ARN of a secret or parameter, never a value")


def _scaling_findings(v: dict[str, Any]) -> Iterator[Finding]:
    low, high, count = v.get("ecs_min_capacity"), v.get("ecs_max_capacity"), v.get("ecs_desired_count")
    if low is not None and high is not None and count is not None and low <= high and not low <= count <= high:
        wrong = f"{count} is not between ecs_min_capacity {low} and ecs_max_capacity {high}"
        yield Finding("ecs_desired_count", wrong, f"{low} to {high}")
    for variable in ("ecs_cpu_target", "ecs_memory_target"):
        value = v.get(variable)
        if value and not PERCENT[0] <= value <= PERCENT[1]:
            valid = f"{PERCENT[0]} to {PERCENT[1]}, or 0 for none"
            yield Finding(variable, f"{value} percent is no target that can be held", valid)
    for name, action in (v.get("ecs_schedules") or {}).items():
        limits = {"min_capacity": low, "max_capacity": high} | action
        found = [*autoscaling.schedule(action.get("schedule"))]
        found += autoscaling.capacity(limits["min_capacity"], limits["max_capacity"])
        for finding in found:
            yield Finding("ecs_schedules", f"{name}: {finding.field} {finding.wrong}", finding.valid)
