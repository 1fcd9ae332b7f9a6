"""Every role looks like every other: skeleton, interface, names."""

import re
import subprocess
import sys
from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import all_kinds
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.logs.rules import RETENTION_IN_DAYS
from ansible_collections.knowledge.stack.plugins.plugin_utils.parts import out_of_order

from tests.contract.repository import PLAYBOOKS, ROLES, ROOT, defaults, load, options, role_tasks, short

SKELETON = {
    "README.md",
    "defaults/main.yml",
    "meta/main.yml",
    "meta/argument_specs.yml",
    "vars/main.yml",
    "tasks/main.yml",
    "tasks/outputs.yml",
}
# What a role does without, and why.
WITHOUT = {
    "preflight": ({"vars/main.yml", "tasks/outputs.yml"}, "it makes nothing and publishes nothing"),
    "context": ({"vars/main.yml"}, "it makes nothing; its one fact is derived by an action"),
}
# Facts that are not called <role>_outputs.
FACTS = {"context": {"stack", "stack_defaults"}, "preflight": set()}
# Before the parts of the stack.
BEFORE = ["preflight", "context"]
# What a role makes and no part removes: it belongs to the account.
OF_THE_ACCOUNT = {"iam_service_linked_role", "ce_cost_allocation_tag"}
PARTS = load(ROOT / "roles/wiring/vars/main/parts.yml")["stack_parts"]


@pytest.mark.parametrize("role", ROLES)
def test_skeleton(role: str) -> None:
    folder = ROOT / "roles" / role
    lacking, reason = WITHOUT.get(role, (set(), ""))
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert SKELETON - there == lacking, reason or "every role has the same files"
    beside = {path for path in there - SKELETON if not path.startswith("tasks/")}
    assert not beside, "only task files come beside the skeleton"


@pytest.mark.parametrize("role", ROLES)
def test_every_variable_is_explained_typed_and_has_a_default(role: str) -> None:
    spec, given = options(role), defaults(role)
    assert list(spec) == list(given), "argument spec and defaults name the same variables in the same order"
    for name, option in spec.items():
        assert name.startswith(f"{role}_"), name
        assert "default" not in option, f"{name}: the default stands in defaults/main.yml"
        asked_for = isinstance(given[name], str) and "undef(" in given[name]
        assert bool(option.get("required")) is asked_for, (
            f"{name}: required is what has the default undef(hint=…), and nothing else"
        )
        assert option.get("type") and str(option.get("description", "")).rstrip("']").endswith("."), (
            f"{name} needs a type and a sentence"
        )
        assert option["type"] != "list" or option.get("elements"), f"{name} needs elements"
    text = (ROOT / "roles" / role / "defaults/main.yml").read_text(encoding="utf-8")
    bare = [
        paragraph.splitlines()[0]
        for paragraph in re.split(r"\n\s*\n", text.strip())
        if not paragraph.lstrip().startswith(("#", "---"))
    ]
    assert not bare, "what belongs together stands under one comment"


def test_tables_in_readmes_are_up_to_date() -> None:
    checked = subprocess.run(
        [sys.executable, ROOT / "scripts/role_docs.py", "--check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + "run: make docs"


@pytest.mark.parametrize("role", ROLES)
def test_readme_says_what_a_newcomer_asks(role: str) -> None:
    text = (ROOT / "roles" / role / "README.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {role}\n")
    if role not in WITHOUT:
        for heading in ("## Outputs", "## Needs", "## On change"):
            assert f"\n{heading}\n" in text, f"{heading} is missing"
        assert f"`{role}_outputs" in text


def test_days_that_logs_are_kept_are_those_of_cloudwatch_logs() -> None:
    listed = {
        name: spec["choices"]
        for role in ROLES
        for name, spec in options(role).items()
        if name.endswith("_log_retention_in_days")
    }
    assert len(listed) >= 6
    assert {name for name, days in listed.items() if days != list(RETENTION_IN_DAYS)} == set()


def facts(role: str) -> set[str]:
    tasks = [task for task in role_tasks() if task.path.parts[-3] == role]
    return {name for task in tasks for name in task.content.get("ansible.builtin.set_fact", {}) if name != "cacheable"}


@pytest.mark.parametrize("role", ROLES)
def test_one_fact_is_published(role: str) -> None:
    assert facts(role) == FACTS.get(role, {f"{role}_outputs"})


@pytest.mark.parametrize("role", ROLES)
def test_own_names_only(role: str) -> None:
    """A role reads its own variables and the context; what it needs of others is wired in from outside."""
    folder = ROOT / "roles" / role
    private = load(folder / "vars/main.yml") if (folder / "vars/main.yml").exists() else {}
    assert all(name.startswith(f"__{role}_") for name in private or {})
    registered = {
        task.content["register"] for task in role_tasks() if task.path.parts[-3] == role and "register" in task.content
    }
    assert all(name == f"__{role}" or name.startswith(f"__{role}_") for name in registered), registered
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for path in [*folder.glob("tasks/*.yml"), *folder.glob("vars/*.yml"), *folder.glob("defaults/*.yml")]
    )
    code = " ".join(re.findall(r"\{\{.*?\}\}|\{%.*?%\}", text, re.DOTALL))
    used = set(re.findall(r"(?<![\w.])[a-z_]+\b", re.sub(r"'[^']*'|\"[^\"]*\"", "", code)))
    foreign = {name for other in ROLES if other != role for name in (*defaults(other), f"{other}_outputs")}
    assert used.isdisjoint(foreign), f"of other roles: {used & foreign}; wire them in roles/wiring/vars/main/wiring.yml"


def test_tasks_are_named_by_their_file() -> None:
    """A name is a sentence. In main.yml and in playbooks it has no prefix, as ansible-lint wants it."""
    wrong = []
    for task in role_tasks():
        stem, name = task.path.stem, task.content.get("name", "")
        sentence = name if stem == "main" else name.removeprefix(f"{stem} | ")
        if " | " in sentence or not sentence[:1].isupper() or (stem != "main" and sentence == name):
            wrong.append(str(task))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_tasks_give_no_second_default(role: str) -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for part in ("tasks", "vars")
        for path in (ROOT / "roles" / role / part).glob("*.yml")
    )
    doubled = [name for name in options(role) if re.search(rf"\b{name}\s*\|\s*(default|d)\(", text)]
    assert not doubled, f"{doubled} have their default in defaults/main.yml"


