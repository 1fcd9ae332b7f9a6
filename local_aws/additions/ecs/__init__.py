"""ECS: clusters, task definitions, services whose tasks start, fail and are rolled back, tasks run by hand."""

from local_aws.additions.ecs import clusters, deployment_calls, failures, scheduler, services, task_calls, task_definitions


def apply() -> None:
    for part in (scheduler, clusters, task_definitions, services, deployment_calls, task_calls, failures):
        part.apply()
