"""A service's deployments: what is rolled out, how far it is, and what happens when it fails.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
"""

from moto.core.utils import utcnow
from moto.ecs.models import Service
from moto.moto_api._internal import mock_random

EVENTS_KEPT = 100
REVISION_FIELDS = (
    "task_definition",
    "launch_type",
    "platform_version",
    "platform_family",
    "load_balancers",
    "service_registries",
    "network_configuration",
)


class Revision:
    """The settings that a deployment rolls out, and rolls back to."""

    def __init__(self, service: Service) -> None:
        self.fields = {field: getattr(service, field) for field in REVISION_FIELDS}
        self.definition = service._backend.describe_task_definition(service.task_definition)


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
        self.desired_count = service.desired_count
        self.pending_count = self.running_count = self.failed_tasks = 0
        self.created_at = self.updated_at = utcnow()
        self.rolls_back, self.failures_told = rolls_back, 0
        self.threshold = threshold(service)
        self.alarms_at_start = alarms_in_alarm(service)


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
    watched = settings["alarmNames"] if settings["enable"] else []
    return {name for name in watched if name in known and known[name].state_value == "ALARM"}


def tell(service: Service, message: str) -> None:
    """Adds an event, newest first."""
    event = {"id": str(mock_random.uuid4()), "createdAt": utcnow(), "message": f"(service {service.name}) {message}"}
    service.events = [event, *service.events][:EVENTS_KEPT]


def begin(service: Service, rolls_back: Deployment | None = None, revision: Revision | None = None) -> Deployment:
    """Makes a new PRIMARY deployment of the service's present settings; the old one stays ACTIVE until it is done."""
    deployment = Deployment(service, revision or Revision(service), rolls_back)
    for old in service.deployments:
        old.status = "ACTIVE"
    service.deployments = [deployment, *service.deployments]
    return deployment


def complete(service: Service, deployment: Deployment) -> None:
    """All tasks of the deployment run: what was there before is to be stopped."""
    deployment.rollout_state, deployment.updated_at = "COMPLETED", utcnow()
    deployment.rollout_state_reason = f"ECS deployment {deployment.id} completed."
    service.last_completed = deployment
    tell(service, f"(deployment {deployment.id}) deployment completed.")
    tell(service, "has reached a steady state.")


def fail(service: Service, deployment: Deployment, cause: str, reason: str, roll_back: bool) -> None:
    """The deployment has failed; with `roll_back` the last completed one is rolled out again, if there is one."""
    deployment.rollout_state, deployment.updated_at = "FAILED", utcnow()
    deployment.rollout_state_reason = f"{cause}: {reason}"
    tell(service, f"(deployment {deployment.id}) deployment failed: {reason}")
    if not (roll_back and service.last_completed):
        return
    good = service.last_completed.revision
    for field, value in good.fields.items():
        setattr(service, field, value)
    again = begin(service, rolls_back=deployment, revision=good)
    again.rollout_state_reason = f"{cause}: rolling back to deploymentId {service.last_completed.id}."
    tell(service, f"rolling back to deployment {service.last_completed.id}.")
