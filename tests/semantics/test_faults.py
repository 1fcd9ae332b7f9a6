"""A fault of the collection looks like one; what AWS refuses is an operator's sentence."""

from pathlib import Path

import pytest

from tests.support.playbooks import Playbooks

# A kind that takes an answer for something that it is not.
ACTION = '''
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.fields import Field
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import Kind


class Box(Kind):
    """Something that cannot be made."""

    name, noun, service = "box", "box", "ec2"
    fields = {
        "size": Field("int", "How large it is."),
        "word": Field("str", "What is written on it."),
        "password": Field("str", "Its password.", secret=True),
    }

    def find(self, query):
        return []

    def create(self, want):
        if want["size"] == 1:
            self.aws.create("create_vpc", CidrBlock="no range")
        return {}[want["password"] or want["word"] or "Answer"]


class ActionModule(KindAction):
    """The action of the kind."""

    kind = Box
'''
SAID = (
    "box: KeyError: 'Answer', while working on box knowledge-test-a. This is a fault of the collection, "
    "not of your values; please report it with the output of -vvv, which shows where it happened."
)
SECRET = "correct-horse-battery-staple"


@pytest.fixture
def boxes(playbooks: Playbooks, tmp_path: Path) -> Playbooks:
    (tmp_path / "action_plugins").mkdir()
    (tmp_path / "action_plugins/box.py").write_text(ACTION, encoding="utf-8")
    return playbooks


def box(playbooks: Playbooks, entry: str) -> str:
    return f"[{{name: box, box: {{stack: {playbooks.stack}, config: [{{key: a, {entry}}}]}}}}]"


def test_a_fault_of_ours_names_the_resource_and_says_that_it_is_one(boxes: Playbooks) -> None:
    ended = boxes.run(box(boxes, "size: 2"))
    assert (ended.rc, ended.result("box")["msg"]) == (2, SAID)
    assert "Traceback" not in ended.output


def test_very_verbose_output_shows_where_it_happened(boxes: Playbooks) -> None:
    shown = boxes.screen(box(boxes, "size: 2"), "-vvv")
    assert shown.rc == 2
    assert "Traceback (most recent call last)" in shown.output
    assert "action_plugins/box.py" in shown.output and "in create" in shown.output
    assert "KeyError: 'Answer'" in shown.output and SAID in " ".join(shown.stdout.replace("''", "'").split())


@pytest.mark.parametrize("options", [(), ("-vvv",)], ids=" ".join)
def test_what_aws_refuses_is_no_fault_of_ours(boxes: Playbooks, options: tuple[str, ...]) -> None:
    shown = boxes.screen(box(boxes, "size: 1"), *options)
    assert shown.rc == 2
    assert "box knowledge-test-a: CreateVpc: " in shown.stdout
    assert "fault of the collection" not in shown.output and "Traceback" not in shown.output


@pytest.mark.parametrize("options", [(), ("-vvv",)], ids=" ".join)
def test_a_fault_shows_no_secret(boxes: Playbooks, options: tuple[str, ...]) -> None:
    shown = boxes.screen(box(boxes, f"password: {SECRET}"), *options)
    assert shown.rc == 2
    assert SECRET not in shown.output and "This is a fault of the collection" in shown.stdout


def test_nor_does_a_task_that_is_not_to_be_logged_show_where_it_happened(boxes: Playbooks) -> None:
    hidden = boxes.screen(box(boxes, "word: x").replace("box, box", "box, no_log: true, box"), "-vvv")
    assert hidden.rc == 2
    assert "Traceback" not in hidden.output and "the output has been hidden" in hidden.stdout
