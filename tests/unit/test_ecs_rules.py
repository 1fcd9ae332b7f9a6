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
    "container": "app",
    "execution_role": "arn:aws:iam::123456789012:role/e",
    "port": 8000,
}
SERVICE = {"subnets": ["subnet-1"], "min_percent": 100, "max_percent": 200, "az_rebalancing": True}
VALUES: dict[str, Any] = {
    "ecs_task_cpu": 2048,
    "ecs_task_memory": 4096,
    "ecs_container_port": 8000,
    "ecs_autoscaling": True,
    "ecs_min_tasks": 3,
    "ecs_max_tasks": 20,
    "ecs_desired_count": 3,
    "ecs_cpu_target": 60,
    "ecs_memory_target": 75,
    "ecs_schedules": {"night": {"schedule": "cron(0 22 * * ? *)", "min": 2}},
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
    assert ecs.size_objections(cpu, memory) == []


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
    assert ecs.size_objections(cpu, memory)


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
    ("fields", "word"),
    [
        ({"cpu": 3000}, "cpu 3000"),
        ({"memory": 3072}, "memory 3072"),
        ({"container": "my app"}, "container my app"),
        ({"port": 0}, "port 0"),
        ({"health_check": {"command": ["curl", "-f"]}}, "CMD"),
        ({"health_check": {"command": ["CMD", "true"], "interval": 301}}, "interval"),
        ({"health_check": {"command": ["CMD", "true"], "startPeriod": 5, "retries": 11}}, "retries"),
        ({"environment": {"A": "1"}, "secrets": {"A": "arn:aws:x"}}, "A is in environment and in secrets"),
        ({"secrets": {"A": "arn:aws:x"}, "execution_role": ""}, "execution_role"),
        ({"writable_paths": ["tmp"]}, "writable path tmp"),
        ({"writable_paths": ["/"]}, "writable path /"),
        ({"stop_timeout": 121}, "stop_timeout 121"),
    ],
)
def test_tasks_that_are_refused(fields: dict[str, Any], word: str) -> None:
    (text,) = ecs.task_objections("knowledge-production", (TASK | fields).get)
    assert word in text


def test_a_task_that_is_right() -> None:
    assert (
        ecs.task_objections("knowledge-production", (TASK | {"writable_paths": ["/tmp"], "stop_timeout": 120}).get)
        == []
    )


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"subnets": []}, "subnets"),
        ({"min_percent": 100, "max_percent": 100, "az_rebalancing": False}, "no room"),
        ({"min_percent": 50, "max_percent": 100}, "az_rebalancing"),
        ({"desired_count": -1}, "desired_count"),
        ({"grace_period": 60}, "grace_period"),
    ],
)
def test_services_that_are_refused(fields: dict[str, Any], word: str) -> None:
    (text,) = ecs.service_objections((SERVICE | fields).get)
    assert word in text


def test_services_that_are_right() -> None:
    assert ecs.service_objections(SERVICE.get) == []
    assert ecs.service_objections((SERVICE | {"grace_period": 60, "load_balancers": [{}]}).get) == []


@pytest.mark.parametrize(
    ("values", "variable"),
    [
        ({"ecs_task_cpu": 3000}, "ecs_task_cpu"),
        ({"ecs_task_memory": 1024}, "ecs_task_memory"),
        ({"ecs_container_port": 0}, "ecs_container_port"),
        ({"ecs_min_tasks": 21, "ecs_desired_count": 21, "ecs_schedules": {}}, "ecs_min_tasks"),
        ({"ecs_desired_count": 2}, "ecs_desired_count"),
        ({"ecs_cpu_target": 100}, "ecs_cpu_target"),
        ({"ecs_memory_target": 5}, "ecs_memory_target"),
        ({"ecs_schedules": {"night": {"schedule": "0 22 * * *", "min": 2}}}, "ecs_schedules"),
        ({"ecs_schedules": {"night": {"schedule": "cron(0 22 * * ? *)", "min": 2, "max": 1}}}, "ecs_schedules"),
        ({"ecs_schedule_timezone": "Asia/Soul"}, "ecs_schedules"),
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
