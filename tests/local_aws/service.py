"""A Fargate service for tests: cluster, task definition, and with `balanced` a load balancer in front."""

import json
import urllib.request
from typing import Any

from network import Network, make_load_balancer, make_target_group

CONTAINER = {
    "name": "app",
    "image": "example.com/app:1",
    "portMappings": [{"containerPort": 8000}],
    "healthCheck": {"command": ["CMD", "true"]},
    "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/knowledge"}},
}
DEFINITION = {
    "family": "knowledge",
    "requiresCompatibilities": ["FARGATE"],
    "networkMode": "awsvpc",
    "cpu": "2048",
    "memory": "4096",
    "executionRoleArn": "arn:aws:iam::123456789012:role/execution",
}
NAMES = {"cluster": "knowledge", "serviceName": "knowledge"}


def register(ecs: Any, image: str = CONTAINER["image"], **options: Any) -> dict[str, Any]:
    """Registers a revision and returns it; an option that is None is left out."""
    wanted = {key: value for key, value in {**DEFINITION, **options}.items() if value is not None}
    answer = ecs.register_task_definition(**wanted, containerDefinitions=[{**CONTAINER, "image": image}])
    return answer["taskDefinition"]


def awsvpc(network: Network) -> dict[str, Any]:
    """The network configuration of a task."""
    return {"awsvpcConfiguration": {"subnets": network.subnets, "securityGroups": [network.group]}}


def make_service(account: Any, network: Network, balanced: bool = False, **options: Any) -> dict[str, Any]:
    """Creates the service `knowledge` with three tasks in the cluster `knowledge`, both made when missing."""
    ecs = account.client("ecs")
    if not ecs.list_clusters()["clusterArns"]:
        ecs.create_cluster(clusterName="knowledge")
    if not ecs.list_task_definitions()["taskDefinitionArns"]:
        register(ecs)
    if balanced:
        group = make_target_group(account, network)
        actions = [{"Type": "forward", "TargetGroupArn": group}]
        balancer = make_load_balancer(account, network)
        account.client("elbv2").create_listener(
            LoadBalancerArn=balancer, Protocol="HTTP", Port=80, DefaultActions=actions
        )
        options["loadBalancers"] = [{"targetGroupArn": group, "containerName": "app", "containerPort": 8000}]
    wanted = {
        **NAMES,
        "taskDefinition": "knowledge",
        "desiredCount": 3,
        "launchType": "FARGATE",
        "networkConfiguration": awsvpc(network),
        **options,
    }
    return ecs.create_service(**{key: value for key, value in wanted.items() if value is not None})["service"]


def service_of(account: Any) -> dict[str, Any]:
    """The service `knowledge` as it is now."""
    return account.client("ecs").describe_services(cluster="knowledge", services=["knowledge"])["services"][0]


def choose_failure(account: Any, reason: str | None, **options: Any) -> None:
    """Makes tasks in the account fail with `reason`, or with None be well again."""
    wanted = {"account": account.id, "region": account.region, "reason": reason, **options}
    request = urllib.request.Request(
        f"{account.endpoint}/local-aws/ecs-failure", json.dumps(wanted).encode(), method="POST"
    )
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 200
