"""Waiting for slow things together: one look at each kind a round, a line when something moves, a deadline for each kind."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from .clients import in_parallel
from .errors import StackError
from .kind import Kind
from .model import Resource

FASTEST_POLL, SLOWEST_POLL = 0.5, 15.0
SPEAK_EVERY = 30.0
# Actions are imported before Ansible forks, so in a worker this is the process of the run.
_RUN = os.getpid()


def sleep_with_the_run(seconds: float) -> None:
    """Sleep; end the process where the run that it works for was killed: nobody would hear what it waits for."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        if os.getpid() != _RUN and os.getppid() != _RUN:
            raise SystemExit("the run was killed")
        time.sleep(min(left, 1.0))


@dataclass
class Watch:
    """What to wait for: the resources of these ids, until they are ready, or gone. What was ``seen`` just now is not looked at again first."""

    kind: Kind
    ids: set[str]
    until_gone: bool = False
    names: list[str] = field(default_factory=list)
    seen: list[Resource] = field(default_factory=list)

    def look(self) -> None:
        """Ask AWS for their states."""
        self.seen = [have for have in self.kind.existing(self.names) if have.id in self.ids]

    def open(self) -> list[Resource]:
        """Those that are not there yet, or still there."""
        return self.seen if self.until_gone else [have for have in self.seen if not self.kind.ready(have)]

    def failed(self) -> list[str]:
        """What will never be ready, with the service's reason."""
        if self.until_gone:
            return []
        reasons = ((have, self.kind.failure(have)) for have in self.seen)
        return [f"{self.kind.noun} {have.name or have.id} {reason}" for have, reason in reasons if reason]

    def describe(self) -> str:
        """The states in one line; many of one state together."""
        by_state: dict[str, list[str]] = {}
        for have in self.open():
            by_state.setdefault(have.state or "unknown", []).append(have.name or have.id)
        states = [
            f"{self.kind.noun} {names[0]}: {state}" if len(names) == 1 else f"{len(names)} {self.kind.noun}s: {state}"
            for state, names in by_state.items()
        ]
        return f"{', '.join(states)} (usually {self.kind.states.usual} s)"


def wait_for(
    watches: list[Watch],
    say: Callable[[str], None],
    deadline: float | None = None,
    now: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = sleep_with_the_run,
) -> None:
    """Return when everything watched is ready (or gone); raise at once when something failed or took longer than its deadline.

    deadline: seconds; by default that of each kind. ``seen`` of each watch then holds the last answers.
    """
    began, said, spoke_at = now(), "", now()
    pending = list(watches)
    unseen = [watch for watch in pending if not watch.seen]
    while True:
        in_parallel(Watch.look, unseen)
        failed = [reason for watch in pending for reason in watch.failed()]
        if failed:
            raise StackError("; ".join(failed), "Mend the cause and run again")
        pending = [watch for watch in pending if watch.open()]
        if not pending:
            return
        elapsed = now() - began
        late = [
            watch for watch in pending if elapsed > (deadline if deadline is not None else watch.kind.states.deadline)
        ]
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
