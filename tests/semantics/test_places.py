"""Entries of one task may live in several places: each says where, or the task does."""

from tests.support.cloud import client
from tests.support.playbooks import Playbooks

TASKS = """
- name: vpcs
  knowledge.aws.ec2_vpc: {config: [{key: one, cidr_block: 10.0.0.0/16}, {key: two, cidr_block: 10.1.0.0/16}]}
  register: vpcs
- name: subnets
  knowledge.aws.ec2_subnet:
    vpc_id: "{{ vpcs.ids.one }}"
    config:
      - {key: one.a, cidr_block: 10.0.1.0/24, availability_zone: ap-northeast-2a}
      - {key: two.a, cidr_block: 10.1.1.0/24, availability_zone: ap-northeast-2a, vpc_id: "{{ vpcs.ids.two }}"}
- name: addresses
  knowledge.aws.ec2_eip: {config: [{key: here}, {key: far, region: us-east-1}]}
"""


def test_a_task_brings_them_all_and_answers_once(playbooks: Playbooks) -> None:
    planned, run, again = playbooks.run(TASKS, "--check"), playbooks.run(TASKS), playbooks.run(TASKS)
    assert (planned.rc, planned.writes, run.rc, again.writes) == (0, [], 0, [])
    vpcs, subnets = run.result("vpcs")["ids"], run.result("subnets")["ids"]
    ec2 = client("ec2", playbooks.account.env)
    told = ec2.describe_subnets(SubnetIds=[subnets["one"]["a"], subnets["two"]["a"]])["Subnets"]
    assert {subnet["SubnetId"]: subnet["VpcId"] for subnet in told} == {
        subnets["one"]["a"]: vpcs["one"],
        subnets["two"]["a"]: vpcs["two"],
    }
    regions = {one["name"]: one["region"] for one in run.result("addresses")["resources"]}
    assert regions == {"knowledge-test-here": "ap-northeast-2", "knowledge-test-far": "us-east-1"}
    for task in ("subnets", "addresses"):
        assert planned.result(task).keys() == run.result(task).keys()
        assert planned.result(task)["changed"] and not again.result(task)["changed"]
        assert again.result(task)["ids"] == run.result(task)["ids"]
        assert [one["name"] for one in planned.result(task)["resources"]] == [
            one["name"] for one in run.result(task)["resources"]
        ]
