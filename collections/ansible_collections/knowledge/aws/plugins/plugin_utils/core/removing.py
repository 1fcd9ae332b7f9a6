# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Removing: protection first, then everything detaches from everything else, then it is deleted and awaited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .codes import code_of
from .errors import StackError, is_foreseen
from .kind import Kind
from .looking import Looker
from .model import Decision, Query
from .outcome import Options, Outcome
from .together import explained, telling, together
from .waiting import Watch, wait_for, while_refused

LETTING_GO = 300.0  # seconds that AWS may take until it notices that a user of something is gone


class Remover:
    """Removes resources of one kind."""

    def __init__(self, kind: Kind, options: Options) -> None:
        self.kind, self.options = kind, options
        self.looker = Looker(kind)

    def may_go(self, decision: Decision, outcome: Outcome) -> bool:
        """Whether nothing protects what is to be deleted, or that protection may be lifted."""
        reason = self.kind.protected(decision.known)
        if not reason or self.options.allow_data_loss:
            return True
        lift = self.kind.stack.hint("data_loss")
        refused = StackError(f"{self.kind.noun} {decision.name} is protected: {reason}", f"To lift that, {lift}")
        if self.options.check_mode:
            outcome.warnings.append(f"The run will refuse this: {refused}")
            return True
        outcome.errors.append(refused)
        decision.refusal = "protected"
        return False

    def remove(self, decisions: list[Decision]) -> Outcome:
        """Delete all of these, or nothing where one of them is protected: nothing is half removed."""
        retained = {id(decision): self.kind.retains(decision.known) for decision in decisions}
        decisions = [decision for decision in decisions if not retained[id(decision)]]
        outcome = Outcome(decisions=decisions)
        for decision in decisions:
            self.may_go(decision, outcome)
        todo = [] if outcome.errors else decisions
        behind = (self.kind.leaves_behind(decision.known) for decision in todo)
        outcome.retained = [text for text in (*retained.values(), *behind) if text]
        if not self.options.check_mode:
            self.delete(todo, outcome)
        outcome.decisions = [decision for decision in todo if decision.refusal is None]
        return outcome

    def delete(self, decisions: list[Decision], outcome: Outcome) -> None:
        """Delete what the decisions found; first all of it detaches, so that mutual references do not matter."""
        together(self.kind, self._detach, decisions, outcome)
        left = [decision for decision in decisions if decision.refusal is None]
        together(self.kind, self._delete_one, left, outcome)
        gone = [decision.known for decision in decisions if decision.refusal is None]
        if gone and self.kind.life.ready:
            self._await_gone({have.id: have.label for have in gone}, outcome)

    def _await_gone(self, labels: dict[str, str], outcome: Outcome) -> None:
        watch = Watch(self.kind, labels, Query(tuple(labels.values())), until_gone=True)
        try:
            wait_for([watch], self.options.say, self.options.deadline)
        except Exception as error:
            outcome.errors.append(explained(error, self.kind, self.kind.noun))

    def _detach(self, decision: Decision) -> None:
        if self.kind.protected(decision.known):
            self.kind.unprotect(decision.known)
        self._gone_is_fine(lambda: self.kind.detach(decision.known))

    def _delete_one(self, decision: Decision) -> None:
        have = decision.known
        try:
            codes, say = self.kind.codes.still_used, telling(self.kind, self.options, have.label)
            self._gone_is_fine(lambda: while_refused(lambda: self.kind.delete(have), codes, LETTING_GO, say))
        except Exception as error:  # what AWS refuses to delete a second time is gone
            if not is_foreseen(error) or self.looker.one_again(have):
                raise

    def _gone_is_fine(self, call: Callable[[], Any]) -> None:
        try:
            call()
        except Exception as error:
            if code_of(error) not in self.kind.codes.gone:
                raise
