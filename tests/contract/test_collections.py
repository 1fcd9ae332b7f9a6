"""knowledge.aws knows AWS and nothing of this project; knowledge.stack knows this stack."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.contract.repository import COLLECTIONS, PLUGINS, ROLES, ROOT, files, load, options, short

AWS = COLLECTIONS["aws"]
PRODUCTION = ROOT / "inventories/production/group_vars/production/main.yml"
MADE = "|".join(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
# Files, folders and variables of this project, and what it is called.
OF_THE_PROJECT = re.compile(
    r"site\.yml|playbooks/|inventories/|group_vars|roles/|wiring|knowledge\.stack|knowledge-database|"
    r"\bknowledge_(database|stack)\b|\ballow_data_loss=|\ballow_replace=|\bconfirm=|stack\.domain_name"
)
# Variables of the project that are words of AWS's API, or of amazon.aws, too.
WORDS_OF_AWS = {"aws_region", "budget_limit", "domain_name"}
# What the roles of the stack take and publish, what every inventory sets, what `make` makes: none of it may be known.
GIVEN = {name for role in ROLES for name in options(role)} | load(PRODUCTION).keys()
VARIABLES = re.compile(
    rf"\b({'|'.join(ROLES)})_(outputs|enabled)\b|\b({'|'.join(sorted(GIVEN - WORDS_OF_AWS))})\b|\bmake ({MADE})\b"
)
# As Ansible's own files have it.
LICENCE = "# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)"


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


# Rules of AWS that name one region or host; everything else comes from core/arns.py.
RULES = {
    "plugin_utils/kinds/acm/rules.py": "us-east-1",  # where CloudFront of the partition aws takes certificates from
    "plugin_utils/kinds/chatbot/slack_channel.py": "us-east-2",  # one of four regions that have the service
    "plugin_utils/kinds/s3/bucket.py": "us-east-1",  # CreateBucket refuses its name
    "plugin_utils/kinds/sns/subscription.py": "amazonaws.com",  # where the chat service takes messages
}
PLACE = re.compile(r"\b(?:af|ap|ca|cn|eu|il|me|mx|sa|us)-[a-z]+-\d\b|amazonaws\.com")


def spoken(node: ast.AST) -> bool:
    """Whether a node is only read by people: a docstring, an example, what a field or a reported value is."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign):
        return any(isinstance(target, ast.Name) and target.id == "example" for target in node.targets)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Field", "Report")


def places(node: ast.AST) -> Iterator[str]:
    """Regions and AWS's hosts in the texts that a module works with."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from PLACE.findall(node.value)
    for child in ast.iter_child_nodes(node):
        if not spoken(child):
            yield from places(child)


def test_no_region_and_no_host_stands_by_hand() -> None:
    """A region or host of the partition ``aws`` is wrong in every other one."""
    found = {
        (str(path.relative_to(PLUGINS)), place)
        for folder in ("action", "plugin_utils/core", "plugin_utils/kinds")
        for path in sorted((PLUGINS / folder).rglob("*.py"))
        for place in places(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == set(RULES.items())


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


def test_every_file_says_its_licence() -> None:
    """Below the line that says what runs it, if there is one."""
    bare = []
    for path in (path for path in files() if path.suffix == ".py" and COLLECTIONS["aws"].parent in path.parents):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#!")]
        bare += [short(path)] if lines and lines[0] != LICENCE else []
    assert bare == []
