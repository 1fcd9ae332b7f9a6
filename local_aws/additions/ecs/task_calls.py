"""Calls about the tasks of services, of which moto has none."""

from typing import Any

from moto.core.responses import ActionResult
from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.responses import DESCRIBE_TASKS_TAGS, EC2ContainerServiceResponse

from local_aws.additions.ecs.tasks import Task
from local_aws.attach import attach


def known_tasks(self: EC2ContainerServiceResponse) -> list[Task]:
    """Every task of the cluster in the request; raises ClusterNotFoundException."""
    cluster = self.ecs_backend._get_cluster(self._get_param("cluster", "default"))
    return list(self.ecs_backend.tasks.get(cluster.name, {}).values())


def list_tasks(self: EC2ContainerServiceResponse) -> ActionResult:
    """Filters by service too, and without a status lists running tasks only; moto does neither.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html
    """
    service = self._get_param("serviceName")
    wanted: dict[str, Any] = {
        "group": f"service:{service.split('/')[-1]}" if service else None,
        "started_by": self._get_param("startedBy"),
        "launch_type": self._get_param("launchType"),
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


def apply() -> None:
    attach(EC2ContainerServiceResponse, list_tasks, describe_tasks)
