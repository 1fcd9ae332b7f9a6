"""Waiting for several kinds together: progress, deadlines, reasons."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.waiting import (
    SLOWEST_POLL,
    SPEAK_EVERY,
    Watch,
    wait_for,
)

from tests.unit.things import Thing, thing


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
    return Watch(kind, {raw["Id"] for raw in kind.store}, until_gone)


def wait(clock: Clock, *watches: Watch, deadline: float | None = None) -> list[str]:
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


def test_what_vanishes_is_not_waited_for() -> None:
    clock, kind = Clock(), busy("a")
    one = watch(kind)
    kind.store.clear()
    assert wait(clock, one) == []


def test_others_of_the_kind_do_not_count() -> None:
    clock, kind = Clock(), busy("a", state="ready")
    one = watch(kind)
    kind.store.append(thing("t-9", "somebody-elses", state="failed"))
    wait(clock, one)
    assert [have.id for have in one.seen] == ["t-0"]
