"""Proof that nothing is left: of the stack, of the components that are named, or of none."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.action import leftovers
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import tagged

from tests.unit.tasks import Run, run
from tests.unit.things import OWN, REGION, arn_on_shelf

__all__ = ["run"]


@pytest.fixture
def filters(run: Run, monkeypatch: pytest.MonkeyPatch) -> list[list[dict[str, Any]]]:
    """What the tagging API was asked for; it knows one thing of ours."""
    asked: list[list[dict[str, Any]]] = []

    def resources(aws: Any, wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
        asked.append(wanted)
        here = [{"ResourceARN": arn_on_shelf("t-1"), "Tags": []}]
        return here if aws.region == REGION else []

    monkeypatch.setattr(tagged, "resources", resources)
    return asked


@pytest.mark.parametrize("components", [None, ["things"]])
def test_what_is_left_is_named(run: Run, filters: list[list[dict[str, Any]]], components: list[str] | None) -> None:
    left = run.task(leftovers.ActionModule, component=None, components=components)
    assert left["failed"] and left["left"] == [arn_on_shelf("t-1")]
    ownership = [{"Key": key, "Values": [value]} for key, value in OWN.items() if key != "Component"]
    named = [{"Key": "Component", "Values": components}] if components else []
    assert filters and all(asked == ownership + named for asked in filters)


def test_of_no_component_there_is_nothing_to_prove(run: Run, filters: list[list[dict[str, Any]]]) -> None:
    """A part that makes nothing, alone: the rest of the stack is not foreign to it."""
    nothing = run.task(leftovers.ActionModule, component=None, components=[])
    assert (nothing["left"], nothing["retained"], "failed" in nothing, filters) == ([], [], False, [])
    assert run.lines == [], "that nothing is left of the stack would not be true"


def test_of_no_component_nothing_is_tagged(filters: list[list[dict[str, Any]]]) -> None:
    stack = tagged.Stack("knowledge-production", REGION, "123456789012", dict(OWN))
    assert tagged.tagged_arns(None, stack, {REGION}, []) == [] == filters  # type: ignore[arg-type]
