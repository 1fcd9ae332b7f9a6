"""A service of a fixed number of tasks as AWS has it."""

NAME = "knowledge-production"


def test_nothing_scales_it(aws):
    scaling = aws("application-autoscaling")
    assert scaling.describe_scalable_targets(ServiceNamespace="ecs")["ScalableTargets"] == []
    assert scaling.describe_scaling_policies(ServiceNamespace="ecs")["ScalingPolicies"] == []
    assert scaling.describe_scheduled_actions(ServiceNamespace="ecs")["ScheduledActions"] == []


def test_two_tasks_run_in_private(aws):
    (service,) = aws("ecs").describe_services(cluster=NAME, services=[NAME])["services"]
    assert (service["desiredCount"], service["runningCount"]) == (2, 2)
    assert service["networkConfiguration"]["awsvpcConfiguration"]["assignPublicIp"] == "DISABLED"
    container = aws("ecs").describe_task_definition(taskDefinition=service["taskDefinition"])["taskDefinition"][
        "containerDefinitions"
    ][0]
    assert not container.get("user")
