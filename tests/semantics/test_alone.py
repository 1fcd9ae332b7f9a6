"""An action needs no stack: what a task lists is made, under its keys and without tags, and nothing else is ours."""

from tests.support import readback
from tests.support.cloud import client
from tests.support.playbooks import Playbooks

VPC = "knowledge.aws.ec2_vpc: {config: [{key: main, cidr_block: 10.0.0.0/16}]}"


def alone(playbooks: Playbooks, tasks: str, *options: str, **env: str):
    return playbooks.run(tasks, *options, module_defaults={}, env=env)


def test_a_key_is_a_name_and_aws_says_whose_it_is_and_where(playbooks: Playbooks) -> None:
    tasks = f"[{{name: vpc, {VPC}}}, {{name: again, {VPC}}}]"
    ended = alone(playbooks, tasks)
    assert ended.rc == 0, ended.output
    made = ended.result("vpc")["resources"][0]
    assert (made["name"], made["account"], made["region"]) == ("main", playbooks.account.id, "ap-northeast-2")
    assert ended.result("vpc")["arns"]["main"].startswith(f"arn:aws:ec2:ap-northeast-2:{playbooks.account.id}:vpc/")
    assert ended.result("again")["changed"] is False
    assert [str(call) for call in ended.calls].count("sts.GetCallerIdentity") == 1, "once a run"
    (vpc,) = client("ec2", playbooks.account.env).describe_vpcs(VpcIds=[made["id"]])["Vpcs"]
    assert vpc["Tags"] == [{"Key": "Name", "Value": "main"}]


def test_what_others_made_is_no_orphan_and_stays(playbooks: Playbooks) -> None:
    theirs = client("ec2", playbooks.account.env).create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    playbooks.run(f"[{{name: vpc, {VPC}}}]")
    ended = alone(playbooks, f"[{{name: vpc, {VPC.replace('10.0', '10.1')}}}]")
    assert ended.result("vpc")["orphans"] == []
    removed = alone(
        playbooks, f"[{{name: vpc, {VPC.replace('config', 'state: absent, config').replace('10.0', '10.1')}}}]"
    )
    assert [(one["name"], one["action"]) for one in removed.result("vpc")["resources"]] == [("main", "delete")]
    assert readback.listed(playbooks.account.env)["ec2_vpc"] == ["knowledge-test", theirs]


def test_the_task_may_say_the_region(playbooks: Playbooks) -> None:
    ended = alone(playbooks, f"[{{name: vpc, {VPC.replace('config', 'region: us-east-1, config')}}}]")
    assert ended.result("vpc")["resources"][0]["region"] == "us-east-1"


def test_without_a_region_it_says_how_to_give_one(playbooks: Playbooks) -> None:
    ended = alone(playbooks, f"[{{name: vpc, {VPC}}}]", AWS_DEFAULT_REGION="")
    assert ended.result("vpc")["msg"] == (
        "No AWS region is given. Set AWS_REGION, or give the argument region, and run again."
    )
    assert ended.calls == []


def test_offline_nobody_is_asked(playbooks: Playbooks) -> None:
    ended = alone(playbooks, f"[{{name: vpc, {VPC.replace('config', 'state: offline, config')}}}]")
    assert ended.result("vpc")["ids"] == {"main": "(known after apply: vpc main)"}
    assert ended.calls == []


def test_a_key_without_ownership_is_known_by_its_name_until_its_alias_leads_to_it(playbooks: Playbooks) -> None:
    administrators = f"{{AWS: 'arn:aws:iam::{playbooks.account.id}:root'}}"
    statement = f"{{Effect: Allow, Principal: {administrators}, Action: 'kms:*', Resource: '*'}}"
    policy = f"{{Version: '2012-10-17', Statement: [{statement}]}}"
    key = f"knowledge.aws.kms_key: {{config: [{{key: data, policy: {policy}}}]}}"
    ended = alone(playbooks, f"[{{name: key, {key}}}, {{name: again, {key}}}]")
    assert ended.rc == 0, ended.output
    assert (ended.result("key")["changed"], ended.result("again")["changed"]) == (True, False)
