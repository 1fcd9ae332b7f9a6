"""Every action is documented, and the documentation says what the action takes."""

import importlib.util
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import CONNECTION_SPEC, STACK_SPEC, StackAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction, module_spec
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import all_kinds

from tests.contract.repository import BIN, COLLECTIONS, PLUGINS, ROOT, files, load


def plugins(what: str) -> dict[str, Path]:
    """Plugins of both collections by their full names."""
    return {
        f"knowledge.{name}.{path.stem}": path
        for name, folder in COLLECTIONS.items()
        for path in sorted((folder / "plugins" / what).glob("*.py"))
    }


ACTIONS = plugins("action")
KINDS = [f"knowledge.aws.{name}" for name in all_kinds()]
# Actions that need no context of the stack, so that module_defaults has nothing to give to them.
OUTSIDE_THE_GROUP = {
    "knowledge.stack.preflight": "it runs before there is a context",
    "knowledge.stack.show_outputs": "it asks nothing of AWS",
}
GENERATORS = ("module_docs.py", "filter_docs.py")


@cache
def module_of(name: str) -> Any:
    """The Python of an action."""
    spec = importlib.util.spec_from_file_location(f"contract_{name.replace('.', '_')}", ACTIONS[name])
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def documented(kind: str, *names: str) -> dict[str, Any]:
    """What ansible-doc knows."""
    command = [BIN / "ansible-doc", "-t", kind, "-j", *names]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr
    told: dict[str, Any] = json.loads(shown.stdout)
    return told


@cache
def modules() -> dict[str, Any]:
    return documented("module", *ACTIONS)


def test_every_action_has_a_module_of_its_name() -> None:
    assert sorted(plugins("modules")) == sorted(ACTIONS)
    assert set(KINDS) <= set(ACTIONS)


@pytest.mark.parametrize("script", GENERATORS)
def test_generated_files_are_up_to_date(script: str) -> None:
    command = [sys.executable, ROOT / "scripts" / script, "--check"]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("name", ACTIONS)
def test_ansible_doc_tells_of_every_action(name: str) -> None:
    entry = modules()[name]
    assert entry["doc"]["short_description"] and not entry["doc"]["short_description"].endswith(".")
    assert entry["examples"].strip() and entry["return"]
    assert {"check_mode", "diff_mode"} <= entry["doc"]["attributes"].keys()
    assert_sentences(entry["doc"]["options"], name)
    assert_sentences(entry["return"], name)


def assert_sentences(options: dict[str, Any], where: str) -> None:
    for name, option in options.items():
        texts = option["description"] if isinstance(option["description"], list) else [option["description"]]
        for text in texts:
            begins = text[0].isupper() or text[0] in "'\"" or not text[0].isalpha()
            assert begins, f"{where}.{name}: {text!r} begins in the middle"
            assert text.endswith("."), f"{where}.{name}: {text!r} has no end"
        assert_sentences(option.get("suboptions") or option.get("contains") or {}, f"{where}.{name}")


@pytest.mark.parametrize("name", ACTIONS)
def test_documented_options_are_those_that_the_action_takes(name: str) -> None:
    module = module_of(name)
    plugin = module.ActionModule
    spec: dict[str, Any] = getattr(plugin, "SPEC", None) or getattr(module, "SPEC", {})
    if issubclass(plugin, KindAction):
        spec = module_spec(plugin.kind)
    if issubclass(plugin, StackAction) and plugin.NEEDS_STACK:
        spec = {**CONNECTION_SPEC, **spec, "stack": STACK_SPEC, "component": {"type": "str"}}
    assert plainly(modules()[name]["doc"]["options"], "suboptions") == plainly(spec, "options")


def plainly(options: dict[str, Any], inner: str) -> dict[str, Any]:
    """Options with what the action goes by."""
    return {
        name: {word: option.get(word) for word in ("type", "default", "choices", "elements", "aliases")}
        | {"required": bool(option.get("required")), "options": plainly(option.get(inner) or {}, inner)}
        for name, option in options.items()
    }


