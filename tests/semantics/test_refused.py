"""What cannot work for an action on the controller is refused in plain words, before anything is asked of AWS."""

import pytest

from tests.support.playbooks import Playbooks

VPC = "knowledge.aws.ec2_vpc: {config: [{key: main, cidr_block: 10.0.0.0/16}]}"
REFUSED = {
    "become: true": "knowledge.aws.ec2_vpc does not run with become: it needs AWS credentials, not another user. "
    "Remove become from the task or play.",
    "async: 60, poll: 5": "knowledge.aws.ec2_vpc does not run with async: it works on the controller.",
    "async: 60, poll: 0": "knowledge.aws.ec2_vpc does not run with async: it works on the controller.",
    "delegate_to: bastion": "knowledge.aws.ec2_vpc does not run on bastion: it works on the controller. "
    "Remove delegate_to, or run the playbook there.",
}


@pytest.mark.parametrize("keyword", REFUSED)
def test_a_task_with_this_keyword_is_refused(playbooks: Playbooks, keyword: str) -> None:
    ended = playbooks.run(f"[{{name: vpc, {keyword}, {VPC}}}]")
    assert ended.rc == 2
    assert REFUSED[keyword] in ended.result("vpc")["msg"]
    assert "Traceback" not in ended.output
    assert ended.calls == []


@pytest.mark.parametrize("given", ["play", "command line"])
def test_become_is_refused_wherever_it_comes_from(playbooks: Playbooks, given: str) -> None:
    by_play, by_option = ({"become": True}, ()) if given == "play" else ({}, ("--become",))
    ended = playbooks.run(f"[{{name: vpc, {VPC}}}]", *by_option, **by_play)
    assert ended.rc == 2
    assert "does not run with become" in ended.result("vpc")["msg"]
    assert ended.calls == []


def test_delegation_to_the_controller_is_what_happens_anyway(playbooks: Playbooks) -> None:
    ended = playbooks.run(f"[{{name: vpc, delegate_to: localhost, {VPC}}}]")
    assert ended.rc == 0
    assert ended.result("vpc")["changed"] is True


def test_ansibles_own_connection_is_never_used(playbooks: Playbooks) -> None:
    """A host of the inventory is a stack, not a machine: nobody logs in there."""
    ended = playbooks.run(f"[{{name: vpc, {VPC}}}]", "-i", "stack-without-a-machine.invalid,")
    assert ended.rc == 0
    assert ended.result("vpc")["changed"] is True
