"""Waiting for several kinds together: progress, deadlines, reasons."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import kind as kind_module
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import waiting
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import Query
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.waiting import (
    SLOWEST_POLL,
    SPEAK_EVERY,
    Condition,
    Waited,
    Watch,
    wait_for,
)

from tests.unit.things import Thing, aws_error, thing


class Clock:
    """A clock that goes on when somebody sleeps; at given seconds something happens."""

    def __init__(self) -> None:
        self.seconds, self.pauses = 0.0, []  # type: ignore[var-annotated]
        self.events: list[tuple[float, Thing, str]] = []

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        self.pauses.append(seconds)
        for at, kind, state in self.events:
            if self.seconds >= at:
                for raw in kind.store:
                    raw["State"] = state


def busy(*names: str, state: str = "busy", **more: Any) -> Thing:
    return Thing([thing(f"t-{number}", name, state=state, **more) for number, name in enumerate(names)])


def watch(kind: Thing, until_gone: bool = False) -> Watch:
    return Watch(kind, {raw["Id"]: raw["Tags"]["Name"] for raw in kind.store}, Query(), until_gone)


def wait(clock: Clock, *watches: Waited, deadline: float | None = None) -> list[str]:
    lines: list[str] = []
    wait_for(list(watches), lines.append, deadline, clock.now, clock.sleep)
    return lines


def test_what_is_ready_is_not_waited_for() -> None:
    clock = Clock()
    assert wait(clock, watch(busy("a", state="ready"))) == [] and clock.seconds == 0


def test_what_was_seen_just_now_is_not_looked_at_again_before_something_can_have_moved() -> None:
    clock, ready, working = Clock(), busy("a", state="ready"), busy("b")
    clock.events.append((1.0, working, "ready"))
    watches = [watch(ready), watch(working)]
    for one in watches:
        one.look()
    ready.trouble["find"] = [RuntimeError("nobody has to ask")]
    assert wait(clock, *watches)
    assert clock.seconds >= 1 and ready.trouble["find"]


def test_the_total_is_the_slowest_not_the_sum() -> None:
    clock, fast, slow = Clock(), busy("fast"), busy("slow")
    clock.events = [(20, fast, "ready"), (60, slow, "ready")]
    lines = wait(clock, watch(fast), watch(slow))
    assert 60 <= clock.seconds < 60 + SLOWEST_POLL
    assert "thing fast: busy" in lines[0] and "thing slow: busy" in lines[0]
    assert "fast" not in lines[-1]


def test_it_speaks_when_something_moves_and_not_too_seldom() -> None:
    clock, kind = Clock(), busy("a")
    clock.events = [(90, kind, "ready")]
    lines = wait(clock, watch(kind))
    assert lines[0] == "waiting    0 s  thing a: busy (usually 10 s)"
    assert 90 / (SPEAK_EVERY + SLOWEST_POLL) < len(lines) <= 90 / SPEAK_EVERY + 1
    assert clock.pauses[0] < 1 and 8 < max(clock.pauses) <= SLOWEST_POLL, "soon at first, then seldom"


def test_many_of_one_state_are_counted() -> None:
    clock, kind = Clock(), busy("a", "b", "c")
    clock.events = [(5, kind, "ready")]
    assert "3 things: busy" in wait(clock, watch(kind))[0]


def test_what_fails_is_said_at_once_with_the_reason() -> None:
    clock, kind = Clock(), busy("a", why="no capacity")
    clock.events = [(3, kind, "failed")]
    with pytest.raises(StackError, match="thing a failed: no capacity. Mend the cause and run again"):
        wait(clock, watch(kind))
    assert clock.seconds < 10


@pytest.mark.parametrize(("deadline", "limit"), [(None, 100), (7.0, 7)], ids=["the kind's own", "the task's"])
def test_every_wait_has_a_deadline(deadline: float | None, limit: float) -> None:
    clock = Clock()
    with pytest.raises(StackError, match=r"Not ready after \d+ s: thing a: busy .* Run again: it goes on waiting"):
        wait(clock, watch(busy("a")), deadline=deadline)
    assert limit < clock.seconds <= limit + SLOWEST_POLL


def test_what_is_deleted_is_awaited_whatever_its_state() -> None:
    clock, kind = Clock(), busy("a", state="failed")
    clock.events = [(5, kind, "gone")]
    assert wait(clock, watch(kind, until_gone=True)) and clock.seconds >= 5


def hidden(clock: Clock, kind: Thing, hides: Callable[[float], bool], monkeypatch: pytest.MonkeyPatch) -> None:
    """AWS does not show the first of a kind's things at these seconds."""
    find = kind.find
    monkeypatch.setattr(kind, "find", lambda query: find(query)[1 if hides(clock.seconds) else 0 :])


