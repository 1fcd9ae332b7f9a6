"""Task definitions: what a service runs. A change is a new revision; what the release chose, image and command, stays in it."""

from __future__ import annotations

from dataclasses import replace
from itertools import batched
from typing import Any

from ...core.codes import is_throttled, is_uncertain
from ...core.fields import Field, always
from ...core.kind import Life, Query, Report
from ...core.model import Resource, Wanted
from ...core.plan import changed_fields
from ...core.waiting import sleep_with_the_run
from .codes import CODES
from .common import Ecs, ecs_tags
from .rules import task_objections
from .shapes import compact, container_form, containers_form, health, plain_volumes, texts, volume_name

MISSING = ("ClientException",)  # "Unable to describe task definition": there is none
# Members of an answer that a revision is not made of.
ANSWERED = {
    "taskDefinitionArn",
    "family",
    "revision",
    "status",
    "requiresAttributes",
    "compatibilities",
    "registeredAt",
    "registeredBy",
}


ANSWERED |= {"deregisteredAt", "deleteRequestedAt", "tags", "Image"}


RELEASED = ("image", "command")
ATTEMPTS = 4


def new(type_: str, description: str, **more: Any) -> Field:
    """A field whose change makes a new revision."""
    return Field(type_, description, setter="register", **more)


HEALTH = {
    "command": Field("list", "CMD or CMD-SHELL, and the command.", elements="str"),
    "interval": Field("int", "Seconds between two checks."),
    "timeout": Field("int", "Seconds until a check counts as failed."),
    "retries": Field("int", "Failed checks in a row until the container is not well."),
    "start_period": Field("int", "Seconds after its start in which failed checks do not count."),
}


