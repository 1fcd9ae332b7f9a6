"""Stacks in accounts of their own: playbooks run there through a recording proxy."""

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.cloud import Result, Run, fresh_account
from tests.support.proxy import Call, RecordingProxy

# The ground alone, where the rest of the stack would only cost time.
NETWORK = ("--tags", "kms,vpc,security_groups")
# Switches of an account, turned on once for all stacks; AWS shows them only when the first bill has the tag.
OF_THE_ACCOUNT = {"ce_cost_allocation_tag"}
TOTAL = re.compile(r"^(Plan\b.*|Done: .*|Stopped by an error .*|No changes.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Played(Result):
    """How a run of a playbook ended, the calls it made, and the JSON that it wrote about resources
    (empty if it came to none).
    """

    calls: list[Call]
    plan: dict[str, Any]

    @property
    def writes(self) -> list[str]:
        """Names of the calls that are not reads."""
        return [str(call) for call in self.calls if call.write]

    @property
    def total(self) -> str:
        """The last line of the summary; empty without one."""
        return (TOTAL.findall(self.stdout) or [""])[-1]

    @property
    def resources(self) -> list[dict[str, Any]]:
        """Every resource of every host, with what happens to it."""
        return [entry for host in self.plan.get("hosts", {}).values() for entry in host["resources"]]

    def names(self, *actions: str) -> list[tuple[str, str]]:
        """(kind, name) of the resources with one of the actions: create, update, replace, delete, keep."""
        return sorted((entry["kind"], entry["name"]) for entry in self.resources if entry["action"] in actions)

    def by_kind(self, *actions: str) -> dict[str, list[str]]:
        """The same as sorted names by kind."""
        found: dict[str, list[str]] = {}
        for kind, name in self.names(*actions):
            found.setdefault(kind, []).append(name)
        return found


class Account:
    """A fresh account. `env` leads straight to it, for boto3; playbooks go through the proxy."""

    def __init__(self, endpoint: str, proxy: RecordingProxy, folder: Path) -> None:
        self.env, self.proxy, self.folder = fresh_account(endpoint), proxy, folder

    @property
    def id(self) -> str:
        return self.env["AWS_ACCOUNT_ID"]

    @property
    def written(self) -> int:
        """How many writes there were so far in this account."""
        return len(self.proxy.writes)

    def start(
        self, playbook: str, *args: str, inventory: str | Path = "production", env: Mapping[str, str] | None = None
    ) -> Run:
        """Starts a playbook of the project on one of its inventories, or on that of a path;
        `env` comes on top of the account's.
        """
        report = self.folder / "report.json"
        report.unlink(missing_ok=True)
        environment = {**self.env, "AWS_ENDPOINT_URL": self.proxy.url, "STACK_PLAN_JSON": str(report), **(env or {})}
        where = f"inventories/{inventory}" if isinstance(inventory, str) else str(inventory)
        return Run([playbook, "-i", where, "-e", f"aws_account_id={self.id}", *args], environment)

    def play(
        self,
        playbook: str,
        *args: str,
        inventory: str | Path = "production",
        env: Mapping[str, str] | None = None,
        timeout: float = 300,
    ) -> Played:
        """Runs a playbook to its end; only its own calls are in the answer.

        Faults that were set for it before are kept.
        """
        before = len(self.proxy.calls)
        return self.finish(self.start(playbook, *args, inventory=inventory, env=env), before, timeout)

    def finish(self, run: Run, before: int = 0, timeout: float = 300) -> Played:
        """Waits for a run that was started; `before` calls of the proxy belong to earlier ones."""
        ended = run.wait(timeout)
        report = self.folder / "report.json"
        plan = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
        return Played(ended.rc, ended.stdout, ended.stderr, ended.duration, self.proxy.calls[before:], plan)


@dataclass(frozen=True)
class Built:
    """A stack that was planned on an empty account and then built."""

    account: Account
    planned: Played
    run: Played


@contextmanager
def account_in(endpoint: str, folder: Path) -> Iterator[Account]:
    """An account of the local AWS at `endpoint`; runs write their reports into `folder`."""
    with RecordingProxy(endpoint) as proxy:
        yield Account(endpoint, proxy, folder)


def succeeded(played: Played) -> Played:
    """The run itself if it ended well; otherwise everything it said."""
    assert played.rc == 0, played.output[-6000:]
    return played


def until(condition: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether it becomes true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
