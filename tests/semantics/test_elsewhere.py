"""knowledge.aws works for somebody else: from its archive in an empty project, its examples run as they are copied."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.cloud import ROOT, fresh_account

BIN = ROOT / ".venv/bin"
# Examples that stand on something that somebody else made, and what is said where it is not there.
OF_OTHERS = {"acm_ready_certificate": "the certificate belongs to account 123456789012"}
# Examples whose plan in an empty account cannot be made, and why.
NOT_PLANNED = {
    "cloudfront_invalidate": "it asks for a distribution that is there",
    "route53_record": "amazon.aws.route53_zone tells no id of a zone that it would make",
}
ALWAYS = {"cloudfront_invalidate"}  # each run is a new request


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
        "ANSIBLE_STDOUT_CALLBACK": "ansible.posix.json",
    }
    env = {**keep, **account, **where} if program == "ansible-playbook" else {**keep, **where}
    return subprocess.run(
        [BIN / program, *arguments], cwd=project, env=env, capture_output=True, text=True, check=False
    )


def documented(project: Path) -> dict[str, dict[str, Any]]:
    """What ansible-doc shows of all modules."""
    folder = project / "collections/ansible_collections/knowledge/aws/plugins/modules"
    names = sorted(path.stem for path in folder.glob("*.py"))
    shown = run(project, {}, "ansible-doc", "-j", *(f"knowledge.aws.{name}" for name in names))
    assert shown.returncode == 0, shown.stderr
    told = json.loads(shown.stdout)
    return {name: told[f"knowledge.aws.{name}"] for name in names}


@pytest.fixture(scope="module")
def playground(project: Path, local_cloud: str) -> dict[str, dict[str, Any]]:
    """A host and an account for the example of each module, side by side in one play. Gives what is told of them."""
    hosts, told = {}, documented(project)
    for name, module in told.items():
        (project / f"{name}.yml").write_text(module["examples"], encoding="utf-8")
        account = {key: value for key, value in fresh_account(local_cloud).items() if key != "AWS_ACCOUNT_ID"}
        hosts[name] = {"account": account, "ansible_connection": "local", "ansible_python_interpreter": sys.executable}
    (project / "hosts.json").write_text(json.dumps({"all": {"hosts": hosts}}), encoding="utf-8")
    play = {
        "hosts": "all",
        "strategy": "free",
        "gather_facts": False,
        "environment": "{{ account }}",
        "tasks": [{"name": "example", "ansible.builtin.include_tasks": "{{ inventory_hostname }}.yml"}],
    }
    (project / "examples.yml").write_text(yaml.safe_dump([play], sort_keys=False), encoding="utf-8")
    return told


def played(project: Path, *options: str) -> dict[str, list[dict[str, Any]]]:
    """The results of the tasks of each example, in their order."""
    ended = run(project, {}, "ansible-playbook", "-i", "hosts.json", "--forks", "4", "examples.yml", *options)
    assert "reserved name" not in ended.stderr, ended.stderr
    shown, _ = json.JSONDecoder().raw_decode(ended.stdout[ended.stdout.index("{\n") :])
    results: dict[str, list[dict[str, Any]]] = {}
    for task in (task for play in shown["plays"] for task in play["tasks"] if task["task"]["name"] != "example"):
        for name, result in task["hosts"].items():
            results.setdefault(name, []).append({"msg": "", **result})
    return results


def failed(results: dict[str, list[dict[str, Any]]]) -> dict[str, str]:
    """What failed, and with which words."""
    return {name: one["msg"] for name, some in results.items() for one in some if one.get("failed")}


def changed(results: dict[str, list[dict[str, Any]]], name: str) -> list[bool]:
    """Whether each task of an example changed something."""
    return [one["changed"] for one in results[name]]


def test_all_examples_run_as_they_are_copied(project: Path, playground: dict[str, dict[str, Any]]) -> None:
    planned, made, again = played(project, "--check"), played(project), played(project)
    assert planned.keys() == made.keys() == again.keys() == playground.keys()
    unplanned = failed(planned)
    assert unplanned.keys() == OF_OTHERS.keys() | NOT_PLANNED.keys(), unplanned
    for results in (made, again):
        wrong = failed(results)
        assert wrong.keys() == OF_OTHERS.keys(), wrong
        assert [name for name, words in OF_OTHERS.items() if words not in wrong[name]] == [], wrong
    for name in playground.keys() - OF_OTHERS.keys():
        told = playground[name]["return"].items()
        returned = {key for key, value in told if value["returned"] in ("always", "success")}
        assert returned <= made[name][-1].keys(), name
        if name not in NOT_PLANNED:
            assert changed(made, name) == changed(planned, name), name
        assert not any(changed(again, name)) or name in ALWAYS, name


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
    ended = run(project, account, "ansible-playbook", "absent.yml")
    assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr[-2000:]
