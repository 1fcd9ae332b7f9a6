"""Probes of plain moto: ECS, ECR, Application Auto Scaling."""

import json
from functools import cache
from typing import Any

from plain_moto import client, error, of
from plain_network import network

CONTAINER = {"name": "app", "image": "x:1", "portMappings": [{"containerPort": 8000}]}
FARGATE = {"requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512"}


def ecs() -> Any:
    return client("ecs")


def register(family: str, **changed: Any) -> dict[str, Any]:
    wanted = {**FARGATE, **changed}
    return ecs().register_task_definition(family=family, containerDefinitions=[CONTAINER], **wanted)["taskDefinition"]


@cache
def service() -> dict[str, Any]:
    ecs().create_cluster(clusterName="cluster")
    register("app")
    return serve("service", enableExecuteCommand=True)


def serve(name: str, **changed: Any) -> dict[str, Any]:
    _, subnets, group = network()
    awsvpc = {"awsvpcConfiguration": {"subnets": subnets, "securityGroups": [group]}}
    basics = {"cluster": "cluster", "taskDefinition": "app", "desiredCount": 2, "launchType": "FARGATE"}
    wanted = {**basics, "networkConfiguration": awsvpc, **changed}
    given = {key: value for key, value in wanted.items() if value is not None}
    return ecs().create_service(serviceName=name, **given)["service"]


@of("ecs CreateCluster")
def replaces_a_cluster() -> bool:
    ecs().create_cluster(clusterName="replaced", tags=[{"key": "a", "value": "b"}])
    ecs().create_cluster(clusterName="replaced")
    return not ecs().describe_clusters(clusters=["replaced"], include=["TAGS"])["clusters"][0].get("tags")


@of("ecs DescribeClusters")
def tells_settings_unasked() -> bool:
    ecs().create_cluster(clusterName="unasked", settings=[{"name": "containerInsights", "value": "enabled"}])
    return "settings" in ecs().describe_clusters(clusters=["unasked"])["clusters"][0]


@of("ecs ListClusters")
def lists_deleted_clusters() -> bool:
    ecs().create_cluster(clusterName="deleted")
    arn = ecs().delete_cluster(cluster="deleted")["cluster"]["clusterArn"]
    return arn in ecs().list_clusters()["clusterArns"]


@of("ecs DeleteCluster")
def deletes_a_cluster_with_services() -> bool:
    service()
    ecs().create_cluster(clusterName="busy")
    serve("busy", cluster="busy")
    return error(ecs().delete_cluster, cluster="busy") == ""


@of("ecs ListTagsForResource")
def tells_no_list_without_tags() -> bool:
    arn = ecs().create_cluster(clusterName="bare")["cluster"]["clusterArn"]
    return "tags" not in ecs().list_tags_for_resource(resourceArn=arn)


@of("ecs RegisterTaskDefinition")
def takes_sizes_that_are_not_there() -> bool:
    return error(register, "size", cpu="3000") == ""


@of("ecs RegisterTaskDefinition")
def completes_no_container() -> bool:
    return "hostPort" not in register("complete")["containerDefinitions"][0]["portMappings"][0]


@of("ecs RegisterTaskDefinition")
def gives_a_revision_twice() -> bool:
    arn = register("revision")["taskDefinitionArn"]
    ecs().deregister_task_definition(taskDefinition=arn)
    ecs().delete_task_definitions(taskDefinitions=[arn])
    return register("revision")["taskDefinitionArn"] == arn


@of("ecs DescribeTaskDefinition")
def describes_a_deregistered_revision() -> bool:
    register("newest")
    ecs().deregister_task_definition(taskDefinition=register("newest")["taskDefinitionArn"])
    return ecs().describe_task_definition(taskDefinition="newest")["taskDefinition"]["revision"] == 2


@of("ecs ListTaskDefinitions")
def sorts_no_revisions() -> bool:
    arns = [register("sorted")["taskDefinitionArn"] for _ in range(2)]
    return ecs().list_task_definitions(familyPrefix="sorted", sort="DESC")["taskDefinitionArns"] == arns


@of("ecs ListTaskDefinitionFamilies")
def lists_families_of_any_status() -> bool:
    ecs().deregister_task_definition(taskDefinition=register("inactive")["taskDefinitionArn"])
    return "inactive" in ecs().list_task_definition_families(status="ACTIVE")["families"]


@of("ecs CreateService")
def drops_fields_of_a_service() -> bool:
    return "enableExecuteCommand" not in service()


@of("ecs CreateService")
def makes_another_service_of_the_name() -> bool:
    service()
    return error(serve, "service", desiredCount=5) == ""


@of("ecs CreateService")
def takes_a_service_without_a_network() -> bool:
    service()
    return error(serve, "bare", networkConfiguration=None) == ""


@of("ecs CreateService")
def starts_no_task() -> bool:
    service()
    return ecs().list_tasks(cluster="cluster", serviceName="service")["taskArns"] == []


@of("ecs UpdateService")
def makes_no_deployment() -> bool:
    service()
    answer = ecs().update_service(cluster="cluster", service="service", forceNewDeployment=True)
    return len(answer["service"]["deployments"]) == 1


