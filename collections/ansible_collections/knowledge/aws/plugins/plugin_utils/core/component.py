# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""All that a component owns, whether a list names it or not: the base of the actions ``prune`` and ``absent``.

What tasks of this run listed stands in the journal. What no list names any more is known by the index of tags, and of
kinds that the index does not hold by their own look. So a component that is switched off costs no call unless something
of it is there.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from . import journal
from .action import StackAction, display
from .arns import same_arn
from .clients import Aws
from .engine import Engine
from .kind import Kind
from .model import Resource, Stack, Wanted
from .outcome import Options
from .report import Run, entry, result

COMPONENTS: dict[str, Any] = {
    "type": "list",
    "elements": "dict",
    "required": True,
    "options": {
        "name": {"type": "str", "required": True},
        "kinds": {"type": "list", "elements": "str", "required": True},
        "edge": {"type": "list", "elements": "str", "default": []},
    },
}
SPEC: dict[str, Any] = {
    "components": COMPONENTS,
    "parts": {"type": "list", "elements": "str"},
    "plan_only": {"type": "bool", "default": False},
    "state": {"type": "str", "default": "present", "choices": ["present", "gathered", "offline"]},
    "wait_timeout": {"type": "float"},
    "allow_data_loss": {"type": "bool", "default": False},
}


@dataclass
class Place:
    """Where resources of one kind and component may be, and what tasks of this run know of them."""

    region: str
    scope: dict[str, Any]
    by_name: dict[str, Wanted] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    orphans: int = 0

    @property
    def wanted(self) -> list[Wanted]:
        """What tasks list here."""
        return list(self.by_name.values())

    def note(self, seen: dict[str, Any]) -> None:
        """What a task left in the journal. Tasks may use a key twice, but not a name."""
        for want in seen["wanted"]:
            self.by_name[want["name"]] = Wanted(want["name"], want["name"], want["fields"], {})
        self.ids |= {item["id"] for item in seen["items"] if item["id"]}
        self.orphans += len(seen["orphans"])


class Component:
    """One component of a stack, in an account.

    seen: the journal, of all components. edge: kinds of which it has some in the region of CloudFront and of the global
    services, too; of others nothing there is taken for its own, as a stack of the same name may live there.
    """

    def __init__(
        self, name: str, stack: Stack, seen: list[dict[str, Any]], action: StackAction, edge: Sequence[str] = ()
    ) -> None:
        self.name, self.action, self.edge = name, action, edge
        self.stack = Stack(stack.name, stack.region, stack.account_id, stack.tags | {"Component": name}, stack.hints)
        self.seen = [one for one in seen if one["component"] == name]
        # What another component lists is not this one's, whatever its tags say.
        self.others = [item for one in seen if one["component"] != name for item in one["items"]]
        self.index = action.index()

    def places(self, kind: type[Kind]) -> list[Place]:
        """Where to look: where tasks of this run looked, and wherever the index of tags knows more of the component."""
        found: dict[str, Place] = {}
        for one in (one for one in self.seen if one["kind"] == kind.name and (one["wanted"] or one["orphans"])):
            key = json.dumps([one["region"], one["scope"]], sort_keys=True)
            found.setdefault(key, Place(one["region"], one["scope"])).note(one)
        places = list(found.values())
        for region in sorted({region for _, region in self._scopes(kind, places)}):
            if self._is_more(kind, region, [place for place in places if place.region == region]):
                places = self._one_for_all(kind, region, places)
        return places

    def _one_for_all(self, kind: type[Kind], region: str, places: list[Place]) -> list[Place]:
        """A whole region as one place, instead of those that tasks of this run looked at in it."""
        here = [place for place in places if place.region == region]
        wholes = [
            Place(region, scope, orphans=1) for scope, where in self._scopes(kind, [*here, *places]) if where == region
        ]
        for whole in wholes:
            for place in here:
                whole.by_name |= place.by_name
                whole.ids |= place.ids
        return [*(place for place in places if place.region != region), *wholes]

    def _is_more(self, kind: type[Kind], region: str, here: list[Place]) -> bool:
        """Whether something of this kind may be in a region that no task of this run has seen there."""
        if kind.arn_prefix is None and kind.found_by_name:  # its own look is the only one that knows
            return True
        listed = self.index.read(self._aws(region), self.stack)
        ours = [arn for arn, tags in listed.items() if self.stack.owns_part(tags)]
        if kind.arn_prefix is not None:
            known = [one for entry_ in self.seen for one in (*entry_["items"], *entry_["orphans"])] + self.others
            seen = {one["arn"] for one in known if one.get("values", {}) is not None}  # not what was to be deleted
            return any(kind.is_arn_of_kind(arn) and not any(same_arn(arn, other) for other in seen) for arn in ours)
        scoped = any(field.required for field in kind.scope_fields.values()) and not kind.found_anywhere
        return not here and bool(ours) and not scoped

    def _scopes(self, kind: type[Kind], places: list[Place]) -> list[tuple[dict[str, Any], str]]:
        """What is said beside where things live, such as whether a final snapshot is taken, and the region for it.

        As tasks of the run said. What a task has to say and has the choice of, such as WAF's scope, is tried in all its
        values.
        """
        given = places[0].scope if places else {}
        named = {name: field for name, field in kind.scope_fields.items() if name != "region"}
        options = {name: given.get(name, field.default) for name, field in named.items() if not field.required}
        chosen = {name: field.choices for name, field in named.items() if field.required and field.choices}
        tried = (
            {**options, **dict(zip(chosen, values, strict=True))} for values in itertools.product(*chosen.values())
        )
        home = self.stack.region
        bases = self.stack.regions if kind.name in self.edge else {home}
        return [(scope, region) for scope in tried for region in {kind.region_for(scope, base) for base in bases}]

    def _aws(self, region: str) -> Aws:
        return Aws(region, self.action._task.check_mode)

    def engine(self, kind: type[Kind], place: Place, options: Options) -> Engine:
        """The engine at work in one place."""
        bound = kind(self._aws(place.region), self.stack, place.scope, options.say, self.index)
        engine = Engine(bound, options)
        engine.listed_elsewhere = {
            item["id"] for item in self.others if (item["kind"], item["region"]) == (kind.name, place.region)
        }
        return engine


