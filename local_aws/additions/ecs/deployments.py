"""A service's deployments: what is rolled out, how far it is, and the record that stays when it is over.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
"""

from typing import Any

from moto.core.utils import utcnow
from moto.ecs.models import Service
from moto.moto_api._internal import mock_random

EVENTS_KEPT = 100
REVISION_FIELDS = ("task_definition", "launch_type", "platform_version", "platform_family", "load_balancers", "service_registries", "network_configuration")


class Revision:
    """The settings that a deployment rolls out.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRevision.html
    """

    def __init__(self, service: Service) -> None:
        self.service_arn, self.cluster_arn, self.created_at = service.arn, service.cluster_arn, utcnow()
        self.service_revision_arn = service.arn.replace(":service/", ":service-revision/") + f"/{mock_random.randint(10**18, 10**19)}"
        self.fields = {field: getattr(service, field) for field in REVISION_FIELDS}
        self.__dict__.update(self.fields)
        self.definition = service._backend.describe_task_definition(service.task_definition)
        self.container_images = [{"containerName": one["name"], "image": one["image"]} for one in self.definition.container_definitions]


class Deployment:
    """One deployment as DescribeServices tells it.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html
    """

    def __init__(self, service: Service, revision: Revision, rolls_back: "Deployment | None" = None) -> None:
        self.id = f"ecs-svc/{mock_random.randint(10**18, 10**19)}"
        self.status, self.rollout_state = "PRIMARY", "IN_PROGRESS"
        self.rollout_state_reason = f"ECS deployment {self.id} in progress."
        self.revision = revision
        self.__dict__.update(revision.fields)
        self.desired_count, self.pending_count, self.running_count, self.failed_tasks = service.desired_count, 0, 0, 0
        self.created_at = self.updated_at = utcnow()
        self.rolls_back, self.failures_told = rolls_back, 0
        self.alarms_at_start = alarms_in_alarm(service)


class Record:
    """What ListServiceDeployments and DescribeServiceDeployments tell of a deployment, also long after it.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html
    """

    def __init__(self, service: Service, deployment: Deployment, sources: list[dict[str, Any]]) -> None:
        self.deployment = deployment
        self.service_arn, self.cluster_arn = service.arn, service.cluster_arn
        self.service_deployment_arn = service.arn.replace(":service/", ":service-deployment/") + f"/{mock_random.get_random_string(20)}"
        self.created_at = self.started_at = self.updated_at = utcnow()
        self.finished_at = self.stopped_at = None
        self.status_reason: str | None = None
        self.rollback: dict[str, Any] | None = None
        self.status = "IN_PROGRESS"
        self.source_service_revisions = sources
        self.target_service_revision_arn = deployment.revision.service_revision_arn
        self.deployment_configuration = service.deployment_configuration
        self.deployment_circuit_breaker = {"status": "MONITORING", "failureCount": 0, "threshold": threshold(service)}
        if not service.deployment_configuration["deploymentCircuitBreaker"]["enable"]:
            self.deployment_circuit_breaker["status"] = "DISABLED"
        alarms = service.deployment_configuration["alarms"]
        self.alarms = {"status": "MONITORING" if alarms["enable"] else "DISABLED", "alarmNames": alarms["alarmNames"], "triggeredAlarmNames": []}

    @property
    def target_service_revision(self) -> dict[str, Any]:
        return counted(self.deployment)

    def end(self, status: str, reason: str | None = None) -> None:
        """The deployment is over."""
        self.status, self.status_reason = status, reason or self.status_reason
        self.finished_at = self.updated_at = utcnow()
        for monitor in (self.deployment_circuit_breaker, self.alarms):
            if monitor["status"] == "MONITORING":
                monitor["status"] = "MONITORING_COMPLETE"


def counted(deployment: Deployment) -> dict[str, Any]:
    """The summary of a deployment's revision with its numbers of tasks."""
    return {
        "arn": deployment.revision.service_revision_arn,
        "requestedTaskCount": deployment.desired_count,
        "runningTaskCount": deployment.running_count,
        "pendingTaskCount": deployment.pending_count,
    }


def threshold(service: Service) -> int:
    """Failed tasks at which the circuit breaker trips: half the tasks, at least 3, at most 200.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
    """
    return max(3, min(200, -(-service.desired_count // 2)))


def alarms_in_alarm(service: Service) -> set[str]:
    """Names of the deployment alarms of the service that are in ALARM now."""
    from moto.cloudwatch.models import cloudwatch_backends

    settings = service.deployment_configuration["alarms"]
    known = cloudwatch_backends[service._account_id][service.region_name].alarms
    return {name for name in settings["alarmNames"] if settings["enable"] and name in known and known[name].state_value == "ALARM"}


def tell(service: Service, message: str) -> None:
    """Adds an event, newest first."""
    event = {"id": str(mock_random.uuid4()), "createdAt": utcnow(), "message": f"(service {service.name}) {message}"}
    service.events = [event, *service.events][:EVENTS_KEPT]


def begin(service: Service, rolls_back: Deployment | None = None, revision: Revision | None = None) -> Deployment:
    """Makes a new PRIMARY deployment of the service's present settings; the old one stays ACTIVE until it is done."""
    deployment = Deployment(service, revision or Revision(service), rolls_back)
    sources = [counted(old) for old in service.deployments]
    for old in service.deployments:
        old.status = "ACTIVE"
    service.deployments = [deployment, *service.deployments]
    if not rolls_back:
        for record in service.records:
            if record.status in ("IN_PROGRESS", "ROLLBACK_IN_PROGRESS"):
                record.end("STOPPED", "Superseded by a newer deployment.")
        service.records.insert(0, Record(service, deployment, sources))
        service.revisions[deployment.revision.service_revision_arn] = deployment.revision
        service.current_service_deployment = service.records[0].service_deployment_arn
    return deployment


def complete(service: Service, deployment: Deployment) -> None:
    """All tasks of the deployment run: what was there before is to be stopped."""
    deployment.rollout_state, deployment.updated_at = "COMPLETED", utcnow()
    deployment.rollout_state_reason = f"ECS deployment {deployment.id} completed."
    service.last_completed = deployment
    record = service.records[0]
    record.end("ROLLBACK_SUCCESSFUL" if deployment.rolls_back else "SUCCESSFUL")
    tell(service, f"(deployment {deployment.id}) deployment completed.")
    tell(service, "has reached a steady state.")


def fail(service: Service, deployment: Deployment, cause: str, reason: str, roll_back: bool) -> None:
    """The deployment has failed; with `roll_back` the last completed one is rolled out again, if there is one."""
    deployment.rollout_state, deployment.updated_at = "FAILED", utcnow()
    deployment.rollout_state_reason = f"{cause}: {reason}"
    record = service.records[0]
    tell(service, f"(deployment {deployment.id}) deployment failed: {reason}")
    if not (roll_back and service.last_completed):
        record.end("STOPPED", deployment.rollout_state_reason)
        return
    good = service.last_completed.revision
    for field, value in good.fields.items():
        setattr(service, field, value)
    again = begin(service, rolls_back=deployment, revision=good)
    again.rollout_state_reason = f"{cause}: rolling back to deploymentId {service.last_completed.id}."
    record.status, record.status_reason, record.updated_at = "ROLLBACK_IN_PROGRESS", deployment.rollout_state_reason, utcnow()
    record.rollback = {"reason": deployment.rollout_state_reason, "startedAt": utcnow(), "serviceRevisionArn": good.service_revision_arn}
    tell(service, f"rolling back to deployment {service.last_completed.id}.")
