# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Waiting for slow things together: a look at each kind a round, a line when something moves, a deadline a kind."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from .clients import in_parallel
from .codes import code_of, is_throttled, is_uncertain
from .errors import StackError
from .model import Query, Resource

if TYPE_CHECKING:
    from .kind import Kind

FASTEST_POLL, SLOWEST_POLL = 0.5, 15.0
SPEAK_EVERY = 30.0
ATTEMPTS = 6
MISSED = 3  # looks in a row without something that was there: AWS's answers lag behind one another, but not that often
SPREADING = 60.0  # seconds that something new may take until AWS sees it everywhere
# Actions are imported before Ansible forks, so in a worker this is the process of the run.
_RUN = os.getpid()


def sleep_with_the_run(seconds: float) -> None:
    """Sleep; end the process where the run that it works for was killed: nobody would hear what it waits for."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        if os.getpid() != _RUN and os.getppid() != _RUN:
            raise SystemExit("the run was killed")
        time.sleep(min(left, 1.0))


class Patience:
    """How long something is tried again; where it takes longer than some seconds, this is said now and then."""

    def __init__(self, limit: float) -> None:
        self.limit, self._began, self._spoken = limit, time.monotonic(), 0.0

    @property
    def passed(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self._began

    @property
    def is_over(self) -> bool:
        """Whether it has been tried long enough."""
        return self.passed > self.limit

    def tell(self, say: Callable[[str], None], what: str) -> None:
        """Say what keeps it, if that was not said just now."""
        if self.passed - self._spoken > SPEAK_EVERY / 3:
            self._spoken = self.passed
            left = "" if self.is_over else f", {self.limit:.0f} s at most"
            say(f"{what} for {self.passed:.0f} s{left}")


def while_refused(call: Callable[[], Any], codes: tuple[str, ...], limit: float, say: Callable[[str], None]) -> None:
    """Repeat a call that AWS refuses for a time with one of these error codes; from some seconds on it is said."""
    patience, pause = Patience(limit), 0.5
    while True:
        try:
            call()
            return
        except Exception as error:
            if code_of(error) not in codes or patience.is_over:
                raise
            patience.tell(say, f"refused ({code_of(error)})")
        sleep_with_the_run(pause)
        pause = min(pause * 2, 5)


def only_once(
    make: Callable[[], Any],
    is_made: Callable[[], Any],
    say: Callable[[str], None],
    not_yet: tuple[str, ...] = (),
) -> None:
    """Make something once, and only once: after an uncertain answer look first, then repeat."""
    patience = Patience(SPREADING)
    for attempt in range(ATTEMPTS * 4):
        try:
            make()
            return
        except Exception as error:
            last = attempt >= ATTEMPTS - 1
            if is_uncertain(error):
                if is_made():
                    return
                if last:
                    raise
            elif code_of(error) in not_yet:
                if patience.is_over:
                    raise
            elif not is_throttled(error) or last:
                raise
            patience.tell(say, f"not made ({code_of(error) or type(error).__name__})")
        sleep_with_the_run(min(0.2 * 2**attempt, 5))


class Waited(Protocol):
    """Something to wait for."""

    @property
    def deadline(self) -> int:
        """Seconds to wait at the most."""

    @property
    def seen_once(self) -> bool:
        """Whether it was looked at already, so that the first round need not."""

    def look(self) -> None:
        """Ask AWS."""

    def is_open(self) -> bool:
        """Whether there is still something to wait for, by the last look."""

    def failed(self) -> list[str]:
        """What will never come, with the service's reason."""

    def describe(self) -> str:
        """Where it stands, in one line."""


@dataclass
class Condition:
    """Something that is asked for by one question of its own."""

    what: str
    done: Callable[[], bool]
    usual: int = 30
    deadline: int = 600
    came: bool = False
    seen_once = False

    def look(self) -> None:
        """Ask."""
        self.came = self.done()

    def is_open(self) -> bool:
        """Not yet."""
        return not self.came

    def failed(self) -> list[str]:
        """The question raises by itself."""
        return []

    def describe(self) -> str:
        """What is waited for."""
        return f"{self.what} (usually {self.usual} s)"


