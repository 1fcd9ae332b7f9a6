"""ECS: clusters, task definitions and services; see test_ecs_tasks.py for what runs in them."""

import pytest
from botocore.exceptions import ClientError
from network import make_load_balancer, make_network, make_target_group
from service import make_service, register, service_of

TAGS = [{"key": "Project", "value": "knowledge"}]


@pytest.fixture
def ecs(account):
    return account.client("ecs")


@pytest.fixture
def network(account):
    return make_network(account)


def test_cluster_settings_change_and_are_told_when_asked(ecs):
    ecs.create_cluster(
        clusterName="knowledge", settings=[{"name": "containerInsights", "value": "disabled"}], tags=TAGS
    )
    answer = ecs.update_cluster_settings(
        cluster="knowledge", settings=[{"name": "containerInsights", "value": "enhanced"}]
    )
    assert answer["cluster"]["settings"] == [{"name": "containerInsights", "value": "enhanced"}]
    bare = ecs.describe_clusters(clusters=["knowledge"])["clusters"][0]
    assert not {"settings", "tags", "configuration"} & set(bare)
    full = ecs.describe_clusters(clusters=["knowledge"], include=["SETTINGS", "TAGS"])["clusters"][0]
    assert full["settings"] == [{"name": "containerInsights", "value": "enhanced"}] and full["tags"] == TAGS


def test_a_cluster_is_made_once_and_kept_while_it_has_services(account, ecs, network):
    first = ecs.create_cluster(clusterName="knowledge")["cluster"]["clusterArn"]
    assert ecs.create_cluster(clusterName="knowledge")["cluster"]["clusterArn"] == first
    with pytest.raises(ClientError, match="InvalidParameterException"):
        ecs.create_cluster(clusterName="knowledge", tags=TAGS)
    assert ecs.list_tags_for_resource(resourceArn=first)["tags"] == []
    make_service(account, network)
    with pytest.raises(ClientError, match="ClusterContainsServicesException"):
        ecs.delete_cluster(cluster="knowledge")
    ecs.delete_service(cluster="knowledge", service="knowledge", force=True)
    assert ecs.delete_cluster(cluster="knowledge")["cluster"]["status"] == "INACTIVE"
    assert ecs.list_clusters()["clusterArns"] == []
    ecs.create_cluster(clusterName="knowledge", tags=TAGS)
    assert len(ecs.list_clusters()["clusterArns"]) == 1


@pytest.mark.parametrize(
    "wrong, message",
    [
        ({"cpu": "2048", "memory": "2048"}, "No Fargate configuration"),
        ({"cpu": "3000", "memory": "8192"}, "No Fargate configuration"),
        ({"cpu": "2048", "memory": "4100"}, "No Fargate configuration"),
        ({"cpu": None}, "requires that 'cpu'"),
        ({"networkMode": "bridge"}, "only supports network mode"),
        ({"executionRoleArn": None}, "execution role ARN"),
    ],
)
def test_what_fargate_cannot_run_is_refused(ecs, wrong, message):
    with pytest.raises(ClientError, match=f"ClientException.*{message}"):
        register(ecs, **wrong)


def test_a_task_definition_is_completed(ecs):
    definition = register(ecs, tags=TAGS)
    container = definition["containerDefinitions"][0]
    assert container["portMappings"] == [{"containerPort": 8000, "hostPort": 8000, "protocol": "tcp"}]
    assert container["healthCheck"] == {"command": ["CMD", "true"], "interval": 30, "timeout": 5, "retries": 3}
    assert [container[key] for key in ("systemControls", "mountPoints", "volumesFrom", "environment")] == [
        [],
        [],
        [],
        [],
    ]
    assert container["cpu"] == 0
    described = ecs.describe_task_definition(taskDefinition="knowledge", include=["TAGS"])
    assert described["taskDefinition"] == definition and described["tags"] == TAGS


def test_revisions_are_ordered_and_never_given_twice(ecs):
    arns = [register(ecs)["taskDefinitionArn"] for _ in range(11)]
    assert ecs.list_task_definitions(familyPrefix="knowledge")["taskDefinitionArns"] == arns
    assert ecs.list_task_definitions(familyPrefix="knowledge", sort="DESC")["taskDefinitionArns"] == arns[::-1]
    assert "deregisteredAt" in ecs.deregister_task_definition(taskDefinition=arns[-1])["taskDefinition"]
    assert ecs.describe_task_definition(taskDefinition="knowledge")["taskDefinition"]["taskDefinitionArn"] == arns[-2]
    assert ecs.list_task_definitions(status="INACTIVE")["taskDefinitionArns"] == arns[-1:]
    assert ecs.delete_task_definitions(taskDefinitions=arns[-1:])["failures"] == []
    assert register(ecs)["revision"] == 12


def test_families_by_status(ecs):
    ecs.deregister_task_definition(taskDefinition=register(ecs, family="old")["taskDefinitionArn"])
    register(ecs)
    assert ecs.list_task_definition_families(status="ACTIVE")["families"] == ["knowledge"]
    assert ecs.list_task_definition_families(status="INACTIVE")["families"] == ["old"]
    assert ecs.list_task_definition_families()["families"] == ["knowledge", "old"]
    with pytest.raises(ClientError, match="ClientException"):
        ecs.describe_task_definition(taskDefinition="old")


