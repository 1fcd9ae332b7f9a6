"""Ansible's own process forks for every task: what an action leaves behind in it would grow with every task."""

import time
from pathlib import Path

import pytest

from tests.support.playbooks import Playbooks

TASKS = 500
EACH = 10  # every tenth task asks AWS, which also shows how far the run is; the others only decide
SETTLED = 100  # tasks after which everything is loaded
MEBIBYTE = 2**20
ASKS = "knowledge.aws.ec2_eip: {config: [{key: nat.a}], state: gathered}"
DECIDES = (
    "knowledge.aws.ec2_subnet: {vpc_id: '(known after apply: vpc main)', "
    "config: [{key: a, cidr_block: 10.0.1.0/24, availability_zone: ap-northeast-2a}]}"
)


def resident(pid: int) -> int:
    """Resident memory of a process in bytes; Linux only."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) * 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_five_hundred_tasks_do_not_grow_the_parent(playbooks: Playbooks) -> None:
    tasks = "".join(f"- {{name: task {number}, {DECIDES if number % EACH else ASKS}}}\n" for number in range(TASKS))
    run = playbooks.start(tasks, "--check")
    sizes: dict[int, int] = {}
    while run.process.poll() is None:
        done = len(playbooks.account.proxy.calls) * EACH
        try:
            sizes[done] = resident(run.process.pid)
        except (FileNotFoundError, IndexError):
            break  # it has just ended
        time.sleep(0.1)
    ended = run.wait(30)
    assert ended.rc == 0, ended.output[-2000:]
    assert len(playbooks.account.proxy.calls) == TASKS // EACH
    settled = max(size for done, size in sizes.items() if done <= SETTLED)
    latest = max(size for done, size in sizes.items() if done > TASKS * 0.9)
    assert latest - settled < 20 * MEBIBYTE, f"from {settled // MEBIBYTE} to {latest // MEBIBYTE} MiB"
    assert latest < 150 * MEBIBYTE
