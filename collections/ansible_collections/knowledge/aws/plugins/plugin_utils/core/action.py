# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The base of every action of this collection: what Ansible does for modules and not for action plugins."""

from __future__ import annotations

import json
import os
import traceback
from pathlib import Path
from typing import Any, ClassVar

from ansible import constants as C
from ansible.errors import AnsibleActionFail, AnsibleError
from ansible.module_utils.parsing.convert_bool import boolean
from ansible.plugins.action import ActionBase
from ansible.plugins.loader import filter_loader, test_loader
from ansible.utils.display import Display

from . import connection, journal
from .arns import parts_of
from .clients import Aws, default_region, guard_every_session, settings_mark
from .connection import CONNECTION_SPEC
from .errors import Refused, StackError, explain, is_foreseen, needed
from .kind import Kind
from .masking import masked, secrets_in, without
from .model import Stack
from .symbols import absent_names
from .tagged import TagIndex

display = Display()
# This file is imported once, before Ansible forks: what every worker would load anew, at 20 ms a task.
filter_loader.get("ansible.builtin.default")
test_loader.get("ansible.builtin.defined")

# A dictionary that may hold more than the core reads: whoever publishes it has his own use for the rest.
STACK_SPEC: dict[str, Any] = {"type": "dict"}
STACK_KEYS = ("name", "region", "account_id", "tags")
# What is secret is so under each of its names.
BY_ALL_NAMES = {word: spec for name, spec in CONNECTION_SPEC.items() for word in (name, *spec.get("aliases", ()))}
# What module_defaults gives to all actions; one that does not take it leaves it out.
COMMON = ("stack", "component", "parts", "plan_only", "state", "allow_replace", "allow_data_loss")


def plain(value: Any) -> Any:
    """A value without Ansible's own marks on texts and numbers, which AWS's libraries do not know."""
    return json.loads(json.dumps(value, default=str))


