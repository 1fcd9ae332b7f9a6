# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The engine: a task's list against what there is, in each state that a task can ask for."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from . import plan
from .acting import Actor
from .errors import StackError
from .kind import Kind
from .looking import Looker
from .model import CREATE, REPLACE, UPDATE, Decision, Resource, Wanted
from .outcome import Options, Outcome
from .removing import Remover
from .symbols import absent, unknown


class Engine:
    """Brings the resources of one kind to what a list says."""

    def __init__(self, kind: Kind, options: Options | None = None) -> None:
        self.kind, self.options = kind, options or Options()
        self.listed_elsewhere: set[str] = set()  # ids of what is listed in another place: no orphans here
        self.looker, self.remover = Looker(kind), Remover(kind, self.options)

    # The states of a task

    def present(self, config: list[dict[str, Any]]) -> Outcome:
        """What the list says exists, as it says."""
        wanted = self.looker.wanted(config)
        self.looker.refuse_absent(config)
        found, orphans = self.looker.match(wanted)
        decisions = self._decide_all(wanted, found)
        outcome = Outcome(wanted, decisions, dict(found), orphans, warnings=self.kind.risks(wanted))
        allowed = [decision for decision in decisions if self._allowed(decision, outcome)]
        if self.options.check_mode:
            new = (d for d in decisions if d.action in (CREATE, REPLACE) or self._is_new_revision(d))
            outcome.symbols = {decision.key: unknown(self.kind.noun, decision.key) for decision in new}
            return outcome
        outcome.decisions = Actor(self.kind, self.options).apply(wanted, allowed, outcome)
        return outcome

    def _is_new_revision(self, decision: Decision) -> bool:
        return self.kind.life.revisions and decision.action == UPDATE and bool(decision.changes.keys() - {"tags"})

    def gathered(self, config: list[dict[str, Any]]) -> Outcome:
        """Only look: what of the list exists."""
        wanted = self.looker.wanted(config)
        found, orphans = self.looker.match(wanted)
        missing = {want.key: absent(self.kind.noun, want.name) for want in wanted if want.key not in found}
        protected = self.looker.protected([*found.values(), *orphans])
        return Outcome(wanted, [], found, orphans, symbols=missing, protected=protected)

    def offline(self, config: list[dict[str, Any]]) -> Outcome:
        """As the list would stand in an empty account; nobody is asked, so it needs no credentials."""
        wanted = self.looker.wanted(config)
        decisions = [plan.creation(want) for want in wanted]
        symbols = {decision.key: unknown(self.kind.noun, decision.key) for decision in decisions}
        return Outcome(wanted, decisions, symbols=symbols)

    def absent(self, config: list[dict[str, Any]]) -> Outcome:
        """Nothing of the list exists, nor anything else of ours of this kind and component."""
        return self.remove(self.looker.wanted(config))

    # For the actions over all kinds of a component

    def remove(self, wanted: list[Wanted], ids: Collection[str] = ()) -> Outcome:
        """Remove all of ours: what the list says, what has one of these ids, and the orphans."""
        found, orphans = self.looker.match(wanted, everything=True, ids=ids)
        orphans = [have for have in orphans if have.id not in self.listed_elsewhere]
        listed: list[tuple[Wanted | None, Resource]] = [(want, found[want.key]) for want in wanted if want.key in found]
        return self.remover.remove(plan.removals([*listed, *((None, have) for have in orphans)]))

    def orphans(self, wanted: list[Wanted]) -> list[Resource]:
        """All of ours that is in no list; what is listed need not be looked at in full once more."""
        found = self.looker.match(wanted, everything=True, named=False)[1]
        return [have for have in found if have.id not in self.listed_elsewhere]

    def prune(self, orphans: list[Resource]) -> Outcome:
        """Remove what is in no list any more; where some of it has to stay, all of it stays."""
        whys = {id(have): self.why_it_stays(have) for have in orphans}
        if any(whys.values()):
            return self.leave(orphans, whys)
        return self.remover.remove(plan.removals((None, have) for have in orphans))

    def why_it_stays(self, have: Resource) -> str | None:
        """Why an orphan is not removed until it is said that data may be lost."""
        if self.options.allow_data_loss:
            return None
        if self.kind.life.holds_data:
            return "holds data"
        reason = self.kind.protected(have)
        return f"is protected ({reason})" if reason else None

    def leave(self, orphans: list[Resource], whys: dict[int, str | None]) -> Outcome:
        """Leave orphans where they are, and say why. whys: reasons by the identity of an orphan."""
        lift = self.kind.stack.hint("data_loss")
        reasons = ((have, whys.get(id(have))) for have in orphans)
        told = [
            f"{self.kind.noun} {have.label} is in no list any more, but {reason}: it stays. To remove it, {lift}."
            for have, reason in reasons
            if reason
        ]
        return Outcome(orphans=orphans, warnings=told)

    # Deciding

    def _decide_all(self, wanted: list[Wanted], found: dict[str, Resource]) -> list[Decision]:
        """A decision for each entry. What may be replaced gets a new id, so what refers to it is decided again."""
        ids = self.looker.ids(wanted, found)
        while True:
            decisions = [self._decide(want, found.get(want.key), ids) for want in wanted]
            going = {
                decision.key: unknown(self.kind.noun, decision.key)
                for decision in decisions
                if decision.action == REPLACE and not decision.refusal and decision.name in self.options.allow_replace
            }
            if going.items() <= ids.items():
                return decisions
            ids |= going

    def _decide(self, want: Wanted, have: Resource | None, ids: dict[str, str]) -> Decision:
        failure = self.kind.failure(have) if have and not self.kind.life.always_changeable else None
        if failure:
            return Decision(REPLACE, want, have, {"state": (failure, "ready")}, stuck=["state"])
        decision = plan.decide(self.looker.resolved(want, ids), have, self.kind)
        decision.want = want  # references stay open: the ids of what is still to be made come later
        return decision

    def _allowed(self, decision: Decision, outcome: Outcome) -> bool:
        label = f"{self.kind.noun} {decision.name}"
        if decision.refusal:
            outcome.errors.append(StackError(f"{label}: {decision.refusal}"))
            return False
        if decision.action != REPLACE:
            return True
        if decision.name in self.options.allow_replace:
            return self.remover.may_go(decision, outcome)
        changes = ", ".join(
            f"{name} ({decision.changes[name][0]} -> {decision.changes[name][1]})" for name in decision.stuck
        )
        allow = self.kind.stack.hint("replace", name=decision.name)
        refused = StackError(
            f"{label}: AWS cannot change {changes} in place; it would have to be deleted and replaced by a new one",
            f"If that is meant, {allow}; otherwise take the change back",
        )
        if self.options.check_mode:
            outcome.warnings.append(f"The run will refuse this: {refused}")
        else:
            outcome.errors.append(refused)
        return False