@of("ecs DescribeServices")
def describes_eleven_services() -> bool:
    service()
    return error(ecs().describe_services, cluster="cluster", services=["service"] * 11) == ""


@of("ecs DescribeTasks")
def leaves_out_missing_tasks() -> bool:
    service()
    return ecs().describe_tasks(cluster="cluster", tasks=["0" * 32])["failures"] == []


@of("ecs ListServices")
def lists_deleted_services() -> bool:
    service()
    arn = serve("gone", desiredCount=0)["serviceArn"]
    ecs().delete_service(cluster="cluster", service="gone")
    return arn in ecs().list_services(cluster="cluster")["serviceArns"]


def push(config: str, tag: str) -> str:
    kind = "application/vnd.docker"
    described = {"mediaType": f"{kind}.container.image.v1+json", "size": 1, "digest": f"sha256:{config * 64}"}
    manifest = {"schemaVersion": 2, "mediaType": f"{kind}.distribution.manifest.v2+json", "config": described}
    wanted = {"imageManifest": json.dumps({**manifest, "layers": []}), "imageTag": tag}
    return client("ecr").put_image(repositoryName="images", **wanted)["image"]["imageId"]["imageDigest"]


@cache
def repository() -> str:
    made = client("ecr").create_repository(repositoryName="images", imageTagMutability="IMMUTABLE")
    return made["repository"]["repositoryArn"]


@of("ecr PutImage")
def makes_one_digest_of_two_images() -> bool:
    repository()
    return push("a", "one") == push("b", "two")


@of("ecr PutImage")
def names_a_taken_tag_wrongly() -> bool:
    repository()
    push("c", "taken")
    return error(push, "d", "taken") != "ImageTagAlreadyExistsException"


TARGET = {"ServiceNamespace": "ecs", "ScalableDimension": "ecs:service:DesiredCount"}
POLICY = {
    "TargetValue": 60.0,
    "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"},
}


def scaling() -> Any:
    return client("application-autoscaling")


def at(name: str) -> dict[str, str]:
    service()
    if error(serve, name) == "":
        return {**TARGET, "ResourceId": f"service/cluster/{name}"}
    raise AssertionError(f"service {name} was not made")


@cache
def scaled(name: str) -> dict[str, str]:
    place = at(name)
    scaling().register_scalable_target(**place, MinCapacity=1, MaxCapacity=5)
    return place


def put_policy(place: dict[str, str], name: str = "cpu") -> str:
    wanted = {"PolicyName": name, "PolicyType": "TargetTrackingScaling"}
    wanted |= {"TargetTrackingScalingPolicyConfiguration": POLICY}
    return scaling().put_scaling_policy(**place, **wanted)["PolicyARN"]


@of("application-autoscaling RegisterScalableTarget")
def takes_a_minimum_above_the_maximum() -> bool:
    return error(scaling().register_scalable_target, **at("limits"), MinCapacity=9, MaxCapacity=1) == ""


@of("application-autoscaling RegisterScalableTarget")
def completes_no_suspended_state() -> bool:
    scaled("state")
    found = scaling().describe_scalable_targets(ServiceNamespace="ecs", ResourceIds=["service/cluster/state"])
    return "SuspendedState" not in found["ScalableTargets"][0]


@of("application-autoscaling PutScalingPolicy")
def scales_what_is_no_target() -> bool:
    return error(put_policy, at("no-target")) == ""


@of("application-autoscaling PutScalingPolicy")
def makes_a_policy_anew() -> bool:
    place = scaled("anew")
    return put_policy(place) != put_policy(place)


@of("application-autoscaling DescribeScalingPolicies")
def finds_policies_of_any_name() -> bool:
    put_policy(scaled("names"))
    found = scaling().describe_scaling_policies(ServiceNamespace="ecs", PolicyNames=["none"])
    return found["ScalingPolicies"] != []


@of("application-autoscaling DeleteScalingPolicy")
def names_a_missing_policy_wrongly() -> bool:
    call = scaling().delete_scaling_policy
    return error(call, **scaled("missing"), PolicyName="none") != "ObjectNotFoundException"


@of("application-autoscaling PutScheduledAction")
def schedules_what_is_no_target() -> bool:
    wanted = {"ScheduledActionName": "night", "Schedule": "rate(1 hour)"}
    return error(scaling().put_scheduled_action, **at("schedule"), **wanted) == ""


@of("application-autoscaling DeleteScheduledAction")
def deletes_an_action_that_is_not_there() -> bool:
    return error(scaling().delete_scheduled_action, **scaled("action"), ScheduledActionName="none") == ""


@of("application-autoscaling DeregisterScalableTarget")
def keeps_what_belongs_to_a_target() -> bool:
    put_policy(scaled("left"), "left")
    scaling().deregister_scalable_target(**scaled("left"))
    found = scaling().describe_scaling_policies(ServiceNamespace="ecs", ResourceId="service/cluster/left")
    return found["ScalingPolicies"] != []
