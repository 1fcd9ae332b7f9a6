"""Every action is documented, and the documentation says what the action takes."""

import importlib.util
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import (
    STACK_SPEC,
    KindAction,
    StackAction,
    module_spec,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import all_kinds

from tests.contract.repository import BIN, COLLECTION, PLUGINS, ROOT, files, load

ACTIONS = sorted(path.stem for path in (PLUGINS / "action").glob("*.py"))
# Actions that need no context of the stack, so that module_defaults has nothing to give to them.
OUTSIDE_THE_GROUP = {"preflight": "it runs before there is a context", "show_outputs": "it asks nothing of AWS"}


def action(name: str) -> Any:
    """The action plugin's class."""
    spec = importlib.util.spec_from_file_location(f"contract_{name}", PLUGINS / "action" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.ActionModule


@cache
def documented(*plugins: str, kind: str = "module") -> dict[str, Any]:
    """What ansible-doc knows."""
    shown = subprocess.run(
        [BIN / "ansible-doc", "-t", kind, "-j", *plugins], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert shown.returncode == 0, shown.stderr
    return json.loads(shown.stdout)


@cache
def modules() -> dict[str, Any]:
    return documented(*(f"knowledge.aws.{name}" for name in ACTIONS))


def test_every_action_has_a_module_of_its_name() -> None:
    assert sorted(path.stem for path in (PLUGINS / "modules").glob("*.py")) == ACTIONS
    assert set(all_kinds()) <= set(ACTIONS)


def test_generated_files_are_up_to_date() -> None:
    checked = subprocess.run(
        [sys.executable, ROOT / "scripts/module_docs.py", "--check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("name", ACTIONS)
def test_ansible_doc_tells_of_every_action(name: str) -> None:
    entry = modules()[f"knowledge.aws.{name}"]
    assert entry["doc"]["short_description"] and not entry["doc"]["short_description"].endswith(".")
    assert entry["examples"].strip() and entry["return"]
    assert {"check_mode", "diff_mode"} <= entry["doc"]["attributes"].keys()
    assert_sentences(entry["doc"]["options"], name)
    assert_sentences(entry["return"], name)


def assert_sentences(options: dict[str, Any], where: str) -> None:
    for name, option in options.items():
        texts = option["description"] if isinstance(option["description"], list) else [option["description"]]
        for text in texts:
            assert text[0].isupper() or text[0] in "'\"" or not text[0].isalpha(), (
                f"{where}.{name}: {text!r} begins in the middle"
            )
            assert text.endswith("."), f"{where}.{name}: {text!r} has no end"
        assert_sentences(option.get("suboptions") or option.get("contains") or {}, f"{where}.{name}")


@pytest.mark.parametrize("name", ACTIONS)
def test_documented_options_are_those_that_the_action_takes(name: str) -> None:
    plugin = action(name)
    spec: dict[str, Any] = {"roles_path": {"type": "path", "required": True}} if name == "preflight" else {}
    if issubclass(plugin, KindAction):
        spec = module_spec(plugin.kind)
    elif hasattr(plugin, "SPEC"):
        spec = plugin.SPEC
    if issubclass(plugin, StackAction) and plugin.NEEDS_STACK:
        spec = spec | {"stack": STACK_SPEC, "component": {"type": "str"}}
    assert plainly(modules()[f"knowledge.aws.{name}"]["doc"]["options"], "suboptions") == plainly(spec, "options")


def plainly(options: dict[str, Any], inner: str, depth: int = 0) -> dict[str, Any]:
    """Options with what the action goes by. The parts of a context are described once, with the kinds."""
    return {
        name: {word: option.get(word) for word in ("type", "default", "choices", "elements")}
        | {"required": bool(option.get("required"))}
        | ({} if name == "stack" else {"options": plainly(option.get(inner) or {}, inner)})
        for name, option in options.items()
    }


@pytest.mark.parametrize("name", ACTIONS)
def test_examples_work(name: str) -> None:
    tasks = yaml.safe_load(modules()[f"knowledge.aws.{name}"]["examples"])
    assert isinstance(tasks, list) and all(f"knowledge.aws.{name}" in task for task in tasks)
    kind = all_kinds().get(name)
    for task in tasks if kind else []:
        spec = module_spec(kind)
        messages = (
            ArgumentSpecValidator(spec)
            .validate(filled(task[f"knowledge.aws.{name}"] or {}, {"type": "dict", "options": spec}))
            .error_messages
        )
        assert messages == [], messages


def filled(value: Any, spec: dict[str, Any]) -> Any:
    """Arguments in which a template is replaced by something of the type that is wanted."""
    if isinstance(value, dict):
        return {key: filled(inner, (spec.get("options") or {}).get(key, {})) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, {**spec, "type": spec.get("elements", "str")}) for inner in value]
    if isinstance(value, str) and value.startswith("{{"):
        return {"list": [], "dict": {}, "int": 1, "bool": True}.get(spec.get("type", "str"), "text")
    return value


@pytest.mark.parametrize("name", sorted(path.stem for path in (PLUGINS / "callback").glob("*.py")))
def test_callbacks_are_documented(name: str) -> None:
    assert documented(f"knowledge.aws.{name}", kind="callback")[f"knowledge.aws.{name}"]["doc"]["short_description"]


def test_one_line_of_module_defaults_reaches_every_action() -> None:
    group = load(COLLECTION / "meta/runtime.yml")["action_groups"]["all"]
    assert group == sorted(group) and len(group) == len(set(group))
    assert set(group) == set(ACTIONS) - OUTSIDE_THE_GROUP.keys()


def test_the_collection_can_be_built(tmp_path: Path) -> None:
    built = subprocess.run(
        [BIN / "ansible-galaxy", "collection", "build", COLLECTION, "--output-path", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (archive,) = tmp_path.glob("knowledge-aws-*.tar.gz")
    listed = subprocess.run(["tar", "-tzf", archive], capture_output=True, text=True, check=True).stdout.split()
    ours = {str(path.relative_to(COLLECTION)) for path in files() if path.is_relative_to(COLLECTION)} - {"galaxy.yml"}
    assert ours <= set(listed), f"not in the archive: {ours - set(listed)}"
    assert not [name for name in listed if name.endswith(".pyc")]
