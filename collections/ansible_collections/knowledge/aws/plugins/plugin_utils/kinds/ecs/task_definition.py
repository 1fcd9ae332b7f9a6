# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Task definitions: what a service runs.

A change is a new revision; what the release chose, image and command, stays in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import batched
from typing import Any

from botocore import xform_name

from ...core.fields import Field, always, camel
from ...core.kind import Codes, Finding, Life, Query, Report
from ...core.model import Resource, Wanted
from ...core.plan import changed_fields
from ...core.waiting import only_once
from . import rules
from .codes import CODES
from .common import DEFINITION_EXAMPLE, Ecs, ecs_tags
from .shapes import besides, compact, container_form, containers_form, health, plain_volumes, texts, volume_name

MISSING = ("ClientException",)  # "Unable to describe task definition": there is none, or it is no longer active
# Members of an answer that a revision is not made of.
ANSWERED = {
    *("taskDefinitionArn", "family", "revision", "status", "requiresAttributes", "compatibilities", "registeredAt"),
    *("registeredBy", "deregisteredAt", "deleteRequestedAt", "tags", "Image"),
}
# Members that every task definition, and every main container, has with just this value.
OF_TASK = {"networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"]}
OF_CONTAINER = {"linuxParameters": {"initProcessEnabled": True}}
# Members of the main container that are fields by the same name, with what it means that they are left out.
OF_MAIN: dict[str, Any] = {
    "command": [],
    "healthCheck": {},
    "image": "",
    "readonlyRootFilesystem": False,
    "stopTimeout": 0,
    "user": "",
}
RELEASED = ("image", "command")


def new(type_: str, doc: str, api: str | None = "", **more: Any) -> Field:
    """A field whose change makes a new revision."""
    return Field(type_, doc, api=api, setter="register", **more)


HEALTH = {
    "command": Field("list", "CMD or CMD-SHELL, and the command.", elements="str"),
    "interval": Field("int", "Seconds between two checks; without one 30."),
    "timeout": Field("int", "Seconds until a check counts as failed; without one 5."),
    "retries": Field("int", "Failed checks in a row until the container is not well; without one 3."),
    "start_period": Field("int", "Seconds after its start in which failed checks do not count; without one 0."),
}


def port_mapping(port: int) -> dict[str, Any]:
    """A port in normal form."""
    return {"containerPort": port, "hostPort": port, "protocol": "tcp"}


def mount_point(path: str) -> dict[str, Any]:
    """Where the volume of a writable folder is mounted."""
    return {"sourceVolume": volume_name(path), "containerPath": path}


