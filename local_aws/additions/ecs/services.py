"""Services: what CreateService and UpdateService keep, when they make a new deployment, what they refuse, draining.

moto drops half of the fields, takes any name twice and never starts a task.
"""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecs.exceptions import (
    ClusterNotFoundException,
    ECSException,
    InvalidParameterException,
    ServiceNotFoundException,
)
from moto.ecs.models import Cluster, EC2ContainerServiceBackend, Service, TaskDefinition
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.elbv2.models import elbv2_backends

from local_aws.additions.ecs.deployments import begin
from local_aws.additions.ecs.scheduler import schedule
from local_aws.attach import attach, wrap

Json = dict[str, Any]

DESCRIBED_AT_ONCE = 10
NO_ALARMS = {"alarmNames": [], "enable": False, "rollback": False}
DEPLOYMENT_DEFAULTS = {
    "strategy": "ROLLING",
    "deploymentCircuitBreaker": {"enable": False, "rollback": False},
    "maximumPercent": 200,
    "minimumHealthyPercent": 100,
    "alarms": NO_ALARMS,
    "bakeTimeInMinutes": 0,
}
# request member: attribute of the service, and whether a change of it makes a new deployment
FIELDS = {
    "taskDefinition": ("task_definition", True),
    "networkConfiguration": ("network_configuration", True),
    "loadBalancers": ("load_balancers", True),
    "serviceRegistries": ("service_registries", True),
    "platformVersion": ("platform_version", True),
    "desiredCount": ("desired_count", False),
    "capacityProviderStrategy": ("capacity_provider_strategy", False),
    "availabilityZoneRebalancing": ("availability_zone_rebalancing", False),
    "healthCheckGracePeriodSeconds": ("health_check_grace_period_seconds", False),
    "enableExecuteCommand": ("enable_execute_command", False),
    "enableECSManagedTags": ("enable_ecs_managed_tags", False),
    "propagateTags": ("propagate_tags", False),
    "placementConstraints": ("placement_constraints", False),
    "placementStrategy": ("placement_strategy", False),
}


def complete_network(network: Json) -> Json:
    """AWS tells whether a public address is assigned, also when it was not asked."""
    return (
        {"awsvpcConfiguration": {"securityGroups": [], "assignPublicIp": "DISABLED", **network["awsvpcConfiguration"]}}
        if network
        else network
    )


def check(backend: EC2ContainerServiceBackend, definition: TaskDefinition, wanted: Json) -> None:
    """Raises InvalidParameterException for what AWS refuses and moto accepts.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
    """
    if definition.network_mode == "awsvpc" and not wanted.get("networkConfiguration"):
        raise InvalidParameterException(
            "Network Configuration must be provided when networkMode 'awsvpc' is specified."
        )
    if wanted.get("healthCheckGracePeriodSeconds") and not wanted.get("loadBalancers"):
        raise InvalidParameterException(
            "Health check grace period is only valid for services configured to use load balancers"
        )
    groups = elbv2_backends[backend.account_id][backend.region_name].target_groups
    for one in wanted.get("loadBalancers") or []:
        group = groups.get(one["targetGroupArn"])
        if not group:
            raise InvalidParameterException(
                f"The target group with targetGroupArn {one['targetGroupArn']} does not exist."
            )
        if not group.load_balancer_arns:
            raise InvalidParameterException(
                f"The target group with targetGroupArn {group.arn} does not have an associated load balancer."
            )
        container = next(
            (item for item in definition.container_definitions if item["name"] == one["containerName"]), None
        )
        if container is None:
            raise InvalidParameterException(
                f"The container {one['containerName']} does not exist in the task definition."
            )
        if one["containerPort"] not in [mapping["containerPort"] for mapping in container["portMappings"]]:
            raise InvalidParameterException(
                f"The container {one['containerName']} did not have a container port {one['containerPort']} defined."
            )


def active_cluster(self: EC2ContainerServiceResponse) -> Cluster:
    """The cluster of the request; raises ClusterNotFoundException also when it was deleted."""
    cluster = self.ecs_backend._get_cluster(self._get_param("cluster", "default"))
    if cluster.status != "ACTIVE":
        raise ClusterNotFoundException
    return cluster


def active_definition(backend: EC2ContainerServiceBackend, name: str) -> TaskDefinition:
    """The task definition by family, revision or ARN; raises ClientException when it is missing or deregistered."""
    definition = backend.describe_task_definition(name)
    if definition.status != "ACTIVE":
        raise ECSException("ClientException", "TaskDefinition is inactive")
    return definition


