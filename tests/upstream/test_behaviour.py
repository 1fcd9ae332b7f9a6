"""What docs/upstream.md says of a module is so: each test shows one fault of one module against the local AWS.

A test that fails here is good news: upstream has mended it.
Correct docs/upstream.md, and decide anew whether the kind of ours is needed.
"""

import json
from typing import Any

import pytest

from tests.support import readback
from tests.support.cloud import client
from tests.support.playbooks import Ended, Playbooks

MENDED = "{} does not do this any more: correct docs/upstream.md"


def task(module: str, **arguments: Any) -> dict[str, Any]:
    """A task of one module."""
    return {"name": "it", module: {"region": "ap-northeast-2", **arguments}}


def run_all(playbooks: Playbooks, tasks: list[dict[str, Any]], *options: str) -> Ended:
    """Tasks of modules, which unlike our actions need a connection and a Python there."""
    return playbooks.run(
        json.dumps(tasks),
        *options,
        connection="local",
        vars={"ansible_python_interpreter": "{{ ansible_playbook_python }}"},
    )


def run(playbooks: Playbooks, module: str, *options: str, **arguments: Any) -> Ended:
    """One task of one module, named `it`."""
    return run_all(playbooks, [task(module, **arguments)], *options)


def network(playbooks: Playbooks) -> tuple[Any, str, str]:
    """An EC2 client, a VPC and a subnet in it."""
    ec2 = client("ec2", playbooks.account.env)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    return ec2, vpc, ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]


def test_log_group_writes_in_check_mode(playbooks: Playbooks) -> None:
    logs = client("logs", playbooks.account.env)
    logs.create_log_group(logGroupName="/proof")
    logs.put_retention_policy(logGroupName="/proof", retentionInDays=365)
    ended = run(playbooks, "amazon.aws.cloudwatchlogs_log_group", "--check", log_group_name="/proof", retention=1)
    assert ended.writes == ["logs.PutRetentionPolicy"], MENDED.format("cloudwatchlogs_log_group")
    assert logs.describe_log_groups()["logGroups"][0]["retentionInDays"] == 1


def test_autoscaling_policy_writes_in_check_mode(playbooks: Playbooks) -> None:
    ecs = client("ecs", playbooks.account.env)
    ecs.create_cluster(clusterName="proof")
    ecs.register_task_definition(
        family="proof", containerDefinitions=[{"name": "proof", "image": "proof", "memory": 128}]
    )
    ecs.create_service(cluster="proof", serviceName="proof", taskDefinition="proof", desiredCount=0)
    ended = run(
        playbooks,
        "community.aws.application_autoscaling_policy",
        "--check",
        state="present",
        policy_name="proof",
        policy_type="TargetTrackingScaling",
        service_namespace="ecs",
        resource_id="service/proof/proof",
        scalable_dimension="ecs:service:DesiredCount",
        minimum_tasks=1,
        maximum_tasks=2,
        target_tracking_scaling_policy_configuration={
            "TargetValue": 60,
            "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"},
        },
    )
    assert {"application-autoscaling.RegisterScalableTarget", "application-autoscaling.PutScalingPolicy"} <= set(
        ended.writes
    ), MENDED.format("application_autoscaling_policy")


# Modules without a check mode are left out of a plan, and what they would return is missing in the tasks behind them.
WITHOUT_CHECK_MODE = {
    "amazon.aws.s3_bucket": {"name": "proof"},
    "amazon.aws.cloudwatchevent_rule": {"name": "proof", "schedule_expression": "rate(1 day)"},
    "community.aws.s3_lifecycle": {"name": "proof", "expiration_days": 30},
    "community.aws.elb_target_group": {"name": "proof", "state": "present"},
    "community.aws.cloudfront_distribution": {"default_origin_domain_name": "example.com"},
    "community.aws.elasticache": {"name": "proof", "state": "present"},
    "community.aws.elasticache_parameter_group": {"name": "proof", "state": "present", "group_family": "redis6.x"},
    "community.aws.elasticache_snapshot": {
        "name": "proof",
        "state": "present",
        "replication_id": "proof",
        "cluster_id": "proof",
    },
}


