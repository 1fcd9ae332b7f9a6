"""What Fargate and ECS refuse, found before AWS is asked."""

import json
from pathlib import Path
from typing import Any

import cfnlint
import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.ecs import rules as ecs
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import ecs as inventory

TASK = {
    "cpu": 2048,
    "memory": 4096,
    "container_name": "app",
    "execution_role_arn": "arn:aws:iam::123456789012:role/e",
    "container_port": 8000,
}
SERVICE = {
    "subnets": ["subnet-1"],
    "minimum_healthy_percent": 100,
    "maximum_percent": 200,
    "availability_zone_rebalancing": "ENABLED",
}
VALUES: dict[str, Any] = {
    "ecs_task_cpu": 2048,
    "ecs_task_memory": 4096,
    "ecs_container_name": "app",
    "ecs_container_port": 8000,
    "ecs_health_check_command": [],
    "ecs_health_check_start_period": 60,
    "ecs_minimum_healthy_percent": 100,
    "ecs_maximum_percent": 200,
    "ecs_autoscaling": True,
    "ecs_min_capacity": 3,
    "ecs_max_capacity": 20,
    "ecs_desired_count": 3,
    "ecs_cpu_target": 60,
    "ecs_memory_target": 75,
    "ecs_schedules": {"night": {"schedule": "cron(0 22 * * ? *)", "min_capacity": 2}},
    "ecs_schedule_timezone": "Asia/Seoul",
}


@pytest.mark.parametrize(
    ("cpu", "memory"),
    [
        (256, 512),
        (256, 2048),
        (512, 4096),
        (1024, 8192),
        (2048, 4096),
        (2048, 16384),
        (4096, 30720),
        (8192, 61440),
        (16384, 122880),
    ],
)
def test_sizes_that_fargate_has(cpu: int, memory: int) -> None:
    assert list(ecs.size(cpu, memory)) == []


@pytest.mark.parametrize(
    ("cpu", "memory"),
    [
        (3000, 4096),
        (0, 512),
        (None, 512),
        (256, 4096),
        (512, 512),
        (1024, 1024),
        (2048, 3072),
        (2048, 17408),
        (4096, 4096),
        (8192, 17408),
        (16384, 36864),
    ],
)
def test_sizes_that_fargate_does_not_have(cpu: Any, memory: Any) -> None:
    assert [finding.valid for finding in ecs.size(cpu, memory)]


def test_sizes_are_those_of_cfn_lint() -> None:
    """cfn-lint is kept up to date with AWS, so a new size shows up here."""
    path = Path(cfnlint.__file__).parent / "data/schemas/extensions/aws_ecs_taskdefinition/fargate_cpu_memory.json"
    sizes = {}
    for pair in json.loads(path.read_text(encoding="utf-8"))["then"]["anyOf"]:
        memory = pair["properties"]["Memory"]["then"]
        step = memory.get("multipleOf")
        sizes[int(pair["properties"]["Cpu"]["then"]["enum"][0])] = (
            list(range(memory["minimum"], memory["maximum"] + 1, step)) if step else memory["enum"]
        )
    assert sizes == ecs.FARGATE_SIZES


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"cpu": 3000}, "cpu"),
        ({"memory": 3072}, "memory"),
        ({"container_name": "my app"}, "container_name"),
        ({"container_port": 0}, "container_port"),
        ({"health_check": {"command": ["curl", "-f"]}}, "health_check.command"),
        ({"health_check": {"command": ["CMD", "true"], "interval": 301}}, "health_check.interval"),
        ({"health_check": {"command": ["CMD", "true"], "retries": 11}}, "health_check.retries"),
        ({"health_check": {"command": ["CMD", "true"], "start_period": 301}}, "health_check.start_period"),
        ({"environment": {"A": "1"}, "secrets": {"A": "arn:aws:x"}}, "secrets"),
        ({"secrets": {"A": "arn:aws:x"}, "execution_role_arn": ""}, "execution_role_arn"),
        ({"writable_paths": ["tmp"]}, "writable_paths"),
        ({"writable_paths": ["/"]}, "writable_paths"),
        ({"stop_timeout": 121}, "stop_timeout"),
    ],
)
def test_tasks_that_are_refused(fields: dict[str, Any], field: str) -> None:
    (finding,) = ecs.task("knowledge-production", (TASK | fields).get)
    assert finding.field == field and finding.valid


