"""knowledge.aws knows AWS and nothing of this project; knowledge.stack knows this stack."""

import re

import pytest

from tests.contract.repository import COLLECTIONS, PLUGINS, ROLES, ROOT, files, load, short

AWS = COLLECTIONS["aws"]
# Files, folders and variables of this project, and what it is called.
OF_THE_PROJECT = re.compile(
    r"site\.yml|playbooks/|inventories/|group_vars|roles/|wiring|knowledge\.stack|knowledge-database|"
    r"\bknowledge_(database|stack)\b|\ballow_data_loss=|\ballow_replace=|\bconfirm=|stack\.domain_name"
)
# What the interface of a role of the stack is called: none of it may be known.
VARIABLES = re.compile(rf"\b({'|'.join(ROLES)})_(outputs|enabled)\b")


def of_aws() -> list[str]:
    """Every file of the collection that is text."""
    return [short(path) for path in files() if path.is_relative_to(AWS)]


@pytest.mark.parametrize("name", of_aws())
def test_the_collection_names_nothing_of_this_project(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert sorted({match[0] for match in OF_THE_PROJECT.finditer(text)}) == []
    assert sorted({match[0] for match in VARIABLES.finditer(text)}) == []


def test_no_partition_stands_by_hand() -> None:
    """ARNs are put together by core/arns.py, so that they are right in every partition; patterns may match any."""
    wrong = []
    for path in [*PLUGINS.glob("plugin_utils/**/*.py"), *(COLLECTIONS["stack"] / "plugins/plugin_utils").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        text = re.sub(r'example = """.*?"""', lambda example: "\n" * example[0].count("\n"), text, flags=re.DOTALL)
        for number, line in enumerate(text.splitlines(), 1):
            sample = "sample" in line or "example" in line or line.strip().startswith(("#", '"""'))
            if re.search(r"[\"'f]arn:aws:", line) and not sample and "key: " not in line:
                wrong.append(f"{short(path)}:{number}: {line.strip()}")
    for path in (ROOT / "roles").glob("*/vars/**/*.yml"):
        wrong += [short(path)] if "arn:aws:" in path.read_text(encoding="utf-8") else []
    assert wrong == []


def test_the_declared_ansible_is_the_oldest_that_is_tested() -> None:
    """`make oldest` runs the suites with it."""
    for folder in COLLECTIONS.values():
        assert load(folder / "meta/runtime.yml")["requires_ansible"] == ">=2.19.4"


def test_one_licence() -> None:
    said = {load(folder / "galaxy.yml")["license"][0] for folder in COLLECTIONS.values()}
    said |= {load(path)["galaxy_info"]["license"] for path in ROOT.glob("roles/*/meta/main.yml")}
    assert said == {"GPL-3.0-or-later"}
    assert "GNU GENERAL PUBLIC LICENSE" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    for folder in COLLECTIONS.values():
        assert (folder / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