class TaskDefinition(Ecs):
    """Family of task definitions for Fargate.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
    """

    name, noun = "ecs_task_definition", "task definition"
    codes = CODES | Codes(already=MISSING)
    arn_prefix = "task-definition/"
    id_path, name_path = "taskDefinitionArn", "family"
    life = Life(revisions=True)
    scope_fields = {
        "cluster": Field("str", "Name of the cluster in which the services run.", required=True),
        "keep": Field("int", "How many revisions stay registered, the newest ones and what runs.", default=10),
    }
    reports = {
        "image": Report("Image", "Image of the main container.", "public.ecr.aws/docker/library/nginx:1.29"),
        "revision": Report("revision", "Number of the revision.", 7),
    }
    fields = {
        "service": Field(
            "str",
            "Name of the service that runs it: its revision, not the newest, is what counts. Not of AWS's API.",
            api="",
        ),
        "cpu": new("int", "CPU units; 1024 are a vCPU.", required=True),
        "memory": new("int", "MiB.", required=True),
        "cpu_architecture": new(
            "str",
            "Processor.",
            "runtimePlatform.cpuArchitecture || 'X86_64'",
            choices=("X86_64", "ARM64"),
            default="X86_64",
        ),
        "execution_role_arn": new(
            "str",
            "ARN of the role that starts it: pulls the image, reads secrets, writes logs.",
            "executionRoleArn || ''",
            required=True,
        ),
        "task_role_arn": new("str", "ARN of the role that the program itself has.", "taskRoleArn || ''", required=True),
        "container_name": new("str", "Name of the main container: the one with the port, or the first.", required=True),
        "image": new("str", "Image of the first revision; later it is the release's.", required=True, accept=always),
        "command": new(
            "list",
            "Command of the first revision; later it is the release's.",
            elements="str",
            default=[],
            accept=always,
        ),
        "container_port": new("int", "Port that it listens on: its only port mapping."),
        "environment": new("dict", "Environment: values by name. Nothing secret.", norm=texts, default={}),
        "secrets": new(
            "dict",
            "Environment whose values are read at the start: ARNs of secrets or parameters by name.",
            norm=texts,
            default={},
        ),
        "health_check": new(
            "dict", "How the container tells that it is well.", options=HEALTH, norm=health, default={}
        ),
        "readonly_root_filesystem": new("bool", "Whether its root file system is read-only.", default=True),
        "writable_paths": new(
            "list",
            "Folders that are writable all the same, empty at the start: each a volume and a mount point.",
            elements="str",
            unordered=True,
            default=[],
        ),
        "user": new("str", "User, or user:group, that it runs as; without one that of the image.", default=""),
        "stop_timeout": new("int", "Seconds between the request to stop and the kill; without one 30.", default=0),
        "log_options": new(
            "dict", "Options of the log driver awslogs; empty for no log configuration.", norm=texts, default={}
        ),
        "container_options": new(
            "dict", "Further members of the main container's definition, in AWS's form. Others are removed.", default={}
        ),
        "sidecars": new(
            "list",
            "Definitions of further containers, in AWS's form. Others are removed.",
            elements="dict",
            norm=containers_form,
            default=[],
        ),
        "task_options": new(
            "dict", "Further members of the task definition, in AWS's form. Others are removed.", default={}
        ),
    }
    example = DEFINITION_EXAMPLE

    def check(self, want: Wanted) -> Iterator[Finding]:
        yield from rules.task(want.name, want.__getitem__)

    def arn(self, have: Resource) -> str:
        """All revisions, as policies name them."""
        return f"{have.id.rsplit(':', 1)[0]}:*"

    def find(self, query: Query) -> list[Any]:
        """The revision that counts of each family."""
        families = set(query.names)
        if query.everything:
            families |= {self.name_in_arn(arn).rpartition(":")[0] for arn in self.owned_arns()}
            if self.stack.name:
                ours = {"familyPrefix": self.stack.name, "status": "ACTIVE"}
                families |= set(self.aws.read("list_task_definition_families", "families", **ours))
        wanted = {want.name: want for want in query.wanted}
        asked = [(family, wanted.get(family)) for family in sorted(families)]
        return [found for found in self.each(lambda pair: self._counting(*pair), asked) if found]

    def _counting(self, family: str, want: Wanted | None) -> dict[str, Any] | None:
        """The revision that the service runs.

        The newest where none runs, or where it is just what is wanted of the running one (a crash came between).
        """
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
        if not want or not want["service"] or not self.scope["cluster"]:
            return None
        about = {"cluster": self.scope["cluster"], "services": [want["service"]]}
        services = self.aws.read("describe_services", "services", ("ClusterNotFoundException",), **about)
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
        known = {*ANSWERED, "containerDefinitions", "cpu", "memory", "executionRoleArn", "taskRoleArn"}
        task = besides(compact({key: value for key, value in raw.items() if key not in known}), OF_TASK)
        container = container_form(main)
        if task.get("runtimePlatform", {}).get("operatingSystemFamily", "LINUX") == "LINUX":
            task.pop("runtimePlatform", None)
        shape = super().shape(raw) | {
            "cpu": int(raw.get("cpu") or 0),
            "memory": int(raw.get("memory") or 0),
            "container_name": container.pop("name", ""),
            "environment": {one["name"]: one["value"] for one in container.pop("environment", [])},
            "secrets": {one["name"]: one["valueFrom"] for one in container.pop("secrets", [])},
            **{xform_name(member): container.pop(member, without) for member, without in OF_MAIN.items()},
            **self._parts(task, container),
        }
        return shape | {"sidecars": others, "container_options": besides(container, OF_CONTAINER), "task_options": task}

    @staticmethod
    def _parts(task: dict[str, Any], container: dict[str, Any]) -> dict[str, Any]:
        """Port, log and writable folders, taken out where they have the form that we give them."""
        parts: dict[str, Any] = {"container_port": None, "log_options": {}, "writable_paths": []}
        ports = container.get("portMappings", [])
        if len(ports) == 1 and ports[0] == port_mapping(ports[0]["containerPort"]):
            parts["container_port"] = container.pop("portMappings")[0]["containerPort"]
        log = compact(container.get("logConfiguration", {}))
        if log.get("logDriver") == "awslogs" and not log.keys() - {"logDriver", "options"}:
            parts["log_options"] = container.pop("logConfiguration").get("options", {})
        mounts, volumes = container.get("mountPoints", []), plain_volumes(task.get("volumes", []))
        paths = [one["containerPath"] for one in mounts if compact(one) == mount_point(one["containerPath"])]
        if mounts and len(paths) == len(mounts) and volumes == sorted(map(volume_name, paths)):
            parts["writable_paths"] = paths
            del container["mountPoints"], task["volumes"]
        return parts

    def _request(self, want: Wanted) -> dict[str, Any]:
        """What RegisterTaskDefinition is sent; the reverse of ``shape``."""
        port, log = want["container_port"], want["log_options"]
        of_main = {name: want[name] for name in map(xform_name, OF_MAIN)}
        members = self.aws.input("register_task_definition").members["containerDefinitions"].member
        container = {
            "name": want["container_name"],
            "essential": True,
            **camel(of_main, members),
            "portMappings": [port_mapping(port)] if port else [],
            "environment": [{"name": name, "value": value} for name, value in sorted(want["environment"].items())],
            "secrets": [{"name": name, "valueFrom": value} for name, value in sorted(want["secrets"].items())],
            "mountPoints": [{**mount_point(path), "readOnly": False} for path in want["writable_paths"]],
            "logConfiguration": {"logDriver": "awslogs", "options": log} if log else {},
        }
        return {
            **self.request("register_task_definition", want, ("execution_role_arn", "task_role_arn")),
            **OF_TASK,
            "family": want.name,
            "cpu": str(want["cpu"]),
            "memory": str(want["memory"]),
            "runtimePlatform": {"cpuArchitecture": want["cpu_architecture"], "operatingSystemFamily": "LINUX"},
            "volumes": [{"name": volume_name(path)} for path in want["writable_paths"]],
            "containerDefinitions": [
                {**compact(container), **OF_CONTAINER, **(want["container_options"] or {})},
                *(want["sidecars"] or []),
            ],
            "tags": ecs_tags(want.tags),
            **(want["task_options"] or {}),
        }

    # Changing

    def create(self, want: Wanted) -> None:
        self.aws.create("register_task_definition", **self._request(want))

    def register(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """A new revision with the image and command that are released; then those before the last ones go."""
        request = self._request(replace(want, fields=want.fields | {name: have[name] for name in RELEASED}))

        def is_registered() -> bool:
            newest = self._describe(want.name)
            return bool(newest and newest["taskDefinitionArn"] != have.id and self._is(want, newest, have.raw))

        only_once(
            lambda: self.aws.create("register_task_definition", **request),
            is_registered,
            lambda text: self.say(f"{self.noun} {want.name}: {text}"),
        )
        self._deregister_old(have, want)

    def _deregister_old(self, have: Resource, want: Wanted) -> None:
        arns, service = self._revisions(want.name, "ACTIVE"), self._service(want) or {}
        used = {
            have.id,
            service.get("taskDefinition"),
            *(one["taskDefinition"] for one in service.get("deployments") or []),
        }
        for arn in arns[self.scope["keep"] :]:
            if arn not in used:
                self.aws.write("deregister_task_definition", already=self.codes.already, taskDefinition=arn)

    def _revisions(self, family: str, status: str) -> list[str]:
        """ARNs of a family's revisions, the newest first."""
        found = self.aws.read(
            "list_task_definitions", "taskDefinitionArns", familyPrefix=family, status=status, sort="DESC"
        )
        return [arn for arn in found if arn.rsplit("/", 1)[-1].rsplit(":", 1)[0] == family]

    def delete(self, have: Resource) -> None:
        """Every revision: it is deregistered, then deleted, ten a call."""
        self.each(
            lambda arn: self.aws.write("deregister_task_definition", already=self.codes.already, taskDefinition=arn),
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