def test_a_family_needs_a_name() -> None:
    (finding,) = ecs.task("knowledge.production", TASK.get)
    assert finding.field == "name" and finding.valid


def test_a_task_that_is_right() -> None:
    task = TASK | {"writable_paths": ["/tmp"], "stop_timeout": 120}
    assert list(ecs.task("knowledge-production", task.get)) == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"subnets": []}, "subnets"),
        ({"minimum_healthy_percent": 100, "maximum_percent": 100}, "minimum_healthy_percent"),
        ({"minimum_healthy_percent": 101}, "minimum_healthy_percent"),
        ({"minimum_healthy_percent": 50, "maximum_percent": 100}, "maximum_percent"),
        ({"maximum_percent": 99}, "maximum_percent"),
        ({"desired_count": -1}, "desired_count"),
        ({"health_check_grace_period_seconds": 60}, "health_check_grace_period_seconds"),
    ],
)
def test_services_that_are_refused(fields: dict[str, Any], field: str) -> None:
    (finding,) = ecs.service((SERVICE | fields).get)
    assert finding.field == field and finding.valid


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"health_check_grace_period_seconds": 60, "load_balancers": [{}]},
        {"minimum_healthy_percent": 50, "maximum_percent": 100, "availability_zone_rebalancing": "DISABLED"},
    ],
)
def test_services_that_are_right(fields: dict[str, Any]) -> None:
    assert list(ecs.service((SERVICE | fields).get)) == []


@pytest.mark.parametrize(
    ("values", "variable"),
    [
        ({"ecs_task_cpu": 3000}, "ecs_task_cpu"),
        ({"ecs_task_memory": 1024}, "ecs_task_memory"),
        ({"ecs_container_port": 0}, "ecs_container_port"),
        ({"ecs_container_name": "my app"}, "ecs_container_name"),
        ({"ecs_health_check_command": ["true"]}, "ecs_health_check_command"),
        ({"ecs_health_check_start_period": 400}, "ecs_health_check_start_period"),
        ({"ecs_writable_paths": ["/"]}, "ecs_writable_paths"),
        ({"ecs_stop_timeout": 121}, "ecs_stop_timeout"),
        ({"ecs_maximum_percent": 100}, "ecs_minimum_healthy_percent"),
        ({"ecs_maximum_percent": 0}, "ecs_maximum_percent"),
        ({"ecs_minimum_healthy_percent": -1}, "ecs_minimum_healthy_percent"),
        ({"ecs_min_capacity": 21, "ecs_desired_count": 21, "ecs_schedules": {}}, "ecs_min_capacity"),
        ({"ecs_desired_count": 2}, "ecs_desired_count"),
        ({"ecs_cpu_target": 100}, "ecs_cpu_target"),
        ({"ecs_memory_target": 5}, "ecs_memory_target"),
        ({"ecs_schedules": {"night": {"schedule": "0 22 * * *", "min_capacity": 2}}}, "ecs_schedules"),
        (
            {"ecs_schedules": {"night": {"schedule": "cron(0 22 * * ? *)", "min_capacity": 2, "max_capacity": 1}}},
            "ecs_schedules",
        ),
        ({"ecs_schedule_timezone": "Asia/Soul"}, "ecs_schedule_timezone"),
        ({"ecs_environment": {"DB_PASSWORD": "hunter2-hunter2"}}, "ecs_environment"),
        ({"ecs_secrets": {"DB_PASSWORD": "hunter2-hunter2"}}, "ecs_secrets"),
        ({"ecs_keep_revisions": 0}, "ecs_keep_revisions"),
    ],
)
def test_findings(values: dict[str, Any], variable: str) -> None:
    found = list(inventory.findings(VALUES | values))
    assert found
    assert {finding.field for finding in found} <= {variable, "ecs_desired_count"}
    assert variable in {finding.field for finding in found}
    assert all(finding.valid for finding in found)


def test_no_secret_is_told_by_a_finding() -> None:
    found = list(
        inventory.findings(
            VALUES | {"ecs_secrets": {"A": "hunter2-hunter2"}, "ecs_environment": {"API_KEY": "hunter3-hunter3"}}
        )
    )
    assert len(found) == 2
    assert not any("hunter" in finding.text("x") for finding in found)


def test_no_finding_in_the_defaults_nor_without_autoscaling() -> None:
    assert list(inventory.findings(VALUES)) == []
    assert list(inventory.findings(VALUES | {"ecs_autoscaling": False, "ecs_desired_count": 1})) == []
