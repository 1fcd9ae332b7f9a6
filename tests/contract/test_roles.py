"""Every role looks like every other: skeleton, interface, names."""

import re
import subprocess
import sys

import pytest

from tests.contract.repository import PLAYBOOKS, ROLES, ROOT, defaults, load, options, role_tasks, short

SKELETON = {
    "README.md",
    "defaults/main.yml",
    "meta/main.yml",
    "meta/argument_specs.yml",
    "vars/main.yml",
    "tasks/main.yml",
    "tasks/outputs.yml",
    "tasks/absent.yml",
}
# What a role does without, and why.
WITHOUT = {
    "preflight": ({"vars/main.yml", "tasks/outputs.yml", "tasks/absent.yml"}, "it makes nothing and publishes nothing"),
    "context": ({"vars/main.yml", "tasks/absent.yml"}, "it makes nothing; its one fact is derived by an action"),
}
# Facts that are not called <role>_outputs.
FACTS = {"context": {"stack", "stack_defaults"}, "preflight": set()}
# Parts that destroy has nothing to do for.
NOTHING_TO_REMOVE = {"preflight", "context", "stores"}


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


def test_every_role_is_built_and_removed() -> None:
    """Built in site.yml under its own tag, removed in the reverse order."""
    built: list[str] = []
    for play in load(ROOT / "site.yml"):
        for task in play.get("tasks", []):
            part = task.get("ansible.builtin.import_role", {}).get("name")
            if part is None:
                continue  # the table of outputs at the end
            assert part in task["tags"] or task["tags"] == ["always"], f"{part} has no tag of its own"
            built += [] if part in built else [part]
    assert sorted(built) == ROLES
    removed = next(
        play["vars"]["all_parts"]
        for play in load(ROOT / "playbooks/destroy.yml")
        if "all_parts" in play.get("vars", {})
    )
    assert sorted(removed) == sorted(set(ROLES) - NOTHING_TO_REMOVE)


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