class StackAction(ActionBase):
    """An action that talks to AWS from Ansible's worker."""

    SPEC: ClassVar[dict[str, Any]] = {}
    NEEDS_STACK: ClassVar[bool] = True
    _requires_connection = False
    _task_host = ""
    _is_offline = False
    _state: str | None = None

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """Check the task, put its environment in place, and act."""
        self._refuse_unfit()
        answer = super().run(tmp, task_vars)
        args = plain(self._arguments())
        spec = {**BY_ALL_NAMES, **self.SPEC}
        hidden = secrets_in(args, spec)
        guard_every_session(self._task.check_mode)
        name = self._task.action.rsplit(".", 1)[-1]
        try:
            self._use_environment(args)
            act = self.offline if self._is_offline else self.act
            answer.update(without(hidden, act(args, task_vars or {})))
        except Refused as refused:
            raise AnsibleActionFail(without(hidden, str(refused))) from None
        except Exception as error:
            if not isinstance(error, StackError) and not hidden and not self._task.no_log:
                display.vvv("".join(traceback.format_exception(error)))  # Ansible itself shows none
            raise AnsibleActionFail(without(hidden, in_words(error, name))) from None
        if not self._task.diff:
            answer.pop("diff", None)
        if display.verbosity:
            answer["invocation"] = {"module_args": masked(plain(self._task.args), spec)}
        return answer

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """The action itself; its answer is the task's result."""
        raise NotImplementedError

    def offline(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """The same in the state ``offline``: without asking AWS. Actions that ask override it."""
        return self.act(args, task_vars)

    def _arguments(self) -> dict[str, Any]:
        """The task's arguments, checked; what module_defaults gives and this action does not take is left out."""
        given = self._task.args
        if self._task._role:
            given.setdefault("component", self._task._role.get_name().rsplit(".", 1)[-1])
        parts = given.get("parts")
        wanted = parts.split(",") if isinstance(parts, str) else parts
        component = given.get("component")
        is_built = wanted is None or component is None or bool({"all", component} & set(wanted))
        self._state = given["state"] = given.get("state") or ("present" if is_built else "gathered")
        self._is_offline = self._state == "offline"
        self._task.check_mode = self._task.check_mode or boolean(given.get("plan_only", False))
        common = {"stack": STACK_SPEC, "component": {"type": "str"}, **CONNECTION_SPEC} if self.NEEDS_STACK else {}
        for name in COMMON:
            if name not in self.SPEC and name not in common:
                given.pop(name, None)
        try:
            return self.validate_argument_spec(argument_spec={**common, **self.SPEC})[1]
        except AnsibleActionFail as error:
            raise AnsibleActionFail(self.named(str(error))) from None

    def named(self, text: str) -> str:
        """A message with the name by which a task calls this action."""
        name = self._task.action
        text = text.replace(self._load_name, name)
        return text if name in text else f"{name}: {text}"

    def refuse_unbuilt(self, component: str | None, task_vars: dict[str, Any], stack: Stack) -> None:
        """Before a part writes anything: what it takes from other parts has to exist, or say what to build first."""
        parts = [part for part in journal.incomplete(task_vars["inventory_hostname"]) if part != component]
        if not parts or not component:
            return
        names = (name for name in sorted(task_vars) if name.startswith(f"{component}_"))
        missing = absent_names([self._value(task_vars[name]) for name in names])
        if missing:
            word = "these parts" if len(parts) > 1 else "that part"
            raise StackError(needed(missing, component), stack.hint("parts", which=word, parts=",".join(parts)))

    def _value(self, template: Any) -> Any:
        try:
            return plain(self._templar.template(template))
        except AnsibleError:
            return None  # of a task that has not been run yet

    def say(self, line: str) -> None:
        """Show a line of progress at once."""
        host = self._task_host
        display.display(f"  {host}: {line}" if host else f"  {line}")

    def index(self) -> TagIndex:
        """The run's index of tags."""
        return TagIndex(Path(C.DEFAULT_LOCAL_TMP))

    def stack(self, args: dict[str, Any]) -> Stack:
        """The context of the task: in its region, its Component tag the role that asks.

        Without one, AWS says who and where.
        """
        context = args.get("stack")
        if not context:
            return self._without_stack(args)
        lacking = [key for key in STACK_KEYS if key not in context]
        if lacking:
            keys = ", ".join(STACK_KEYS)
            raise StackError(f"stack: {', '.join(lacking)} is missing", f"It is a dictionary of {keys}, and hints")
        tags = {key: str(value) for key, value in context["tags"].items()}
        if args.get("component"):
            tags["Component"] = args["component"]
        region = args.get("region") or context["region"]
        return Stack(context["name"], region, context["account_id"], tags, context.get("hints") or {})

    def _without_stack(self, args: dict[str, Any]) -> Stack:
        region = args.get("region") or default_region()
        nobody = Stack("", region, "", {})
        if self._is_offline:
            return nobody
        asked = f"caller-{settings_mark()}"  # a task may have another account (``environment:``)
        who = self.index().once(asked, nobody, lambda: Aws(region, True).of("sts").read("get_caller_identity"))
        return Stack("", region, who["Account"], {})

    def explain_leftover(self, arn: str, stack: Stack) -> str | None:
        """What the kinds say of something with the stack's tags that is in no list; None where none knows it."""
        from ..kinds import all_kinds  # only here: a task of one kind need not read the others

        told = parts_of(arn)
        for kind in all_kinds().values():
            explains = kind.companions or kind.explain_leftover is not Kind.explain_leftover
            if explains and told["service"] == kind.arn_service():
                reason = kind(Aws(told["region"] or stack.region, True), stack).explain_leftover(arn)
                if reason is not None:
                    return reason
        return None

    def _refuse_unfit(self) -> None:
        name = self._task.action
        if self._task.async_val:
            raise AnsibleActionFail(
                f"{name} does not run with async: it works on the controller. Start slow things with wait: false "
                "and await them with knowledge.aws.await_ready."
            )
        if self._task.become or self._play_context.become:
            raise AnsibleActionFail(
                f"{name} does not run with become: it needs AWS credentials, not another user. "
                "Remove become from the task or play."
            )
        if self._task.delegate_to not in (None, "localhost", "127.0.0.1"):
            raise AnsibleActionFail(
                f"{name} does not run on {self._task.delegate_to}: it works on the controller. "
                "Remove delegate_to, or run the playbook there."
            )

    def _use_environment(self, args: dict[str, Any]) -> None:
        """Apply ``environment:`` as a module would get it, and the connection; this process ends with the task."""
        environment: dict[str, Any] = {}
        self._compute_environment_string(environment)
        os.environ.update({key: str(value) for key, value in environment.items()})
        connection.use(args)


def in_words(error: Exception, name: str) -> str:
    """An error as the message of a task."""
    if isinstance(error, AnsibleError):
        return str(error)
    return str(explain(error, name)) if is_foreseen(error) else fault(error, name)


def fault(error: Exception, name: str) -> str:
    """An error that nobody foresaw, as what it is."""
    notes = "".join(f", {note}" for note in getattr(error, "__notes__", []))
    return (
        f"{name}: {type(error).__name__}: {error}{notes}. This is a fault of the collection, not of your values; "
        "please report it with the output of -vvv, which shows where it happened."
    )


__all__ = ["CONNECTION_SPEC", "STACK_SPEC", "StackAction", "display", "plain"]