def test_site_builds_the_parts_in_the_order_of_their_list() -> None:
    """Its tags follow from the list, too (`make docs`); a part may have a second half later."""
    built: list[str] = []
    for play in load(ROOT / "site.yml"):
        for task in play.get("tasks", []):
            part = task.get("ansible.builtin.import_role", {}).get("name")
            built += [part] if part and part not in built else []
    assert built == [*BEFORE, *(part["name"] for part in PARTS)]
    assert sorted(built) == ROLES
    assert out_of_order(PARTS) == []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part["name"])
def test_a_part_lists_the_kinds_that_its_role_makes(part: dict[str, Any]) -> None:
    """From this list follow removal and what is an orphan: a kind that lacks would be left behind."""
    modules = {
        task.module.removeprefix("knowledge.aws.") for task in role_tasks() if task.path.parts[-3] == part["name"]
    }
    made = {module for module in modules if module in all_kinds()}
    assert set(part["kinds"]) == made - OF_THE_ACCOUNT
    assert len(part["kinds"]) == len(set(part["kinds"]))


def wired() -> set[tuple[str, str]]:
    """(part, part from which it takes something), from the wiring."""
    names = sorted((part["name"] for part in PARTS), key=len, reverse=True)
    wiring = load(ROOT / "roles/wiring/vars/main/wiring.yml")
    owner = {variable: next((name for name in names if variable.startswith(f"{name}_")), "") for variable in wiring}
    return {
        (owner[variable], other)
        for variable, value in wiring.items()
        for other in re.findall(r"(\w+)_outputs\b", str(value))
    }


def test_a_part_needs_those_from_which_it_takes_something() -> None:
    direct = {part["name"]: set(part["needs"]) for part in PARTS}
    needs: dict[str, set[str]] = {}
    for part in PARTS:  # what is needed stands before
        needs[part["name"]] = direct[part["name"]].union(*(needs[other] for other in direct[part["name"]]))
    assert {f"{part} takes something from {other}" for part, other in wired() if other not in needs[part]} == set()


def test_what_a_role_requires_is_wired_or_asked_for() -> None:
    wired = load(ROOT / "roles/wiring/vars/main/wiring.yml")
    known = {name for role in ROLES for name in options(role)}
    assert wired.keys() <= known, "wired, but no variable of any role"
    required = {
        name for role in ROLES for name, value in defaults(role).items() if isinstance(value, str) and "undef(" in value
    }
    asked = {name for path in ROOT.glob("inventories/production/group_vars/**/*.yml") for name in load(path) or {}}
    assert required <= wired.keys() | asked, f"nobody gives {required - wired.keys() - asked}"


def test_every_playbook_says_how_it_is_run() -> None:
    assert all(path.read_text(encoding="utf-8").startswith("# ") for path in PLAYBOOKS), [
        short(path) for path in PLAYBOOKS
    ]


# Numbers of all roles.
NUMBERS = sorted(name for role in ROLES for name, spec in options(role).items() if spec["type"] in ("int", "float"))


@pytest.mark.parametrize("role", [*ROLES, "wiring"])
def test_a_number_of_the_command_line_works_in_conditions(role: str) -> None:
    """``-e rds_iops=0`` is a text, which Jinja takes for true and cannot compare: a condition makes it a number."""
    names = "|".join(reversed(NUMBERS))
    bare = re.compile(rf"\bif ({names})\b(?! \| (int|float)\b)|\b({names}) (or|[<>=!]=?) |\[:?({names})\]")
    files = [*(ROOT / "roles" / role).glob("tasks/*.yml"), *(ROOT / "roles" / role).glob("vars/**/*.yml")]
    assert [f"{short(path)}: {match[0]}" for path in files for match in bare.finditer(path.read_text("utf-8"))] == []


# Switches of all roles.
SWITCHES = sorted((name for role in ROLES for name, spec in options(role).items() if spec["type"] == "bool"), key=len)


@pytest.mark.parametrize("role", [*ROLES, "wiring"])
def test_a_switch_of_the_command_line_works_in_conditions(role: str) -> None:
    """``-e ecs_exec=false`` is a text, which Jinja takes for true: in a condition it is made a switch.

    A value as a whole is handed on as it is, and made one by who takes it.
    """
    bare = re.compile(rf"(?<![\w.'\"])({'|'.join(reversed(SWITCHES))})\b(?!\s*\|\s*bool)(?!\s*:)")
    files = [*(ROOT / "roles" / role).glob("tasks/*.yml"), *(ROOT / "roles" / role).glob("vars/**/*.yml")]
    wrong = [
        f"{short(path)}:{number}: {match[1]}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if not line.lstrip().startswith("#") and not re.search(r'"\{\{ \w+ \}\}"', line)
        for match in bare.finditer(line)
    ]
    assert wrong == []
