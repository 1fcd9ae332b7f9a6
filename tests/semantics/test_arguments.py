"""Wrong arguments are refused as for any module: the message names it as a playbook does, and what is supported."""

import pytest

from tests.support.playbooks import Playbooks

SUBNET = "{key: a, cidr_block: 10.0.10.0/24, availability_zone: ap-northeast-2a}"
WRONG = {
    "unknown argument": (
        "{config: [], vpcs: x}",
        ["Unsupported parameters for (knowledge.aws.ec2_vpc) module: vpcs", "Supported parameters include"],
    ),
    "unknown key of an entry": ("{config: [{key: main, cidr_block: 10.0.0.0/16, name_tag: x}]}", ["config.name_tag"]),
    "missing key of an entry": ("{config: [{key: main}]}", ["missing required arguments: cidr_block found in config"]),
    "wrong type": (
        "{config: [{key: main, cidr_block: 10.0.0.0/16, enable_dns_support: perhaps}]}",
        ["'enable_dns_support' is of type str", "unable to convert to bool"],
    ),
    "none of the choices": (
        "{config: [], state: here}",
        ["value of state must be one of: present, absent, gathered, offline, got: here"],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_arguments_are_named(playbooks: Playbooks, case: str) -> None:
    arguments, words = WRONG[case]
    ended = playbooks.run(f"[{{name: vpc, knowledge.aws.ec2_vpc: {arguments}}}]")
    message = ended.result("vpc")["msg"]
    assert ended.rc == 2
    assert "knowledge.aws.ec2_vpc" in message
    assert [word for word in words if word not in message] == [], message
    assert "ansible_collections" not in message
    assert "Traceback" not in ended.output
    assert ended.calls == []


def test_the_same_key_twice_is_refused(playbooks: Playbooks) -> None:
    ended = playbooks.run(
        "[{name: vpc, knowledge.aws.ec2_vpc: "
        "{config: [{key: a, cidr_block: 10.0.0.0/16}, {key: a, cidr_block: 10.1.0.0/16}]}}]"
    )
    assert ended.result("vpc")["msg"].startswith("config: the key a stands there more than once")
    assert ended.calls == []


def test_an_empty_id_is_refused_because_it_would_match_anything(playbooks: Playbooks) -> None:
    ended = playbooks.run("[{name: subnets, knowledge.aws.ec2_subnet: {vpc_id: '', state: absent}}]")
    assert (
        ended.result("subnets")["msg"]
        == "vpc_id is empty. An empty id would match anything; give an id, or leave the argument out."
    )
    assert ended.calls == []


def test_a_stack_that_lacks_something_says_what_is_missing(playbooks: Playbooks) -> None:
    tasks = "[{name: vpc, knowledge.aws.ec2_vpc: {stack: {name: x, region: y}, config: []}}]"
    ended = playbooks.run(tasks, module_defaults={})
    assert ended.result("vpc")["msg"] == (
        "stack: account_id, tags is missing. It is a dictionary of name, region, account_id, tags, and hints."
    )
    assert ended.calls == []


def test_what_entries_live_in_is_missed_by_the_name_of_the_module(playbooks: Playbooks) -> None:
    ended = playbooks.run(f"[{{name: subnets, knowledge.aws.ec2_subnet: {{config: [{SUBNET}]}}}}]")
    assert ended.result("subnets")["msg"] == "knowledge.aws.ec2_subnet: missing required arguments: vpc_id"
    assert ended.calls == []


def test_a_wrong_argument_has_no_part_in_the_other_tasks(playbooks: Playbooks) -> None:
    tasks = """
      - name: wrong
        knowledge.aws.ec2_vpc: {config: [{key: main, cidr_block: 10.0.0.0/16}], wait: perhaps}
        ignore_errors: true
      - name: right
        knowledge.aws.ec2_vpc: {config: [{key: main, cidr_block: 10.0.0.0/16}]}
    """
    ended = playbooks.run(tasks)
    assert (ended.rc, ended.result("wrong")["failed"], ended.result("right")["changed"]) == (0, True, True)
