"""A run that waits can be ended at any moment: nothing of it goes on, and the next run finishes."""

import os
import signal
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import readback
from tests.support.cloud import Run, serve
from tests.support.playbooks import Playbooks
from tests.support.stack import account_in, until

SLOW, QUICK = "nat=120", "nat=0"
TASKS = """
- name: vpc
  knowledge.aws.ec2_vpc: {config: [{key: main, cidr_block: 10.0.0.0/16}]}
  register: vpc
- name: subnet
  knowledge.aws.ec2_subnet:
    vpc_id: "{{ vpc.ids.main }}"
    config: [{key: public.a, cidr_block: 10.0.1.0/24, availability_zone: ap-northeast-2a}]
  register: subnet
- name: internet
  knowledge.aws.ec2_internet_gateway: {config: [{key: main, vpc_id: "{{ vpc.ids.main }}"}]}
- name: address
  knowledge.aws.ec2_eip: {config: [{key: nat.a}]}
  register: address
- name: gateway
  timeout: "{{ seconds | default(0) }}"
  knowledge.aws.ec2_nat_gateway:
    vpc_id: "{{ vpc.ids.main }}"
    wait_timeout: "{{ deadline | default(omit) }}"
    config: [{key: nat.a, subnet_id: "{{ subnet.ids.public.a }}", allocation_id: "{{ address.ids.nat.a }}"}]
"""
BUILT = {
    "ec2_eip": ["knowledge-test-nat-a"],
    "ec2_internet_gateway": ["knowledge-test"],
    "ec2_nat_gateway": ["knowledge-test-nat-a"],
    "ec2_subnet": ["knowledge-test-public-a"],
    "ec2_vpc": ["knowledge-test"],
}


@pytest.fixture(scope="module")
def slow_cloud() -> Iterator[str]:
    """A local AWS of its own, whose NAT gateways take their time."""
    with serve(SLOW) as endpoint:
        yield endpoint


@pytest.fixture
def waiting(slow_cloud: str, tmp_path: Path) -> Iterator[Playbooks]:
    """Playbooks where NAT gateways are slow, at least at the beginning of the test."""
    set_delays(slow_cloud, SLOW)
    with account_in(slow_cloud, tmp_path) as account:
        yield Playbooks(account, tmp_path)


def set_delays(endpoint: str, delays: str) -> None:
    urllib.request.urlopen(f"{endpoint}/local-aws/delays", delays.encode(), 10)


def start_and_wait_for_the_gateway(playbooks: Playbooks) -> Run:
    """A run that has made everything and now looks at the gateway again and again."""
    run = playbooks.start(TASKS)

    def waits() -> bool:
        operations = [call.operation for call in playbooks.account.proxy.calls]
        return (
            "CreateNatGateway" in operations
            and operations[operations.index("CreateNatGateway") :].count("DescribeNatGateways") > 2
        )

    assert until(waits), run.process.poll()
    return run


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda sent: sent.name)
def test_nothing_of_an_ended_run_goes_on_and_the_next_run_finishes(waiting: Playbooks, sent: signal.Signals) -> None:
    run = start_and_wait_for_the_gateway(waiting)
    os.kill(run.process.pid, sent)
    ended = run.wait(30)
    assert ended.rc != 0
    assert until(lambda: not run.living(), 10), f"still there: {run.living()}"
    calls = len(waiting.account.proxy.calls)
    time.sleep(1)
    assert len(waiting.account.proxy.calls) == calls

    set_delays(waiting.account.env["AWS_ENDPOINT_URL"], QUICK)
    following = waiting.screen(TASKS)
    assert following.rc == 0, following.output
    assert following.writes == []
    assert readback.listed(waiting.account.env) == BUILT


def test_timeout_ends_a_task_that_waits(waiting: Playbooks) -> None:
    ended = waiting.run(TASKS, "-e", "seconds=3")
    assert ended.rc == 2
    assert "Timed out after 3 second(s)" in ended.result("gateway")["msg"]
    assert ended.duration < 30


def test_a_deadline_says_what_was_waited_for_and_how_long(waiting: Playbooks) -> None:
    ended = waiting.screen(TASKS, "-e", "deadline=2")
    assert ended.rc == 2
    assert "waiting" in ended.stdout
    assert "nat gateway knowledge-test-nat-a: pending (usually 120 s)" in ended.stdout
    assert "Not ready after 2 s" in ended.stdout or "Not ready after 3 s" in ended.stdout
    assert "Run again: it goes on waiting where it stands" in ended.stdout
