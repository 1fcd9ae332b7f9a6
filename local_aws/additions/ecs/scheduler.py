"""The service scheduler: brings tasks to the number and settings that their service wants, whenever the API is asked.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html
"""

from moto.ecs.models import EC2ContainerServiceBackend, Service
from moto.ecs.responses import EC2ContainerServiceResponse

from local_aws import delays
from local_aws.additions.ecs.deployments import Deployment, alarms_in_alarm, complete, fail, tell
from local_aws.additions.ecs.tasks import Task
from local_aws.attach import before_each_call

# without a delay everything is over by the next call: start, run, fail, start the old ones again, stop the rest
LOOKS_WITHOUT_DELAY = 5


def tasks_of(service: Service) -> list[Task]:
    """Every task the service ever started, oldest first."""
    tasks = service._backend.tasks.get(service.cluster_name, {}).values()
    return [task for task in tasks if isinstance(task, Task) and task.service_name == service.name]


def start_task(service: Service, deployment: Deployment) -> None:
    backend, definition, settings = service._backend, deployment.revision.definition, deployment.revision.fields
    tags = list({"SERVICE": service.tags, "TASK_DEFINITION": definition.tags}.get(service.propagate_tags, []))
    if service.enable_ecs_managed_tags:
        tags += [
            {"key": "aws:ecs:clusterName", "value": service.cluster_name},
            {"key": "aws:ecs:serviceName", "value": service.name},
        ]
    task = Task(
        backend,
        backend.clusters[service.cluster_name],
        definition,
        settings["network_configuration"] or None,
        service_name=service.name,
        started_by=deployment.id,
        launch_type=settings["launch_type"],
        enable_execute_command=service.enable_execute_command,
        load_balancers=settings["load_balancers"],
        tags=tags,
        position=len(tasks_of(service)),
    )
    backend.tasks.setdefault(service.cluster_name, {})[task.task_arn] = task


def count(deployment: Deployment, tasks: list[Task]) -> list[Task]:
    """Writes the numbers of a deployment's tasks into it; returns those that count towards what is wanted."""
    own = [task for task in tasks if task.started_by == deployment.id]
    deployment.running_count = sum(task.last_status == "RUNNING" for task in own)
    deployment.pending_count = sum(task.live and task.last_status != "RUNNING" for task in own)
    deployment.failed_tasks = sum(task.stop_code in ("TaskFailedToStart", "EssentialContainerExited") for task in own)
    return [task for task in own if task.live]


def schedule(service: Service) -> None:
    """One look at a service: moves its tasks on, then starts and stops some, completes or fails its deployment."""
    tasks = tasks_of(service)
    primary = service.deployments[0]
    in_progress = primary.rollout_state == "IN_PROGRESS"
    for task in tasks:
        task.advance(may_fail=task.started_by == primary.id and in_progress and not primary.rolls_back)
    if service.status == "DRAINING":
        drain(service, tasks)
    elif service.status == "ACTIVE":
        live = count(primary, tasks)
        monitor(service, primary)
        adjust(service, primary, live)
        retire(service, tasks)
    recount(service)


def drain(service: Service, tasks: list[Task]) -> None:
    """Stops all tasks of a service that is being deleted; it is INACTIVE when the last one has stopped."""
    for task in tasks:
        task.stop("ServiceSchedulerInitiated", "Service is being deleted.")
    if all(task.last_status == "STOPPED" for task in tasks):
        service.status = "INACTIVE"


def adjust(service: Service, primary: Deployment, live: list[Task]) -> None:
    """Starts or stops tasks of the newest deployment until they are as many as wanted; a failed one keeps none."""
    if primary.rollout_state == "FAILED":
        for task in live:
            task.stop("ServiceSchedulerInitiated", f"Deployment {primary.id} has failed.")
        return
    for _ in range(service.desired_count - len(live)):
        start_task(service, primary)
    for surplus in live[service.desired_count :]:
        surplus.stop("ServiceSchedulerInitiated", f"Scaling activity initiated by (deployment {primary.id})")
    if primary.rollout_state == "IN_PROGRESS" and primary.running_count >= service.desired_count:
        complete(service, primary)


def monitor(service: Service, primary: Deployment) -> None:
    """Fails a deployment in progress when the circuit breaker trips or one of its alarms has gone off since it began.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html
    """
    if primary.rollout_state != "IN_PROGRESS" or primary.rolls_back:
        return
    settings = service.deployment_configuration
    breaker, alarms = settings["deploymentCircuitBreaker"], settings["alarms"]
    triggered = sorted(alarms_in_alarm(service) - primary.alarms_at_start)
    if breaker["enable"] and primary.failed_tasks >= primary.threshold:
        fail(service, primary, "ECS deployment circuit breaker", "tasks failed to start.", breaker["rollback"])
    elif triggered:
        reason = f"alarm(s) detected: {', '.join(triggered)}."
        fail(service, primary, "ECS deployment alarms", reason, alarms["rollback"])
    elif primary.failed_tasks > primary.failures_told:
        primary.failures_told = primary.failed_tasks
        tell(service, "is unable to consistently start tasks successfully.")


def retire(service: Service, tasks: list[Task]) -> None:
    """Stops the tasks of deployments that have failed or been replaced, and forgets those that have no task left."""
    done = service.deployments[0].rollout_state == "COMPLETED"
    for deployment in service.deployments[1:]:
        live = count(deployment, tasks)
        if done or deployment.rollout_state == "FAILED":
            reason = f"Scaling activity initiated by (deployment {service.deployments[0].id})"
            for task in live:
                task.stop("ServiceSchedulerInitiated", reason)
    if done:
        busy = {task.started_by for task in tasks if task.last_status != "STOPPED"}
        service.deployments[1:] = [old for old in service.deployments[1:] if old.id in busy]


def recount(service: Service) -> None:
    """Writes the numbers of all tasks into the service and its deployments."""
    tasks = tasks_of(service)
    for deployment in service.deployments:
        count(deployment, tasks)
        deployment.desired_count = service.desired_count if deployment.status == "PRIMARY" else 0
    service.running_count = sum(task.last_status == "RUNNING" for task in tasks)
    service.pending_count = sum(task.live and task.last_status != "RUNNING" for task in tasks)


def settle(backend: EC2ContainerServiceBackend) -> None:
    """Brings everything of one account and region up to now."""
    looks = 1 if delays.seconds("ecs") else LOOKS_WITHOUT_DELAY
    for service in backend.services.values():
        for _ in range(looks):
            # a service that CloudFormation made has no deployments of ours
            if service.status != "INACTIVE" and hasattr(service, "last_completed"):
                schedule(service)
    for cluster in backend.clusters.values():
        tasks = [task for task in backend.tasks.get(cluster.name, {}).values() if isinstance(task, Task)]
        cluster.running_tasks_count = sum(task.last_status == "RUNNING" for task in tasks)
        cluster.pending_tasks_count = sum(task.live and task.last_status != "RUNNING" for task in tasks)
        cluster.active_services_count = sum(
            one.cluster_name == cluster.name and one.status == "ACTIVE" for one in backend.services.values()
        )


def apply() -> None:
    before_each_call(EC2ContainerServiceResponse, lambda self: settle(self.ecs_backend))
