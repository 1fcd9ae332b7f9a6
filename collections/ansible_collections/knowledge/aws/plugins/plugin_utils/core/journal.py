"""The journal of a run: what every task of ours found and did, for later tasks of the same run (drift, destroy, await).

Tasks run in processes of their own; the run's private temporary folder is what they share. Ansible removes it at the end.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ansible import constants as C


def _path(host: str) -> Path:
    return Path(C.DEFAULT_LOCAL_TMP) / f"knowledge-journal-{host}.jsonl"


def write(host: str, entry: dict[str, Any]) -> None:
    """Add the answer of one task: resources, strays, kept."""
    with _path(host).open("a", encoding="utf-8") as journal:
        journal.write(json.dumps(entry, default=str) + "\n")


def look_in_vain(host: str, component: str) -> None:
    """Note that a look-up did not find all of a part."""
    with _path(host).with_suffix(".missing").open("a", encoding="utf-8") as missing:
        missing.write(component + "\n")


def incomplete(host: str) -> list[str]:
    """Parts that look-ups of this run did not find, or not as a whole, in the order of the run."""
    path = _path(host).with_suffix(".missing")
    return list(dict.fromkeys(path.read_text(encoding="utf-8").splitlines())) if path.exists() else []


def items(host: str, gone: bool = False) -> list[dict[str, Any]]:
    """Every listed resource that tasks of this run have seen, as the last of them left (or planned) it, by its component.

    values: its fields; None for one that is gone, which is told only where ``gone`` is asked for.
    before: its fields before the run touched it; None for something new.
    settled: what it publishes, where the task changed nothing and found it ready; otherwise None.
    """
    latest: dict[tuple[str, str, str], dict[str, Any]] = {}
    for answer in read(host):
        for item in answer.get("items", []):
            place = (item["kind"], item["region"], item["name"])
            first = latest.get(place, item)
            latest[place] = item | {"before": first["before"], "component": answer["component"]}
    return [item for item in latest.values() if gone or item["values"] is not None]


def read(host: str) -> list[dict[str, Any]]:
    """All answers so far of one host's tasks, oldest first."""
    path = _path(host)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
