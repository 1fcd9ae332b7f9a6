"""Words of --tags and --skip-tags: parts and ``all``, and nothing else that would look like a run and be none."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible.errors import AnsibleActionFail
from ansible_collections.knowledge.stack.plugins.action import preflight

ROLES = Path(__file__).parents[2] / "roles"
PARTS = [
    part["name"]
    for part in yaml.safe_load((ROLES / "wiring/vars/main/parts.yml").read_text(encoding="utf-8"))["stack_parts"]
]
WITHOUT_SWITCH = {"kms", "vpc", "security_groups", "stores"}


def refusal(**words: list[str]) -> str:
    """What preflight says of --tags (run) and --skip-tags (skip)."""
    action: Any = object.__new__(preflight.ActionModule)
    action.variables = {f"ansible_{name}_tags": given for name, given in words.items()}
    try:
        action._refuse_tags(PARTS, preflight.switches(preflight.options_by_role(ROLES)))
    except AnsibleActionFail as error:
        return str(error)
    return ""


@pytest.mark.parametrize("words", [["all"], [], ["vpc"], ["vpc", "ecs"], ["all", "vpc"], ["stores"]])
def test_parts_and_all(words: list[str]) -> None:
    assert refusal(run=words) == ""


@pytest.mark.parametrize("word", ["always", "never", "tagged", "untagged", "network"])
def test_a_word_that_chooses_no_part_is_refused(word: str) -> None:
    """Every part would only be looked up: nothing built, and a drift of nothing."""
    assert f"there is no part {word}. Valid: kms, vpc" in refusal(run=[word])
    assert f"there is no part {word}" in refusal(run=["vpc", word])


@pytest.mark.parametrize("part", PARTS)
def test_only_switches_that_there_are_are_recommended(part: str) -> None:
    said = refusal(skip=[part])
    assert f"--skip-tags {part} would skip what {part} needs" in said and "--tags " in said
    assert (f"-e {part}_enabled=false" in said) is (part not in WITHOUT_SWITCH)
    assert ("For a stack without it" in said) is (part not in WITHOUT_SWITCH)


def test_of_several_parts_those_with_a_switch() -> None:
    said = refusal(skip=["kms", "rds"])
    assert said.endswith("For a stack without it: -e rds_enabled=false. Nothing was asked of AWS.")


@pytest.mark.parametrize("word", ["molecule-notest", "notest", "never"])
def test_words_of_others_may_be_skipped(word: str) -> None:
    assert refusal(skip=[word]) == ""
