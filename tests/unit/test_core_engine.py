"""The acting half: what is decided is carried out, once, whatever happens on the way."""

import re
from dataclasses import replace
from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import Refused
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import (
    CREATE,
    KEEP,
    REPLACE,
    UPDATE,
    Resource,
    Wanted,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.waiting import ATTEMPTS, SPREADING

from tests.unit.engines import LOST, Clock, Config, clock, done, fresh, messages, run
from tests.unit.things import STACK, Thing, aws_error, thing

__all__ = ["clock"]


def test_what_is_missing_is_made_and_settled() -> None:
    kind = Thing()
    outcome = run(kind, [{"key": "a", "size": 3}, {"key": "b"}])
    assert done(outcome) == {"a": CREATE, "b": CREATE}
    assert sorted(kind.log) == ["create a", "create b", "set size of knowledge-production-a"]
    assert [raw["Size"] for raw in kind.store if raw["Tags"]["Name"].endswith("-a")] == [3]
    kind.log.clear()
    assert done(run(kind, [{"key": "a", "size": 3}, {"key": "b"}])) == {"a": KEEP, "b": KEEP}
    assert kind.log == []


def test_a_plan_does_nothing_and_stands_for_what_it_would_make() -> None:
    kind = Thing()
    outcome = run(kind, [{"key": "a", "size": 3}], check_mode=True)
    assert (done(outcome), outcome.symbols, kind.log) == ({"a": CREATE}, {"a": "(known after apply: thing a)"}, [])


def test_entries_that_name_each_other_are_made_before_they_are_settled() -> None:
    kind = Thing()
    run(kind, [{"key": "a", "friends": ["@b"]}, {"key": "b", "friends": ["@a"]}])
    ids = {raw["Tags"]["Name"][-1]: raw["Id"] for raw in kind.store}
    assert {raw["Tags"]["Name"][-1]: raw["Friends"] for raw in kind.store} == {"a": [ids["b"]], "b": [ids["a"]]}


@pytest.mark.parametrize(
    ("trouble", "creates"),
    [
        ({"create": [aws_error("Throttling")] * 2}, 3),
        ({"create": [aws_error("InternalError", 500)]}, 2),
        ({"create": [LOST]}, 2),
        ({"after create": [LOST]}, 1),
        ({"after create": [aws_error("InternalError", 500)]}, 1),
        ({"create": [aws_error("NotSpreadYet")] * 5}, 6),
        ({"create": [aws_error("Throttling"), LOST], "after create": [LOST]}, 3),
    ],
    ids=[
        "throttled twice",
        "500 before",
        "lost before",
        "lost after",
        "500 after",
        "a role AWS does not see yet",
        "all of it",
    ],
)
def test_trouble_never_makes_two(trouble: dict[str, list[Exception]], creates: int) -> None:
    kind = Thing()
    kind.trouble = {method: list(errors) for method, errors in trouble.items()}
    outcome = run(kind, [{"key": "a"}])
    assert not outcome.errors
    assert len(kind.store) == 1
    assert kind.log == ["create a"] * creates


@pytest.mark.parametrize(
    ("error", "creates"),
    [(aws_error("Throttling"), ATTEMPTS), (LOST, ATTEMPTS), (aws_error("InvalidParameterValue"), 1)],
)
def test_it_gives_up_and_says_why(error: Exception, creates: int) -> None:
    kind = Thing()
    kind.trouble = {"create": [error] * 50}
    outcome = run(kind, [{"key": "a"}])
    assert kind.log == ["create a"] * creates
    assert "thing knowledge-production-a" in messages(outcome)
    assert outcome.decisions == [], "what was not done is not counted"


def test_what_aws_does_not_see_yet_is_not_tried_for_ever(clock: Clock) -> None:
    kind = Thing()
    kind.trouble = {"create": [aws_error("NotSpreadYet")] * 1000}
    assert "NotSpreadYet" in messages(run(kind, [{"key": "a"}]))
    assert clock.seconds >= SPREADING


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ({"create": [aws_error("NotSpreadYet")] * 1000}, "not made (NotSpreadYet)"),
        ({"set size": [aws_error("NotSpreadYet")] * 1000}, "refused (NotSpreadYet)"),
    ],
)
def test_what_takes_long_is_said(trouble: dict[str, list[Exception]], said: str) -> None:
    kind, lines = Thing(), []  # type: ignore[var-annotated]
    kind.trouble = {method: list(errors) for method, errors in trouble.items()}
    run(kind, [{"key": "a", "size": 1}], say=lines.append)
    assert 3 <= len(lines) <= 6
    assert re.fullmatch(rf"thing knowledge-production-a: {re.escape(said)} for 1\d s, 60 s at most", lines[0])


