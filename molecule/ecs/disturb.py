"""A release and the autoscaler do their work.

By hand: exec off, another rolling, a right for everything, limits and schedules changed.
"""

import json
import os

from tests.support.cloud import client

NAME = "knowledge-production"
RELEASED = "123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/knowledge-production@sha256:" + "0a" * 32
ecs, scaling = client("ecs", os.environ), client("application-autoscaling", os.environ)

# The release, and somebody who changed the environment with it.
revision = ecs.describe_services(cluster=NAME, services=[NAME])["services"][0]["taskDefinition"]
answer = ecs.describe_task_definition(taskDefinition=revision, include=["TAGS"])
definition = answer["taskDefinition"]
container = {key: value for key, value in definition["containerDefinitions"][0].items() if key != "command"}
container |= {
    "image": RELEASED,
    "environment": [{"name": "LOG_LEVEL", "value": "debug"}],
    "readonlyRootFilesystem": False,
}
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
deployment = {
    "minimumHealthyPercent": 0,
    "maximumPercent": 100,
    "deploymentCircuitBreaker": {"enable": False, "rollback": False},
}
ecs.update_service(
    cluster=NAME,
    service=NAME,
    taskDefinition=made["taskDefinition"]["taskDefinitionArn"],
    desiredCount=5,
    enableExecuteCommand=False,
    availabilityZoneRebalancing="DISABLED",
    deploymentConfiguration=deployment,
)

ecs.update_cluster_settings(cluster=NAME, settings=[{"name": "containerInsights", "value": "disabled"}])
everything = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
client("iam", os.environ).put_role_policy(
    RoleName=f"{NAME}-ecs-task", PolicyName="more", PolicyDocument=json.dumps(everything)
)
client("logs", os.environ).put_retention_policy(logGroupName=f"/ecs/{NAME}", retentionInDays=1)
place = {
    "ServiceNamespace": "ecs",
    "ScalableDimension": "ecs:service:DesiredCount",
    "ResourceId": f"service/{NAME}/{NAME}",
}
scaling.register_scalable_target(**place, MinCapacity=1, MaxCapacity=50)
scaling.delete_scheduled_action(**place, ScheduledActionName=f"{NAME}-morning")
scaling.delete_scaling_policy(**place, PolicyName=f"{NAME}-memory")
