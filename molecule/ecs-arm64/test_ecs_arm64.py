"""The service on ARM as AWS has it."""

import pytest

NAME = "knowledge-production"


@pytest.fixture(scope="module")
def service(aws):
    (found,) = aws("ecs").describe_services(cluster=NAME, services=[NAME])["services"]
    return found


def test_tasks_are_small_and_run_on_arm(aws, service):
    definition = aws("ecs").describe_task_definition(taskDefinition=service["taskDefinition"])["taskDefinition"]
    (container,) = definition["containerDefinitions"]
    assert (definition["cpu"], definition["memory"], definition["runtimePlatform"]["cpuArchitecture"]) == (
        "512",
        "1024",
        "ARM64",
    )
    assert (container["image"], container.get("command") or []) == ("public.ecr.aws/docker/library/nginx:1.29", [])
    assert container["healthCheck"]["startPeriod"] == 60
    assert not container.get("mountPoints")


def test_nothing_is_there_that_was_switched_off(aws, service):
    assert (service["status"], service["enableExecuteCommand"], service["loadBalancers"]) == ("ACTIVE", False, [])
    assert [
        group["logGroupName"] for group in aws("logs").describe_log_groups(logGroupNamePrefix="/ecs/")["logGroups"]
    ] == [f"/ecs/{NAME}"]
    assert aws("iam").list_role_policies(RoleName=f"{NAME}-ecs-task")["PolicyNames"] == []


def test_scaling_does_not_count_requests_without_a_load_balancer(aws):
    policies = aws("application-autoscaling").describe_scaling_policies(ServiceNamespace="ecs")["ScalingPolicies"]
    assert sorted(policy["PolicyName"].rsplit("-", 1)[1] for policy in policies) == ["cpu", "memory"]
