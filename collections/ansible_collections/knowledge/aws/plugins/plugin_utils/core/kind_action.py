# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The action of every kind: one task over a list of resources."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from ansible.errors import AnsibleActionFail

from . import journal
from .action import StackAction, display
from .clients import Aws, in_parallel
from .engine import Engine
from .errors import StackError, explain, is_foreseen
from .fields import argument_spec
from .kind import Kind
from .model import Resource, Stack
from .outcome import Options, Outcome
from .plan import refuse_doubled
from .report import Run, entry, result
from .symbols import absent_names

Config = list[dict[str, Any]]


class KindAction(StackAction):
    """One task over a list of resources of one kind."""

    kind: ClassVar[type[Kind]]

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """As any action, with the arguments of the kind."""
        type(self).SPEC = module_spec(self.kind)
        return super().run(tmp, task_vars)

    def offline(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """A plan of an empty account; nothing changes."""
        return self.act(args, task_vars) | {"changed": False}

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """Bring the list to the state that is asked for, and answer with what is there."""
        several = len(task_vars.get("ansible_play_batch", [])) > 1
        self._task_host = task_vars.get("inventory_hostname", "") if several else ""
        stack = self.stack(args)
        if args["state"] == "present":
            self.refuse_unbuilt(args["component"], task_vars, stack)
        runs = self._run_places(args, stack)
        answer = result(runs) | {"planned": self._task.check_mode or self._is_offline, "state": args["state"]}
        self._note(runs, args, task_vars)
        for warning in dict.fromkeys(text for run in runs for text in run.outcome.warnings):
            display.warning(warning)
        errors = [str(error) for run in runs for error in run.outcome.errors]
        return answer | ({"failed": True, "msg": "\n".join(errors)} if errors else {})

    def _run_places(self, args: dict[str, Any], stack: Stack) -> list[Run]:
        """One engine for everything that lives in the same place: a region, a VPC, a cluster."""
        allowed = tuple(args["allow_replace"]), args["allow_data_loss"]
        options = Options(self._task.check_mode, args["wait"], args["wait_timeout"], *allowed, self.say)
        places = self.places(args, stack)
        engines = [(Engine(self.build_kind(scope, stack), options), config) for scope, config in places]
        if len(engines) > 1:
            self._look_at_all(engines, args["state"])

        def work(pair: tuple[Engine, Config]) -> Run:
            engine, config = pair
            try:
                return Run(engine.kind, getattr(engine, args["state"])(config))
            except Exception as error:
                if len(engines) == 1 or not is_foreseen(error):
                    raise
                return Run(engine.kind, Outcome(errors=[explain(error, engine.kind.noun, engine.kind.codes.hints)]))

        runs = in_parallel(work, engines)
        for run in runs:  # what one place lists is no orphan in another
            elsewhere = _ids([(other.kind, other.outcome.now) for other in runs if other is not run], run.kind)
            run.outcome.orphans = [have for have in run.outcome.orphans if have.id not in elsewhere]
        return runs

    @staticmethod
    def _look_at_all(engines: list[tuple[Engine, Config]], state: str) -> None:
        """What is wrong in one place is said before anything is written in another; the same for what is removed."""
        wrong = [text for engine, config in engines for text in engine.looker.refused(config)]
        if wrong:
            raise StackError("; ".join(wrong))
        if state == "absent":
            found = in_parallel(lambda pair: pair[0].looker.again(pair[0].looker.wanted(pair[1])), engines)
            seen = list(zip((engine.kind for engine, _ in engines), found, strict=True))
            for engine, _ in engines:
                engine.listed_elsewhere = _ids([pair for pair in seen if pair[0] is not engine.kind], engine.kind)

    def places(self, args: dict[str, Any], stack: Stack) -> list[tuple[dict[str, Any], Config]]:
        """The list by what its entries live in: what an entry does not say, the task says."""
        refuse_doubled("key", [listed["key"] for listed in args["config"]])
        names = ["region", *self.kind.scope_fields]
        common = {name: args.get(name) for name in names}
        by_place: dict[str, tuple[dict[str, Any], Config]] = {}
        for listed in args["config"]:
            scope = common | {name: listed[name] for name in names if listed.get(name) is not None}
            if scope["region"] != "":
                scope["region"] = self.kind.region_for(scope, stack.region)  # said or not, it is the same place
            place = by_place.setdefault(json.dumps(scope, sort_keys=True), (scope, []))
            place[1].append({name: value for name, value in listed.items() if name not in names})
        if args["state"] != "absent" or not stack.ownership:  # without tags a natural key would fit a stranger
            self._refuse_incomplete([scope for scope, _ in by_place.values()])
        return list(by_place.values()) or ([(common, [])] if self._looks_for_nothing(args, common) else [])

    def _refuse_incomplete(self, scopes: list[dict[str, Any]]) -> None:
        lacking = [name for name in self._required() if any(scope[name] is None for scope in scopes)]
        if lacking:
            raise AnsibleActionFail(self.named(f"missing required arguments: {', '.join(lacking)}"))

    def _required(self) -> list[str]:
        return [name for name, field in self.kind.scope_fields.items() if field.required]

    def _looks_for_nothing(self, args: dict[str, Any], common: dict[str, Any]) -> bool:
        """Whether a task without entries has to look all the same.

        What is ours and in no list is known by the index of tags, which ``prune`` reads; so only where the index does
        not hold the kind, and where data may be protected that is about to be removed.
        """
        if args["state"] == "absent":
            return True
        if self.kind.life.of_account or any(common[name] is None for name in self._required()):
            return False
        return self.kind.arn_prefix is None or (args["state"] == "gathered" and self.kind.life.holds_data)

    def build_kind(self, scope: dict[str, Any], stack: Stack) -> Kind:
        """The kind, bound to the account, the stack and what it lives in."""
        empty = [name for name, value in scope.items() if value == ""]
        if empty:
            hint = "An empty id would match anything; give an id, or leave the argument out"
            raise StackError(f"{', '.join(empty)} is empty", hint)
        return self.kind(Aws(stack.region, self._task.check_mode), stack, scope, self.say, self.index())

    def _note(self, runs: list[Run], args: dict[str, Any], task_vars: dict[str, Any]) -> None:
        """Leave in the journal what was found and done."""
        host, component = task_vars["inventory_hostname"], args["component"] or ""
        for run in runs:
            if args["state"] == "gathered" and absent_names(list(run.outcome.symbols.values())):
                journal.look_in_vain(host, component)
            journal.write(host, entry(run) | {"component": args["component"], "state": args["state"]})


def _ids(seen: list[tuple[Kind, dict[str, Resource]]], kind: Kind) -> set[str]:
    """Ids of what was found by some kinds in the region of another."""
    return {have.id for other, found in seen if other.aws.region == kind.aws.region for have in found.values()}


def module_spec(kind: type[Kind]) -> dict[str, Any]:
    """The argument spec of a kind's module, beside what every action has."""
    places = {name: {**spec, "required": False} for name, spec in argument_spec(kind.scope_fields).items()}
    by_entry = {name: {**spec, "default": None} for name, spec in places.items()}
    of_entry = {
        "key": {"type": "str", "required": True},
        "name": {"type": "str"},
        "tags": {"type": "dict"},
        "region": {"type": "str"},
        **by_entry,
        **argument_spec(kind.fields),
    }
    return {
        "config": {"type": "list", "elements": "dict", "default": [], "options": of_entry},
        "parts": {"type": "list", "elements": "str"},
        "plan_only": {"type": "bool", "default": False},
        "state": {"type": "str", "default": "present", "choices": ["present", "absent", "gathered", "offline"]},
        "wait": {"type": "bool", "default": True},
        "wait_timeout": {"type": "float"},
        "allow_replace": {"type": "list", "elements": "str", "default": []},
        "allow_data_loss": {"type": "bool", "default": False},
        **places,
    }
