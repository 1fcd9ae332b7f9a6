"""ECS: tasks start, fail and stop, deployments replace each other, failing ones are rolled back."""

import urllib.error
import urllib.request

import pytest
from botocore.exceptions import ClientError
from network import make_network
from service import awsvpc, choose_failure, make_service, register, service_of

BREAKER = {"deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}}
PULL = "CannotPullContainerError: pull image manifest has been retried 5 time(s)"
AT = {"cluster": "knowledge", "service": "knowledge"}


@pytest.fixture
def ecs(account):
    return account.client("ecs")


@pytest.fixture
def network(account):
    return make_network(account)


def tasks(ecs, **options):
    arns = ecs.list_tasks(cluster="knowledge", **options)["taskArns"]
    return ecs.describe_tasks(cluster="knowledge", tasks=arns, include=["TAGS"])["tasks"] if arns else []


def rollouts(service):
    return [(deployment["status"], deployment["rolloutState"], deployment["runningCount"]) for deployment in service["deployments"]]


def revision(service):
    return service["taskDefinition"].split("/")[-1]


def deployed(ecs):
    return [record["status"] for record in ecs.list_service_deployments(**AT)["serviceDeployments"]]


def test_tasks_start_after_their_delay(account, ecs, network, slow):
    slow("ecs=60")
    created = make_service(account, network)
    assert (created["runningCount"], created["pendingCount"]) == (0, 3)
    assert rollouts(service_of(account)) == [("PRIMARY", "IN_PROGRESS", 0)]
    assert {task["lastStatus"] for task in tasks(ecs, serviceName="knowledge")} == {"PROVISIONING"}
    assert deployed(ecs) == ["IN_PROGRESS"]
    slow("ecs=0")
    service = service_of(account)
    assert rollouts(service) == [("PRIMARY", "COMPLETED", 3)] and service["runningCount"] == 3
    assert {task["lastStatus"] for task in tasks(ecs, serviceName="knowledge")} == {"RUNNING"}
    assert service["events"][0]["message"] == "(service knowledge) has reached a steady state."
    assert deployed(ecs) == ["SUCCESSFUL"]
    cluster = ecs.describe_clusters(clusters=["knowledge"])["clusters"][0]
    assert (cluster["runningTasksCount"], cluster["activeServicesCount"]) == (3, 1)


def test_tasks_are_spread_over_zones_and_registered_with_the_target_group(account, ecs, network):
    make_service(account, network, balanced=True, propagateTags="SERVICE", tags=[{"key": "Project", "value": "knowledge"}], enableECSManagedTags=True)
    running = tasks(ecs, serviceName="knowledge")
    assert {task["availabilityZone"] for task in running} == {"ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c"}
    assert running[0]["tags"][0] == {"key": "Project", "value": "knowledge"} and running[0]["tags"][-1]["key"] == "aws:ecs:serviceName"
    elbv2 = account.client("elbv2")
    group = elbv2.describe_target_groups()["TargetGroups"][0]["TargetGroupArn"]
    addresses = {task["containers"][0]["networkInterfaces"][0]["privateIpv4Address"] for task in running}
    health = elbv2.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"]
    assert {(one["Target"]["Id"], one["TargetHealth"]["State"]) for one in health} == {(address, "healthy") for address in addresses}
    interfaces = account.client("ec2", validate=False).describe_network_interfaces()["NetworkInterfaces"]
    assert {interface["PrivateIpAddress"] for interface in interfaces} == addresses
    ecs.delete_service(**AT, force=True)
    service_of(account)
    assert account.client("ec2", validate=False).describe_network_interfaces()["NetworkInterfaces"] == []
    assert elbv2.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"] == []


def test_an_update_replaces_the_deployment(account, ecs, network, slow):
    make_service(account, network)
    service_of(account)
    register(ecs, image="example.com/app:2")
    slow("ecs=60")
    ecs.update_service(**AT, taskDefinition="knowledge")
    service = service_of(account)
    assert rollouts(service) == [("PRIMARY", "IN_PROGRESS", 0), ("ACTIVE", "COMPLETED", 3)]
    assert [deployment["taskDefinition"][-1] for deployment in service["deployments"]] == ["2", "1"]
    assert service["runningCount"] == 3 and deployed(ecs) == ["IN_PROGRESS", "SUCCESSFUL"]
    slow("ecs=0")
    service = service_of(account)
    assert rollouts(service) == [("PRIMARY", "COMPLETED", 3)] and revision(service) == "knowledge:2"
    stopped = tasks(ecs, serviceName="knowledge", desiredStatus="STOPPED")
    assert len(stopped) == 3 and {task["stopCode"] for task in stopped} == {"ServiceSchedulerInitiated"}
    assert all(task["stoppedReason"].startswith("Scaling activity initiated by (deployment ecs-svc/") for task in stopped)


@pytest.mark.parametrize(
    "change, new",
    [
        ({"desiredCount": 5}, False),
        ({"taskDefinition": "knowledge:1"}, False),
        ({"enableExecuteCommand": True}, False),
        ({"availabilityZoneRebalancing": "DISABLED"}, False),
        ({"forceNewDeployment": True}, True),
    ],
    ids=lambda value: "" if isinstance(value, bool) else next(iter(value)),
)
def test_which_changes_make_a_new_deployment(account, ecs, network, change, new):
    make_service(account, network)
    before = service_of(account)["deployments"][0]["id"]
    ecs.update_service(**AT, **change)
    after = service_of(account)
    assert (after["deployments"][0]["id"] != before) is new and len(deployed(ecs)) == 1 + new
    assert after["runningCount"] == after["desiredCount"] == change.get("desiredCount", 3)


def test_other_subnets_make_a_new_deployment(account, ecs, network):
    make_service(account, network)
    settings = awsvpc(network)["awsvpcConfiguration"]
    ecs.update_service(**AT, networkConfiguration={"awsvpcConfiguration": settings})
    assert len(deployed(ecs)) == 1
    ecs.update_service(**AT, networkConfiguration={"awsvpcConfiguration": {**settings, "subnets": network.subnets[:2]}})
    assert len(deployed(ecs)) == 2 and service_of(account)["networkConfiguration"]["awsvpcConfiguration"]["subnets"] == network.subnets[:2]


def test_a_failing_deployment_is_rolled_back(account, ecs, network, slow):
    make_service(account, network, **BREAKER)
    service_of(account)
    register(ecs, image="example.com/app:missing")
    choose_failure(account, PULL, name="knowledge")
    slow("ecs=60")
    ecs.update_service(**AT, taskDefinition="knowledge:2")
    assert rollouts(service_of(account))[0] == ("PRIMARY", "IN_PROGRESS", 0)
    slow("ecs=0")
    service = service_of(account)
    assert revision(service) == "knowledge:1" and rollouts(service) == [("PRIMARY", "COMPLETED", 3)]
    assert deployed(ecs) == ["ROLLBACK_SUCCESSFUL", "SUCCESSFUL"]
    failed = [task for task in tasks(ecs, serviceName="knowledge", desiredStatus="STOPPED") if task["stopCode"] == "TaskFailedToStart"]
    assert len(failed) == 3 and {task["stoppedReason"] for task in failed} == {PULL}
    assert any("deployment failed: tasks failed to start." in event["message"] for event in service["events"])
    arn = ecs.list_service_deployments(**AT)["serviceDeployments"][0]["serviceDeploymentArn"]
    record = ecs.describe_service_deployments(serviceDeploymentArns=[arn, arn + "0"])
    assert record["failures"] == [{"arn": arn + "0", "reason": "MISSING"}]
    record = record["serviceDeployments"][0]
    assert record["deploymentCircuitBreaker"] == {"status": "TRIGGERED", "failureCount": 3, "threshold": 3}
    assert record["statusReason"] == "ECS deployment circuit breaker: tasks failed to start." == record["rollback"]["reason"]
    good = ecs.describe_service_revisions(serviceRevisionArns=[record["rollback"]["serviceRevisionArn"]])["serviceRevisions"][0]
    assert good["taskDefinition"].endswith("knowledge:1") and good["containerImages"][0]["image"] == "example.com/app:1"


def test_the_failed_deployment_is_seen_while_the_old_one_comes_back(account, ecs, network, slow):
    make_service(account, network, **BREAKER)
    service_of(account)
    choose_failure(account, "Essential container in task exited", exit_code=137)
    slow("ecs=0.3")
    ecs.update_service(**AT, forceNewDeployment=True)
    service = service_of(account)
    for _ in range(1000):
        if service["deployments"][0]["rolloutStateReason"].startswith("ECS deployment circuit breaker: rolling back"):
            break
        service = service_of(account)
    states = [(deployment["status"], deployment["rolloutState"]) for deployment in service["deployments"]]
    assert states == [("PRIMARY", "IN_PROGRESS"), ("ACTIVE", "FAILED"), ("ACTIVE", "COMPLETED")]
    assert service["deployments"][1]["failedTasks"] == 3 and service["runningCount"] == 3
    exited = [task for task in tasks(ecs, desiredStatus="STOPPED") if task["stopCode"] == "EssentialContainerExited"]
    assert [task["containers"][0]["exitCode"] for task in exited] == [137, 137, 137]


def test_the_first_deployment_has_nothing_to_go_back_to(account, ecs, network):
    choose_failure(account, PULL)
    make_service(account, network, **BREAKER)
    service = service_of(account)
    assert rollouts(service) == [("PRIMARY", "FAILED", 0)] and deployed(ecs) == ["STOPPED"]
    choose_failure(account, None)
    ecs.update_service(**AT, forceNewDeployment=True)
    assert rollouts(service_of(account)) == [("PRIMARY", "COMPLETED", 3)]


def test_without_a_circuit_breaker_a_failing_deployment_goes_on(account, ecs, network):
    choose_failure(account, PULL)
    make_service(account, network)
    service = service_of(account)
    assert rollouts(service) == [("PRIMARY", "IN_PROGRESS", 0)] and service["deployments"][0]["failedTasks"] >= 3
    assert "unable to consistently start tasks" in service["events"][0]["message"]


def test_failures_belong_to_an_account(account, endpoint, network):
    choose_failure(account, PULL)
    other = type(account)(endpoint, "299999999998")
    make_service(other, make_network(other))
    assert rollouts(service_of(other)) == [("PRIMARY", "COMPLETED", 3)]


@pytest.mark.parametrize("wrong", [b"{", b"{}", b'{"account": "1", "region": "nowhere"}', b"[]"])
def test_a_wrong_choice_of_failure_is_refused(endpoint, wrong):
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(f"{endpoint}/local-aws/ecs-failure", data=wrong)
    assert error.value.code == 400


def test_an_alarm_that_goes_off_rolls_back(account, ecs, network, slow):
    cloudwatch = account.client("cloudwatch", validate=False)
    for name in ("errors", "old-trouble"):
        cloudwatch.put_metric_alarm(
            AlarmName=name,
            Namespace="Test",
            MetricName=name,
            ComparisonOperator="GreaterThanThreshold",
            EvaluationPeriods=1,
            Period=60,
            Threshold=1,
            Statistic="Sum",
        )
    cloudwatch.set_alarm_state(AlarmName="old-trouble", StateValue="ALARM", StateReason="before")
    alarms = {"alarmNames": ["errors", "old-trouble"], "enable": True, "rollback": True}
    make_service(account, network, deploymentConfiguration={"alarms": alarms})
    assert rollouts(service_of(account)) == [("PRIMARY", "COMPLETED", 3)]
    register(ecs, image="example.com/app:2")
    slow("ecs=60")
    ecs.update_service(**AT, taskDefinition="knowledge:2")
    cloudwatch.set_alarm_state(AlarmName="errors", StateValue="ALARM", StateReason="of the release")
    service = service_of(account)
    assert revision(service) == "knowledge:1" and deployed(ecs)[0] == "ROLLBACK_IN_PROGRESS"
    slow("ecs=0")
    assert rollouts(service_of(account)) == [("PRIMARY", "COMPLETED", 3)]
    record = ecs.list_service_deployments(**AT, status=["ROLLBACK_SUCCESSFUL"])["serviceDeployments"][0]
    assert record["statusReason"] == "ECS deployment alarms: alarm(s) detected: errors."


def test_a_deployment_can_be_stopped(account, ecs, network, slow):
    make_service(account, network)
    service_of(account)
    register(ecs, image="example.com/app:2")
    slow("ecs=60")
    ecs.update_service(**AT, taskDefinition="knowledge:2")
    arn = ecs.list_service_deployments(**AT, status=["IN_PROGRESS"])["serviceDeployments"][0]["serviceDeploymentArn"]
    ecs.stop_service_deployment(serviceDeploymentArn=arn, stopType="ROLLBACK")
    assert deployed(ecs)[0] == "ROLLBACK_IN_PROGRESS" and revision(service_of(account)) == "knowledge:1"
    with pytest.raises(ClientError, match="InvalidParameterException"):
        ecs.stop_service_deployment(serviceDeploymentArn=arn)


def test_a_stopped_task_of_a_service_is_replaced(account, ecs, network):
    make_service(account, network)
    victim = tasks(ecs, serviceName="knowledge")[0]["taskArn"]
    ecs.stop_task(cluster="knowledge", task=victim, reason="drill")
    assert service_of(account)["runningCount"] == 3
    stopped = ecs.describe_tasks(cluster="knowledge", tasks=[victim, "0" * 32])
    assert stopped["failures"] == [{"arn": "0" * 32, "reason": "MISSING"}]
    task = stopped["tasks"][0]
    assert (task["lastStatus"], task["stopCode"], task["stoppedReason"]) == ("STOPPED", "UserInitiated", "drill") and task["stoppedAt"]


def test_a_task_run_by_hand_ends_with_the_chosen_exit_code(account, ecs, network, slow):
    ecs.create_cluster(clusterName="knowledge")
    register(ecs, family="migrate")
    slow("ecs=60")
    wanted = {"cluster": "knowledge", "taskDefinition": "migrate", "launchType": "FARGATE", "networkConfiguration": awsvpc(network)}
    overrides = {"containerOverrides": [{"name": "app", "command": ["migrate"]}]}
    arn = ecs.run_task(**wanted, overrides=overrides, clientToken="once")["tasks"][0]["taskArn"]
    assert ecs.run_task(**wanted, overrides=overrides, clientToken="once")["tasks"][0]["taskArn"] == arn
    assert tasks(ecs, family="migrate")[0]["lastStatus"] == "PROVISIONING"
    slow("ecs=0")
    assert ecs.describe_tasks(cluster="knowledge", tasks=[arn])["tasks"][0]["lastStatus"] == "RUNNING"
    done = ecs.describe_tasks(cluster="knowledge", tasks=[arn])["tasks"][0]
    assert (done["lastStatus"], done["stopCode"], done["containers"][0]["exitCode"]) == ("STOPPED", "EssentialContainerExited", 0)
    assert done["overrides"] == overrides and tasks(ecs, family="migrate") == []
    choose_failure(account, "relation already exists", name="migrate", exit_code=3)
    arn = ecs.run_task(**wanted)["tasks"][0]["taskArn"]
    failed = ecs.describe_tasks(cluster="knowledge", tasks=[arn])["tasks"][0]
    assert (failed["stoppedReason"], failed["containers"][0]["exitCode"]) == ("relation already exists", 3)
    with pytest.raises(ClientError, match="not a container in the TaskDefinition"):
        ecs.run_task(**wanted, overrides={"containerOverrides": [{"name": "web"}]})


def test_a_command_is_executed_where_it_is_enabled(account, ecs, network):
    make_service(account, network)
    task = tasks(ecs, serviceName="knowledge")[0]["taskArn"]
    order = {"cluster": "knowledge", "interactive": True, "command": "/bin/sh"}
    with pytest.raises(ClientError, match="execute command was not enabled"):
        ecs.execute_command(**order, task=task)
    ecs.update_service(**AT, enableExecuteCommand=True, forceNewDeployment=True)
    service_of(account)
    task = tasks(ecs, serviceName="knowledge")[0]
    assert task["containers"][0]["managedAgents"][0]["lastStatus"] == "RUNNING"
    assert ecs.execute_command(**order, task=task["taskArn"])["session"]["streamUrl"].startswith("wss://")
