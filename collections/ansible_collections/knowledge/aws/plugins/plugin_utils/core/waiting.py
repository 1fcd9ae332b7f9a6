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


def while_refused(call: Callable[[], Any], codes: tuple[str, ...], limit: float, say: Callable[[str], None]) -> None:
    """Repeat a call that AWS refuses for a time with one of these error codes; from some seconds on it is said."""
    began, pause, spoken = time.monotonic(), 0.5, 0.0
    while True:
        try:
            call()
            return
        except Exception as error:
            if code_of(error) not in codes or time.monotonic() - began > limit:
                raise
            passed = time.monotonic() - began
            if passed - spoken > SPEAK_EVERY / 3:
                spoken = passed
                say(f"refused for {passed:.0f} s ({code_of(error)}), {limit:.0f} s at most")
        sleep_with_the_run(pause)
        pause = min(pause * 2, 5)


def only_once(make: Callable[[], Any], is_made: Callable[[], Any], not_yet: tuple[str, ...] = ()) -> None:
    """Make something once, and only once: after an uncertain answer look first, then repeat."""
    began = time.monotonic()
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
                if time.monotonic() - began > SPREADING:
                    raise
            elif not is_throttled(error) or last:
                raise
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
    """The resources of these ids, until they are ready, or gone. What was ``seen`` just now is not looked at first."""

    kind: Kind
    ids: set[str]
    query: Query
    until_gone: bool = False
    seen: list[Resource] = field(default_factory=list)

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
        self.seen = [have for have in self.kind.existing(self.query) if have.id in self.ids]

    def is_open(self) -> bool:
        """Whether some are not there yet, or still there."""
        return bool(self._open())

    def _open(self) -> list[Resource]:
        return self.seen if self.until_gone else [have for have in self.seen if not self.kind.ready(have)]

    def failed(self) -> list[str]:
        """What will never be ready, with the service's reason."""
        if self.until_gone:
            return []
        reasons = ((have, self.kind.failure(have)) for have in self.seen)
        return [f"{self.kind.noun} {have.label} {reason}" for have, reason in reasons if reason]

    def describe(self) -> str:
        """The states in one line; many of one state together."""
        noun = self.kind.noun
        by_state: dict[str, list[str]] = {}
        for have in self._open():
            by_state.setdefault(have.state or "unknown", []).append(have.label)
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
