"""Credentials and endpoint come from `environment:` where it is given, for that task alone; many hosts, many stacks."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support import readback
from tests.support.cloud import fresh_account
from tests.support.playbooks import Playbooks

VPC = "knowledge.aws.ec2_vpc: {config: [{key: main, cidr_block: 10.0.0.0/16}]}"
HOSTS = 20


def credentials(env: dict[str, str]) -> str:
    """The variables of an account that tell who asks, as YAML."""
    return json.dumps(
        {name: value for name, value in env.items() if name.startswith(("AWS_ACCESS", "AWS_SECRET", "AWS_SESSION"))}
    )


@pytest.mark.parametrize("level", ["task", "block", "play"])
def test_environment_chooses_the_account(playbooks: Playbooks, local_cloud: str, level: str) -> None:
    other = fresh_account(local_cloud)
    environment = f"environment: {credentials(other)}"
    tasks = {
        "task": f"[{{name: vpc, {environment}, {VPC}}}]",
        "block": f"[{{name: block, {environment}, block: [{{name: vpc, {VPC}}}]}}]",
        "play": f"[{{name: vpc, {VPC}}}]",
    }[level]
    ended = playbooks.run(tasks, **({"environment": json.loads(credentials(other))} if level == "play" else {}))
    assert ended.rc == 0
    assert readback.listed(other)["ec2_vpc"] == ["knowledge-test"]
    assert "ec2_vpc" not in readback.listed(playbooks.account.env)


def test_environment_ends_with_its_task(playbooks: Playbooks, local_cloud: str) -> None:
    other = fresh_account(local_cloud)
    tasks = """
      - name: there
        environment: "{{ other }}"
        knowledge.aws.ec2_eip: {config: [{key: there}]}
      - name: here
        knowledge.aws.ec2_eip: {config: [{key: here}]}
    """
    ended = playbooks.run(tasks, "-e", json.dumps({"other": json.loads(credentials(other))}))
    assert ended.rc == 0
    assert readback.listed(other)["ec2_eip"] == ["knowledge-test-there"]
    assert readback.listed(playbooks.account.env)["ec2_eip"] == ["knowledge-test-here"]


def test_environment_chooses_the_endpoint(playbooks: Playbooks) -> None:
    nobody = "http://127.0.0.1:9"
    ended = playbooks.run(
        f"[{{name: vpc, environment: {{AWS_ENDPOINT_URL: '{nobody}', AWS_MAX_ATTEMPTS: '1'}}, {VPC}}}]"
    )
    assert ended.rc == 2
    assert f'Could not connect to the endpoint URL: "{nobody}/"' in ended.result("vpc")["msg"]
    assert ended.calls == []


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
      - {{key: private.c, cidr_block: 10.0.12.0/24, availability_zone: ap-northeast-2c}}
"""


@pytest.mark.parametrize("strategy", ["linear", "free"])
def test_twenty_stacks_in_twenty_accounts_do_not_see_each_other(
    playbooks: Playbooks, local_cloud: str, tmp_path: Path, strategy: str
) -> None:
    accounts = {f"stack-{number:02}": fresh_account(local_cloud) for number in range(HOSTS)}
    hosts: dict[str, Any] = {
        name: {
            "credentials": json.loads(credentials(env)),
            "stack": {**playbooks.stack, "account_id": env["AWS_ACCOUNT_ID"], "name": name},
        }
        for name, env in accounts.items()
    }
    inventory = tmp_path / "hosts.json"
    inventory.write_text(json.dumps({"all": {"hosts": hosts}}), encoding="utf-8")
    keywords = {
        "strategy": strategy,
        "environment": "{{ credentials }}",
        "module_defaults": {"group/knowledge.aws.all": {"stack": "{{ stack }}"}},
    }

    run = playbooks.screen(NETWORK, "-i", str(inventory), "--forks", str(HOSTS), **keywords)
    assert run.rc == 0, run.output[-3000:]
    assert f"Done: {4 * HOSTS} added, 0 changed, 0 replaced, 0 destroyed." in run.stdout
    for name, env in accounts.items():
        assert readback.listed(env) == {"ec2_vpc": [name], "ec2_subnet": [f"{name}-private-{zone}" for zone in "abc"]}

    again = playbooks.screen(NETWORK, "-i", str(inventory), "--forks", str(HOSTS), **keywords)
    assert (again.rc, again.writes) == (0, [])
    assert "No changes." in again.stdout
