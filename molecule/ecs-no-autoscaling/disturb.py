"""By hand: the container runs as another user, in public."""

import os

from tests.support.cloud import client

NAME = "knowledge-production"
ecs = client("ecs", os.environ)
service = ecs.describe_services(cluster=NAME, services=[NAME])["services"][0]
answer = ecs.describe_task_definition(taskDefinition=service["taskDefinition"], include=["TAGS"])
definition = answer["taskDefinition"]
container = definition["containerDefinitions"][0] | {"user": "root"}
kept = (
    "family",
    "networkMode",
    "cpu",
    "memory",
    "requiresCompatibilities",
    "executionRoleArn",
    "taskRoleArn",
    "volumes",
    "runtimePlatform",
)
made = ecs.register_task_definition(
    **{key: definition[key] for key in kept}, containerDefinitions=[container], tags=answer["tags"]
)
network = {
    "awsvpcConfiguration": service["networkConfiguration"]["awsvpcConfiguration"] | {"assignPublicIp": "ENABLED"}
}
ecs.update_service(
    cluster=NAME, service=NAME, taskDefinition=made["taskDefinition"]["taskDefinitionArn"], networkConfiguration=network
)
