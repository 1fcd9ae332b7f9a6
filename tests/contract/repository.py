"""The repository as its contract tests read it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
BIN = ROOT / ".venv/bin"
COLLECTIONS = {name: ROOT / "collections/ansible_collections/knowledge" / name for name in ("aws", "stack")}
PLUGINS = COLLECTIONS["aws"] / "plugins"
CORE = PLUGINS / "plugin_utils/core"
ROLES = sorted(path.name for path in (ROOT / "roles").iterdir() if (path / "tasks").is_dir())
PLAYBOOKS = [
    ROOT / "site.yml",
    *sorted(path for path in (ROOT / "playbooks").rglob("*.yml") if path.parent.name != "vars"),
]

# Words of a task that are no module and no argument of one.
KEYWORDS = {
    "name", "when", "register", "loop", "loop_control", "vars", "tags", "until", "retries", "delay",
    "changed_when", "failed_when", "ignore_errors", "check_mode", "diff", "no_log", "environment", "delegate_to",
    "run_once", "module_defaults", "args", "notify", "timeout", "throttle", "any_errors_fatal", "block", "rescue",
    "always", "become", "async", "poll", "debugger", "collections", "connection", "listen", "with_items",
    "local_action", "action",
}  # fmt: skip


@cache
def files() -> list[Path]:
    """Every file of the project: what git knows, and what it would add."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()]


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def load(path: Path) -> Any:
    """A YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def defaults(role: str) -> dict[str, Any]:
    return load(ROOT / "roles" / role / "defaults/main.yml") or {}


def options(role: str) -> dict[str, Any]:
    return load(ROOT / "roles" / role / "meta/argument_specs.yml")["argument_specs"]["main"]["options"]


@dataclass(frozen=True)
class Task:
    """A task and where it stands."""

    path: Path
    content: dict[str, Any]

    @property
    def module(self) -> str:
        modules = [word for word in self.content if word not in KEYWORDS]
        return modules[0] if modules else ""

    @property
    def is_block(self) -> bool:
        return "block" in self.content

    def __str__(self) -> str:
        return f"{short(self.path)}: {self.content.get('name', self.module)}"


def _walk(path: Path, entries: list[dict[str, Any]]) -> Iterator[Task]:
    for entry in entries or []:
        yield Task(path, entry)
        for part in ("block", "rescue", "always"):
            yield from _walk(path, entry.get(part) or [])


@cache
def role_tasks() -> list[Task]:
    """Every task of every role."""
    return [task for path in sorted(ROOT.glob("roles/*/tasks/*.yml")) for task in _walk(path, load(path))]


@cache
def playbook_tasks() -> list[Task]:
    """Every task that stands in a playbook itself."""
    plays = [(path, play) for path in PLAYBOOKS for play in load(path)]
    return [
        task
        for path, play in plays
        for part in ("pre_tasks", "tasks", "post_tasks")
        for task in _walk(path, play.get(part) or [])
    ]
