"""The service as AWS has it; also after a release, which nothing here undoes."""

import json

import pytest

NAME = "knowledge-production"
PLACE = {
    "ServiceNamespace": "ecs",
    "ScalableDimension": "ecs:service:DesiredCount",
    "ResourceId": f"service/{NAME}/{NAME}",
}


@pytest.fixture(scope="module")
def service(aws):
    (found,) = aws("ecs").describe_services(cluster=NAME, services=[NAME], include=["TAGS"])["services"]
    return found


@pytest.fixture(scope="module")
def definition(aws, service):
    return aws("ecs").describe_task_definition(taskDefinition=service["taskDefinition"])["taskDefinition"]


@pytest.fixture(scope="module")
def container(definition):
    (found,) = definition["containerDefinitions"]
    return found


def test_cluster_measures_and_records(aws):
    (cluster,) = aws("ecs").describe_clusters(clusters=[NAME], include=["SETTINGS", "CONFIGURATIONS"])["clusters"]
    assert {"name": "containerInsights", "value": "enabled"} in cluster["settings"]
    execute = cluster["configuration"]["executeCommandConfiguration"]
    assert (execute["logging"], execute["logConfiguration"]["cloudWatchLogGroupName"]) == (
        "OVERRIDE",
        f"/ecs/{NAME}/exec",
    )
    assert execute["kmsKeyId"].startswith("arn:aws:kms:")


def test_logs_are_kept_for_a_month_and_encrypted(aws):
    groups = {
        group["logGroupName"]: group
        for group in aws("logs").describe_log_groups(logGroupNamePrefix="/ecs/")["logGroups"]
    }
    assert groups.keys() == {f"/ecs/{NAME}", f"/ecs/{NAME}/exec"}
    assert {(group["retentionInDays"], "kmsKeyId" in group) for group in groups.values()} == {(30, True)}


def test_size_processor_and_network(definition):
    assert (definition["cpu"], definition["memory"], definition["networkMode"]) == ("2048", "4096", "awsvpc")
    assert definition["runtimePlatform"] == {"cpuArchitecture": "X86_64", "operatingSystemFamily": "LINUX"}


def test_container_cannot_write_but_where_it_must(container):
    assert container["readonlyRootFilesystem"] is True
    assert "privileged" not in container
    paths = {mount["containerPath"] for mount in container["mountPoints"]}
    assert paths == {"/tmp", "/managed-agents", "/var/lib/amazon/ssm", "/var/log/amazon/ssm"}


def test_environment_is_published_values_and_secrets_are_arns(container):
    assert {entry["name"]: entry["value"] for entry in container["environment"]} == {
        "DB_HOST": "db.example.com", "ENVIRONMENT": "production", "LOG_LEVEL": "info",
    }  # fmt: skip
    (secret,) = container["secrets"]
    assert (secret["name"], secret["valueFrom"].split(":")[2]) == ("DB_PASSWORD", "secretsmanager")


def test_log_never_blocks(container):
    options = container["logConfiguration"]["options"]
    assert (options["awslogs-group"], options["mode"]) == (f"/ecs/{NAME}", "non-blocking")


def test_service_stands_in_private_subnets_behind_the_load_balancer(aws, service):
    network = service["networkConfiguration"]["awsvpcConfiguration"]
    subnets = aws("ec2").describe_subnets(SubnetIds=network["subnets"])["Subnets"]
    assert {subnet["AvailabilityZone"][-1] for subnet in subnets} == {"a", "b", "c"}
    assert not any(subnet["MapPublicIpOnLaunch"] for subnet in subnets)
    assert (network["assignPublicIp"], len(network["subnets"])) == ("DISABLED", 3)
    (balancer,) = service["loadBalancers"]
    assert (balancer["containerName"], balancer["containerPort"], service["healthCheckGracePeriodSeconds"]) == (
        "app",
        8000,
        120,
    )


def test_deployments_roll_and_roll_back(service):
    deployment = service["deploymentConfiguration"]
    assert (deployment["minimumHealthyPercent"], deployment["maximumPercent"]) == (100, 200)
    assert deployment["deploymentCircuitBreaker"]["enable"] and deployment["deploymentCircuitBreaker"]["rollback"]
    assert (service["availabilityZoneRebalancing"], service["enableExecuteCommand"], service["propagateTags"]) == (
        "ENABLED",
        True,
        "SERVICE",
    )


def test_released_image_and_count_are_left_alone(service, container):
    if "sha256" in container["image"]:
        assert (service["desiredCount"], container.get("command") or []) == (5, [])
    else:
        assert (service["desiredCount"], container["command"][0]) == (3, "python")


def test_scaling_between_three_and_twenty_by_three_measures(aws):
    (target,) = aws("application-autoscaling").describe_scalable_targets(ServiceNamespace="ecs")["ScalableTargets"]
    assert (target["ResourceId"], target["MinCapacity"], target["MaxCapacity"]) == (PLACE["ResourceId"], 3, 20)
    policies = aws("application-autoscaling").describe_scaling_policies(ServiceNamespace="ecs")["ScalingPolicies"]
    tracking = [policy["TargetTrackingScalingPolicyConfiguration"] for policy in policies]
    metrics = {one["PredefinedMetricSpecification"]["PredefinedMetricType"]: one["TargetValue"] for one in tracking}
    assert metrics == {
        "ECSServiceAverageCPUUtilization": 60,
        "ECSServiceAverageMemoryUtilization": 75,
        "ALBRequestCountPerTarget": 1000,
    }


def test_night_and_morning_are_those_of_seoul(aws):
    actions = aws("application-autoscaling").describe_scheduled_actions(ServiceNamespace="ecs")["ScheduledActions"]
    found = {
        action["ScheduledActionName"].rsplit("-", 1)[1]: (
            action["Schedule"],
            action["Timezone"],
            action["ScalableTargetAction"]["MinCapacity"],
        )
        for action in actions
    }
    assert found == {
        "night": ("cron(0 22 * * ? *)", "Asia/Seoul", 2),
        "morning": ("cron(0 7 * * ? *)", "Asia/Seoul", 3),
    }


@pytest.mark.parametrize("role", ["ecs-execution", "ecs-task"])
def test_rights_have_no_wildcard_and_tasks_of_this_account_only_take_them(aws, env, role):
    iam, name = aws("iam"), f"{NAME}-{role}"
    documents = [
        iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"]
        for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]
    ]
    assert len(documents) == 1
    assert not [action for statement in documents[0]["Statement"] for action in statement["Action"] if "*" in action]
    trust = iam.get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"]["Statement"]
    assert [statement["Condition"]["StringEquals"] for statement in trust] == [
        {"aws:SourceAccount": env["AWS_ACCOUNT_ID"]}
    ]


def test_task_role_reaches_what_it_was_given(aws):
    document = aws("iam").get_role_policy(RoleName=f"{NAME}-ecs-task", PolicyName="work")["PolicyDocument"]
    resources = json.dumps(document)
    for part in ("arn:aws:s3:::files/uploads/*", "domain/knowledge-production/*", "dbuser:db-ABCDEFGHIJKL01234/app"):
        assert part in resources


def test_service_is_tagged_as_the_stacks(service):
    tags = {tag["key"]: tag["value"] for tag in service["tags"]}
    assert (tags["ManagedBy"], tags["Component"], tags["Environment"]) == ("ansible", "ecs", "production")
