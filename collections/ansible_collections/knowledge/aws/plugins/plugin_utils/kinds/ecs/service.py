# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Services of ECS: desired count and revision are the autoscaler's and the release's once a service exists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import batched
from typing import Any

from ...core.fields import Field, always, camel, spelled
from ...core.kind import Finding, Life, Query, Report
from ...core.model import Resource, Wanted
from . import rules
from .codes import CODES
from .common import SERVICE_EXAMPLE, Ecs, ecs_tags

DESCRIBED_AT_ONCE = 10  # services that DescribeServices takes
STOPPED_SHOWN = 3  # reasons of stopped tasks that are told
ORDINARY = "Scaling activity initiated by"  # a task that a deployment replaced
NO_CLUSTER = ("ClusterNotFoundException",)
NETWORK = "networkConfiguration.awsvpcConfiguration"
DEPLOYMENT = "deploymentConfiguration"
BREAKER, ALARMS = f"{DEPLOYMENT}.deploymentCircuitBreaker", f"{DEPLOYMENT}.alarms"
# Fields that stand together in a member.
OF_NETWORK = ("subnets", "security_groups", "assign_public_ip")
OF_DEPLOYMENT = {"minimum_healthy_percent", "maximum_percent", "deployment_circuit_breaker", "alarm_names"}


def update(type_: str, doc: str, api: str | None = None, **more: Any) -> Field:
    """A field that UpdateService changes."""
    return Field(type_, doc, api=api, setter="update", **more)


BALANCER = {
    "target_group_arn": Field("str", "ARN of the target group.", required=True),
    "container_name": Field("str", "Container that gets the requests.", required=True),
    "container_port": Field("int", "Its port.", required=True),
}