class TaskDefinition(Ecs):
    """Family of task definitions for Fargate. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html"""

    name, noun = "ecs_task_definition", "task definition"
    codes = CODES
    arn_prefix = "task-definition/"
    id_path, name_path = "taskDefinitionArn", "family"
    life = Life(revisions=True)
    scope_fields = {
        "cluster": Field("str", "Name of the cluster in which the services run.", required=True),
        "keep": Field("int", "How many revisions stay registered, the newest ones and what runs.", default=10),
    }
    reports = {"image": Report("Image"), "revision": Report("revision")}
    fields = {
        "service": Field(
            "str", "Name of the service that runs it: its revision, not the newest, is what counts.", api=""
        ),
        "cpu": new("int", "CPU units; 1024 are a vCPU.", required=True),
        "memory": new("int", "MiB.", required=True),
        "architecture": new("str", "Processor.", choices=("X86_64", "ARM64"), default="X86_64"),
        "execution_role": new(
            "str", "ARN of the role that starts it: pulls the image, reads secrets, writes logs.", required=True
        ),
        "task_role": new("str", "ARN of the role that the program itself has.", required=True),
        "container": new("str", "Name of the container.", required=True),
        "image": new("str", "Image of the first revision; later it is the release's.", required=True, accept=always),
        "command": new(
            "list",
            "Command of the first revision; later it is the release's.",
            elements="str",
            default=[],
            accept=always,
        ),
        "port": new("int", "Port that it listens on."),
        "environment": new("dict", "Environment. Nothing secret.", norm=texts, default={}),
        "secrets": new(
            "dict",
            "Environment whose values are read at the start: ARNs of secrets or parameters.",
            norm=texts,
            default={},
        ),
        "health_check": new(
            "dict", "How the container tells that it is well.", options=HEALTH, norm=health, default={}
        ),
        "read_only": new("bool", "Whether its root file system is read-only.", default=True),
        "writable_paths": new(
            "list",
            "Folders that are writable all the same, empty at the start.",
            elements="str",
            unordered=True,
            default=[],
        ),
        "user": new("str", "User, or user:group, that it runs as; without one that of the image.", default=""),
        "init": new("bool", "Whether a small init process hands signals on and removes zombies.", default=True),
        "stop_timeout": new("int", "Seconds between the request to stop and the kill; without one 30.", default=0),
        "log": new("dict", "Options of the awslogs driver; empty for no log.", norm=texts, default={}),
        "container_options": new(
            "dict", "Further members of the container definition, in AWS's form. Others are removed.", default={}
        ),
        "sidecars": new(
            "list",
            "Further containers, in AWS's form. Others are removed.",
            elements="dict",
            norm=containers_form,
            default=[],
        ),
        "task_options": new(
            "dict", "Further members of the task definition, in AWS's form. Others are removed.", default={}
        ),
    }
    example = (
        "- knowledge.aws.ecs_task_definition:\n    cluster: knowledge-production\n    config:\n      - key: app\n        service: knowledge-production\n"
        "        cpu: 2048\n        memory: 4096\n        execution_role: '{{ execution_role_arn }}'\n        task_role: '{{ task_role_arn }}'\n"
        "        container: app\n        image: '{{ repository_uri }}:1.0'\n        port: 8000\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Sizes of Fargate, names, health check, secrets."""
        return [
            f"task definition {want.name}: {text}"
            for want in wanted
            for text in task_objections(want.name, want.__getitem__)
        ]

    def arn(self, have: Resource) -> str:
        """All revisions, as policies name them."""
        return f"{have.id.rsplit(':', 1)[0]}:*"

    def find(self, query: Query) -> list[Any]:
        """The revision that counts of each family."""
        families = set(query.names)
        if query.everything:
            ours = {"familyPrefix": self.stack.name, "status": "ACTIVE"}
            families |= set(self.aws.read("list_task_definition_families", "families", **ours))
        wanted = {want.name: want for want in query.wanted}
        asked = [(family, wanted.get(family)) for family in sorted(families)]
        return [found for found in self.each(lambda pair: self._counting(*pair), asked) if found]

    def _counting(self, family: str, want: Wanted | None) -> dict[str, Any] | None:
        """The revision that the service runs; the newest where none runs, or where it is just what is wanted of the running one (a crash came between)."""
        newest, running = self.each(lambda look: look(), (lambda: self._describe(family), lambda: self._running(want)))
        if not running or (newest and running == newest["taskDefinitionArn"]):
            return newest
        base = self._describe(running)
        if not base or base["family"] != family:
            return newest
        return newest if newest and want and self._is(want, newest, base) else base

    def _describe(self, name: str) -> dict[str, Any] | None:
        answer = self.aws.read("describe_task_definition", None, MISSING, taskDefinition=name, include=["TAGS"])
        if not answer:
            return None
        container = self._main(answer["taskDefinition"])[0]
        return answer["taskDefinition"] | {"tags": answer.get("tags", []), "Image": container.get("image", "")}

    def _running(self, want: Wanted | None) -> str | None:
        """ARN of the revision that the service is meant to run now."""
        service = self._service(want)
        return service["taskDefinition"] if service and service["status"] == "ACTIVE" else None

    def _service(self, want: Wanted | None) -> dict[str, Any] | None:
        if not want or not want["service"]:
            return None
        services = self.aws.read(
            "describe_services",
            "services",
            ("ClusterNotFoundException",),
            cluster=self.scope["cluster"],
            services=[want["service"]],
        )
        return services[0] if services else None

    def _is(self, want: Wanted, newest: dict[str, Any], base: dict[str, Any]) -> bool:
        """Whether a revision is what is wanted, with image and command of another one."""
        made, before = self.resource(newest), self.resource(base)
        return not changed_fields(want, made, self.fields)[0] and all(made[name] == before[name] for name in RELEASED)

    # Comparing: every member of a definition is either a field or among the options

    @staticmethod
    def _main(definition: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The container with the port, or the first, and the others."""
        containers = definition.get("containerDefinitions") or [{}]
        main = next((one for one in containers if one.get("portMappings")), containers[0])
        return main, [one for one in containers if one is not main]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """All members, those of the main container as fields of their own."""
        main, others = self._main(raw)
        task = compact(
            {key: value for key, value in raw.items() if key not in ANSWERED and key != "containerDefinitions"}
        )
        container = container_form(main)
        platform = task.pop("runtimePlatform", {})
        if platform.get("operatingSystemFamily", "LINUX") != "LINUX":
            task["runtimePlatform"] = platform
        for key, value in (("networkMode", "awsvpc"), ("requiresCompatibilities", ["FARGATE"])):
            if task.get(key) == value:
                del task[key]
        shape: dict[str, Any] = {
            "cpu": int(task.pop("cpu", 0)),
            "memory": int(task.pop("memory", 0)),
            "architecture": platform.get("cpuArchitecture", "X86_64"),
            "execution_role": task.pop("executionRoleArn", ""),
            "task_role": task.pop("taskRoleArn", ""),
            "container": container.pop("name", ""),
            "image": container.pop("image", ""),
            "command": container.pop("command", []),
            "environment": {one["name"]: one["value"] for one in container.pop("environment", [])},
            "secrets": {one["name"]: one["valueFrom"] for one in container.pop("secrets", [])},
            "health_check": container.pop("healthCheck", {}),
            "read_only": container.pop("readonlyRootFilesystem", False),
            "user": container.pop("user", ""),
            "stop_timeout": container.pop("stopTimeout", 0),
        }
        shape |= self._parts(task, container)
        return shape | {"sidecars": others, "container_options": container, "task_options": task}

    @staticmethod
    def _parts(task: dict[str, Any], container: dict[str, Any]) -> dict[str, Any]:
        """Port, init, log and writable folders, taken out where they have the form that we give them."""
        parts: dict[str, Any] = {"port": None, "init": False, "log": {}, "writable_paths": []}
        ports = container.get("portMappings", [])
        if len(ports) == 1 and ports[0] == {
            "containerPort": ports[0]["containerPort"],
            "hostPort": ports[0]["containerPort"],
            "protocol": "tcp",
        }:
            parts["port"] = container.pop("portMappings")[0]["containerPort"]
        if compact(container.get("linuxParameters", {})) == {"initProcessEnabled": True}:
            parts["init"] = bool(container.pop("linuxParameters"))
        log = compact(container.get("logConfiguration", {}))
        if log.get("logDriver") == "awslogs" and not log.keys() - {"logDriver", "options"}:
            parts["log"] = container.pop("logConfiguration").get("options", {})
        mounts = container.get("mountPoints", [])
        paths = [
            one["containerPath"]
            for one in mounts
            if not one.get("readOnly") and one["sourceVolume"] == volume_name(one["containerPath"])
        ]
        if (
            mounts
            and len(paths) == len(mounts)
            and plain_volumes(task.get("volumes", [])) == sorted(map(volume_name, paths))
        ):
            parts["writable_paths"] = paths
            del container["mountPoints"], task["volumes"]
        return parts

    def _request(self, want: Wanted) -> dict[str, Any]:
        """What RegisterTaskDefinition is sent; the reverse of ``shape``."""
        port, paths, check = want["port"], want["writable_paths"], want["health_check"]
        container = {
            "name": want["container"],
            "image": want["image"],
            "essential": True,
            "command": want["command"],
            "portMappings": [{"containerPort": port, "hostPort": port, "protocol": "tcp"}] if port else [],
            "environment": [{"name": name, "value": value} for name, value in sorted(want["environment"].items())],
            "secrets": [{"name": name, "valueFrom": value} for name, value in sorted(want["secrets"].items())],
            "readonlyRootFilesystem": want["read_only"],
            "mountPoints": [
                {"sourceVolume": volume_name(path), "containerPath": path, "readOnly": False} for path in paths
            ],
        }
        optional = {
            "healthCheck": check,
            "user": want["user"],
            "linuxParameters": {"initProcessEnabled": True} if want["init"] else None,
            "stopTimeout": want["stop_timeout"],
            "logConfiguration": {"logDriver": "awslogs", "options": want["log"]} if want["log"] else None,
        }
        return {
            "family": want.name,
            "networkMode": "awsvpc",
            "requiresCompatibilities": ["FARGATE"],
            "cpu": str(want["cpu"]),
            "memory": str(want["memory"]),
            "runtimePlatform": {"cpuArchitecture": want["architecture"], "operatingSystemFamily": "LINUX"},
            "executionRoleArn": want["execution_role"],
            "taskRoleArn": want["task_role"],
            "volumes": [{"name": volume_name(path)} for path in paths],
            "containerDefinitions": [
                {**container, **compact(optional), **(want["container_options"] or {})},
                *(want["sidecars"] or []),
            ],
            "tags": ecs_tags(want.tags),
            **(want["task_options"] or {}),
        }

    # Changing

    def create(self, want: Wanted) -> None:
        """RegisterTaskDefinition."""
        self.aws.create("register_task_definition", **self._request(want))

    def register(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """A new revision with the image and command that are released; then those before the last ones go."""
        request = self._request(replace(want, fields=want.fields | {name: have[name] for name in RELEASED}))
        for attempt in range(ATTEMPTS):
            try:
                self.aws.create("register_task_definition", **request)
                break
            except Exception as error:
                if attempt == ATTEMPTS - 1 or not (is_throttled(error) or is_uncertain(error)):
                    raise
                newest = self._describe(want.name) if is_uncertain(error) else None
                if newest and newest["taskDefinitionArn"] != have.id and self._is(want, newest, have.raw):
                    break
            sleep_with_the_run(0.5 * 2**attempt)
        self._deregister_old(have, want)

    def _deregister_old(self, have: Resource, want: Wanted) -> None:
        arns, service = self._revisions(want.name, "ACTIVE"), self._service(want) or {}
        used = {
            have.id,
            service.get("taskDefinition"),
            *(one["taskDefinition"] for one in service.get("deployments") or []),
        }
        for arn in arns[self.scope.get("keep") or 10 :]:
            if arn not in used:
                self.aws.write("deregister_task_definition", already=MISSING, taskDefinition=arn)

    def _revisions(self, family: str, status: str) -> list[str]:
        """ARNs of a family's revisions, the newest first."""
        found = self.aws.read(
            "list_task_definitions", "taskDefinitionArns", familyPrefix=family, status=status, sort="DESC"
        )
        return [arn for arn in found if arn.rsplit("/", 1)[-1].rsplit(":", 1)[0] == family]

    def delete(self, have: Resource) -> None:
        """DeregisterTaskDefinition and DeleteTaskDefinitions for every revision, ten a call."""
        self.each(
            lambda arn: self.aws.write("deregister_task_definition", already=MISSING, taskDefinition=arn),
            self._revisions(str(have.name), "ACTIVE"),
        )
        for some in batched(self._revisions(str(have.name), "INACTIVE"), 10):
            self.aws.write("delete_task_definitions", taskDefinitions=list(some))

    def explain_leftover(self, arn: str) -> str | None:
        """A deregistered revision is only history, and its tags stay."""
        if ":task-definition/" not in arn:
            return None
        found = self._describe(arn)
        return None if found and found["status"] == "ACTIVE" else ""