def create_service(original: Callable[..., Any], self: EC2ContainerServiceResponse) -> ActionResult:
    """Keeps every field, completes the deployment configuration and starts tasks; the same asked twice makes one.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
    """
    backend, cluster = self.ecs_backend, active_cluster(self)
    wanted = {key: value for key, value in self._get_params().items() if key not in ("clientToken", "cluster")}
    existing = backend.services.get(f"{cluster.name}:{wanted['serviceName']}")
    if existing and existing.status == "DRAINING":
        raise InvalidParameterException("Unable to Start a service that is still Draining.")
    if existing and existing.status == "ACTIVE":
        if existing.created_with != wanted:
            raise InvalidParameterException("Creation of service was not idempotent.")
        return ActionResult({"service": existing})
    definition = active_definition(backend, wanted["taskDefinition"])
    check(backend, definition, wanted)
    service = original(self).result["service"]
    service.created_with, service.created_at = wanted, utcnow()
    service.availability_zone_rebalancing = "ENABLED"
    service.enable_execute_command = service.enable_ecs_managed_tags = False
    service.health_check_grace_period_seconds = 0 if service.load_balancers else None
    service.capacity_provider_strategy, service.placement_constraints, service.placement_strategy = None, [], []
    for member, (attribute, _) in FIELDS.items():
        if wanted.get(member) is not None:
            setattr(service, attribute, wanted[member])
    if service.capacity_provider_strategy:
        service.launch_type = None
    service.task_definition = definition.arn
    service.network_configuration = complete_network(service.network_configuration)
    service.platform_version, service.platform_family = service.platform_version or "LATEST", "Linux"
    service.deployment_configuration = {**DEPLOYMENT_DEFAULTS, **(wanted.get("deploymentConfiguration") or {})}
    service.role_arn = f"arn:aws:iam::{backend.account_id}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"
    service.deployments, service.last_completed = [], None
    begin(service)
    schedule(service)
    return ActionResult({"service": service})


def update_service(self: EC2ContainerServiceResponse) -> ActionResult:
    """Keeps the fields given; a change of what tasks are made of, or forceNewDeployment, makes a new deployment.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
    """
    backend, cluster = self.ecs_backend, active_cluster(self)
    service = backend.services.get(f"{cluster.name}:{self._get_param('service').split('/')[-1]}")
    if service is None:
        raise ServiceNotFoundException
    if service.status != "ACTIVE":
        raise ECSException("ServiceNotActiveException", "Service was not ACTIVE.")
    given = {key: value for key, value in self._get_params().items() if value is not None}
    if "taskDefinition" in given:
        given["taskDefinition"] = active_definition(backend, given["taskDefinition"]).arn
    if "networkConfiguration" in given:
        given["networkConfiguration"] = complete_network(service._validate_network(given["networkConfiguration"]))
    future = {member: given.get(member, getattr(service, attribute)) for member, (attribute, _) in FIELDS.items()}
    check(backend, backend.describe_task_definition(future["taskDefinition"]), future)
    new = bool(given.get("forceNewDeployment"))
    for member, (attribute, deploys) in FIELDS.items():
        new = new or (deploys and future[member] != getattr(service, attribute))
        setattr(service, attribute, future[member])
    service.deployment_configuration = {**service.deployment_configuration, **given.get("deploymentConfiguration", {})}
    if new:
        begin(service)
    schedule(service)
    return ActionResult({"service": service})


def delete_service(self: EC2ContainerServiceResponse) -> ActionResult:
    """A service drains until its tasks have stopped; one that is scaled above 0 is deleted only by force.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteService.html
    """
    service = self.ecs_backend._get_service(self._get_param("cluster", "default"), self._get_param("service"))
    if service.status == "INACTIVE":
        raise ServiceNotFoundException
    if service.desired_count > 0 and not self._get_param("force"):
        raise InvalidParameterException("The service cannot be stopped while it is scaled above 0.")
    service.status, service.desired_count = "DRAINING", 0
    return ActionResult({"service": service})


def list_services(
    original: Callable[..., Any], self: EC2ContainerServiceBackend, *arguments: Any, **options: Any
) -> list[str]:
    """Deleted services are not listed; moto lists them.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListServices.html
    """
    gone = {service.arn for service in self.services.values() if service.status == "INACTIVE"}
    return [arn for arn in original(self, *arguments, **options) if arn not in gone]


def describe_services(
    original: Callable[..., Any], self: EC2ContainerServiceBackend, cluster: str, names: list[str]
) -> Any:
    """At most ten services are described at once.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html (services)
    """
    if not 0 < len(names) <= DESCRIBED_AT_ONCE:
        raise InvalidParameterException(
            "Services cannot be empty."
            if not names
            else f"Services list cannot have more than {DESCRIBED_AT_ONCE} items."
        )
    return original(self, cluster, names)


def new_service(original: Callable[..., Any], self: Service, **options: Any) -> None:
    """The number of running tasks is what the scheduler counts, not what an environment variable says."""
    original(self, **options)
    self.running_count = self.pending_count = 0


def apply() -> None:
    wrap(Service, "__init__", new_service)
    wrap(EC2ContainerServiceResponse, "create_service", create_service)
    attach(EC2ContainerServiceResponse, update_service, delete_service)
    wrap(EC2ContainerServiceBackend, "list_services", list_services)
    wrap(EC2ContainerServiceBackend, "describe_services", describe_services)