def test_modules_without_check_mode_are_skipped(playbooks: Playbooks) -> None:
    ended = run_all(
        playbooks,
        [{**task(module, **arguments), "name": module} for module, arguments in WITHOUT_CHECK_MODE.items()],
        "--check",
    )
    skipped = [
        module for module in WITHOUT_CHECK_MODE if "does not support check mode" in ended.result(module).get("msg", "")
    ]
    assert skipped == list(WITHOUT_CHECK_MODE), MENDED.format(set(WITHOUT_CHECK_MODE) - set(skipped))


def test_route_table_is_made_again_after_a_tag_change(playbooks: Playbooks) -> None:
    ec2, vpc, _ = network(playbooks)
    ec2.create_route_table(
        VpcId=vpc, TagSpecifications=[{"ResourceType": "route-table", "Tags": [{"Key": "Name", "Value": "proof"}]}]
    )
    run(playbooks, "amazon.aws.ec2_vpc_route_table", vpc_id=vpc, tags={"Name": "proof", "Team": "data"})
    assert readback.listed(playbooks.account.env)["ec2_route_table"] == ["proof", "proof"], MENDED.format(
        "ec2_vpc_route_table"
    )


def test_address_is_new_at_every_run(playbooks: Playbooks) -> None:
    ec2, vpc, subnet = network(playbooks)
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    address = ec2.allocate_address(
        Domain="vpc", TagSpecifications=[{"ResourceType": "elastic-ip", "Tags": [{"Key": "Name", "Value": "proof"}]}]
    )
    ec2.create_nat_gateway(SubnetId=subnet, AllocationId=address["AllocationId"])
    run(
        playbooks,
        "amazon.aws.ec2_eip",
        in_vpc=True,
        reuse_existing_ip_allowed=True,
        tag_name="Name",
        tag_value="proof",
        tags={"Name": "proof"},
    )
    assert readback.listed(playbooks.account.env)["ec2_eip"] == ["proof", "proof"], MENDED.format("ec2_eip")


def test_endpoint_is_created_again_for_another_route_table(playbooks: Playbooks) -> None:
    ec2, vpc, _ = network(playbooks)
    tables = [ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"] for _ in range(2)]
    service = "com.amazonaws.ap-northeast-2.s3"
    ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=service, RouteTableIds=tables[:1])
    ended = run(playbooks, "amazon.aws.ec2_vpc_endpoint", vpc_id=vpc, service=service, route_table_ids=tables)
    assert "ec2.CreateVpcEndpoint" in ended.writes, MENDED.format("ec2_vpc_endpoint")
    assert "ec2.ModifyVpcEndpoint" not in ended.writes


def test_an_empty_vpc_id_finds_the_group_of_any_vpc(playbooks: Playbooks) -> None:
    ec2, vpc, _ = network(playbooks)
    ec2.create_security_group(GroupName="proof", Description="In another VPC", VpcId=vpc)
    run(playbooks, "amazon.aws.ec2_security_group", name="proof", vpc_id="", state="absent")
    assert "ec2_security_group" not in readback.listed(playbooks.account.env), MENDED.format("ec2_security_group")


# A lost answer is repeated by botocore: what has neither a name nor a token is made twice,
# and the module does not notice.
MADE_TWICE = {
    "amazon.aws.ec2_vpc_net": ({"name": "proof", "cidr_block": "10.0.0.0/16"}, "ec2_vpc"),
    "amazon.aws.kms_key": ({"alias": "proof", "enable_key_rotation": False}, "kms_key"),
    "amazon.aws.ec2_eip": ({"in_vpc": True}, "ec2_eip"),
}


@pytest.mark.parametrize("module", MADE_TWICE)
def test_a_lost_answer_makes_two(playbooks: Playbooks, module: str) -> None:
    arguments, kind = MADE_TWICE[module]
    playbooks.account.proxy.lose_answer(1)
    ended = run(playbooks, module, **arguments)
    assert ended.rc == 0
    assert len(readback.listed(playbooks.account.env)[kind]) == 2, MENDED.format(module)


