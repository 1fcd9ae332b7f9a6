"""A field that a kind calls secret is in no result, no message, no diff and no invocation, at any verbosity."""

from pathlib import Path

import pytest

from tests.support.playbooks import Playbooks

SECRET = "correct-horse-battery-staple"
# A kind whose API echoes what it was given, as botocore does when it refuses a parameter.
ACTION = '''
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.fields import Field
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import Kind


class Vault(Kind):
    """Something with a password."""

    name, noun, service = "vault", "vault", "ec2"
    fields = {"password": Field("str", "Its password.", secret=True, setter="set_password")}

    def find(self, names):
        return []

    def create(self, want):
        self.aws.create("create_vpc", CidrBlock=want["password"])


class ActionModule(KindAction):
    """The action of the kind."""

    kind = Vault
'''
TASKS = f"""
- name: vault
  vault: {{config: [{{key: main, password: {SECRET}}}]}}
  register: vault
  ignore_errors: true
- name: result
  ansible.builtin.debug: {{var: vault}}
"""


@pytest.mark.parametrize("options", [("--check", "--diff"), ("--check", "--diff", "-vvv"), (), ("-vvv",)], ids=" ".join)
def test_a_secret_is_shown_nowhere(playbooks: Playbooks, tmp_path: Path, options: tuple[str, ...]) -> None:
    (tmp_path / "action_plugins").mkdir()
    (tmp_path / "action_plugins/vault.py").write_text(ACTION, encoding="utf-8")
    stack = {"vault": {"stack": playbooks.stack}}
    shown = playbooks.screen(TASKS, *options, module_defaults=stack)
    assert SECRET not in shown.output
    if "--check" in options:
        assert "password: (secret)" in shown.stdout
    else:
        assert "CreateVpc" in shown.stdout
        assert "********" in shown.stdout
    if "-vvv" in options:
        assert "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER" in shown.stdout or "--check" not in options
