"""Application Auto Scaling of a service."""

import pytest
from botocore.exceptions import ClientError
from network import make_network
from service import make_service

TARGET = {
    "ServiceNamespace": "ecs",
    "ResourceId": "service/knowledge/knowledge",
    "ScalableDimension": "ecs:service:DesiredCount",
}
NIGHT = {
    "Schedule": "cron(0 22 * * ? *)",
    "Timezone": "Asia/Seoul",
    "ScalableTargetAction": {"MinCapacity": 2, "MaxCapacity": 5},
}


@pytest.fixture
def scaling(account):
    make_service(account, make_network(account))
    return account.client("application-autoscaling")


def register(scaling, **options):
    answer = scaling.register_scalable_target(**TARGET, **{"MinCapacity": 3, "MaxCapacity": 20, **options})
    return answer["ScalableTargetARN"]


def put_policy(scaling, name, metric="ECSServiceAverageCPUUtilization", value=60.0):
    settings = {
        "TargetValue": value,
        "PredefinedMetricSpecification": {"PredefinedMetricType": metric},
        "ScaleOutCooldown": 60,
    }
    return scaling.put_scaling_policy(
        **TARGET, PolicyName=name, PolicyType="TargetTrackingScaling", TargetTrackingScalingPolicyConfiguration=settings
    )


def target(scaling):
    answer = scaling.describe_scalable_targets(ServiceNamespace="ecs", ResourceIds=[TARGET["ResourceId"]])
    return answer["ScalableTargets"][0]


def test_a_target_is_registered_with_tags_and_changed(scaling):
    arn = register(scaling, Tags={"Project": "knowledge"})
    assert scaling.list_tags_for_resource(ResourceARN=arn)["Tags"] == {"Project": "knowledge"}
    scaling.tag_resource(ResourceARN=arn, Tags={"Environment": "production"})
    scaling.untag_resource(ResourceARN=arn, TagKeys=["Project"])
    assert scaling.list_tags_for_resource(ResourceARN=arn)["Tags"] == {"Environment": "production"}
    assert scaling.register_scalable_target(**TARGET, MinCapacity=4)["ScalableTargetARN"] == arn
    known = target(scaling)
    assert (known["MinCapacity"], known["MaxCapacity"]) == (4, 20)
    assert known["RoleARN"].endswith("AWSServiceRoleForApplicationAutoScaling_ECSService")
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        scaling.list_tags_for_resource(ResourceARN=arn + "0")


def test_a_suspended_state_is_kept_and_completed(scaling):
    register(scaling)
    assert set(target(scaling)["SuspendedState"].values()) == {False}
    register(scaling, SuspendedState={"ScheduledScalingSuspended": True})
    register(scaling, SuspendedState={"DynamicScalingInSuspended": True})
    kept = target(scaling)["SuspendedState"]
    assert kept == {
        "DynamicScalingInSuspended": True,
        "DynamicScalingOutSuspended": False,
        "ScheduledScalingSuspended": True,
    }


def test_limits_are_needed_and_in_order(scaling):
    with pytest.raises(ClientError, match="ValidationException.*are required"):
        scaling.register_scalable_target(**TARGET, MinCapacity=3)
    with pytest.raises(ClientError, match="ValidationException.*cannot be less"):
        register(scaling, MinCapacity=21)


def test_policies_are_found_by_name_and_changed_in_place(account, scaling):
    register(scaling)
    first = put_policy(scaling, "cpu")
    put_policy(scaling, "memory", "ECSServiceAverageMemoryUtilization")
    found = scaling.describe_scaling_policies(ServiceNamespace="ecs", PolicyNames=["memory"])["ScalingPolicies"]
    assert [policy["PolicyName"] for policy in found] == ["memory"]
    assert len(scaling.describe_scaling_policies(ServiceNamespace="ecs")["ScalingPolicies"]) == 2
    assert put_policy(scaling, "cpu", value=50.0)["PolicyARN"] == first["PolicyARN"]
    cpu = scaling.describe_scaling_policies(ServiceNamespace="ecs", PolicyNames=["cpu"])["ScalingPolicies"][0]
    assert cpu["TargetTrackingScalingPolicyConfiguration"]["TargetValue"] == 50
    alarms = account.client("cloudwatch", validate=False).describe_alarms()["MetricAlarms"]
    assert len(alarms) == 4
    account.client("cloudwatch").delete_alarms(AlarmNames=[alarms[0]["AlarmName"]])
    scaling.delete_scaling_policy(**TARGET, PolicyName="cpu")
    with pytest.raises(ClientError, match="ObjectNotFoundException"):
        scaling.delete_scaling_policy(**TARGET, PolicyName="cpu")


def test_scheduled_actions(scaling):
    with pytest.raises(ClientError, match="ObjectNotFoundException"):
        scaling.put_scheduled_action(**TARGET, ScheduledActionName="night", **NIGHT)
    register(scaling)
    scaling.put_scheduled_action(**TARGET, ScheduledActionName="night", **NIGHT)
    action = scaling.describe_scheduled_actions(ServiceNamespace="ecs")["ScheduledActions"][0]
    assert {key: action[key] for key in NIGHT} == NIGHT
    scaling.delete_scheduled_action(**TARGET, ScheduledActionName="night")
    with pytest.raises(ClientError, match="ObjectNotFoundException"):
        scaling.delete_scheduled_action(**TARGET, ScheduledActionName="night")


def test_policies_and_actions_go_with_the_target(account, scaling):
    with pytest.raises(ClientError, match="ObjectNotFoundException"):
        put_policy(scaling, "cpu")
    register(scaling)
    put_policy(scaling, "cpu")
    scaling.put_scheduled_action(**TARGET, ScheduledActionName="night", **NIGHT)
    scaling.deregister_scalable_target(**TARGET)
    assert scaling.describe_scaling_policies(ServiceNamespace="ecs")["ScalingPolicies"] == []
    assert scaling.describe_scheduled_actions(ServiceNamespace="ecs")["ScheduledActions"] == []
    assert account.client("cloudwatch", validate=False).describe_alarms()["MetricAlarms"] == []
    with pytest.raises(ClientError, match="ObjectNotFoundException"):
        scaling.deregister_scalable_target(**TARGET)
