# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Making and changing: carries out decisions so that a crash, a lost answer or a throttled call heals."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from . import plan
from .errors import StackError, is_foreseen
from .kind import Kind
from .looking import Looker
from .model import CREATE, KEEP, REPLACE, UPDATE, Decision, Resource, Wanted
from .outcome import Options, Outcome
from .removing import Remover
from .together import await_ready, telling, together
from .waiting import SPREADING, Patience, only_once, sleep_with_the_run, while_refused


class Actor:
    """Carries out the decisions of one task."""

    def __init__(self, kind: Kind, options: Options) -> None:
        self.kind, self.options = kind, options
        self.looker = Looker(kind)

    def apply(self, wanted: list[Wanted], decisions: list[Decision], outcome: Outcome) -> list[Decision]:
        """Replace, create, change, wait; answers with what was done."""
        made = [decision for decision in decisions if decision.action in (CREATE, REPLACE)]
        outcome.retained = [
            text for text in (self.kind.leaves_behind(decision.have) for decision in made if decision.have) if text
        ]
        Remover(self.kind, self.options).delete([decision for decision in made if decision.have], outcome)
        made = [decision for decision in made if decision.refusal is None]
        together(self.kind, self._create, made, outcome)
        expected = {decision.key for decision in made if decision.refusal is None}
        expected |= {key for key, have in outcome.now.items() if self.kind.untold(have)}
        if made or expected:
            self._read_back(wanted, expected, outcome)
        ids = self.looker.ids(wanted, outcome.now)
        todo = [decision for decision in decisions if decision.action != KEEP and not self._broken(decision, outcome)]
        self._ready_to_change(todo, ids, outcome)
        together(self.kind, lambda decision: self._settle(decision, outcome.now[decision.key], ids), todo, outcome)
        if any(decision.action == UPDATE for decision in todo):
            outcome.now.update(self.looker.again(wanted))
        if self.options.wait and self.kind.life.ready:
            self._await(list(outcome.now.values()), outcome)
        return [decision for decision in decisions if decision.action == KEEP or not self._broken(decision, outcome)]

    @staticmethod
    def _broken(decision: Decision, outcome: Outcome) -> bool:
        return decision.refusal is not None or decision.key not in outcome.now

    def _create(self, decision: Decision) -> None:
        """Create once, and only once: after an uncertain answer look first, then repeat."""
        want = decision.want
        assert want
        say = telling(self.kind, self.options, want.name)
        only_once(lambda: self.kind.create(want), lambda: self.looker.again([want]), say, self.kind.codes.not_yet)

    def _read_back(self, wanted: list[Wanted], expected: set[str], outcome: Outcome) -> None:
        """What AWS made, in the shape of every other look; AWS may need a moment to show it."""
        patience, pause = Patience(SPREADING), 0.2
        while True:
            outcome.now = self.looker.again(wanted)
            shown = {key: self.kind.untold(have) for key, have in outcome.now.items()}
            missing = {key: what for key in sorted(expected) if (what := shown.get(key, "it"))}
            if not missing:
                return
            names, what = ", ".join(missing), ", ".join(dict.fromkeys(missing.values()))
            if patience.is_over:
                text = f"{self.kind.noun} {names}: made, but AWS does not show {what}"
                outcome.errors.append(StackError(text, "Run again: it goes on from here"))
                return
            patience.tell(telling(self.kind, self.options, names), f"made, but AWS does not show {what}")
            sleep_with_the_run(pause)
            pause = min(pause * 2, 5)

    def _ready_to_change(self, decisions: list[Decision], ids: dict[str, str], outcome: Outcome) -> None:
        """What AWS is still making cannot be changed: wait for it where there is something to change."""
        if self.kind.life.always_changeable:
            return
        busy = [
            have
            for decision in decisions
            if not self.kind.ready(have := outcome.now[decision.key]) and self._open_changes(decision, have, ids)[1]
        ]
        if busy:
            self._await(busy, outcome)

    def _open_changes(
        self, decision: Decision, have: Resource, ids: dict[str, str]
    ) -> tuple[Wanted, dict[str, tuple[Any, Any]]]:
        assert decision.want
        want = self.looker.resolved(decision.want, ids)
        return want, plan.decide(want, have, self.kind).changes

    def _settle(self, decision: Decision, have: Resource, ids: dict[str, str]) -> None:
        """One setter for each field that differs: the same code after a create, after a crash and on drift."""
        want, changes = self._open_changes(decision, have, ids)
        by_setter: dict[str, list[str]] = {}
        for name in self.kind.fields:
            if name in changes and self.kind.fields[name].setter:
                by_setter.setdefault(str(self.kind.fields[name].setter), []).append(name)
        for setter, names in by_setter.items():
            changed = tuple(names)
            try:
                call = partial(getattr(self.kind, setter), have, want, changed)
                while_refused(call, self.kind.codes.not_yet, SPREADING, telling(self.kind, self.options, have.label))
            except Exception as error:
                if not is_foreseen(error) or not self._is_so_already(have, want, changed):
                    raise
        if "tags" in changes:
            self.kind.set_tags(have, changes["tags"][1])

    def _is_so_already(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> bool:
        """Whether a change that AWS refused is made.

        The client repeats a call whose answer was lost, and AWS refuses what it has done already.
        """
        now = self.looker.one_again(have, (want,))
        return now is not None and not plan.decide(want, now, self.kind).changes.keys() & set(changed)

    def _await(self, resources: Iterable[Resource], outcome: Outcome) -> None:
        busy = [have for have in resources if not self.kind.ready(have)]
        if busy:
            await_ready(self.kind, self.options, busy, outcome)
