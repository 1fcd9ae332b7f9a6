"""Services of ECS: desired count and revision are the autoscaler's and the release's once a service exists."""

from __future__ import annotations

from itertools import batched
from typing import Any

from ...core.fields import Field, always
from ...core.kind import Life, Query, Report
from ...core.model import Resource, Wanted
from .codes import CODES
from .common import Ecs, ecs_tags
from .rules import NAME, service_objections

DESCRIBED_AT_ONCE = 10  # services that DescribeServices takes
STOPPED_SHOWN = 3  # reasons of stopped tasks that are told
ORDINARY = "Scaling activity initiated by"  # a task that a deployment replaced


def update(type_: str, description: str, api: str = "", **more: Any) -> Field:
    """A field that UpdateService changes."""
    return Field(type_, description, api=api, setter="update", **more)


def balancers(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Load balancers of a service in our form, from ours or AWS's."""
    words = (("target_group", "targetGroupArn"), ("container", "containerName"), ("port", "containerPort"))
    return [{ours: one[ours] if ours in one else one[theirs] for ours, theirs in words} for one in entries]


DEPLOYMENT = "deploymentConfiguration"
BALANCER = {
    "target_group": Field("str", "ARN of the target group.", required=True),
    "container": Field("str", "Container that gets the requests.", required=True),
    "port": Field("int", "Its port.", required=True),
}


class Service(Ecs):
    """Service on Fargate. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html"""

    name, noun = "ecs_service", "ecs service"
    codes = CODES
    arn_prefix = "service/"
    id_path, arn_path, name_path, state_path = "serviceArn", "serviceArn", "serviceName", "status"
    companions = ((":task/", ""),)
    life = Life(ready=("ACTIVE",), gone=("INACTIVE",), usual=180, deadline=1800, always_changeable=True)
    scope_fields = {"cluster": Field("str", "Name of the cluster.", required=True)}
    reports = {
        "task_definition": Report("taskDefinition"),
        "desired_count": Report("desiredCount"),
        "running_count": Report("runningCount"),
    }
    fields = {
        "task_definition": update("str", "ARN of the revision to run.", "taskDefinition", required=True),
        "desired_count": Field(
            "int",
            "Tasks at birth; later the number is the autoscaler's and the release's.",
            api="desiredCount",
            default=1,
            accept=always,
        ),
        "subnets": update("list", "Ids of the subnets.", elements="str", required=True, unordered=True),
        "security_groups": update("list", "Ids of the security groups.", elements="str", required=True, unordered=True),
        "public_ip": update("bool", "Whether tasks have public addresses.", default=False),
        "platform_version": update("str", "Version of Fargate.", "platformVersion", default="LATEST"),
        "load_balancers": update(
            "list",
            "Where requests come from.",
            "loadBalancers",
            elements="dict",
            options=BALANCER,
            norm=balancers,
            unordered=True,
            default=[],
        ),
        "grace_period": update(
            "int",
            "Seconds after its start in which a failed health check does not stop a task.",
            "healthCheckGracePeriodSeconds",
        ),
        "min_percent": update(
            "int",
            "Percent of the tasks that stay up in a deployment.",
            f"{DEPLOYMENT}.minimumHealthyPercent",
            default=100,
        ),
        "max_percent": update(
            "int",
            "Percent of the tasks, old and new, at most in a deployment.",
            f"{DEPLOYMENT}.maximumPercent",
            default=200,
        ),
        "circuit_breaker": update(
            "bool", "Whether a deployment whose tasks do not become well is ended and rolled back.", default=True
        ),
        "alarms": update(
            "list",
            "Names of alarms that end a deployment and roll it back.",
            elements="str",
            unordered=True,
            default=[],
        ),
        "az_rebalancing": update("bool", "Whether tasks move back into a zone that is well again.", default=True),
        "exec": update("bool", "Whether ECS Exec may open a shell.", "enableExecuteCommand", default=False),
        "managed_tags": update(
            "bool",
            "Whether tasks get the tags of cluster and service that AWS makes.",
            "enableECSManagedTags",
            default=True,
        ),
        "propagate_tags": update(
            "str",
            "Whose tags tasks get.",
            "propagateTags",
            choices=("SERVICE", "TASK_DEFINITION", "NONE"),
            default="SERVICE",
        ),
    }
    example = (
        "- knowledge.aws.ecs_service:\n    cluster: knowledge-production\n    config:\n      - key: app\n        task_definition: '{{ revision_arn }}'\n"
        "        desired_count: 3\n        subnets: [subnet-0a1b2c3d, subnet-0b2c3d4e]\n        security_groups: [sg-0a1b2c3d]\n"
        "        load_balancers: [{target_group: '{{ target_group_arn }}', container: app, port: 8000}]\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Percentages, rebalancing, names."""
        found = [f"ecs service {want.name}: {text}" for want in wanted for text in service_objections(want.__getitem__)]
        return found + [
            f"ecs service {want.name}: a name has up to 255 letters, digits, - and _"
            for want in wanted
            if not NAME.fullmatch(want.name)
        ]

    def find(self, query: Query) -> list[Any]:
        """The services of these names, or all of the cluster; at most ten a call."""
        missing, cluster = ("ClusterNotFoundException",), self.scope["cluster"]
        services = (
            self.aws.read("list_services", "serviceArns", missing, cluster=cluster) if query.everything else query.names
        )
        found: list[Any] = []
        for some in batched(services, DESCRIBED_AT_ONCE):
            found += (
                self.aws.read(
                    "describe_services", "services", missing, cluster=cluster, services=list(some), include=["TAGS"]
                )
                or []
            )
        wanted = {want.name: want["task_definition"] for want in query.wanted}
        return [one | {"wantedTaskDefinition": wanted.get(one["serviceName"])} for one in found]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Switches as such; without load balancers there is no grace period."""
        network = (raw.get("networkConfiguration") or {}).get("awsvpcConfiguration") or {}
        deployment = raw.get("deploymentConfiguration") or {}
        breaker, alarms = deployment.get("deploymentCircuitBreaker") or {}, deployment.get("alarms") or {}
        return super().shape(raw) | {
            "subnets": network.get("subnets", []),
            "security_groups": network.get("securityGroups", []),
            "public_ip": network.get("assignPublicIp") == "ENABLED",
            "grace_period": raw.get("healthCheckGracePeriodSeconds") or 0,
            "circuit_breaker": bool(breaker.get("enable") and breaker.get("rollback")),
            "alarms": alarms.get("alarmNames", []) if alarms.get("enable") and alarms.get("rollback") else [],
            "az_rebalancing": raw.get("availabilityZoneRebalancing") == "ENABLED",
            "exec": bool(raw.get("enableExecuteCommand")),
            "managed_tags": bool(raw.get("enableECSManagedTags")),
            "propagate_tags": raw.get("propagateTags") or "NONE",
        }

    @staticmethod
    def _arguments(want: Wanted) -> dict[str, dict[str, Any]]:
        """Parameters of CreateService and UpdateService, each with the fields that it is made of."""
        alarms = {"alarmNames": want["alarms"], "enable": bool(want["alarms"]), "rollback": bool(want["alarms"])}
        network = {
            "subnets": want["subnets"],
            "securityGroups": want["security_groups"],
            "assignPublicIp": "ENABLED" if want["public_ip"] else "DISABLED",
        }
        deployment = {
            "minimumHealthyPercent": want["min_percent"],
            "maximumPercent": want["max_percent"],
            "deploymentCircuitBreaker": {"enable": want["circuit_breaker"], "rollback": want["circuit_breaker"]},
            "alarms": alarms,
        }
        targets = [
            {"targetGroupArn": one["target_group"], "containerName": one["container"], "containerPort": one["port"]}
            for one in want["load_balancers"]
        ]
        grace = (
            {"healthCheckGracePeriodSeconds": want["grace_period"]}
            if targets and want["grace_period"] is not None
            else {}
        )
        return {
            "task_definition": {"taskDefinition": want["task_definition"]},
            "subnets security_groups public_ip": {"networkConfiguration": {"awsvpcConfiguration": network}},
            "platform_version": {"platformVersion": want["platform_version"]},
            "load_balancers": {"loadBalancers": targets},
            "grace_period": grace,
            "min_percent max_percent circuit_breaker alarms": {"deploymentConfiguration": deployment},
            "az_rebalancing": {"availabilityZoneRebalancing": "ENABLED" if want["az_rebalancing"] else "DISABLED"},
            "exec": {"enableExecuteCommand": want["exec"]},
            "managed_tags": {"enableECSManagedTags": want["managed_tags"]},
            "propagate_tags": {"propagateTags": want["propagate_tags"]},
        }

    def create(self, want: Wanted) -> None:
        """CreateService."""
        arguments = {parameter: value for some in self._arguments(want).values() for parameter, value in some.items()}
        self.aws.create(
            "create_service",
            cluster=self.scope["cluster"],
            serviceName=want.name,
            launchType="FARGATE",
            desiredCount=want["desired_count"],
            clientToken=want.token[:36],
            tags=ecs_tags(want.tags),
            **arguments,
        )

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateService, with the parameters whose fields differ only."""
        arguments: dict[str, Any] = {}
        for names, parameters in self._arguments(want).items():
            if set(names.split()) & set(changed):
                arguments |= parameters
        self.aws.write("update_service", cluster=self.scope["cluster"], service=have.id, **arguments)

    def ready(self, have: Resource) -> bool:
        """Its deployment is complete, and of the revision that is wanted."""
        return self._primary(have).get("rolloutState") == "COMPLETED" and self.failure(have) is None

    @staticmethod
    def _primary(have: Resource) -> dict[str, Any]:
        return next((one for one in have.raw.get("deployments") or [] if one["status"] == "PRIMARY"), {})

    def failure(self, have: Resource) -> str | None:
        """The deployment failed, or was rolled back to another revision than the one that is wanted; with what stopped the tasks."""
        if have.state == "DRAINING":
            return "DRAINING: it is being deleted; run again when it is gone"
        primary, wanted = self._primary(have), str(have.raw.get("wantedTaskDefinition"))
        if primary.get("rolloutState") == "FAILED":
            return (
                f"deployment failed: {primary.get('rolloutStateReason') or 'AWS gives no reason'}{self._stopped(have)}"
            )
        if wanted.startswith("arn:") and have["task_definition"] != wanted:
            revision = str(have["task_definition"]).rsplit("/", 1)[-1]
            return f"rolled back to {revision}{self._stopped(have)}"
        return None

    def _stopped(self, have: Resource) -> str:
        """Why tasks stopped last, which AWS tells for about an hour."""
        where = {"cluster": self.scope["cluster"]}
        arns = self.aws.read("list_tasks", "taskArns", serviceName=have.name, desiredStatus="STOPPED", **where)
        if not arns:
            return ""
        tasks = self.aws.read("describe_tasks", "tasks", tasks=arns[:100], **where)
        newest = sorted(tasks, key=lambda task: str(task.get("stoppedAt") or ""), reverse=True)
        reasons = [str(task.get("stoppedReason") or "") for task in newest]
        containers = [one for task in newest for one in task.get("containers", [])]
        reasons += [f"container {one['name']}: {one['reason']}" for one in containers if one.get("reason")]
        reasons += [
            f"container {one['name']}: exit code {one['exitCode']}" for one in containers if one.get("exitCode")
        ]
        told = list(dict.fromkeys(reason for reason in reasons if reason and not reason.startswith(ORDINARY)))[
            :STOPPED_SHOWN
        ]
        return f" (stopped tasks: {'; '.join(told)})" if told else ""

    def delete(self, have: Resource) -> None:
        """DeleteService: tasks are stopped and drained."""
        gone = ("ServiceNotFoundException", "ServiceNotActiveException")
        self.aws.write("delete_service", already=gone, cluster=self.scope["cluster"], service=have.id, force=True)