def test_internet_gateway_is_orphaned_by_a_crash(playbooks: Playbooks) -> None:
    """A gateway that a crash left unattached is found by attachment only, so a second one is made."""
    ec2, vpc, _ = network(playbooks)
    ec2.create_internet_gateway(
        TagSpecifications=[{"ResourceType": "internet-gateway", "Tags": [{"Key": "Name", "Value": "proof"}]}]
    )
    run(playbooks, "amazon.aws.ec2_vpc_igw", vpc_id=vpc, tags={"Name": "proof"})
    assert readback.listed(playbooks.account.env)["ec2_internet_gateway"] == ["proof", "proof"], MENDED.format(
        "ec2_vpc_igw"
    )


def test_task_definition_does_not_see_a_changed_value(playbooks: Playbooks) -> None:
    container = {
        "name": "proof",
        "image": "proof",
        "memory": 128,
        "essential": True,
        "environment": [{"name": "DB_HOST", "value": "old"}],
    }
    client("ecs", playbooks.account.env).register_task_definition(family="proof", containerDefinitions=[container])
    changed = {**container, "environment": [{"name": "DB_HOST", "value": "new"}]}
    ended = run(playbooks, "community.aws.ecs_taskdefinition", family="proof", containers=[changed], state="present")
    assert (ended.rc, ended.result("it")["changed"], ended.writes) == (0, False, []), MENDED.format(
        "ecs_taskdefinition"
    )


# Modules whose plan of an empty account fails, and what they say then.
ROLE = {"name": "proof", "assume_role_policy_document": "{}", "managed_policies": ["(known after apply)"]}
POLICY = {
    "iam_type": "role",
    "iam_name": "proof",
    "policy_name": "proof",
    "policy_json": {"Version": "2012-10-17", "Statement": []},
}
BALANCER = {
    "name": "proof",
    "subnets": ["subnet-0a1b2c3d"],
    "security_groups": ["(known after apply)"],
    "listeners": [],
}
FAILING_PLANS = {
    "community.aws.ecs_ecr": ({"name": "proof", "lifecycle_policy": {"rules": []}}, "could not find repository proof"),
    "community.aws.sns_topic": ({"name": "proof"}, "topic None"),
    "amazon.aws.iam_role": (ROLE, "Failed to find policy by name"),
    "amazon.aws.iam_policy": (POLICY, "Role proof not found"),
    "amazon.aws.elb_application_lb": (BALANCER, "group names are not valid: (known after apply)"),
}


def test_plans_of_an_empty_account_fail(playbooks: Playbooks) -> None:
    tasks = [
        {**task(module, **arguments), "name": module, "ignore_errors": True}
        for module, (arguments, _) in FAILING_PLANS.items()
    ]
    ended = run_all(playbooks, tasks, "--check")
    failed = [module for module, (_, words) in FAILING_PLANS.items() if words in ended.result(module).get("msg", "")]
    assert failed == list(FAILING_PLANS), MENDED.format(set(FAILING_PLANS) - set(failed))


def test_a_metric_alarm_is_written_at_every_run(playbooks: Playbooks) -> None:
    metric = {"metric": {"namespace": "AWS/ApplicationELB", "metric_name": "RequestCount"}, "period": 60, "stat": "Sum"}
    alarm = {
        "name": "proof",
        "comparison": "GreaterThanThreshold",
        "threshold": 1,
        "evaluation_periods": 1,
        "metrics": [{"id": "requests", "metric_stat": metric, "return_data": True}],
    }
    it = task("amazon.aws.cloudwatch_metric_alarm", state="present", **alarm)
    ended = run_all(playbooks, [it, {**it, "name": "again"}])
    assert ended.result("again")["changed"] is True, MENDED.format("cloudwatch_metric_alarm")
    assert ended.writes.count("cloudwatch.PutMetricAlarm") == 2


def test_a_web_acl_that_is_not_there_is_no_error(playbooks: Playbooks) -> None:
    ended = run(
        playbooks,
        "community.aws.wafv2_resources",
        name="misspelt",
        scope="REGIONAL",
        state="present",
        arn="arn:aws:elasticloadbalancing:x",
    )
    assert (ended.rc, ended.result("it")["changed"]) == (0, False), MENDED.format("wafv2_resources")
