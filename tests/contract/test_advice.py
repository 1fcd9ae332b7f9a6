"""What rules say of the inventory names variables that the inventory can set: the wiring's beat it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.repository import COLLECTIONS, ROOT, load

RULES = sorted((COLLECTIONS["stack"] / "plugins/plugin_utils/rules").glob("*.py"))
WIRED = load(ROOT / "roles/wiring/vars/main/wiring.yml")
# The wiring takes these from what other parts publish, which is not known yet: only a command line, which beats the
# wiring, can give what a rule finds fault with.
OF_THE_COMMAND_LINE = {
    "alb_subnet_ids", "budget_topic_arn", "elasticache_subnet_ids", "opensearch_subnet_ids", "rds_subnet_ids",
}  # fmt: skip


def said(path: Path) -> Iterator[tuple[int, str]]:
    """Texts of findings, and the variables under whose names they come, by line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            parts: list[ast.expr] = [*node.args, *(word.value for word in node.keywords)]
            inside = parts if name in ("Finding", "named") or name.endswith("_findings") else []
        elif isinstance(node, ast.Assign):  # sentences, or variables by field, that a finding gets
            parts = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            inside = [part for part in parts if isinstance(part, ast.Constant | ast.JoinedStr | ast.Dict | ast.IfExp)]
        else:
            inside = []
        for part in inside:
            for text in ast.walk(part):
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.lineno, text.value


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_advice_names_what_the_inventory_can_set(path: Path) -> None:
    wired = re.compile(rf"\b({'|'.join(WIRED.keys() - OF_THE_COMMAND_LINE)})\b")
    assert [f"{line}: {text}" for line, text in said(path) if wired.search(text)] == []


def test_what_only_a_command_line_gives_comes_from_other_parts() -> None:
    assert {name for name in OF_THE_COMMAND_LINE if "_outputs" not in str(WIRED[name])} == set()
    used = {name for path in RULES for _, text in said(path) for name in OF_THE_COMMAND_LINE if name in text}
    assert used == OF_THE_COMMAND_LINE


def test_certificates_that_are_given_reach_their_users_without_acm() -> None:
    for user in ("alb", "cloudfront"):
        assert f"if acm_enabled | bool else acm_{user}_certificate_arn" in " ".join(
            WIRED[f"{user}_certificate_arn"].split()
        )
