"""No password, token or secret header is found anywhere: not in the build, not with -vvv, not in a plan,
its JSON or the facts.
"""

import json
from pathlib import Path

import pytest

from tests.support.cloud import ROOT, client
from tests.support.stack import Built, succeeded

FACTS = """
- name: Write all facts of the stack down
  import_playbook: {root}/site.yml
  vars:
    stack_state: gathered

- name: Everything that a playbook can know
  hosts: all
  gather_facts: false
  tasks:
    - name: Facts
      ansible.builtin.copy:
        content: >-
          {{{{ hostvars[inventory_hostname] | dict2items
              | selectattr('key', 'match', '.*_outputs$|^__|^stack$') | items2dict | to_json }}}}
        dest: "{file}"
        mode: "0600"
      check_mode: false
"""


@pytest.fixture(scope="module")
def values(production: Built) -> list[str]:
    """The values that nobody may see, read by one who knows where they are."""
    secrets = client("secretsmanager", production.account.env)
    names = [entry["Name"] for entry in secrets.list_secrets()["SecretList"]]
    found = []
    for name in names:
        value = json.loads(secrets.get_secret_value(SecretId=name)["SecretString"])
        found += [text for key, text in value.items() if key not in ("username", "engine", "host", "port", "dbname")]
    assert len(found) >= 3, f"the cache's token, the origin's header and the master password: {names}"
    assert all(len(text) >= 8 for text in found)
    return found


def leaked(values: list[str], *texts: str) -> list[str]:
    return [f"…{value[-3:]}" for value in values if any(value in text for text in texts)]


def test_the_build_and_its_plan_tell_none(production: Built, values: list[str]) -> None:
    for played in (production.planned, production.run):
        assert leaked(values, played.output, json.dumps(played.plan)) == []


def test_the_loudest_run_tells_none(production: Built, values: list[str]) -> None:
    loud = succeeded(production.account.play("site.yml", "-vvv", "--diff"))
    assert loud.total == "No changes."
    assert leaked(values, loud.output, json.dumps(loud.plan)) == []


def test_no_fact_and_no_output_holds_one(production: Built, values: list[str], tmp_path: Path) -> None:
    playbook, facts = tmp_path / "facts.yml", tmp_path / "facts.json"
    playbook.write_text(FACTS.format(root=ROOT, file=facts), encoding="utf-8")
    succeeded(production.account.play(str(playbook)))
    text = facts.read_text(encoding="utf-8")
    assert "secret_arn" in text, "ARNs are passed on, values are not"
    shown = succeeded(production.account.play("playbooks/outputs.yml"))
    assert leaked(values, text, shown.output) == []
