"""A fresh account with one kind in it, the engine at work there, and a look at what it left."""

from __future__ import annotations

import threading
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import plan
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.engine import Engine
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import Kind
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import module_spec
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import KEEP, Query, Resource, Stack
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.outcome import Options, Outcome
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.symbols import unknown
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import all_kinds

from tests.life import samples
from tests.life.wire import Wire
from tests.support.cloud import REGION, client

Config = list[dict[str, Any]]


class Lab:
    """One kind with its sample in an account of its own."""

    def __init__(self, name: str, env: dict[str, str], wire: Wire) -> None:
        self.name, self.sample, self.env, self.wire = name, samples.sample_of(name), env, wire
        tags = {
            "Project": "knowledge-database",
            "Environment": "production",
            "ManagedBy": "ansible",
            "Component": "life",
        }
        self.stack = Stack("knowledge-production", REGION, env["AWS_ACCOUNT_ID"], tags)
        self.published: dict[str, Any] = {"stack": self.stack.name, "region": REGION, "account": self.stack.account_id}
        self._shared: dict[bool, dict[str, Any]] = {
            check: {"lock": threading.Lock(), "clients": {}, "session": None} for check in (True, False)
        }
        self.lines: list[str] = []
        self.on_line: Callable[[str], None] = lambda line: None
        self._entries: Config = self.sample["config"]
        self.scopes: dict[str, dict[str, Any]] = {name: self.sample.get("scope", {})}

    @property
    def kind_class(self) -> type[Kind]:
        return all_kinds()[self.name]

    # The sample, with what exists filled in

    def fill(self, value: Any, **places: str) -> Any:
        """A part of the sample with its places filled."""
        return samples.fill(deepcopy(value), lambda place: {**self.published, **places}[place])

    @property
    def config(self) -> Config:
        """The list as it is to be."""
        return self.fill(self._entries)

    def key_of(self, step: dict[str, Any]) -> str:
        """The entry that a change is about: the first, unless the change names another."""
        return step.get("key", self._entries[0]["key"])

    def changed(self, step: dict[str, Any]) -> Config:
        """The list with some fields of an entry changed."""
        return [entry | self.fill(step) if entry["key"] == self.key_of(step) else entry for entry in self.config]

    def keep(self, step: dict[str, Any]) -> None:
        """From now on the list is the changed one."""
        self._entries = [entry | step if entry["key"] == self.key_of(step) else entry for entry in self._entries]

    def only_first(self) -> None:
        """A list of one entry, unless entries need each other."""
        if not self.sample.get("together") and not any(field.refs for field in self.kind_class.fields.values()):
            self._entries = self._entries[:1]

    # What has to exist first

    def imagine_needs(self) -> None:
        """Symbolic ids for all that the kind needs, as in the plan of an empty account."""
        for step in samples.needs_of(self.name):
            if isinstance(step, dict):
                self.published |= {f"saved.{name}": unknown("saved", name) for name in step.get("save", {})}
                continue
            name, part = step
            kind = all_kinds()[name]
            for entry in part["config"]:
                places = [
                    f"ids.{name}.{entry['key']}",
                    f"arns.{name}.{entry['key']}",
                    *(f"attributes.{name}.{entry['key']}.{word}" for word in kind.reports),
                ]
                self.published |= dict.fromkeys(places, unknown(kind.noun, entry["key"])) | {
                    f"names.{name}.{entry['key']}": self.name_of(entry)
                }

    def build_needs(self) -> None:
        """Make all that the kind needs."""
        for step in samples.needs_of(self.name):
            if isinstance(step, dict):
                self.call(step)
                continue
            self.scopes.setdefault(step[0], step[1].get("scope", {}))
            outcome = self.run(self.fill(step[1]["config"]), name=step[0])
            assert not outcome.errors, f"{step[0]}, which {self.name} needs: {outcome.errors}"
            self.publish(step[0], outcome)

    def publish(self, name: str, outcome: Outcome) -> None:
        """Make what was built known under its places."""
        kind = self.kind(name)
        for key, have in outcome.now.items():
            self.published |= {
                f"ids.{name}.{key}": have.id,
                f"arns.{name}.{key}": kind.arn(have),
                f"names.{name}.{key}": have.name,
            }
            self.published |= {
                f"attributes.{name}.{key}.{word}": str(value) for word, value in kind.attributes(have).items()
            }

    # The engine at work

    def name_of(self, entry: dict[str, Any]) -> str:
        return entry.get("name") or self.stack.name_of(entry["key"])

    def arguments(self, name: str, config: Config) -> dict[str, Any]:
        """The arguments of a task as Ansible hands them on, with the defaults."""
        spec = {**module_spec(all_kinds()[name]), "region": {"type": "str"}}
        checked = ArgumentSpecValidator(spec).validate({"config": config, **self.fill(self.scopes[name])})
        assert not checked.error_messages, f"sample of {name}: {checked.error_messages}"
        return checked.validated_parameters

    def kind(self, name: str = "", check: bool = False) -> Kind:
        """The kind, bound to this account."""
        name = name or self.name
        given, kind = self.arguments(name, []), all_kinds()[name]
        return kind(
            Aws(REGION, check, "", self._shared[check]),
            self.stack,
            {argument: given.get(argument) for argument in (*kind.scope_fields, "region")},
            self.say,
        )

    def run(
        self, config: Config, state: str = "present", check: bool = False, name: str = "", **options: Any
    ) -> Outcome:
        """One task. With ``check`` a plan, which must not write."""
        kind, before = self.kind(name, check), len(self.wire.writes)
        engine = Engine(kind, Options(check_mode=check, say=self.say, **options))
        outcome = getattr(engine, state)(self.arguments(kind.name, config)["config"])
        assert not check or len(self.wire.writes) == before, f"a plan wrote: {self.wire.writes[before:]}"
        return outcome

    def prune(self, config: Config) -> Outcome:
        """Remove what is ours and not in this list."""
        engine = Engine(self.kind(), Options(say=self.say, allow_data_loss=True))
        wanted = engine.looker.wanted(self.arguments(self.name, config)["config"])
        return engine.prune(engine.orphans(wanted))

    def say(self, line: str) -> None:
        """A line of progress."""
        self.lines.append(line)
        self.on_line(line)

    def quietly(self, config: Config) -> None:
        """The list is as it says: nothing is written, nothing is to do."""
        before = len(self.wire.writes)
        outcome = self.run(config)
        assert self.wire.writes[before:] == [], f"nothing had to be done, but the engine wrote: {actions(outcome)}"
        assert {decision.action for decision in outcome.decisions} <= {KEEP}
        assert not outcome.errors

    def bring(self, config: Config, **options: Any) -> Outcome:
        """Run, and prove that the list is now what it says."""
        outcome = self.run(config, **options)
        assert not outcome.errors, (
            f"{[str(error) for error in outcome.errors]} after {[str(call) for call in self.wire.calls[-20:]]}"
        )
        self.prove(config)
        return outcome

    def plan_and_bring(self, config: Config, **options: Any) -> Outcome:
        """The same, and the plan before it said just what was done."""
        planned = self.run(config, check=True, **options)
        outcome = self.bring(config, **options)
        assert actions(planned) == actions(outcome), "the run did something else than the plan said"
        return outcome

    def remove(self) -> Outcome:
        """Take everything of the list away, and prove that nothing is left."""
        outcome = self.run(self.config, "absent", allow_data_loss=True)
        assert not outcome.errors, (
            f"{[str(error) for error in outcome.errors]} after {[str(call) for call in self.wire.calls[-20:]]}"
        )
        assert self.existing() == []
        return outcome

    # Outside and afterwards

    def call(self, step: dict[str, Any], **places: str) -> None:
        """A boto call from outside: ``{call: ec2.create_tags, with: {…}}``; what it saves has a place from now on."""
        service, method = step["call"].split(".")
        region = all_kinds()[self.name].region_for({}, REGION) if service == all_kinds()[self.name].service else None
        answer = getattr(client(service, self.env, region), method)(**self.fill(step.get("with", {}), **places))
        self.published |= {f"saved.{name}": pick(answer, path) for name, path in step.get("save", {}).items()}

    def places(self, have: Resource) -> dict[str, str]:
        return {"id": have.id, "arn": self.kind().arn(have), "name": str(have.name)}

    def query(self, config: Config | None = None) -> Query:
        """The look of a task for the list."""
        listed = self.arguments(self.name, self.config if config is None else config)["config"]
        return Query.of(plan.wanted_items(listed, self.kind_class.fields, self.stack), everything=True)

    def existing(self, kind: Kind | None = None, config: Config | None = None) -> list[Resource]:
        """All of the kind that is ours, by tags or by name."""
        query = self.query(config)
        found = (kind or self.kind()).existing(query)
        return [have for have in found if self.stack.owns(have.tags) or have.name in query.names]

    def first(self) -> Resource:
        """The first entry as it is now."""
        return next(have for have in self.existing() if have.name == self.name_of(self.config[0]))

    def prove(self, config: Config) -> None:
        """Every entry exists, once, with the fields and tags that it should have."""
        kind = self.kind()
        engine = Engine(kind)
        wanted = engine.looker.wanted(self.arguments(self.name, config)["config"])
        existing = self.existing(kind, config)
        found, surplus = plan.match(wanted, existing, kind.natural_key, self.stack)
        assert found.keys() == {want.key for want in wanted}, (
            f"not there: {[want.key for want in wanted if want.key not in found]}; there: {existing}"
        )
        assert surplus == [], f"there, but in no list: {surplus}"
        ids = {key: have.id for key, have in found.items()}
        for want in wanted:
            have = found[want.key]
            for name, value in engine.looker.resolved(want, ids).fields.items():
                self._prove_field(kind, name, have, value)
            if kind.taggable:
                assert want.tags.items() <= have.tags.items(), f"tags of {want.name} are {have.tags}, not {want.tags}"

    def _prove_field(self, kind: Kind, name: str, have: Resource, value: Any) -> None:
        field = kind.fields[name]
        if name in self.sample.get("untold", {}):
            assert name not in have.fields, f"{name} is told by AWS: take it out of untold"
            return
        assert name in have.fields, (
            f"{name} is never compared: shape() leaves it out (if AWS does not tell it, name it under untold)"
        )
        right = field.equal(have[name], value) or bool(field.accept and field.accept(have[name], value))
        assert right, f"{name} of {have.name} is {have[name]!r}, not {value!r}"


def pick(answer: Any, path: str) -> Any:
    """The value at a dotted path of an answer; numbers are places in lists."""
    for part in path.split("."):
        answer = answer[int(part) if isinstance(answer, list) else part]
    return answer


def actions(outcome: Outcome) -> list[tuple[str, str, tuple[str, ...]]]:
    """What an outcome says it does, in comparable form."""
    return sorted((decision.key, decision.action, tuple(sorted(decision.changes))) for decision in outcome.decisions)
