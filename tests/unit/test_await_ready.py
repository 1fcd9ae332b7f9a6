"""await_ready: several kinds and places in one task, and what earlier tasks of the run know already."""

from collections.abc import Callable
from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.action import await_ready
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import waiting
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction

from tests.unit.tasks import Run, run
from tests.unit.things import Shelf, shelf, thing

__all__ = ["run"]

EAST = "us-east-1"
NAME = "knowledge-production-a"
Await = Callable[..., dict[str, Any]]


@pytest.fixture
def wait(run: Run, monkeypatch: pytest.MonkeyPatch) -> Await:
    """The task over kinds in memory; nobody sleeps."""
    monkeypatch.setattr(waiting, "sleep_with_the_run", lambda seconds: None)

    def task(kind: type[Shelf], *resources: dict[str, Any], **args: Any) -> dict[str, Any]:
        monkeypatch.setattr(await_ready, "kind_of", lambda name: kind)
        listed = [{"kind": kind.name} | one for one in resources]
        result = run.task(await_ready.ActionModule, resources=listed, **args)
        return dict(result["attributes"])

    return task


def action_of(kind: type[Shelf]) -> type[KindAction]:
    return type("ActionModule", (KindAction,), {"kind": kind})


def addresses(published: dict[str, Any]) -> dict[str, str]:
    return {name: one["address"] for name, one in published["test_thing"].items()}


def test_two_entries_of_one_kind_are_both_published(run: Run, wait: Await) -> None:
    kind = shelf(thing("t-1", NAME, inside="x"), thing("t-2", f"{NAME}b", inside="y"))
    here, there = {"names": [NAME], "scope": {"inside": "x"}}, {"names": [f"{NAME}b"], "scope": {"inside": "y"}}
    both = {NAME: "10.0.0.1", f"{NAME}b": "10.0.0.2"}
    assert addresses(wait(kind, here, there)) == both
    run.task(action_of(kind), state="gathered", config=[{"key": "a", "inside": "x"}])
    assert addresses(wait(kind, here, there)) == both, "one of them is known"
    run.task(action_of(kind), state="gathered", config=[{"key": "ab", "inside": "y"}])
    looks = len(kind.looks)
    assert addresses(wait(kind, here, there)) == both and len(kind.looks) == looks, "both are"


@pytest.mark.parametrize(
    ("elsewhere", "scope"),
    [({"region": EAST}, {"inside": "x"}), ({"inside": "y"}, {"inside": "x"})],
    ids=["region", "scope"],
)
def test_one_of_that_name_in_another_place_is_another(
    elsewhere: dict[str, str], scope: dict[str, str], run: Run, wait: Await
) -> None:
    kind = shelf(thing("t-1", NAME, inside="x"), thing("t-2", NAME, **{"inside": "x"} | elsewhere))
    run.task(action_of(kind), state="gathered", config=[{"key": "a", "inside": "x"} | elsewhere])
    assert addresses(wait(kind, {"names": [NAME], "scope": scope})) == {NAME: "10.0.0.1"}
    looks = len(kind.looks)
    assert addresses(wait(kind, {"names": [NAME], "scope": {"inside": "x"} | elsewhere})) == {NAME: "10.0.0.2"}
    assert len(kind.looks) == looks, "that one was seen by a task"


def test_what_was_changed_since_is_asked_for(run: Run, wait: Await) -> None:
    kind, config = shelf(thing("t-1", NAME, inside="x")), [{"key": "a", "inside": "x"}]
    run.task(action_of(kind), config=config)
    run.task(action_of(kind), config=[config[0] | {"size": 2}])
    looks = len(kind.looks)
    assert addresses(wait(kind, {"names": [NAME], "scope": {"inside": "x"}})) == {NAME: "10.0.0.1"}
    assert len(kind.looks) == looks + 1


def test_a_kind_says_what_it_waits_for_and_knows_the_index_of_the_run(run: Run, wait: Await) -> None:
    kind = shelf(thing("t-1", NAME))
    known: list[bool] = []
    find = kind.find

    def look(self: Shelf, query: Any) -> list[Any]:
        self.say("looking around")
        known.append(self.index.shared)
        return find(self, query)

    kind.find = look  # type: ignore[method-assign]
    wait(kind, {"names": [NAME]})
    assert run.lines == ["  looking around"] and known == [True]


def test_what_vanishes_meanwhile_fails(run: Run, wait: Await) -> None:
    kind = shelf(thing("t-1", NAME, state="busy"))
    find = kind.find

    def look(self: Shelf, query: Any) -> list[Any]:
        found = find(self, query)
        self.store.clear()
        return found

    kind.find = look  # type: ignore[method-assign]
    with pytest.raises(Exception, match=f"thing {NAME} does not exist any more: somebody deleted it while"):
        wait(kind, {"names": [NAME]})
