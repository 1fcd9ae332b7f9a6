"""Accounts of their own, and runs of which nothing is left behind."""

import os
import subprocess
import time

import pytest

from tests.support.cloud import Run, client, fresh_account, run_playbook

PLAYBOOK = """\
- hosts: localhost
  gather_facts: false
  vars:
    ansible_python_interpreter: "{{ ansible_playbook_python }}"
  tasks:
    - ansible.builtin.debug:
        msg: >-
          key {{ lookup('ansible.builtin.env', 'AWS_ACCESS_KEY_ID') }}
          profile [{{ lookup('ansible.builtin.env', 'AWS_PROFILE') }}]
    - ansible.builtin.command: sleep {{ seconds }}
      changed_when: false
"""


@pytest.fixture
def arguments(tmp_path):
    playbook = tmp_path / "playbook.yml"
    playbook.write_text(PLAYBOOK)

    def make(seconds: int) -> list[str]:
        return [str(playbook), "-i", "localhost,", "-c", "local", "-e", f"seconds={seconds}", "-v"]

    return make


def test_accounts_do_not_see_each_other(local_cloud):
    one, other = fresh_account(local_cloud), fresh_account(local_cloud)
    assert one["AWS_ACCOUNT_ID"] != other["AWS_ACCOUNT_ID"]
    client("logs", one).create_log_group(logGroupName="mine")
    assert client("logs", other).describe_log_groups()["logGroups"] == []
    assert client("sts", one).get_caller_identity()["Account"] == one["AWS_ACCOUNT_ID"]


def test_a_run_has_the_given_credentials_and_not_the_callers(local_cloud, arguments, monkeypatch):
    env = fresh_account(local_cloud)
    monkeypatch.setenv("AWS_PROFILE", "of-the-caller")
    result = run_playbook(arguments(0), env)
    assert result.rc == 0, result.output
    assert f"key {env['AWS_ACCESS_KEY_ID']} profile []" in result.stdout
    assert 0 < result.duration < 60


def test_a_killed_run_leaves_no_process(arguments):
    run = Run(arguments(600), {})
    deadline = time.monotonic() + 30
    while not any("sleep" in command_of(pid) for pid in run.living()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(run.living()) > 2
    run.kill()
    assert run.wait().rc == -9
    assert run.living() == []


def test_a_run_that_takes_too_long_is_killed(arguments):
    run = Run(arguments(600), {})
    with pytest.raises(subprocess.TimeoutExpired):
        run.wait(timeout=0.5)
    assert run.living() == []


def command_of(pid: int) -> str:
    try:
        with open(f"/proc/{pid}/cmdline", encoding="utf-8") as file:
            return file.read().split("\0")[0]
    except OSError:
        return ""


def test_no_variable_of_the_run_stays_here(local_cloud):
    before = dict(os.environ)
    fresh_account(local_cloud)
    assert dict(os.environ) == before