@dataclass
class Watch:
    """Some resources until they are ready, or gone.

    labels: what an operator knows them by, by id. seen: what was seen just now, and need not be looked at first.
    """

    kind: Kind
    labels: dict[str, str]
    query: Query
    until_gone: bool = False
    seen: list[Resource] = field(default_factory=list)
    _missed: dict[str, int] = field(init=False)  # by id of what was seen: looks in a row that did not show it

    def __post_init__(self) -> None:
        self._missed = {have.id: 0 for have in self.seen}

    @property
    def deadline(self) -> int:
        """That of the kind."""
        return self.kind.life.deadline

    @property
    def seen_once(self) -> bool:
        """Whether it was looked at."""
        return bool(self.seen)

    def look(self) -> None:
        """Ask AWS for their states."""
        self.seen = [have for have in self.kind.existing(self.query) if have.id in self.labels]
        self._missed = {one: looks + 1 for one, looks in self._missed.items()} | {have.id: 0 for have in self.seen}

    def is_open(self) -> bool:
        """Whether some are not there yet, or still there."""
        return bool(self._open() or self._not_shown())

    def _not_shown(self) -> list[str]:
        """Labels of what the last look did not show although it has to be there."""
        shown = {have.id for have in self.seen}
        return [] if self.until_gone else [label for one, label in self.labels.items() if one not in shown]

    def _open(self) -> list[Resource]:
        return self.seen if self.until_gone else [have for have in self.seen if not self.kind.ready(have)]

    def failed(self) -> list[str]:
        """What will never be ready, with the service's reason."""
        if self.until_gone:
            return []
        noun = self.kind.noun
        reasons = ((have, self.kind.failure(have)) for have in self.seen)
        lost = [self.labels[one] for one, looks in self._missed.items() if looks >= MISSED]
        return [f"{noun} {have.label} {reason}" for have, reason in reasons if reason] + [
            f"{noun} {label} does not exist any more: somebody deleted it while it was waited for" for label in lost
        ]

    def describe(self) -> str:
        """The states in one line; many of one state together."""
        noun = self.kind.noun
        by_state: dict[str, list[str]] = {}
        for have in self._open():
            by_state.setdefault(have.state or "unknown", []).append(have.label)
        if not_shown := self._not_shown():
            by_state["not shown by AWS"] = not_shown
        states = [
            f"{noun} {labels[0]}: {state}" if len(labels) == 1 else f"{len(labels)} {noun}s: {state}"
            for state, labels in by_state.items()
        ]
        return f"{', '.join(states)} (usually {self.kind.life.usual} s)"


def wait_for(
    watches: Sequence[Waited],
    say: Callable[[str], None],
    deadline: float | None = None,
    now: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = sleep_with_the_run,
) -> None:
    """Return when everything watched is ready (or gone); raise at once when something failed or is too late.

    deadline: seconds; by default that of each kind. ``seen`` of each watch then holds the last answers.
    """
    began, said, spoke_at = now(), "", now()
    pending = list(watches)
    unseen = [watch for watch in pending if not watch.seen_once]
    while True:
        in_parallel(lambda watch: watch.look(), unseen)
        failed = [reason for watch in pending for reason in watch.failed()]
        if failed:
            raise StackError("; ".join(failed), "Mend the cause and run again")
        pending = [watch for watch in pending if watch.is_open()]
        if not pending:
            return
        elapsed = now() - began
        late = [watch for watch in pending if elapsed > (deadline if deadline is not None else watch.deadline)]
        if late:
            raise StackError(
                f"Not ready after {elapsed:.0f} s: {'; '.join(watch.describe() for watch in late)}",
                "Run again: it goes on waiting where it stands",
            )
        states = " · ".join(watch.describe() for watch in pending)
        if states != said or now() - spoke_at >= SPEAK_EVERY:
            say(f"waiting {elapsed:4.0f} s  {states}")
            said, spoke_at = states, now()
        unseen = pending
        sleep(
            min(max(FASTEST_POLL, elapsed / 10), SLOWEST_POLL)
        )  # a tenth of the time that has passed: nothing is noticed much too late
