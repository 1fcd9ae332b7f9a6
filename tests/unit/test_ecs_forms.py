"""Task definitions in normal form: what AWS adds is no difference, everything else is."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import Stack
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.plan import changed_fields, wanted_items
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.ecs.shapes import (
    container_form,
    containers_form,
    health,
    texts,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.ecs.task_definition import TaskDefinition

STACK = Stack("knowledge-production", "ap-northeast-2", "123456789012", {"Project": "knowledge-database"})
KIND = TaskDefinition(Aws("ap-northeast-2", True), STACK, {"cluster": "knowledge-production", "keep": 10})
ENTRY: dict[str, Any] = {
    "key": "main",
    "cpu": 2048,
    "memory": 4096,
    "cpu_architecture": "ARM64",
    "execution_role_arn": "arn:aws:iam::123456789012:role/e",
    "task_role_arn": "arn:aws:iam::123456789012:role/t",
    "container_name": "app",
    "image": "repository@sha256:0a",
    "command": [],
    "container_port": 8000,
    "environment": {"B": 1, "A": True},
    "secrets": {"P": "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:p"},
    "health_check": {"command": ["CMD-SHELL", "true"], "start_period": 60},
    "readonly_root_filesystem": True,
    "writable_paths": ["/tmp", "/var/lib/amazon/ssm"],
    "user": "1000",
    "stop_timeout": 30,
    "log_options": {"awslogs-group": "/ecs/knowledge-production", "mode": "non-blocking"},
    "container_options": {"ulimits": [{"name": "nofile", "softLimit": 1024, "hardLimit": 4096}]},
    "sidecars": [
        {"name": "agent", "image": "agent:1", "essential": False, "environment": [{"name": "X", "value": "1"}]}
    ],
    "task_options": {"ephemeralStorage": {"sizeInGiB": 30}},
}
# What DescribeTaskDefinition adds to what was registered.
ADDED = {
    "revision": 3,
    "status": "ACTIVE",
    "compatibilities": ["EC2", "FARGATE"],
    "requiresAttributes": [{"name": "x"}],
    "placementConstraints": [],
    "registeredBy": "me",
}
ADDED_TO_CONTAINER: dict[str, Any] = {
    "cpu": 0,
    "mountPoints": [],
    "volumesFrom": [],
    "systemControls": [],
    "environment": [],
}


def answer() -> dict[str, Any]:
    """What AWS would tell of a revision registered from ENTRY."""
    (want,) = wanted_items([ENTRY], KIND.fields, STACK)
    request = KIND._request(want)
    containers = [ADDED_TO_CONTAINER | one for one in request["containerDefinitions"]]
    arn = "arn:aws:ecs:ap-northeast-2:123456789012:task-definition/knowledge-production:3"
    volumes = [one | {"host": {}} for one in request["volumes"]]
    return (
        request
        | ADDED
        | {
            "taskDefinitionArn": arn,
            "containerDefinitions": containers,
            "volumes": volumes,
            "Image": "repository@sha256:0a",
        }
    )


def differences(definition: dict[str, Any]) -> list[str]:
    """Fields in which a definition differs from ENTRY."""
    (want,) = wanted_items([ENTRY], KIND.fields, STACK)
    changes, notes = changed_fields(want, KIND.resource(definition), KIND.fields)
    return sorted([*changes, *(f"note {name}" for name in notes)])


def test_what_was_registered_is_what_is_wanted() -> None:
    assert differences(answer()) == []


TASK_CHANGES = {
    "cpu": {"cpu": "4096"},
    "memory": {"memory": "8192"},
    "cpu_architecture": {"runtimePlatform": {"cpuArchitecture": "X86_64", "operatingSystemFamily": "LINUX"}},
    "execution_role_arn": {"executionRoleArn": "arn:aws:iam::123456789012:role/other"},
    "task_role_arn": {"taskRoleArn": "arn:aws:iam::123456789012:role/other"},
    "task_options": {"pidMode": "task"},
}
CONTAINER_CHANGES = {
    "note image": {"image": "repository@sha256:0b"},
    "note command": {"command": ["serve"]},
    "container_port": {"portMappings": [{"containerPort": 8001, "hostPort": 8001, "protocol": "tcp"}]},
    "environment": {"environment": [{"name": "A", "value": "true"}, {"name": "B", "value": "2"}]},
    "secrets": {
        "secrets": [{"name": "P", "valueFrom": "arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:other"}]
    },
    "health_check": {
        "healthCheck": {"command": ["CMD-SHELL", "true"], "interval": 10, "timeout": 5, "retries": 3, "startPeriod": 60}
    },
    "readonly_root_filesystem": {"readonlyRootFilesystem": False},
    "user": {"user": "root"},
    "stop_timeout": {"stopTimeout": 60},
    "container_options": {"privileged": True},
}


@pytest.mark.parametrize("field", TASK_CHANGES)
def test_a_change_of_the_task_is_seen(field: str) -> None:
    assert differences(answer() | TASK_CHANGES[field]) == [field]


@pytest.mark.parametrize("field", CONTAINER_CHANGES)
def test_a_change_of_the_container_is_seen(field: str) -> None:
    definition = answer()
    main, *others = definition["containerDefinitions"]
    found = differences(definition | {"containerDefinitions": [main | CONTAINER_CHANGES[field], *others]})
    assert field in found


@pytest.mark.parametrize("parameters", [{}, {"initProcessEnabled": False}, {"swappiness": 60}])
def test_a_main_container_without_just_an_init_process_is_seen(parameters: dict[str, Any]) -> None:
    definition = answer()
    main, *others = definition["containerDefinitions"]
    changed = [main | {"linuxParameters": parameters}, *others]
    assert differences(definition | {"containerDefinitions": changed}) == ["container_options"]


@pytest.mark.parametrize("change", [{"image": "agent:2"}, {"essential": True}, {"environment": []}, {"cpu": 256}])
def test_a_change_of_a_sidecar_is_seen(change: dict[str, Any]) -> None:
    definition = answer()
    main, agent = definition["containerDefinitions"]
    assert differences(definition | {"containerDefinitions": [main, agent | change]}) == ["sidecars"]


def test_a_volume_of_another_sort_is_seen() -> None:
    definition = answer()
    volumes = [
        definition["volumes"][0] | {"efsVolumeConfiguration": {"fileSystemId": "fs-1"}},
        *definition["volumes"][1:],
    ]
    assert differences(definition | {"volumes": volumes}) == ["container_options", "task_options", "writable_paths"]


def test_the_order_of_what_has_names_does_not_matter() -> None:
    definition = answer()
    main, agent = definition["containerDefinitions"]
    turned = main | {"environment": main["environment"][::-1], "mountPoints": main["mountPoints"][::-1]}
    assert (
        differences(definition | {"containerDefinitions": [agent, turned], "volumes": definition["volumes"][::-1]})
        == []
    )


@pytest.mark.parametrize("form", [container_form, lambda one: containers_form([one])[0]])
def test_normal_forms_stay_as_they_are(form: Any) -> None:
    for container in answer()["containerDefinitions"]:
        assert form(form(container)) == form(container)


def test_health_checks_and_environments_stay_as_they_are() -> None:
    check = health({"command": ["CMD", "true"], "start_period": 5, "interval": None})
    assert check == {"command": ["CMD", "true"], "interval": 30, "timeout": 5, "retries": 3, "start_period": 5}
    assert (health(check), health({}), health({"command": None})) == (check, {}, {})
    assert texts(texts({"A": True, "B": 1})) == {"A": "true", "B": "1"}
