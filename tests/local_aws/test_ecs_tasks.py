"""ECS: tasks start, fail and stop, deployments replace each other, failing ones are rolled back."""

import urllib.error
import urllib.request

import pytest
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
    return [(one["status"], one["rolloutState"], one["runningCount"]) for one in service["deployments"]]


def latest(account):
    return service_of(account)["deployments"][0]


def revision(service):
    return service["taskDefinition"].split("/")[-1]


def test_tasks_start_after_their_delay(account, ecs, network, slow):
    slow("ecs=60")
    created = make_service(account, network)
    assert (created["runningCount"], created["pendingCount"]) == (0, 3)
    assert rollouts(service_of(account)) == [("PRIMARY", "IN_PROGRESS", 0)]
    assert {task["lastStatus"] for task in tasks(ecs, serviceName="knowledge")} == {"PROVISIONING"}
    slow("ecs=0")
    service = service_of(account)
    assert rollouts(service) == [("PRIMARY", "COMPLETED", 3)] and service["runningCount"] == 3
    assert {task["lastStatus"] for task in tasks(ecs, serviceName="knowledge")} == {"RUNNING"}
    assert service["events"][0]["message"] == "(service knowledge) has reached a steady state."
    cluster = ecs.describe_clusters(clusters=["knowledge"])["clusters"][0]
    assert (cluster["runningTasksCount"], cluster["activeServicesCount"]) == (3, 1)


def test_tasks_are_spread_over_zones_and_registered_with_the_target_group(account, ecs, network):
    make_service(
        account,
        network,
        balanced=True,
        propagateTags="SERVICE",
        tags=[{"key": "Project", "value": "knowledge"}],
        enableECSManagedTags=True,
    )
    running = tasks(ecs, serviceName="knowledge")
    assert {task["availabilityZone"] for task in running} == {"ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c"}
    assert running[0]["tags"][0] == {"key": "Project", "value": "knowledge"}
    assert running[0]["tags"][-1]["key"] == "aws:ecs:serviceName"
    elbv2 = account.client("elbv2")
    group = elbv2.describe_target_groups()["TargetGroups"][0]["TargetGroupArn"]
    addresses = {task["containers"][0]["networkInterfaces"][0]["privateIpv4Address"] for task in running}
    health = elbv2.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"]
    assert {(one["Target"]["Id"], one["TargetHealth"]["State"]) for one in health} == {
        (address, "healthy") for address in addresses
    }
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
    assert service["runningCount"] == 3
    slow("ecs=0")
    service = service_of(account)
    assert rollouts(service) == [("PRIMARY", "COMPLETED", 3)] and revision(service) == "knowledge:2"
    stopped = tasks(ecs, serviceName="knowledge", desiredStatus="STOPPED")
    assert len(stopped) == 3 and {task["stopCode"] for task in stopped} == {"ServiceSchedulerInitiated"}
    assert all(
        task["stoppedReason"].startswith("Scaling activity initiated by (deployment ecs-svc/") for task in stopped
    )


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
    before = latest(account)["id"]
    ecs.update_service(**AT, **change)
    after = service_of(account)
    assert (after["deployments"][0]["id"] != before) is new
    assert after["runningCount"] == after["desiredCount"] == change.get("desiredCount", 3)


def test_other_subnets_make_a_new_deployment(account, ecs, network):
    make_service(account, network)
    settings, before = awsvpc(network)["awsvpcConfiguration"], latest(account)["id"]
    ecs.update_service(**AT, networkConfiguration={"awsvpcConfiguration": settings})
    assert latest(account)["id"] == before
    ecs.update_service(**AT, networkConfiguration={"awsvpcConfiguration": {**settings, "subnets": network.subnets[:2]}})
    assert latest(account)["id"] != before
    kept = service_of(account)["networkConfiguration"]["awsvpcConfiguration"]
    assert kept["subnets"] == network.subnets[:2]


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
    stopped = tasks(ecs, serviceName="knowledge", desiredStatus="STOPPED")
    failed = [task for task in stopped if task["stopCode"] == "TaskFailedToStart"]
    assert len(failed) == 3 and {task["stoppedReason"] for task in failed} == {PULL}
    assert any("deployment failed: tasks failed to start." in event["message"] for event in service["events"])


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
    assert rollouts(service) == [("PRIMARY", "FAILED", 0)]
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
    assert revision(service) == "knowledge:1"
    assert service["deployments"][0]["rolloutStateReason"].startswith("ECS deployment alarms: rolling back")
    slow("ecs=0")
    assert rollouts(service_of(account)) == [("PRIMARY", "COMPLETED", 3)]
    told = [event["message"] for event in service_of(account)["events"]]
    assert any(message.endswith("deployment failed: alarm(s) detected: errors.") for message in told)


def test_a_task_that_never_was_is_a_failure(account, ecs, network):
    make_service(account, network)
    answer = ecs.describe_tasks(cluster="knowledge", tasks=["0" * 32])
    assert answer == answer | {"tasks": [], "failures": [{"arn": "0" * 32, "reason": "MISSING"}]}