class ComponentAction(StackAction):
    """An action over all kinds of some components, users first."""

    SPEC = SPEC
    DONE: ClassVar[str] = "present"  # the state that its result tells of

    def offline(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """An empty account holds nothing."""
        return result([]) | {"planned": True, "state": "offline"}

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """Component after component, until something goes wrong."""
        host, runs = task_vars["inventory_hostname"], []
        several = len(task_vars.get("ansible_play_batch", [])) > 1
        self._task_host = host if several else ""
        options = Options(self._task.check_mode, True, args["wait_timeout"], (), args["allow_data_loss"], self.say)
        errors: list[str] = []
        for component, kinds in self.work(args, host):
            for run in self.over(component, kinds, options):
                runs.append(run)
                journal.write(host, entry(run) | {"component": component.name, "state": self.DONE})
                errors += [str(error) for error in run.outcome.errors]
                if errors:
                    break
            if errors:
                break
        for warning in dict.fromkeys(text for run in runs for text in run.outcome.warnings):
            display.warning(warning)
        answer = result(runs) | {"planned": self._task.check_mode, "state": self.DONE}
        return answer | ({"failed": True, "msg": "\n".join(errors)} if errors else {})

    def work(
        self, args: dict[str, Any], host: str, chosen: bool = True
    ) -> Iterator[tuple[Component, list[type[Kind]]]]:
        """The components that ``parts`` names, or those that it does not; each with its kinds."""
        from ..kinds import kind_of  # only here: the kinds are read when they are needed

        stack, parts, seen = self.stack(args), args["parts"] or ["all"], journal.of_kinds(host)
        for listed in args["components"]:
            if ("all" in parts or listed["name"] in parts) is chosen:
                component = Component(listed["name"], stack, seen, self, listed["edge"])
                yield component, [kind_of(name) for name in listed["kinds"]]

    def over(self, component: Component, kinds: list[type[Kind]], options: Options) -> Iterator[Run]:
        """What to do with the kinds of a component, users first."""
        raise NotImplementedError


def without_listed(orphans: list[Resource], place: Place, places: list[Place]) -> list[Resource]:
    """Orphans of one place that no other of its region lists."""
    ids = {one for other in places if other.region == place.region for one in other.ids}
    return [have for have in orphans if have.id not in ids]
