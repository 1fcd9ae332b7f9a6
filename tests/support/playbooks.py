"""Small playbooks, written where a test needs them, that use the collection's actions as any playbook would."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.cloud import Result, Run
from tests.support.proxy import Call
from tests.support.stack import Account, account_in

TAGS = {"Project": "knowledge-database", "Environment": "test", "ManagedBy": "ansible"}


@dataclass(frozen=True)
class Ended(Result):
    """How a playbook ended; results by task name, of the first host."""

    calls: list[Call]

    @property
    def writes(self) -> list[str]:
        return [str(call) for call in self.calls if call.write]

    @property
    def tasks(self) -> dict[str, dict[str, Any]]:
        """Results by task name and host, from the screen that shows JSON."""
        # the summary stands behind it
        shown, _ = json.JSONDecoder().raw_decode(self.stdout[self.stdout.index("{\n") :])
        return {task["task"]["name"]: task["hosts"] for play in shown["plays"] for task in play["tasks"]}

    def result(self, task: str) -> dict[str, Any]:
        """The result of a task on the only host."""
        (answer,) = self.tasks[task].values()
        return answer


class Playbooks:
    """Writes and runs playbooks in an account of their own."""

    def __init__(self, account: Account, folder: Path) -> None:
        self.account, self.folder = account, folder

    @property
    def stack(self) -> dict[str, Any]:
        """The context that the role `context` would publish."""
        return {
            "name": "knowledge-test",
            "region": self.account.env["AWS_DEFAULT_REGION"],
            "partition": "aws",
            "account_id": self.account.id,
            "tags": TAGS,
        }

    def write(self, tasks: str, **keywords: Any) -> Path:
        """A playbook of one play; `keywords` are those of the play."""
        play = {
            "hosts": "all",
            "gather_facts": False,
            "module_defaults": {"group/knowledge.stack.all": {"stack": self.stack}},  # of both collections
            **keywords,
        }
        path = self.folder / "playbook.yml"
        path.write_text(yaml.safe_dump([{**play, "tasks": yaml.safe_load(tasks)}], sort_keys=False), encoding="utf-8")
        return path

    def start(self, tasks: str, *args: str, env: Mapping[str, str] | None = None, **keywords: Any) -> Run:
        """Starts a playbook on localhost, or on the inventory that `args` name."""
        path = self.write(tasks, **keywords)
        where = () if "-i" in args else ("-i", "localhost,")
        return Run(
            [str(path), *where, *args], {**self.account.env, "AWS_ENDPOINT_URL": self.account.proxy.url, **(env or {})}
        )

    def screen(self, tasks: str, *args: str, env: Mapping[str, str] | None = None, **keywords: Any) -> Ended:
        """Runs a playbook with the project's own screen."""
        before = len(self.account.proxy.calls)
        ended = self.start(tasks, *args, env=env, **keywords).wait(300)
        return Ended(ended.rc, ended.stdout, ended.stderr, ended.duration, self.account.proxy.calls[before:])

    def run(self, tasks: str, *args: str, env: Mapping[str, str] | None = None, **keywords: Any) -> Ended:
        """Runs a playbook with a screen that shows JSON, for `result()`."""
        return self.screen(
            tasks, *args, env={"ANSIBLE_STDOUT_CALLBACK": "ansible.posix.json", **(env or {})}, **keywords
        )


@pytest.fixture
def playbooks(local_cloud: str, tmp_path: Path) -> Iterator[Playbooks]:
    """Playbooks in a fresh account."""
    with account_in(local_cloud, tmp_path) as account:
        yield Playbooks(account, tmp_path)
