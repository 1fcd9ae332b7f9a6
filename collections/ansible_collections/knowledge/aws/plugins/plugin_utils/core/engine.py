"""The acting half: carries out what the pure half decided, so that a crash, a lost answer or a throttled call heals."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from . import plan
from .clients import in_parallel
from .errors import Refused, StackError, code_of, explain, is_gone, is_throttled, is_uncertain, needed
from .kind import Kind
from .model import CREATE, KEEP, REPLACE, UPDATE, Decision, Resource, Wanted
from .outcome import Options, Outcome
from .symbols import absent, absent_names, find_symbol, unknown
from .waiting import Watch, wait_for

ATTEMPTS = 6
SPREADING = 60.0  # seconds that something new may take until AWS sees it everywhere
LETTING_GO = 300.0  # seconds that AWS may take until it notices that a user of something is gone


class Engine:
    """Brings the resources of one kind to what a list says."""

    def __init__(self, kind: Kind, options: Options | None = None) -> None:
        self.kind, self.options = kind, options or Options()

    # The states of a task

    def present(self, config: list[dict[str, Any]]) -> Outcome:
        """What the list says exists, as it says."""
        wanted = self._wanted(config)
        self._refuse_absent(config)
        existing = self._existing(wanted)
        found, left_over = plan.match(wanted, existing, self.kind.nature, self.kind.stack)
        decisions = self._decide_all(wanted, found)
        outcome = Outcome(
            decisions, dict(found), plan.strays(left_over, self.kind.stack), warnings=self.kind.risks(wanted)
        )
        allowed = [decision for decision in decisions if self._allowed(decision, outcome)]
        if self.options.check_mode:
            outcome.symbols = {
                d.key: unknown(self.kind.noun, d.key)
                for d in decisions
                if d.action in (CREATE, REPLACE) or self._renewed(d)
            }
            return outcome
        outcome.decisions = self._apply(wanted, allowed, outcome)
        return outcome

    def _renewed(self, decision: Decision) -> bool:
        return self.kind.renews and decision.action == UPDATE and bool(decision.changes.keys() - {"tags"})

    def gathered(self, config: list[dict[str, Any]]) -> Outcome:
        """Only look: what of the list exists."""
        wanted = self._wanted(config)
        found, left_over = plan.match(wanted, self._existing(wanted), self.kind.nature, self.kind.stack)
        missing = {want.key: absent(self.kind.noun, want.name) for want in wanted if want.key not in found}
        strays = plan.strays(left_over, self.kind.stack)
        reasons = ((have, self.kind.protected(have)) for have in (*found.values(), *strays))
        protected = [f"{self.kind.noun} {have.name or have.id}: {reason}" for have, reason in reasons if reason]
        return Outcome([], found, strays, symbols=missing, protected=protected)

    def imagined(self, config: list[dict[str, Any]]) -> Outcome:
        """As the list would stand in an empty account; nobody is asked, so it needs no credentials."""
        decisions = [plan.creation(want) for want in self._wanted(config)]
        return Outcome(
            decisions, symbols={decision.key: unknown(self.kind.noun, decision.key) for decision in decisions}
        )

    def absent(self, config: list[dict[str, Any]]) -> Outcome:
        """Nothing of the list exists, nor anything else of ours of this kind."""
        self.kind.everything = True
        wanted = self._wanted(config)
        found, left_over = plan.match(wanted, self._existing(wanted), self.kind.nature, self.kind.stack)
        listed: list[tuple[Wanted | None, Resource]] = [(want, found[want.key]) for want in wanted if want.key in found]
        return self._remove(
            plan.removals([*listed, *((None, have) for have in plan.strays(left_over, self.kind.stack))])
        )

    def purged(self, config: list[dict[str, Any]]) -> Outcome:
        """Nothing of ours of this kind exists that is not in the list; what holds data stays until it is said that it may go."""
        self.kind.everything = True
        wanted = self._wanted(config)
        _, left_over = plan.match(wanted, self._existing(wanted), self.kind.nature, self.kind.stack)
        strays = plan.strays(left_over, self.kind.stack)
        if not self.kind.stateful or self.options.allow_data_loss:
            return self._remove(plan.removals((None, have) for have in strays))
        lift = f"To remove it, add -e allow_data_loss={self.kind.stack.tags.get('Environment', '')}."
        text = f"is in no list any more, but holds data: it stays. {lift}"
        return Outcome(strays=strays, warnings=[f"{self.kind.noun} {have.name or have.id} {text}" for have in strays])

    # Looking and deciding

    def _wanted(self, config: list[dict[str, Any]]) -> list[Wanted]:
        wanted = plan.wanted_items(config, self.kind.fields, self.kind.stack)
        self.kind.wanted = wanted
        wrong = self.kind.check(wanted)
        if wrong:
            raise StackError("; ".join(wrong))
        return wanted

    def _refuse_absent(self, config: list[dict[str, Any]]) -> None:
        missing = absent_names([self.kind.given, config])
        if missing:
            raise StackError(needed(missing, self.kind.noun), "Build that part first, or run the whole of site.yml")

    def _existing(self, wanted: list[Wanted]) -> list[Resource]:
        if find_symbol(self.kind.given):  # what lives in something that does not exist does not exist either
            return []
        names = [want.name for want in wanted]
        existing = self.kind.existing(names)
        if self.kind.name_path:
            for have in existing:
                if have.name in names and self.kind.stack.foreign(have.tags):
                    raise StackError(
                        f"{self.kind.noun} {have.name} belongs to another stack (its tags say Project="
                        f"{have.tags.get('Project')}, Environment={have.tags.get('Environment')})",
                        "Choose another project_name or environment_name, or remove it there",
                    )
        return existing

    def _ids(self, wanted: list[Wanted], found: dict[str, Resource]) -> dict[str, str]:
        return {
            want.key: found[want.key].id if want.key in found else unknown(self.kind.noun, want.key) for want in wanted
        }

    def _resolved(self, want: Wanted, ids: dict[str, str]) -> Wanted:
        fields = dict(want.fields)
        for name, field_ in self.kind.fields.items():
            if field_.refs and name in fields:
                fields[name] = field_.comparable(plan.resolve_refs(fields[name], ids))
        return replace(want, fields=fields)

    def _decide_all(self, wanted: list[Wanted], found: dict[str, Resource]) -> list[Decision]:
        """A decision for each entry. What may be replaced gets a new id, so what refers to it is decided again."""
        ids = self._ids(wanted, found)
        while True:
            decisions = [self._decide(want, found.get(want.key), ids) for want in wanted]
            going = {
                d.key: unknown(self.kind.noun, d.key)
                for d in decisions
                if d.action == REPLACE and not d.refusal and d.name in self.options.allow_replace
            }
            if going.items() <= ids.items():
                return decisions
            ids |= going

    def _decide(self, want: Wanted, have: Resource | None, ids: dict[str, str]) -> Decision:
        failure = self.kind.failure(have) if have and not self.kind.always_changeable else None
        if failure:
            return Decision(REPLACE, want, have, {"state": (failure, "ready")}, stuck=["state"])
        decision = plan.decide(self._resolved(want, ids), have, self.kind)
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
            return self._may_go(decision, outcome)
        changes = ", ".join(
            f"{name} ({decision.changes[name][0]} -> {decision.changes[name][1]})" for name in decision.stuck
        )
        refused = StackError(
            f"{label}: AWS cannot change {changes} in place; it would have to be deleted and made anew",
            f"If that is meant, run again with -e allow_replace={decision.name}; otherwise take the change back",
        )
        if self.options.check_mode:
            outcome.warnings.append(f"The run will refuse this: {refused}")
        else:
            outcome.errors.append(refused)
        return False

    def _may_go(self, decision: Decision, outcome: Outcome) -> bool:
        """Whether nothing protects what is to be deleted, or that protection may be lifted."""
        assert decision.have
        reason = self.kind.protected(decision.have)
        if not reason or self.options.allow_data_loss:
            return True
        environment = self.kind.stack.tags.get("Environment", "")
        refused = StackError(
            f"{self.kind.noun} {decision.name} is protected: {reason}",
            f"To lift that, add -e allow_data_loss={environment}",
        )
        if self.options.check_mode:
            outcome.warnings.append(f"The run will refuse this: {refused}")
            return True
        outcome.errors.append(refused)
        decision.refusal = "protected"
        return False

    # Making and changing

    def _apply(self, wanted: list[Wanted], decisions: list[Decision], outcome: Outcome) -> list[Decision]:
        made = [decision for decision in decisions if decision.action in (CREATE, REPLACE)]
        outcome.kept = [text for text in (self.kind.kept(decision.have) for decision in made if decision.have) if text]
        self._delete([decision for decision in made if decision.have], outcome)
        made = [decision for decision in made if decision.refusal is None]
        self._together(self._create, made, outcome)
        if made:
            self._read_back(wanted, made, outcome)
        ids = self._ids(wanted, outcome.now)
        todo = [decision for decision in decisions if decision.action != KEEP and not self._broken(decision, outcome)]
        self._ready_to_change(todo, ids, outcome)
        self._together(lambda decision: self._settle(decision, outcome.now[decision.key], ids), todo, outcome)
        if any(decision.action == UPDATE for decision in todo):
            outcome.now.update(self._look_again(wanted))
        if self.options.wait and self.kind.states.ready:
            self._await(list(outcome.now.values()), outcome)
        return [decision for decision in decisions if decision.action == KEEP or not self._broken(decision, outcome)]

    def _together(self, work: Callable[[Decision], None], decisions: list[Decision], outcome: Outcome) -> None:
        """Do something to many side by side; one error does not hide the others."""

        def safely(decision: Decision) -> StackError | None:
            try:
                work(decision)
                return None
            except Refused:
                raise
            except Exception as error:
                decision.refusal = "failed"
                return explain(error, f"{self.kind.noun} {decision.name}")

        outcome.errors.extend(error for error in in_parallel(safely, decisions) if error)

    @staticmethod
    def _broken(decision: Decision, outcome: Outcome) -> bool:
        return decision.refusal is not None or decision.key not in outcome.now

    def _create(self, decision: Decision) -> None:
        """Create once, and only once: after an uncertain answer look first, then repeat."""
        want = decision.want
        assert want
        began = time.monotonic()
        for attempt in range(ATTEMPTS * 4):
            try:
                return self.kind.create(want)
            except Refused:
                raise
            except Exception as error:
                last = attempt >= ATTEMPTS - 1
                if is_uncertain(error):
                    if self._look_again([want]):
                        return None
                    if last:
                        raise
                elif code_of(error) in self.kind.not_yet:
                    if time.monotonic() - began > SPREADING:
                        raise
                elif not is_throttled(error) or last:
                    raise
            time.sleep(min(0.2 * 2**attempt, 5))
        return None

    def _look_again(self, wanted: list[Wanted]) -> dict[str, Resource]:
        found, _ = plan.match(wanted, self._existing(wanted), self.kind.nature, self.kind.stack)
        return found

    def _read_back(self, wanted: list[Wanted], made: list[Decision], outcome: Outcome) -> None:
        """What AWS made, in the shape of every other look; AWS may need a moment to show it."""
        expected = {decision.key for decision in made if decision.refusal is None}
        began, pause = time.monotonic(), 0.2
        while True:
            outcome.now = self._look_again(wanted)
            missing = expected - outcome.now.keys()
            if not missing:
                return
            if time.monotonic() - began > SPREADING:
                outcome.errors.append(
                    StackError(
                        f"{self.kind.noun} {', '.join(sorted(missing))}: made, but AWS does not show it",
                        "Run again: it will be found",
                    )
                )
                return
            time.sleep(pause)
            pause = min(pause * 2, 5)

    def _ready_to_change(self, decisions: list[Decision], ids: dict[str, str], outcome: Outcome) -> None:
        """What AWS is still making cannot be changed: wait for it where there is something to change."""
        if self.kind.always_changeable:
            return
        busy = [
            outcome.now[d.key]
            for d in decisions
            if not self.kind.ready(outcome.now[d.key]) and self._open_changes(d, outcome.now[d.key], ids)[1]
        ]
        if busy:
            self._await(busy, outcome)

    def _open_changes(
        self, decision: Decision, have: Resource, ids: dict[str, str]
    ) -> tuple[Wanted, dict[str, tuple[Any, Any]]]:
        assert decision.want
        want = self._resolved(decision.want, ids)
        return want, plan.decide(want, have, self.kind).changes

    def _settle(self, decision: Decision, have: Resource, ids: dict[str, str]) -> None:
        """One setter for each field that differs: the same code after a create, after a crash and on drift."""
        want, changes = self._open_changes(decision, have, ids)
        by_setter: dict[str, list[str]] = {}
        for name in self.kind.fields:
            if name in changes and self.kind.fields[name].setter:
                by_setter.setdefault(str(self.kind.fields[name].setter), []).append(name)
        for setter, names in by_setter.items():
            want.changed = tuple(names)
            try:
                self._until_seen(partial(getattr(self.kind, setter), have, want))
            except Exception:
                if not self._is_so_already(have, want):
                    raise
        if "tags" in changes:
            self.kind.set_tags(have, changes["tags"][1])

    def _seen_again(self, have: Resource) -> Resource | None:
        """The same resource by a fresh look; None where it is gone."""
        return next((now for now in self.kind.existing([have.name or have.id]) if now.id == have.id), None)

    def _is_so_already(self, have: Resource, want: Wanted) -> bool:
        """Whether a change that AWS refused is made: the client repeats a call whose answer was lost, and AWS refuses what it has done already."""
        now = self._seen_again(have)
        return now is not None and not plan.decide(want, now, self.kind).changes.keys() & set(want.changed)

    def _until_seen(self, call: Callable[[], Any]) -> None:
        self._while_refused(call, self.kind.not_yet, SPREADING)

    @staticmethod
    def _while_refused(call: Callable[[], Any], codes: tuple[str, ...], limit: float) -> None:
        """Repeat a call that AWS refuses for a time with one of these error codes."""
        began, pause = time.monotonic(), 0.5
        while True:
            try:
                call()
                return
            except Exception as error:
                if code_of(error) not in codes or time.monotonic() - began > limit:
                    raise
            time.sleep(pause)
            pause = min(pause * 2, 5)

    def _await(self, resources: Iterable[Resource], outcome: Outcome, look: bool = False) -> None:
        """look: their states have just been changed, so that what is known of them does not count."""
        busy = [have for have in resources if look or not self.kind.ready(have)]
        if not busy:
            return
        watch = Watch(self.kind, {have.id for have in busy}, names=[have.name or have.id for have in busy])
        try:
            wait_for([watch], self.options.say, self.options.deadline)
        except Exception as error:
            outcome.errors.append(explain(error, self.kind.noun))
        fresh = {have.id: have for have in watch.seen}
        outcome.now = {key: fresh.get(have.id, have) for key, have in outcome.now.items()}

    # Removing

    def _remove(self, decisions: list[Decision]) -> Outcome:
        spared = {id(decision): self.kind.spared(decision.have) for decision in decisions if decision.have}
        decisions = [decision for decision in decisions if not spared[id(decision)]]
        outcome = Outcome(decisions)
        for decision in decisions:
            self._may_go(decision, outcome)
        todo = (
            [] if outcome.errors else decisions
        )  # one that is protected keeps the others of its list: nothing is half removed
        outcome.kept = [text for text in (*spared.values(), *(self.kind.kept(d.have) for d in todo if d.have)) if text]
        if not self.options.check_mode:
            self._delete(todo, outcome)
        outcome.decisions = [decision for decision in todo if decision.refusal is None]
        return outcome

    def _delete(self, decisions: list[Decision], outcome: Outcome) -> None:
        """Delete what the decisions found; first everything lets go of everything else, so that mutual references do not matter."""
        for step in (self._let_go, self._delete_one):
            self._together(step, [decision for decision in decisions if decision.refusal is None], outcome)
            if step == self._let_go and self.kind.rests_before_delete:
                self._await(
                    [decision.have for decision in decisions if decision.have and decision.refusal is None],
                    outcome,
                    look=True,
                )
        gone = [decision.have for decision in decisions if decision.refusal is None and decision.have]
        if gone and self.kind.states.ready:
            watch = Watch(
                self.kind, {have.id for have in gone}, until_gone=True, names=[have.name or have.id for have in gone]
            )
            try:
                wait_for([watch], self.options.say, self.options.deadline)
            except Exception as error:
                outcome.errors.append(explain(error, self.kind.noun))

    def _let_go(self, decision: Decision) -> None:
        assert decision.have
        if self.kind.protected(decision.have):
            self.kind.unprotect(decision.have)
        self._gone_is_fine(lambda: self.kind.release(decision.have))  # type: ignore[arg-type]

    def _delete_one(self, decision: Decision) -> None:
        have = decision.have
        assert have
        try:
            self._gone_is_fine(
                lambda: self._while_refused(lambda: self.kind.delete(have), self.kind.still_used, LETTING_GO)
            )
        except Exception:
            if self._seen_again(have):  # what AWS refuses to delete a second time is gone
                raise

    @staticmethod
    def _gone_is_fine(call: Callable[[], Any]) -> None:
        try:
            call()
        except Exception as error:
            if not is_gone(error):
                raise