def balancers(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Load balancers under the names of fields."""
    return [{name: one.get(name) for name in BALANCER} for one in map(spelled, entries)]


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
        "task_definition": Report(
            "taskDefinition",
            "ARN of the revision that it is to run.",
            sample="arn:aws:ecs:ap-northeast-2:123456789012:task-definition/knowledge-production:7",
        ),
        "desired_count": Report("desiredCount", "Tasks that it is to have.", 3),
        "running_count": Report("runningCount", "Tasks that run.", 3),
    }
    fields = {
        "task_definition": update("str", "ARN of the revision to run.", required=True),
        "desired_count": Field(
            "int",
            "Tasks on creation; later the number is the autoscaler's and the release's.",
            default=1,
            accept=always,
        ),
        "subnets": update(
            "list", "Ids of the subnets.", f"{NETWORK}.subnets", elements="str", required=True, unordered=True
        ),
        "security_groups": update(
            "list",
            "Ids of the security groups.",
            f"{NETWORK}.securityGroups",
            elements="str",
            required=True,
            unordered=True,
        ),
        "assign_public_ip": update(
            "str",
            "Whether tasks have public addresses.",
            f"{NETWORK}.assignPublicIp || 'DISABLED'",
            choices=("ENABLED", "DISABLED"),
            default="DISABLED",
        ),
        "load_balancers": update(
            "list",
            "Where requests come from.",
            elements="dict",
            options=BALANCER,
            norm=balancers,
            unordered=True,
            default=[],
        ),
        "health_check_grace_period_seconds": update(
            "int",
            "Seconds after its start in which a failed health check does not stop a task; with load balancers only.",
            "healthCheckGracePeriodSeconds || `0`",
        ),
        "minimum_healthy_percent": update(
            "int",
            "Percent of the tasks that stay up in a deployment.",
            f"{DEPLOYMENT}.minimumHealthyPercent",
            default=100,
        ),
        "maximum_percent": update(
            "int",
            "Percent of the tasks, old and new, at most in a deployment.",
            f"{DEPLOYMENT}.maximumPercent",
            default=200,
        ),
        "deployment_circuit_breaker": update(
            "bool",
            "Whether a deployment whose tasks do not become well is ended and rolled back: enable and rollback.",
            f"{BREAKER}.enable && {BREAKER}.rollback || `false`",
            default=True,
        ),
        "alarm_names": update(
            "list",
            "Names of alarms that end a deployment and roll it back; with some, enable and rollback are true.",
            f"{ALARMS}.enable && {ALARMS}.rollback && {ALARMS}.alarmNames || `[]`",
            elements="str",
            unordered=True,
            default=[],
        ),
        "availability_zone_rebalancing": update(
            "str",
            "Whether tasks move back into a zone that is well again.",
            choices=("ENABLED", "DISABLED"),
            default="ENABLED",
        ),
        "enable_execute_command": update("bool", "Whether ECS Exec may open a shell.", default=False),
    }
    example = SERVICE_EXAMPLE

    def check(self, want: Wanted) -> Iterator[Finding]:
        yield from rules.name("name", want.name)
        yield from rules.service(want.__getitem__)

    def _clusters(self) -> list[str]:
        """The cluster of the task; without one that of the stack, and those with services of ours."""
        if self.scope["cluster"]:
            return [self.scope["cluster"]]
        known = {self.name_in_arn(arn).rpartition("/")[0] for arn in self.owned_arns()}
        return sorted(name for name in known | {self.stack.name} if name)

    @staticmethod
    def _cluster(have: Resource) -> str:
        return str(have.raw["clusterArn"]).rsplit("/", 1)[-1]

    def find(self, query: Query) -> list[Any]:
        wanted = {want.name: want["task_definition"] for want in query.wanted}
        found = [one for cluster in self._clusters() for one in self._in(cluster, query)]
        return [one | {"wantedTaskDefinition": wanted.get(one["serviceName"])} for one in found]

    def _in(self, cluster: str, query: Query) -> Iterator[Any]:
        services = query.names
        if query.everything:
            services = self.aws.read("list_services", "serviceArns", NO_CLUSTER, cluster=cluster)
        for some in batched(services, DESCRIBED_AT_ONCE):
            about = {"cluster": cluster, "services": list(some), "include": ["TAGS"]}
            yield from self.aws.read("describe_services", "services", NO_CLUSTER, **about) or []

    def _arguments(self, operation: str, want: Wanted, names: set[str]) -> dict[str, Any]:
        """Members of CreateService and UpdateService that these fields stand in."""
        arguments = self.request(operation, want, names)
        if names.intersection(OF_NETWORK):
            network = {"awsvpc_configuration": {name: want[name] for name in OF_NETWORK}}
            arguments |= camel({"network_configuration": network}, self.aws.input(operation))
        if names & OF_DEPLOYMENT:
            breaker, alarms = want["deployment_circuit_breaker"], want["alarm_names"]
            arguments["deploymentConfiguration"] = {
                "minimumHealthyPercent": want["minimum_healthy_percent"],
                "maximumPercent": want["maximum_percent"],
                "deploymentCircuitBreaker": {"enable": breaker, "rollback": breaker},
                "alarms": {"alarmNames": alarms, "enable": bool(alarms), "rollback": bool(alarms)},
            }
        if not want["load_balancers"]:
            arguments.pop("healthCheckGracePeriodSeconds", None)
        return arguments

    def create(self, want: Wanted) -> None:
        self.aws.create(
            "create_service",
            cluster=self.scope["cluster"],
            serviceName=want.name,
            launchType="FARGATE",
            clientToken=want.token[:36],
            enableECSManagedTags=True,
            propagateTags="SERVICE",
            tags=ecs_tags(want.tags),
            **self._arguments("create_service", want, set(self.fields)),
        )

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateService, with the members whose fields differ only."""
        arguments = self._arguments("update_service", want, set(changed))
        self.aws.write("update_service", cluster=self._cluster(have), service=have.id, **arguments)

    def ready(self, have: Resource) -> bool:
        """Its deployment is complete, and of the revision that is wanted."""
        return self._primary(have).get("rolloutState") == "COMPLETED" and self.failure(have) is None

    @staticmethod
    def _primary(have: Resource) -> dict[str, Any]:
        return next((one for one in have.raw.get("deployments") or [] if one["status"] == "PRIMARY"), {})

    def failure(self, have: Resource) -> str | None:
        """The deployment failed, or was rolled back to another revision than is wanted; with what stopped the tasks."""
        if have.state == "DRAINING":
            return "DRAINING: it is being deleted; run again when it is gone"
        primary, wanted = self._primary(have), str(have.raw.get("wantedTaskDefinition"))
        if primary.get("rolloutState") == "FAILED":
            reason = primary.get("rolloutStateReason") or "AWS gives no reason"
            return f"deployment failed: {reason}{self._stopped(have)}"
        if wanted.startswith("arn:") and have["task_definition"] != wanted:
            revision = str(have["task_definition"]).rsplit("/", 1)[-1]
            return f"rolled back to {revision}{self._stopped(have)}"
        return None

    def _stopped(self, have: Resource) -> str:
        """Why tasks stopped last, which AWS tells for about an hour."""
        where = {"cluster": self._cluster(have)}
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
        told = list(dict.fromkeys(reason for reason in reasons if reason and not reason.startswith(ORDINARY)))
        return f" (stopped tasks: {'; '.join(told[:STOPPED_SHOWN])})" if told else ""

    def delete(self, have: Resource) -> None:
        """DeleteService: tasks are stopped and drained."""
        self.aws.write("delete_service", cluster=self._cluster(have), service=have.id, force=True)