def test_a_service_keeps_what_it_is_given(account, network):
    alarms = {"alarmNames": ["errors"], "enable": True, "rollback": True}
    wanted = {
        "enableExecuteCommand": True,
        "enableECSManagedTags": True,
        "propagateTags": "SERVICE",
        "availabilityZoneRebalancing": "DISABLED",
        "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": True, "rollback": True}, "alarms": alarms},
    }
    make_service(account, network, **wanted, balanced=True, healthCheckGracePeriodSeconds=60)
    service = service_of(account)
    assert {key: service[key] for key in wanted if key != "deploymentConfiguration"} == {
        key: value for key, value in wanted.items() if key != "deploymentConfiguration"
    }
    assert service["healthCheckGracePeriodSeconds"] == 60
    kept = service["deploymentConfiguration"]
    assert kept["deploymentCircuitBreaker"] == {"enable": True, "rollback": True} and kept["alarms"] == alarms
    assert (kept["maximumPercent"], kept["minimumHealthyPercent"]) == (200, 100)


def test_defaults_of_a_service(account, network):
    make_service(account, network)
    service = service_of(account)
    assert service["availabilityZoneRebalancing"] == "ENABLED"
    assert service["enableExecuteCommand"] is False
    assert service["propagateTags"] == "NONE"
    assert service["deploymentConfiguration"]["deploymentCircuitBreaker"] == {"enable": False, "rollback": False}
    assert service["networkConfiguration"]["awsvpcConfiguration"]["assignPublicIp"] == "DISABLED"
    assert "healthCheckGracePeriodSeconds" not in service


def test_the_same_create_returns_the_service_and_another_one_is_refused(account, ecs, network):
    first = make_service(account, network)
    assert make_service(account, network)["serviceArn"] == first["serviceArn"]
    assert len(ecs.list_services(cluster="knowledge")["serviceArns"]) == 1
    with pytest.raises(ClientError, match="not idempotent"):
        make_service(account, network, desiredCount=4)


def test_an_update_keeps_what_it_does_not_name(account, ecs, network):
    make_service(account, network, enableExecuteCommand=True, deploymentConfiguration={"maximumPercent": 150})
    ecs.update_service(
        cluster="knowledge", service="knowledge", deploymentConfiguration={"minimumHealthyPercent": 50}, desiredCount=4
    )
    service = service_of(account)
    kept = service["deploymentConfiguration"]
    assert (kept["maximumPercent"], kept["minimumHealthyPercent"]) == (150, 50)
    assert service["enableExecuteCommand"] is True
    assert service["desiredCount"] == service["runningCount"] == 4


def test_services_are_refused_as_aws_does(account, ecs, network):
    group = make_target_group(account, network)
    target = {"targetGroupArn": group, "containerName": "app", "containerPort": 8000}
    for balancer, message in (
        ({**target, "targetGroupArn": group + "0"}, "does not exist"),
        (target, "does not have an associated load balancer"),
    ):
        with pytest.raises(ClientError, match=message):
            make_service(account, network, loadBalancers=[balancer])
    forward = [{"Type": "forward", "TargetGroupArn": group}]
    balancer = make_load_balancer(account, network)
    account.client("elbv2").create_listener(LoadBalancerArn=balancer, Protocol="HTTP", Port=80, DefaultActions=forward)
    for wrong, message in (
        ({"containerName": "web"}, "container web does not exist"),
        ({"containerPort": 80}, "container port 80"),
    ):
        with pytest.raises(ClientError, match=message):
            make_service(account, network, loadBalancers=[{**target, **wrong}])
    with pytest.raises(ClientError, match="Network Configuration must be provided"):
        make_service(account, network, networkConfiguration=None)
    with pytest.raises(ClientError, match="only valid for services configured to use load balancers"):
        make_service(account, network, healthCheckGracePeriodSeconds=60)
    inactive = register(ecs)["taskDefinitionArn"]
    ecs.deregister_task_definition(taskDefinition=inactive)
    with pytest.raises(ClientError, match="TaskDefinition is inactive"):
        make_service(account, network, taskDefinition=inactive)


def test_a_service_drains_before_it_is_gone(account, ecs, network, slow):
    make_service(account, network)
    assert service_of(account)["runningCount"] == 3
    slow("ecs=60")
    with pytest.raises(ClientError, match="scaled above 0"):
        ecs.delete_service(cluster="knowledge", service="knowledge")
    assert ecs.delete_service(cluster="knowledge", service="knowledge", force=True)["service"]["status"] == "DRAINING"
    assert service_of(account)["status"] == "DRAINING"
    with pytest.raises(ClientError, match="still Draining"):
        make_service(account, network)
    with pytest.raises(ClientError, match="ServiceNotActiveException"):
        ecs.update_service(cluster="knowledge", service="knowledge", desiredCount=1)
    slow("ecs=0")
    assert service_of(account)["status"] == "INACTIVE"
    assert ecs.list_services(cluster="knowledge")["serviceArns"] == []
    tagged = account.client("resourcegroupstaggingapi").get_resources(ResourceTypeFilters=["ecs:service", "ecs:task"])
    assert tagged["ResourceTagMappingList"] == []
    assert make_service(account, network)["status"] == "ACTIVE"


def test_tags_of_a_service(account, ecs, network):
    arn = make_service(account, network, tags=TAGS)["serviceArn"]
    ecs.tag_resource(resourceArn=arn, tags=[{"key": "Environment", "value": "production"}])
    ecs.untag_resource(resourceArn=arn, tagKeys=["Project"])
    assert ecs.list_tags_for_resource(resourceArn=arn)["tags"] == [{"key": "Environment", "value": "production"}]
    with pytest.raises(ClientError, match="cannot have more than 10"):
        ecs.describe_services(cluster="knowledge", services=["knowledge"] * 11)