def test_what_is_made_and_not_shown_is_looked_for_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    kind, lines = Thing(), []  # type: ignore[var-annotated]
    monkeypatch.setattr(kind, "find", lambda query: [])
    outcome = run(kind, [{"key": "a"}], say=lines.append)
    assert re.fullmatch("thing a: made, but AWS does not show it for 1\\d s, 60 s at most", lines[0])
    assert messages(outcome) == "thing a: made, but AWS does not show it. Run again: it goes on from here."
    assert kind.log == ["create a"]


@pytest.mark.parametrize("known", [[], [thing("t-1", "knowledge-production-a")]], ids=["made", "adopted"])
def test_what_aws_tells_later_is_waited_for_whoever_made_it(
    known: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    kind = fresh(*known)
    monkeypatch.setattr(kind, "untold", lambda have: "its colour" if clock.seconds < 9 else None)
    for check in (lambda: run(kind, [{"key": "a"}], check_mode=True), lambda: run(kind, [{"key": "a"}], "gathered")):
        assert not check().errors and clock.seconds == 0, "who only looks takes it as it is"
    assert not run(kind, [{"key": "a"}], wait=False).errors and 9 <= clock.seconds < 20
    monkeypatch.setattr(kind, "untold", lambda have: "its colour")
    said = "thing a: made, but AWS does not show its colour. Run again: it goes on from here."
    assert messages(run(kind, [{"key": "a"}])) == said


def test_a_setter_waits_for_what_aws_does_not_see_yet() -> None:
    kind = Thing()
    kind.trouble = {"set size": [aws_error("NotSpreadYet")] * 3}
    assert not run(kind, [{"key": "a", "size": 1}]).errors
    assert kind.store[0]["Size"] == 1


@pytest.mark.parametrize("done", [True, False])
def test_a_change_that_aws_refuses_is_fine_if_it_is_made(done: bool) -> None:
    """The client repeats a call whose answer was lost; some services refuse what they have done already."""
    kind = Thing([thing("t-1", "knowledge-production-a", size=1)])
    set_size = kind.set_size

    def refuse(have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        if done:
            set_size(have, want, changed)
        raise aws_error("NothingToChange")

    kind.set_size = refuse  # type: ignore[method-assign]
    outcome = run(kind, [{"key": "a", "size": 2}])
    assert bool(outcome.errors) is not done
    assert outcome.now["a"]["size"] == (2 if done else 1)


def test_a_removal_that_aws_refuses_is_fine_if_it_is_gone() -> None:
    kind = fresh(thing("t-1", "knowledge-production-a"), thing("t-2", "knowledge-production-b"))
    delete = kind.delete

    def refuse(have: Resource) -> None:
        if have.id == "t-1":
            delete(have)
        raise aws_error("InvalidState")

    kind.delete = refuse  # type: ignore[method-assign]
    outcome = run(kind, [{"key": "a"}, {"key": "b"}], "absent", deadline=1)
    assert messages(outcome).startswith("thing knowledge-production-b: ") and "production-a" not in messages(outcome)


def test_one_error_does_not_hide_the_others_and_the_rest_is_done() -> None:
    kind = Thing([thing("t-1", "knowledge-production-a", size=1), thing("t-2", "knowledge-production-b", color="red")])
    kind.trouble = {"set size": [aws_error("InvalidParameterValue")]}
    outcome = run(kind, [{"key": "a", "size": 2}, {"key": "b", "color": "blue"}, {"key": "c"}])
    assert done(outcome) == {"b": UPDATE, "c": CREATE}
    assert messages(outcome).startswith("thing knowledge-production-a: ")


def test_a_refusal_of_the_net_goes_through_everything() -> None:
    kind = Thing()
    kind.trouble = {"create": [Refused("nothing was sent")]}  # type: ignore[list-item]
    with pytest.raises(Refused):
        run(kind, [{"key": "a"}, {"key": "b"}])


# Faults of ours


@pytest.mark.parametrize(
    ("method", "config"),
    [
        ("create", [{"key": "new"}]),
        ("after create", [{"key": "new"}]),
        ("set size", [{"key": "a", "size": 2}]),
        ("after set size", [{"key": "a", "size": 2}]),
        ("find", [{"key": "a"}]),
    ],
)
def test_an_error_that_nobody_foresaw_stays_what_it_is(method: str, config: Config) -> None:
    kind = fresh(thing("t-1", "knowledge-production-a", size=1), thing("t-2", "knowledge-production-b"))
    kind.trouble = {method: [KeyError("Answer")]}
    with pytest.raises(KeyError, match="Answer") as caught:
        run(kind, [*config, {"key": "b"}])
    assert method == "find" or caught.value.__notes__ == [
        f"while working on thing knowledge-production-{config[0]['key']}"
    ]
    assert len(kind.log) <= 1, "it is not tried again"


@pytest.mark.parametrize("method", ["detach", "delete", "after delete"])
def test_nor_is_it_taken_for_what_is_gone(method: str) -> None:
    kind = fresh(thing("t-1", "knowledge-production-a"))
    kind.trouble = {method: [TypeError("NoneType has no length")]}
    with pytest.raises(TypeError) as caught:
        run(kind, [{"key": "a"}], "absent")
    assert caught.value.__notes__ == ["while working on thing knowledge-production-a"]


@pytest.mark.parametrize("state", ["present", "absent"])
def test_nor_for_what_is_not_ready_or_gone_yet(state: str) -> None:
    kind = fresh(thing("t-1", "knowledge-production-a", state="busy"))
    kind.trouble = {"find": [None, KeyError("State")]}  # the look finds it, the wait fails
    with pytest.raises(KeyError) as caught:
        run(kind, [{"key": "a"}], state)
    assert caught.value.__notes__ == ["while working on thing"]


def test_one_fault_does_not_keep_the_others_from_being_made() -> None:
    kind = Thing()
    kind.trouble = {"create": [KeyError("Answer")]}
    with pytest.raises(KeyError):
        run(kind, [{"key": key} for key in "abc"])
    assert len(kind.store) == 2


# Replacement

OLD = [
    thing("t-1", "knowledge-production-a", place="north", friends=["t-2"]),
    thing("t-2", "knowledge-production-b", place="x", friends=["t-1"]),
]
NEW: Config = [{"key": "a", "place": "south", "friends": ["@b"]}, {"key": "b", "place": "x", "friends": ["@a"]}]


def test_nothing_is_replaced_without_being_told_so() -> None:
    kind = fresh(*OLD)
    plan = run(kind, NEW, check_mode=True)
    assert done(plan) == {"a": REPLACE, "b": KEEP}
    assert "place (north -> south)" in plan.warnings[0] and not plan.errors
    outcome = run(kind, NEW)
    assert "run again with -e allow_replace=knowledge-production-a" in messages(outcome)
    kind.stack = replace(STACK, hints={})
    assert (
        "it would have to be deleted and replaced by a new one. If that is meant, "
        "name it in allow_replace: [knowledge-production-a]; otherwise take the change back."
    ) in messages(run(kind, NEW))
    assert kind.log == []


def test_what_names_the_replaced_one_changes_with_it() -> None:
    kind = fresh(*OLD)
    allowed = {"allow_replace": ("knowledge-production-a",)}
    plan = run(kind, NEW, check_mode=True, **allowed)
    outcome = run(kind, NEW, **allowed)
    assert done(plan) == done(outcome) == {"a": REPLACE, "b": UPDATE}
    ids = {raw["Tags"]["Name"][-1]: raw["Id"] for raw in kind.store}
    assert ids["a"] != "t-1" and ids["b"] == "t-2"
    assert {raw["Tags"]["Name"][-1]: raw["Friends"] for raw in kind.store} == {"a": ["t-2"], "b": [ids["a"]]}
    kind.log.clear()
    assert done(run(kind, NEW)) == {"a": KEEP, "b": KEEP} and kind.log == []


def test_what_is_protected_is_not_replaced_by_the_way() -> None:
    kind = fresh({**OLD[0], "Locked": True})
    plan = run(kind, NEW[:1] + [{"key": "b"}], allow_replace=("knowledge-production-a",), check_mode=True)
    assert plan.warnings[0].startswith("The run will refuse this: thing knowledge-production-a is protected")
    outcome = run(kind, NEW[:1] + [{"key": "b"}], allow_replace=("knowledge-production-a",))
    assert "is protected: it is locked. To lift that, add -e allow_data_loss=production" in messages(outcome)
    assert [raw["Id"] for raw in kind.store if raw["Tags"]["Name"].endswith("-a")] == ["t-1"]
    outcome = run(kind, NEW[:1] + [{"key": "b"}], allow_replace=("knowledge-production-a",), allow_data_loss=True)
    assert not outcome.errors and "unlock t-1" in kind.log


def test_what_has_failed_is_replaced_when_that_is_allowed() -> None:
    kind = fresh(thing("t-1", "knowledge-production-a", state="failed", why="no capacity"))
    assert "state (failed: no capacity -> ready)" in messages(run(kind, [{"key": "a"}]))
    outcome = run(kind, [{"key": "a"}], allow_replace=("knowledge-production-a",))
    assert done(outcome) == {"a": REPLACE} and kind.store[0]["State"] == "ready"


def test_what_aws_cannot_do_is_refused_in_plan_and_run() -> None:
    kind = fresh(thing("t-1", "knowledge-production-a", size=2))
    for check_mode in (True, False):
        assert "thing knowledge-production-a: size cannot shrink" in messages(
            run(kind, [{"key": "a", "size": 1}], check_mode=check_mode)
        )
    assert kind.log == []
