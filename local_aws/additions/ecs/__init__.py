"""ECS: clusters, task definitions, services whose tasks start, fail and are rolled back."""

from local_aws.additions.ecs import clusters, failures, scheduler, services, task_calls, task_definitions


def apply() -> None:
    for part in (scheduler, clusters, task_definitions, services, task_calls, failures):
        part.apply()
