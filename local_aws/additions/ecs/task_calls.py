"""Calls about tasks: those of services exist, tasks run by hand end by themselves, and a command can be executed in a running one."""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.models import TaskDefinition
from moto.ecs.responses import DESCRIBE_TASKS_TAGS, EC2ContainerServiceResponse
from moto.moto_api._internal import mock_random

from local_aws.additions.ecs.scheduler import recount, schedule
from local_aws.additions.ecs.services import active_cluster, active_definition
from local_aws.additions.ecs.tasks import Task
from local_aws.attach import attach, wrap

Original = Callable[..., Any]

RUN_AT_ONCE = 10
EXEC_FAILED = (
    "The execute command failed because execute command was not enabled when the task was run or the execute command agent isn’t running. "
    "Wait and try again or run a new task with execute command enabled and try again."
)


def known_tasks(self: EC2ContainerServiceResponse) -> list[Task]:
    """Every task of the cluster in the request; raises ClusterNotFoundException."""
    cluster = self.ecs_backend._get_cluster(self._get_param("cluster", "default"))
    return list(self.ecs_backend.tasks.get(cluster.name, {}).values())


def find_task(self: EC2ContainerServiceResponse, name: str) -> Task:
    """One task by id or ARN; raises InvalidParameterException."""
    for task in known_tasks(self):
        if name in (task.id, task.task_arn):
            return task
    raise InvalidParameterException("The referenced task was not found.")


def list_tasks(self: EC2ContainerServiceResponse) -> ActionResult:
    """Filters by service too, and without a status lists running tasks only; moto does neither.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html
    """
    wanted: dict[str, Any] = {
        "group": f"service:{self._get_param('serviceName').split('/')[-1]}" if self._get_param("serviceName") else None,
        "started_by": self._get_param("startedBy"),
        "launch_type": self._get_param("launchType"),
        "container_instance_arn": self._get_param("containerInstance"),
        "desired_status": self._get_param("desiredStatus", "RUNNING"),
    }
    family = self._get_param("family")
    found = [
        task.task_arn
        for task in known_tasks(self)
        if all(value is None or getattr(task, attribute) == value for attribute, value in wanted.items())
        and (family is None or task.task_definition_arn.split("/")[-1].startswith(f"{family}:"))
    ]
    return ActionResult({"taskArns": found})


def describe_tasks(self: EC2ContainerServiceResponse) -> ActionResult:
    """Unknown tasks are failures; moto leaves them out, and moves a task to its end a step at each look.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html
    """
    known = {key: task for task in known_tasks(self) for key in (task.id, task.task_arn)}
    names = self._get_param("tasks", [])
    if not names:
        raise InvalidParameterException("Tasks cannot be empty.")
    if "TAGS" not in self._get_param("include", []):
        self._exclude_from_response(DESCRIBE_TASKS_TAGS)
    failures = [{"arn": name, "reason": "MISSING"} for name in names if name not in known]
    return ActionResult({"tasks": [known[name] for name in names if name in known], "failures": failures})


def stop_task(original: Original, self: EC2ContainerServiceResponse) -> ActionResult:
    """A stopped task tells by whom and why; its service starts another one. moto tells only why.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html
    """
    task = find_task(self, self._get_param("task"))
    if not isinstance(task, Task):
        return original(self)
    task.stop("UserInitiated", self._get_param("reason", "Task stopped by user"))
    for service in self.ecs_backend.services.values():
        if task.service_name == service.name and task.cluster.name == service.cluster_name:
            schedule(service)
            recount(service)
    return ActionResult({"task": task})


def check_overrides(definition: TaskDefinition, overrides: dict[str, Any]) -> None:
    """Raises InvalidParameterException when an override names a container that the task definition does not have."""
    names = {container["name"] for container in definition.container_definitions}
    for override in overrides.get("containerOverrides", []):
        if override.get("name") not in names:
            raise InvalidParameterException(f"Override for container named {override.get('name')} is not a container in the TaskDefinition.")


def run_task(original: Original, self: EC2ContainerServiceResponse) -> ActionResult:
    """Runs Fargate tasks that need no memory of their containers and no DNS names in the VPC, and that end by themselves with exit code 0.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
    """
    backend, cluster = self.ecs_backend, active_cluster(self)
    strategy = self._get_param("capacityProviderStrategy") or []
    launch_type = self._get_param("launchType") or ("FARGATE" if any("FARGATE" in item["capacityProvider"] for item in strategy) else "EC2")
    if launch_type != "FARGATE":
        return original(self)
    definition = active_definition(backend, self._get_param("taskDefinition"))
    number, network = self._get_int_param("count", 1), self._get_param("networkConfiguration")
    if not 0 < number <= RUN_AT_ONCE:
        raise InvalidParameterException(f"Count must be between 1 and {RUN_AT_ONCE}.")
    if not network:
        raise InvalidParameterException("Network Configuration must be provided when networkMode 'awsvpc' is specified.")
    overrides = self._get_param("overrides") or {}
    check_overrides(definition, overrides)
    token = self._get_param("clientToken")
    earlier = backend.__dict__.setdefault("run_tokens", {})
    if token and token in earlier:
        return ActionResult({"tasks": earlier[token], "failures": []})
    tags = list(self._get_param("tags") or [])
    if self._get_param("propagateTags") == "TASK_DEFINITION":
        tags += definition.tags
    if self._get_param("enableECSManagedTags"):
        tags.append({"key": "aws:ecs:clusterName", "value": cluster.name})
    started = [
        Task(
            backend,
            cluster,
            definition,
            network,
            group=self._get_param("group") or f"family:{definition.family}",
            started_by=self._get_param("startedBy"),
            launch_type=launch_type,
            enable_execute_command=self._get_param("enableExecuteCommand"),
            overrides={"containerOverrides": [], **overrides},
            tags=tags,
            position=position,
        )
        for position in range(number)
    ]
    backend.tasks.setdefault(cluster.name, {}).update({task.task_arn: task for task in started})
    if token:
        earlier[token] = started
    return ActionResult({"tasks": started, "failures": []})


def execute_command(self: EC2ContainerServiceResponse) -> ActionResult:
    """Opens a session when the task runs and was started with the switch on; nobody listens at its address. moto lacks the call.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommand.html
    """
    task = find_task(self, self._get_param("task"))
    name = self._get_param("container") or task.containers[0]["name"]
    container = next((one for one in task.containers if one["name"] == name), None)
    if container is None:
        raise InvalidParameterException(f"The container {name} was not found in the task.")
    if task.last_status != "RUNNING" or not task.enable_execute_command:
        raise InvalidParameterException(EXEC_FAILED)
    session = f"ecs-execute-command-{mock_random.get_random_hex(17)}"
    address = f"wss://ssmmessages.{self.region}.amazonaws.com/v1/data-channel/{session}?role=publish_subscribe"
    return ActionResult(
        {
            "clusterArn": task.cluster_arn,
            "taskArn": task.task_arn,
            "containerArn": container["containerArn"],
            "containerName": name,
            "interactive": self._get_param("interactive"),
            "session": {"sessionId": session, "streamUrl": address, "tokenValue": mock_random.get_random_hex(64)},
        }
    )


def apply() -> None:
    attach(EC2ContainerServiceResponse, list_tasks, describe_tasks, execute_command)
    wrap(EC2ContainerServiceResponse, "stop_task", stop_task)
    wrap(EC2ContainerServiceResponse, "run_task", run_task)
