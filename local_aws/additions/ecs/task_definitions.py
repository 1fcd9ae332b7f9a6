"""Task definitions: the sizes that Fargate has, what AWS fills in, order, revisions that are never given twice."""

from collections.abc import Callable, Iterator
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecs.exceptions import EcsClientException, TaskDefinitionNotFoundException
from moto.ecs.models import EC2ContainerServiceBackend, TaskDefinition
from moto.ecs.responses import EC2ContainerServiceResponse

from local_aws.attach import attach, wrap

Json = dict[str, Any]
Original = Callable[..., Any]

GIB = 1024
# CPU units: MiB of memory that Fargate offers with them
FARGATE_SIZES: dict[int, list[int]] = {
    256: [512, GIB, 2 * GIB],
    512: [number * GIB for number in range(1, 5)],
    1024: [number * GIB for number in range(2, 9)],
    2048: [number * GIB for number in range(4, 17)],
    4096: [number * GIB for number in range(8, 31)],
    8192: [number * GIB for number in range(16, 61, 4)],
    16384: [number * GIB for number in range(32, 121, 8)],
}
HEALTH_CHECK_DEFAULTS = {"interval": 30, "timeout": 5, "retries": 3}


def check_fargate(options: Json, containers: list[Json]) -> None:
    """Raises ClientException for what Fargate cannot run.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
    """
    if options.get("network_mode") != "awsvpc":
        raise EcsClientException("Fargate only supports network mode ‘awsvpc’.")
    for field in ("cpu", "memory"):
        if not options.get(field):
            raise EcsClientException(f"Fargate requires that '{field}' be defined at the task level.")
    cpu, memory = options["cpu"], options["memory"]
    if not (cpu.isdigit() and memory.isdigit() and int(memory) in FARGATE_SIZES.get(int(cpu), [])):
        raise EcsClientException("No Fargate configuration exists for given values.")
    if not options.get("execution_role_arn"):
        for container in containers:
            if container.get("secrets"):
                raise EcsClientException(
                    "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."
                )
            if container.get("logConfiguration", {}).get("logDriver") == "awslogs":
                raise EcsClientException(
                    "Fargate requires task definition to have execution role ARN to support log driver awslogs."
                )


def complete_container(container: Json, network_mode: str | None) -> None:
    """What AWS fills into a container definition beyond what moto does.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
    """
    container.setdefault("systemControls", [])
    for mapping in container.get("portMappings", []):
        mapping.setdefault("protocol", "tcp")
        if network_mode == "awsvpc":
            mapping.setdefault("hostPort", mapping["containerPort"])
    if "healthCheck" in container:
        container["healthCheck"] = {**HEALTH_CHECK_DEFAULTS, **container["healthCheck"]}


def register_task_definition(
    original: Original, self: EC2ContainerServiceBackend, family: str, container_definitions: list[Json], **options: Any
) -> TaskDefinition:
    """Refuses sizes that Fargate does not have, completes containers, and never gives a revision's number twice.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
    """
    if "FARGATE" in (options.get("requires_compatibilities") or []):
        check_fargate(options, container_definitions)
    for container in container_definitions:
        complete_container(container, options.get("network_mode"))
    definition = original(self, family, container_definitions, **options)
    given = self.__dict__.setdefault("last_revisions", {})
    if definition.revision <= given.get(family, 0):
        del self.task_definitions[family][definition.revision]
        definition.revision = given[family] + 1
        definition.arn = f"{definition.arn.rpartition(':')[0]}:{definition.revision}"
        self.task_definitions[family][definition.revision] = definition
    given[family] = definition.revision
    definition.registered_at = utcnow()
    return definition


def describe_task_definition(
    original: Original, self: EC2ContainerServiceBackend, task_definition_str: str
) -> TaskDefinition:
    """A family alone means its newest ACTIVE revision; moto takes the newest of any status.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTaskDefinition.html
    """
    family = task_definition_str.split("/")[-1]
    if ":" in family:
        return original(self, task_definition_str)
    active = [one.revision for one in self.task_definitions.get(family, {}).values() if one.status == "ACTIVE"]
    if not active:
        raise TaskDefinitionNotFoundException
    return self.task_definitions[family][max(active)]


def deregister_task_definition(original: Original, self: EC2ContainerServiceBackend, name: str) -> TaskDefinition:
    """AWS tells when it was deregistered.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeregisterTaskDefinition.html
    """
    definition = original(self, name)
    definition.deregistered_at = utcnow()
    return definition


def list_task_definitions(self: EC2ContainerServiceResponse) -> ActionResult:
    """Ordered by family and revision, with `sort=DESC` the other way round; moto ignores it.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTaskDefinitions.html
    """
    arns = self.ecs_backend.list_task_definitions(self._get_param("familyPrefix"), self._get_param("status", "ACTIVE"))

    def family_and_revision(arn: str) -> tuple[str, int]:
        family, _, revision = arn.split("/")[-1].partition(":")
        return family, int(revision)

    return ActionResult(
        {"taskDefinitionArns": sorted(arns, key=family_and_revision, reverse=self._get_param("sort") == "DESC")}
    )


def list_task_definition_families(self: EC2ContainerServiceResponse) -> ActionResult:
    """Families by status; moto lists every family that ever was.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTaskDefinitionFamilies.html
    """
    prefix, status = self._get_param("familyPrefix", ""), self._get_param("status", "ALL")

    def families() -> Iterator[str]:
        for family, revisions in self.ecs_backend.task_definitions.items():
            found = "ACTIVE" if any(one.status == "ACTIVE" for one in revisions.values()) else "INACTIVE"
            if revisions and family.startswith(prefix) and status in ("ALL", found):
                yield family

    return ActionResult({"families": sorted(families())})


def apply() -> None:
    for wrapper in (register_task_definition, describe_task_definition, deregister_task_definition):
        wrap(EC2ContainerServiceBackend, wrapper.__name__, wrapper)
    attach(EC2ContainerServiceResponse, list_task_definitions, list_task_definition_families)
