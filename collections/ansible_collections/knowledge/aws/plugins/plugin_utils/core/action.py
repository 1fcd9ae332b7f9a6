"""The base of every action of this collection: what Ansible does for modules and not for action plugins."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, ClassVar

from ansible import constants as C
from ansible.errors import AnsibleActionFail, AnsibleError
from ansible.module_utils.common.parameters import remove_values
from ansible.module_utils.parsing.convert_bool import boolean
from ansible.plugins.action import ActionBase
from ansible.plugins.loader import filter_loader, test_loader
from ansible.utils.display import Display

from . import journal
from .clients import Aws, guard_every_session
from .engine import Engine
from .errors import Refused, StackError, explain, needed
from .fields import Field, argument_spec
from .kind import Kind
from .model import Stack
from .outcome import Options
from .report import items, result
from .symbols import absent_names, walk
from .tagged import TagIndex

display = Display()
# This file is imported once, before Ansible forks: what every worker would load anew, at 20 ms a task.
filter_loader.get("ansible.builtin.default")
test_loader.get("ansible.builtin.defined")

STACK_SPEC: dict[str, Any] = {
    "type": "dict",
    "required": True,
    "options": {
        "name": {"type": "str", "required": True},
        "region": {"type": "str", "required": True},
        "account_id": {"type": "str", "required": True},
        "tags": {"type": "dict", "required": True},
        "project": {"type": "str"},
        "environment": {"type": "str"},
        "domain_name": {"type": "str"},
    },
}


def plain(value: Any) -> Any:
    """A value without Ansible's own marks on texts and numbers, which AWS's libraries do not know."""
    return json.loads(json.dumps(value, default=str))


class StackAction(ActionBase):
    """An action that talks to AWS from Ansible's worker."""

    SPEC: ClassVar[dict[str, Any]] = {}
    NEEDS_STACK: ClassVar[bool] = True
    _requires_connection = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Check the task, put its environment in place, and act."""
        self._refuse_unfit()
        answer = super().run(tmp, task_vars)
        args = plain(self._arguments())
        hidden = secrets_in(args, self.SPEC)
        self._use_environment()
        guard_every_session(self._task.check_mode)
        try:
            act = self.imagine if self._imagined else self.act
            answer.update(without(hidden, act(args, task_vars or {})))
        except Refused as refused:
            raise AnsibleActionFail(without(hidden, str(refused))) from None
        except Exception as error:
            if display.verbosity >= 3 and not isinstance(error, StackError) and not hidden:
                raise
            raise AnsibleActionFail(
                without(hidden, str(explain(error, self._task.action.rsplit(".", 1)[-1])))
            ) from None
        if not self._task.diff:
            answer.pop("diff", None)
        if display.verbosity:
            answer["invocation"] = {"module_args": masked(plain(self._task.args), self.SPEC)}
        return answer

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """The action itself; its answer is the task's result."""
        raise NotImplementedError

    def imagine(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """The same in the state ``imagined``: without asking AWS. Actions that ask override it."""
        return self.act(args, task_vars)

    def _arguments(self) -> dict[str, Any]:
        """The task's arguments, checked. What module_defaults gives to all actions and this one does not take is left out."""
        given = self._task.args
        if self._task._role:
            given.setdefault("component", self._task._role.get_name().rsplit(".", 1)[-1])
        parts = given.get("parts")
        built = parts is None or {"all", given.get("component")} & set(
            parts.split(",") if isinstance(parts, str) else parts
        )
        self._state = given["state"] = given.get("state") or ("present" if built else "gathered")
        self._imagined = self._state == "imagined"
        self._task.check_mode = self._task.check_mode or boolean(given.get("plan_only", False))
        common = {"stack": STACK_SPEC, "component": {"type": "str"}} if self.NEEDS_STACK else {}
        for name in ("stack", "component", "parts", "plan_only", "state", "allow_replace", "allow_data_loss"):
            if name not in self.SPEC and name not in common:
                given.pop(name, None)
        try:
            return self.validate_argument_spec(argument_spec={**common, **self.SPEC})[1]
        except AnsibleActionFail as error:
            name = f"knowledge.aws.{self._load_name.rsplit('.', 1)[-1]}"
            text = str(error).replace(self._load_name, name)
            raise AnsibleActionFail(text if name in text else f"{name}: {text}") from None

    def refuse_unbuilt(self, component: str | None, task_vars: dict[str, Any]) -> None:
        """Before a part writes anything: what it takes from other parts has to exist, or the message says what to build first."""
        parts = [part for part in journal.incomplete(task_vars["inventory_hostname"]) if part != component]
        if not parts or not component:
            return
        missing = absent_names(
            [self._value(task_vars[name]) for name in sorted(task_vars) if name.startswith(f"{component}_")]
        )
        if missing:
            words = "these parts" if len(parts) > 1 else "that part"
            raise StackError(
                needed(missing, component), f"Build {words} first: {site_command(task_vars)} --tags {','.join(parts)}"
            )

    def _value(self, template: Any) -> Any:
        try:
            return plain(self._templar.template(template))
        except AnsibleError:
            return None  # of a task that has not been run yet

    def say(self, line: str) -> None:
        """Show a line of progress at once."""
        host = self._task_host
        display.display(f"  {host}: {line}" if host else f"  {line}")

    def stack(self, args: dict[str, Any]) -> Stack:
        """The context of the task; its Component tag is the role that asks."""
        context = args["stack"]
        tags = {key: str(value) for key, value in context["tags"].items()}
        if args.get("component"):
            tags["Component"] = args["component"]
        return Stack(context["name"], context["region"], context["account_id"], tags)

    def tombstone(self, arn: str, stack: Stack) -> str | None:
        """What the kinds say of something with the stack's tags that is in no list of theirs; None where none knows it."""
        from ..kinds import all_kinds  # only here: a task of one kind need not read the others

        for kind in all_kinds().values():
            if arn.split(":")[2] == kind.service and (kind.parts or kind.tombstone is not Kind.tombstone):
                reason = kind(Aws(arn.split(":")[3] or stack.region, True), stack).tombstone(arn)
                if reason is not None:
                    return reason
        return None

    _task_host = ""
    _imagined = False
    _state: str | None = None

    def _refuse_unfit(self) -> None:
        name = self._task.action
        if self._task.async_val:
            raise AnsibleActionFail(
                f"{name} does not run with async: it works on the controller. Start slow things with wait: false and await them with knowledge.aws.await_ready."
            )
        if self._task.become or self._play_context.become:
            raise AnsibleActionFail(
                f"{name} does not run with become: it needs AWS credentials, not another user. Remove become from the task or play."
            )
        if self._task.delegate_to not in (None, "localhost", "127.0.0.1"):
            raise AnsibleActionFail(
                f"{name} does not run on {self._task.delegate_to}: it works on the controller. Remove delegate_to, or run the playbook there."
            )

    def _use_environment(self) -> None:
        """Apply ``environment:`` as a module would get it; this process ends with the task."""
        environment: dict[str, Any] = {}
        self._compute_environment_string(environment)
        os.environ.update({key: str(value) for key, value in environment.items()})


class KindAction(StackAction):
    """One task over a list of resources of one kind."""

    kind: ClassVar[type[Kind]]

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """As any action, with the arguments of the kind."""
        type(self).SPEC = module_spec(self.kind)
        return super().run(tmp, task_vars)

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """Bring the list to the state that is asked for, and answer with what is there."""
        self._task_host = (
            task_vars.get("inventory_hostname", "") if len(task_vars.get("ansible_play_batch", [])) > 1 else ""
        )
        kind = self.build_kind(args)
        if args["state"] == "present":
            self.refuse_unbuilt(args["component"], task_vars)
        options = Options(
            self._task.check_mode,
            args["wait"],
            args["wait_timeout"],
            tuple(args["allow_replace"]),
            args["allow_data_loss"],
            self.say,
        )
        outcome = getattr(Engine(kind, options), args["state"])(args["config"])
        answer = result(kind, outcome) | {"planned": self._task.check_mode or self._imagined, "state": args["state"]}
        entry = {key: answer[key] for key in ("resources", "strays", "kept", "protected", "state")}
        if args["state"] == "gathered" and absent_names(list(outcome.symbols.values())):
            journal.look_in_vain(task_vars["inventory_hostname"], args["component"] or "")
        journal.write(
            task_vars["inventory_hostname"], entry | {"component": args["component"], "items": items(kind, outcome)}
        )
        if self._imagined:
            answer["changed"] = False
        for warning in outcome.warnings:
            display.warning(warning)
        if outcome.errors:
            answer["failed"], answer["msg"] = True, "\n".join(str(error) for error in outcome.errors)
        return answer

    def build_kind(self, args: dict[str, Any]) -> Kind:
        """The kind, bound to the account, the stack and what it lives in."""
        stack = self.stack(args)
        scope = {name: args.get(name) for name in self.kind.scope}
        empty = [name for name, value in scope.items() if value == ""]
        if empty:
            raise StackError(
                f"{', '.join(empty)} is empty",
                "An empty id would match anything; give an id, or leave the argument out",
            )
        kind = self.kind(Aws(stack.region, self._task.check_mode), stack, scope)
        kind.index = TagIndex(Path(C.DEFAULT_LOCAL_TMP))
        return kind


def site_command(task_vars: dict[str, Any]) -> str:
    """The command that builds, for the inventory of this run, and for this host where there are others."""
    inventory = Path(task_vars.get("inventory_dir") or "inventories")
    short = inventory.relative_to(Path.cwd()) if inventory.is_relative_to(Path.cwd()) else inventory
    several = len((task_vars.get("groups") or {}).get("all", [])) > 1
    return f"ansible-playbook site.yml -i {short}" + (f" --limit {task_vars['inventory_hostname']}" if several else "")


def module_spec(kind: type[Kind]) -> dict[str, Any]:
    """The argument spec of a kind's module, beside ``stack`` and ``component``, which every action has."""
    entry = {
        "key": {"type": "str", "required": True},
        "name": {"type": "str"},
        "tags": {"type": "dict"},
        **argument_spec(kind.fields),
    }
    return {
        "config": {"type": "list", "elements": "dict", "default": [], "options": entry},
        "parts": {"type": "list", "elements": "str"},
        "plan_only": {"type": "bool", "default": False},
        "state": {
            "type": "str",
            "default": "present",
            "choices": ["present", "absent", "purged", "gathered", "imagined"],
        },
        "wait": {"type": "bool", "default": True},
        "wait_timeout": {"type": "float"},
        "allow_replace": {"type": "list", "elements": "str", "default": []},
        "allow_data_loss": {"type": "bool", "default": False},
        **argument_spec(kind.scope),
    }


def masked(value: Any, spec: dict[str, Any]) -> Any:
    """Arguments as they may be shown: those that the spec calls secret are hidden."""
    if isinstance(value, list):
        return [masked(entry, spec) for entry in value]
    if not isinstance(value, dict):
        return value
    shown = {}
    for key, inner in value.items():
        part = spec.get(key, {})
        shown[key] = (
            "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER" if part.get("no_log") else masked(inner, part.get("options", {}))
        )
    return shown


def secrets_in(value: Any, spec: dict[str, Any]) -> set[str]:
    """The texts of the arguments that the spec calls secret."""
    if isinstance(value, list):
        return {text for entry in value for text in secrets_in(entry, spec)}
    if not isinstance(value, dict):
        return set()
    found = set()
    for key, inner in value.items():
        part = spec.get(key, {})
        found |= (
            {str(leaf) for leaf in walk(inner) if leaf}
            if part.get("no_log")
            else secrets_in(inner, part.get("options", {}))
        )
    return found


def without(hidden: set[str], value: Any) -> Any:
    """A result or a message in which secrets are stars, as Ansible does it for modules."""
    return remove_values(value, hidden) if hidden else value


__all__ = ["C", "Field", "KindAction", "StackAction", "display", "masked", "module_spec"]
