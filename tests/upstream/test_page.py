"""docs/upstream.md and the proofs name each other."""

import inspect
import re

from tests.support.cloud import ROOT
from tests.upstream import test_behaviour, test_lacking

PAGE = (ROOT / "docs/upstream.md").read_text(encoding="utf-8")
PROVEN, LACKING = PAGE.split("## What they lack")


def named(text: str) -> set[str]:
    """Every module that a part of the page names."""
    return set(re.findall(r"`((?:amazon|community)\.aws\.\w+)`", text))


def test_every_proof_stands_on_the_page_and_every_line_has_its_proof() -> None:
    proofs = {name for name, _ in inspect.getmembers(test_behaviour, inspect.isfunction) if name.startswith("test_")}
    assert set(re.findall(r"`(test_\w+)`", PROVEN)) == proofs


def test_the_modules_of_the_page_are_those_of_the_proofs() -> None:
    assert named(PROVEN) == named(
        re.sub(r'"((?:amazon|community)\.aws\.\w+)"', r"`\1`", inspect.getsource(test_behaviour))
    )


def test_what_is_lacking_stands_on_the_page() -> None:
    assert named(LACKING) == set(test_lacking.OPTIONS)
    assert named(PAGE) <= set(test_lacking.modules())
