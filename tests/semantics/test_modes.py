"""Check mode and diff, of a run and of a task."""

import os
import subprocess

from tests.support import readback
from tests.support.cloud import BIN, ROOT
from tests.support.playbooks import Playbooks

VPC = "knowledge.aws.ec2_vpc: {config: [{key: main, cidr_block: 10.0.0.0/16}]}"
NETWORK = f"""
- name: vpc
  {VPC}
  register: vpc
- name: subnets
  knowledge.aws.ec2_subnet:
    vpc_id: "{{{{ vpc.ids.main }}}}"
    config:
      - {{key: private.a, cidr_block: 10.0.10.0/24, availability_zone: ap-northeast-2a}}
      - {{key: private.b, cidr_block: 10.0.11.0/24, availability_zone: ap-northeast-2b}}
"""


def test_check_mode_answers_with_the_keys_of_a_run_and_writes_nothing(playbooks: Playbooks) -> None:
    planned, run = playbooks.run(NETWORK, "--check"), playbooks.run(NETWORK)
    assert planned.writes == []
    for task in ("vpc", "subnets"):
        assert planned.result(task).keys() == run.result(task).keys()
        assert planned.result(task)["changed"] is run.result(task)["changed"] is True
        assert [entry["action"] for entry in planned.result(task)["resources"]] == [
            entry["action"] for entry in run.result(task)["resources"]
        ]
    assert planned.result("subnets")["ids"] == {
        "private": {zone: f"(known after apply: subnet private.{zone})" for zone in "ab"}
    }
    assert all(subnet.startswith("subnet-") for subnet in run.result("subnets")["ids"]["private"].values())


def test_what_lives_in_something_that_does_not_exist_is_not_asked_for(playbooks: Playbooks) -> None:
    planned = playbooks.run(NETWORK, "--check")
    assert [str(call) for call in planned.calls] == ["ec2.DescribeVpcs"]


def test_check_mode_of_a_task_counts_for_that_task_alone(playbooks: Playbooks) -> None:
    checked = playbooks.run(f"[{{name: vpc, check_mode: true, {VPC}}}]")
    assert (checked.result("vpc")["changed"], checked.writes) == (True, [])
    forced = playbooks.run(f"[{{name: vpc, check_mode: false, {VPC}}}]", "--check")
    assert forced.result("vpc")["ids"]["main"].startswith("vpc-")
    assert readback.listed(playbooks.account.env)["ec2_vpc"] == ["knowledge-test"]


def test_a_symbolic_id_never_reaches_aws(playbooks: Playbooks) -> None:
    tasks = """
      - name: planned
        check_mode: true
        knowledge.aws.ec2_vpc: {config: [{key: main, cidr_block: 10.0.0.0/16}]}
        register: vpc
      - name: executed
        knowledge.aws.ec2_subnet:
          vpc_id: "{{ vpc.ids.main }}"
          config: [{key: a, cidr_block: 10.0.10.0/24, availability_zone: ap-northeast-2a}]
    """
    ended = playbooks.run(tasks)
    assert ended.rc == 2
    assert "would send (known after apply: vpc main) to AWS: nothing was sent" in ended.result("executed")["msg"]
    assert ended.writes == []


def test_a_write_of_somebody_else_in_our_process_is_refused_in_check_mode(playbooks: Playbooks) -> None:
    """The net catches whoever makes a session in the process of an action, a library of upstream's for instance."""
    core = "ansible_collections.knowledge.aws.plugins.plugin_utils.core"
    guard = f"from {core}.clients import guard_every_session; guard_every_session(True)"
    somebody = "from boto3 import client; client('ec2').create_vpc(CidrBlock='10.0.0.0/16')"
    env = {**playbooks.account.env, "PYTHONPATH": str(ROOT / "collections"), "PATH": os.defpath}
    ended = subprocess.run(
        [BIN / "python", "-c", f"{guard}; {somebody}"], env=env, capture_output=True, text=True, check=False
    )
    assert "CreateVpc would write, but this is check mode: nothing was sent" in ended.stderr
    assert "ec2_vpc" not in readback.listed(playbooks.account.env)


def test_diff_shows_the_field_that_changes_and_nothing_else(playbooks: Playbooks) -> None:
    playbooks.run(NETWORK)
    change = NETWORK.replace(
        "availability_zone: ap-northeast-2b", "availability_zone: ap-northeast-2b, map_public_ip_on_launch: true"
    )
    planned = playbooks.run(change, "--check", "--diff")
    (diff,) = planned.result("subnets")["diff"]
    assert diff["before_header"] == "subnet knowledge-test-private-b"
    assert (diff["before"], diff["after"]) == ("map_public_ip_on_launch: false\n", "map_public_ip_on_launch: true\n")
    shown = playbooks.screen(change, "--check", "--diff").stdout
    assert "-map_public_ip_on_launch: false\n+map_public_ip_on_launch: true" in shown
    assert "map_public_ip_on_launch: false" not in playbooks.screen(change, "--check").stdout.replace(
        "map_public_ip_on_launch: False -> True", ""
    )
    assert playbooks.run(NETWORK, "--check", "--diff").result("subnets")["diff"] == []


def test_diff_can_be_switched_off_for_a_task(playbooks: Playbooks) -> None:
    shown = playbooks.screen(f"[{{name: vpc, diff: false, {VPC}}}]", "--check", "--diff").stdout
    assert "+++ after" not in shown
