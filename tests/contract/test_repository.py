"""What holds for the whole repository: pins, syntax, sizes, and what must not stand anywhere."""

import ast
import importlib.metadata
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import all_kinds

from tests.contract.repository import BIN, CORE, PLAYBOOKS, ROOT, files, load, short

LONGEST = 400
CODE = {".py", ".yml", ".sh", ".md", ".j2", ".toml", ".cfg"}
NAMED_BY_THEIR_TOOLS = {".pre-commit-config.yaml", "changelogs/config.yaml"}
# Files that may be longer, and why.
MAY_BE_LONG = {
    "collections/ansible_collections/knowledge/aws/plugins/modules/": "written from the fields of a kind",
}


def pinned(name: str) -> dict[str, str]:
    lines = [
        line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    assert all("==" in line for line in lines), f"{name}: every line pins a version"
    return dict(re.fullmatch(r"([\w.-]+)(?:\[\w+\])?==(\S+)", line).groups() for line in lines)  # type: ignore[union-attr,misc]


def test_every_pin_is_what_is_installed() -> None:
    for name, version in (pinned("requirements.txt") | pinned("requirements-dev.txt")).items():
        assert importlib.metadata.version(name) == version, name


def test_ansible_carries_the_collections_that_are_required() -> None:
    required = {entry["name"]: entry["version"] for entry in load(ROOT / "collections/requirements.yml")["collections"]}
    folder = Path(str(importlib.metadata.distribution("ansible").locate_file("ansible_collections")))
    for name, version in required.items():
        galaxy = folder.joinpath(*name.split("."), "MANIFEST.json")
        assert f'"version": "{version}"' in galaxy.read_text(encoding="utf-8"), name
    minimum = load(ROOT / "collections/ansible_collections/knowledge/aws/galaxy.yml")["dependencies"]
    assert minimum.keys() <= required.keys()


def test_every_playbook_parses() -> None:
    parsed = subprocess.run(
        [BIN / "ansible-playbook", "--syntax-check", "-i", "inventories/production", *map(short, PLAYBOOKS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert parsed.returncode == 0, parsed.stderr


def test_no_file_is_too_long() -> None:
    long = {
        short(path): length
        for path in files()
        if path.suffix in CODE and (length := path.read_text(encoding="utf-8").count("\n")) > LONGEST
    }
    assert [f"{name}: {length}" for name, length in long.items() if not name.startswith(tuple(MAY_BE_LONG))] == []


def test_one_ending_and_one_spelling() -> None:
    assert {short(path) for path in files() if path.suffix == ".yaml"} == NAMED_BY_THEIR_TOOLS
    named = [
        path
        for path in files()
        if path.suffix in (".py", ".yml")
        and not path.name.startswith(".")
        and "docs" not in path.parts
        and path.name != "execution-environment.yml"  # ansible-builder's
    ]
    assert [short(path) for path in named if not re.fullmatch(r"[a-z0-9_]+", path.stem)] == []


# Put together here, so that this file does not hold what it looks for.
ELSEWHERE = [
    "/wo" + "rk/",
    "/ro" + "ot/",
    "/tmp/" + "lab",
    "sha" + "red/design",
    "sha" + "red/reference",
    "/ho" + "me/",
]
MAY_NAME = {"/ho" + "me/": ("tests/unit/test_scripts.py",)}


@pytest.mark.parametrize("place", ELSEWHERE)
def test_no_path_of_a_machine(place: str) -> None:
    text_files = [
        path for path in files() if path.suffix not in (".png", ".gz") and short(path) not in MAY_NAME.get(place, ())
    ]
    assert [short(path) for path in text_files if place in path.read_text(encoding="utf-8", errors="replace")] == []


def words_of(source: str) -> Iterator[str]:
    """Names and texts of some code, without docstrings."""
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield from re.findall(r"[a-z0-9-]+", node.value.lower())
        elif isinstance(node, ast.Name | ast.Attribute | ast.arg | ast.FunctionDef | ast.ClassDef):
            name = (
                getattr(node, "id", None)
                or getattr(node, "attr", None)
                or getattr(node, "arg", None)
                or getattr(node, "name", "")
            )
            yield from str(name).lower().split("_")


@pytest.mark.parametrize("path", sorted(CORE.glob("*.py")), ids=lambda path: path.stem)
def test_the_core_knows_no_service(path: Path) -> None:
    services = {service for kind in all_kinds().values() for service in (kind.service, *kind.needs)}
    assert set(words_of(path.read_text(encoding="utf-8"))) & services == set()


def test_the_core_knows_no_kind() -> None:
    names = set(all_kinds())
    for path in CORE.glob("*.py"):
        used = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert used.isdisjoint(names), short(path)


def test_product_code_does_not_know_the_local_aws() -> None:
    product = [
        path
        for path in files()
        if short(path).startswith(("collections/", "roles/", "playbooks/", "site.yml", "inventories/"))
    ]
    known = re.compile(r"local_aws|localhost:4566|\bmoto\b|localstack", re.IGNORECASE)
    assert [
        short(path) for path in product if path.suffix in CODE and known.search(path.read_text(encoding="utf-8"))
    ] == []