@pytest.mark.parametrize("seen", [False, True], ids=["looked at here", "seen before"])
def test_what_vanishes_has_failed(seen: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, kind = Clock(), busy("a", "b")
    one = watch(kind)
    if seen:
        one = Watch(kind, one.labels, Query(), seen=kind.existing(Query()))
    hidden(clock, kind, lambda second: second >= (0.1 if seen else 5), monkeypatch)
    with pytest.raises(StackError, match=r"^thing a does not exist any more: somebody deleted it .* Mend the cause"):
        wait(clock, one)
    assert clock.seconds < 12


def test_what_one_answer_leaves_out_has_not_vanished(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, kind = Clock(), busy("a")
    hidden(clock, kind, lambda second: 3 < second < 4, monkeypatch)
    clock.events = [(9, kind, "ready")]
    lines = wait(clock, watch(kind))
    assert "waiting    4 s  thing a: not shown by AWS (usually 10 s)" in lines and clock.seconds >= 9


def test_what_is_not_shown_yet_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, kind = Clock(), busy("a", "b", state="ready")
    hidden(clock, kind, lambda second: second < 40, monkeypatch)
    lines = wait(clock, watch(kind))
    assert lines[0] == "waiting    0 s  thing a: not shown by AWS (usually 10 s)" and clock.seconds >= 40


def test_what_is_never_shown_ends_with_the_deadline() -> None:
    clock, kind = Clock(), busy("a")
    one = watch(kind)
    kind.store.clear()
    with pytest.raises(StackError, match=r"Not ready after \d+ s: thing a: not shown by AWS"):
        wait(clock, one)
    assert 100 < clock.seconds <= 100 + SLOWEST_POLL
    assert wait(clock, watch(kind)) == [], "nothing is waited for"


def test_what_is_to_be_deleted_may_vanish() -> None:
    clock, kind = Clock(), busy("a")
    one = watch(kind, until_gone=True)
    kind.store.clear()
    assert wait(clock, one) == [] and clock.seconds == 0


def test_others_of_the_kind_do_not_count() -> None:
    clock, kind = Clock(), busy("a", state="ready")
    one = watch(kind)
    kind.store.append(thing("t-9", "somebody-elses", state="failed"))
    wait(clock, one)
    assert [have.id for have in one.seen] == ["t-0"]


# Conditions


def comes_at(clock: Clock, seconds: float) -> Condition:
    return Condition("snapshot x of thing a", lambda: clock.seconds >= seconds, usual=5, deadline=50)


def test_a_condition_is_asked_until_it_comes_and_shown_like_every_wait() -> None:
    clock = Clock()
    lines = wait(clock, comes_at(clock, 40))
    assert 40 <= clock.seconds < 40 + SLOWEST_POLL
    assert lines[0] == "waiting    0 s  snapshot x of thing a (usually 5 s)"
    assert len(lines) == 2, "every half minute, or when something moves"
    assert wait(clock, comes_at(clock, 40)) == [], "what has come is not waited for"


def test_conditions_and_resources_are_waited_for_together() -> None:
    clock, kind = Clock(), busy("b")
    clock.events = [(20, kind, "ready")]
    lines = wait(clock, comes_at(clock, 45), watch(kind))
    assert lines[0].endswith("snapshot x of thing a (usually 5 s) · thing b: busy (usually 10 s)")
    assert lines[-1].endswith("snapshot x of thing a (usually 5 s)") and 45 <= clock.seconds < 45 + SLOWEST_POLL


@pytest.mark.parametrize(("deadline", "limit"), [(None, 50), (7.0, 7)], ids=["its own", "the task's"])
def test_a_condition_has_a_deadline(deadline: float | None, limit: float) -> None:
    clock = Clock()
    with pytest.raises(StackError, match=r"Not ready after \d+ s: snapshot x of thing a .* Run again: it goes on wait"):
        wait(clock, comes_at(clock, 1000), deadline=deadline)
    assert limit < clock.seconds <= limit + SLOWEST_POLL


def test_a_question_that_aws_refuses_ends_the_wait() -> None:
    def refuse() -> bool:
        raise aws_error("AccessDenied")

    clock = Clock()
    with pytest.raises(Exception, match="AccessDenied"):
        wait(clock, Condition("snapshot x", refuse))
    assert clock.seconds == 0


@pytest.fixture
def kind_waits(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """What a kind waits for by itself goes by this clock."""
    clock = Clock()
    monkeypatch.setattr(kind_module, "wait_for", partial(wait_for, now=clock.now, sleep=clock.sleep))
    return clock


def test_a_kind_says_what_it_waits_for(kind_waits: Clock) -> None:
    kind, lines = Thing(), []  # type: ignore[var-annotated]
    kind.say = lines.append
    kind.wait_until("upgrade of thing a", lambda: kind_waits.seconds >= 20, usual=15)
    assert lines == ["waiting    0 s  upgrade of thing a (usually 15 s)"] and 20 <= kind_waits.seconds < 30
    with pytest.raises(StackError, match="Not ready after .* upgrade of thing a"):
        kind.wait_until("upgrade of thing a", lambda: False, deadline=60)


def test_a_kind_waits_for_one_of_its_own_and_takes_it_as_it_is_then(kind_waits: Clock) -> None:
    kind, lines = busy("a", "b"), []  # type: ignore[var-annotated]
    kind.say = lines.append
    kind_waits.events = [(20, kind, "ready")]
    first = kind.existing(Query())[0]
    assert kind.wait_until_ready(first).state == "ready"
    assert lines == ["waiting    0 s  thing a: busy (usually 10 s)"]
    kind.store.clear()
    with pytest.raises(StackError, match="Not ready after .* thing a: not shown by AWS"):
        kind.wait_until_ready(first)


def test_what_is_made_once_is_looked_for_before_it_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what a setter makes; the engine makes resources in the same way."""
    monkeypatch.setattr(waiting, "sleep_with_the_run", lambda seconds: None)
    made: list[int] = []
    lines: list[str] = []
    troubles = iter([aws_error("Throttling"), aws_error("InternalError", 500), aws_error("NotYet"), None])

    def make() -> None:
        trouble = next(troubles)
        if trouble:
            raise trouble
        made.append(1)

    waiting.only_once(make, lambda: False, lines.append, ("NotYet",))
    assert made == [1] and next(troubles, "none left") == "none left"
    troubles = iter([aws_error("InternalError", 500)])
    waiting.only_once(make, lambda: True, lines.append)
    assert made == [1], "it was made by the call whose answer was lost"
    for error in (aws_error("InvalidParameterValue"), KeyError("Answer")):
        troubles = iter([error])  # type: ignore[assignment,list-item]
        with pytest.raises(type(error)):
            waiting.only_once(make, lambda: True, lines.append)
    assert lines == [], "it did not take long"


def test_nobody_waits_for_a_run_that_was_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_RUN", -1)
    with pytest.raises(SystemExit, match="the run was killed"):
        waiting.sleep_with_the_run(1)