def test_what_await_ready_shows_as_a_scope_is_one() -> None:
    (told,) = modules()["knowledge.aws.await_ready"]["doc"]["options"]["resources"]["suboptions"]["scope"][
        "description"
    ]
    shown = re.findall(r"V\(\{(\w+):", told)
    assert shown and set(shown) <= {name for kind in all_kinds().values() for name in kind.scope_fields}


@pytest.mark.parametrize("name", KINDS)
def test_what_a_kind_publishes_is_documented_with_a_sample(name: str) -> None:
    reports = all_kinds()[name.removeprefix("knowledge.aws.")].reports
    told = modules()[name]["return"]["attributes"].get("contains") or {}
    assert told.keys() == reports.keys()
    assert [word for word, report in reports.items() if not report.doc or report.sample is None] == []


@pytest.mark.parametrize("name", ACTIONS)
def test_examples_fit_the_action(name: str) -> None:
    tasks = yaml.safe_load(modules()[name]["examples"])
    assert isinstance(tasks, list) and any(name in task for task in tasks)
    for task in tasks:
        for module, arguments in task.items():
            kind = all_kinds().get(module.removeprefix("knowledge.aws."))
            if kind:
                spec = {**CONNECTION_SPEC, **module_spec(kind), "stack": STACK_SPEC, "component": {"type": "str"}}
                given = filled(arguments or {}, {"type": "dict", "options": spec})
                assert ArgumentSpecValidator(spec).validate(given).error_messages == []


def filled(value: Any, spec: dict[str, Any]) -> Any:
    """Arguments in which a template is replaced by something of the type that is wanted."""
    if isinstance(value, dict):
        return {key: filled(inner, (spec.get("options") or {}).get(key, {})) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, {**spec, "type": spec.get("elements", "str")}) for inner in value]
    if isinstance(value, str) and value.startswith("{{"):
        return {"list": [], "dict": {}, "int": 1, "bool": True}.get(spec.get("type", "str"), "text")
    return value


@pytest.mark.parametrize("name", plugins("callback"))
def test_callbacks_are_documented(name: str) -> None:
    assert documented("callback", name)[name]["doc"]["short_description"]


def test_filters_are_documented() -> None:
    names = [f"knowledge.stack.{path.stem}" for path in (COLLECTIONS["stack"] / "plugins/filter").glob("*.yml")]
    told = documented("filter", *sorted(names))
    assert told.keys() == set(names) and len(names) > 30
    for name, entry in told.items():
        assert entry["doc"]["short_description"] and entry["examples"] and entry["return"], name


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_one_line_of_module_defaults_reaches_every_action(collection: str) -> None:
    group = load(COLLECTIONS[collection] / "meta/runtime.yml")["action_groups"]["all"]
    names = [entry for entry in group if isinstance(entry, str)]
    extended = [name for entry in group if isinstance(entry, dict) for name in entry["metadata"]["extend_group"]]
    assert names == sorted(names) and len(names) == len(set(names))
    own = {name for name in ACTIONS if name.startswith(f"knowledge.{collection}.")}
    assert {f"knowledge.{collection}.{name}" for name in names} == own - OUTSIDE_THE_GROUP.keys()
    assert extended == ([] if collection == "aws" else ["knowledge.aws.all"])


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_collection_can_be_built(collection: str, tmp_path: Path) -> None:
    folder = COLLECTIONS[collection]
    command = [BIN / "ansible-galaxy", "collection", "build", folder, "--output-path", tmp_path]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (archive,) = tmp_path.glob(f"knowledge-{collection}-*.tar.gz")
    listed = subprocess.run(["tar", "-tzf", archive], capture_output=True, text=True, check=True).stdout.split()
    ours = {str(path.relative_to(folder)) for path in files() if path.is_relative_to(folder)} - {"galaxy.yml"}
    assert ours <= set(listed), f"not in the archive: {ours - set(listed)}"
    assert not [name for name in listed if name.endswith(".pyc")]


def test_a_kind_lives_where_its_name_says() -> None:
    for name, kind in all_kinds().items():
        service, _, what = name.partition("_")
        assert kind.__module__.endswith(f".kinds.{service}.{what}"), name
        assert (PLUGINS / "plugin_utils/kinds" / service / f"{what}.py").is_file()
