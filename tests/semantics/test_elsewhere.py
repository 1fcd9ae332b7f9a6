"""knowledge.aws works for somebody else: from its archive in an empty project, its examples run as they are copied."""

import json
import os
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.support.cloud import ROOT, fresh_account

BIN = ROOT / ".venv/bin"
# Kinds whose examples need nothing but an empty account.
EXAMPLES = ("ec2_vpc", "s3_bucket", "logs_group", "sns_topic", "ecr_repository", "secretsmanager_secret")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty project with the collection in it."""
    folder = tmp_path_factory.mktemp("elsewhere")
    source = ROOT / "collections/ansible_collections/knowledge/aws"
    for command in (
        ["collection", "build", source, "--output-path", folder],
        ["collection", "install", folder / "knowledge-aws-1.0.0.tar.gz", "-p", folder / "collections", "--no-deps"],
    ):
        made = subprocess.run(
            [BIN / "ansible-galaxy", *command], cwd=folder, capture_output=True, text=True, check=False
        )
        assert made.returncode == 0, made.stderr
    return folder


def run(project: Path, account: dict[str, str], program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A program of Ansible's, with nothing of this project in its environment."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "AWS_"))}
    where = {
        "ANSIBLE_COLLECTIONS_PATH": str(project / "collections"),
        "ANSIBLE_STDOUT_CALLBACK": "ansible.builtin.json",
    }
    env = {**keep, **account, **where} if program == "ansible-playbook" else {**keep, **where}
    return subprocess.run(
        [BIN / program, *arguments], cwd=project, env=env, capture_output=True, text=True, check=False
    )


def examples(project: Path) -> list[dict[str, object]]:
    """The examples of the kinds, as ansible-doc shows them."""
    names = [f"knowledge.aws.{name}" for name in EXAMPLES]
    shown = run(project, {}, "ansible-doc", "-j", *names)
    assert shown.returncode == 0, shown.stderr
    told = json.loads(shown.stdout)
    return [task for name in names for task in yaml.safe_load(told[name]["examples"])]


def changed(played: subprocess.CompletedProcess[str]) -> dict[str, bool]:
    """Whether each task changed something."""
    assert played.returncode == 0, played.stdout[-3000:] + played.stderr[-2000:]
    (play,) = json.loads(played.stdout[played.stdout.index("{") :])["plays"]
    return {task["task"]["name"]: task["hosts"]["localhost"]["changed"] for task in play["tasks"]}


def test_examples_run_as_they_are_copied(project: Path, local_cloud: str) -> None:
    tasks = examples(project)
    play = {"hosts": "localhost", "connection": "local", "gather_facts": False, "tasks": tasks}
    (project / "play.yml").write_text(yaml.safe_dump([play], sort_keys=False), encoding="utf-8")
    account = fresh_account(local_cloud)
    planned = changed(run(project, account, "ansible-playbook", "play.yml", "--check"))
    assert set(planned.values()) == {True}
    assert changed(run(project, account, "ansible-playbook", "play.yml")) == planned
    assert set(changed(run(project, account, "ansible-playbook", "play.yml")).values()) == {False}


def test_nothing_but_what_is_listed_is_ever_removed_without_a_stack(project: Path, local_cloud: str) -> None:
    """Without ownership tags nobody can tell whose a resource is: only what the list names goes."""
    account = fresh_account(local_cloud)
    listed = "[{key: mine, cidr_block: 10.0.0.0/16}, {key: other, cidr_block: 10.1.0.0/16}]"
    text = f"""
- hosts: localhost
  connection: local
  gather_facts: false
  tasks:
    - {{name: make, knowledge.aws.ec2_vpc: {{config: {listed}}}}}
    - {{name: remove, knowledge.aws.ec2_vpc: {{state: absent, config: [{{key: mine, cidr_block: 10.0.0.0/16}}]}}}}
    - {{name: look, knowledge.aws.ec2_vpc: {{state: gathered, config: {listed}}}, register: found}}
    - name: one is left
      ansible.builtin.assert:
        that: found.ids.other.startswith('vpc-') and 'does not exist' in found.ids.mine
"""
    (project / "absent.yml").write_text(text, encoding="utf-8")
    changed(run(project, account, "ansible-playbook", "absent.yml"))
