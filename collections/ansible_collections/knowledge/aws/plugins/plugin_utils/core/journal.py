# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The journal of a run: what every task over a kind found and did, one JSON line a task.

Later tasks of the same run read it: await, prune, absent, drift, and whoever prices or draws. Tasks run in processes of
their own; the run's private temporary folder is what they share, and Ansible removes it at the end. An entry has

    kind, component, region, scope, state   of the task: ec2_subnet, vpc, ap-northeast-2, {vpc_id: …}, present
    wanted      the list: key, name and fields of each entry; secrets are hidden
    resources   what was decided for each, as in the task's result
    items       each listed resource, whole: identity, ``values`` as this task leaves or plans them (None: gone),
                ``before`` (None: new), ``settled`` (what it publishes, where it was found ready and left as it was)
    orphans     what carries the tags of this stack and component and is in no list
    retained    what stays behind after a removal, in words
    protected   what must not be deleted, in words

Anybody may add entries of another form (``write``); these have no ``kind``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ansible import constants as C


def _path(host: str) -> Path:
    return Path(C.DEFAULT_LOCAL_TMP) / f"knowledge-journal-{host}.jsonl"


def write(host: str, entry: dict[str, Any]) -> None:
    """Add an entry."""
    with _path(host).open("a", encoding="utf-8") as journal:
        journal.write(json.dumps(entry, default=str) + "\n")


def read(host: str) -> list[dict[str, Any]]:
    """All entries so far of one host's tasks, oldest first."""
    path = _path(host)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def of_kinds(host: str) -> list[dict[str, Any]]:
    """The entries that tasks over a kind left."""
    return [entry for entry in read(host) if "kind" in entry]


def look_in_vain(host: str, component: str) -> None:
    """Note that a look-up did not find all of a part."""
    with _path(host).with_suffix(".missing").open("a", encoding="utf-8") as missing:
        missing.write(component + "\n")


def incomplete(host: str) -> list[str]:
    """Parts that look-ups of this run did not find, or not as a whole, in the order of the run."""
    path = _path(host).with_suffix(".missing")
    return list(dict.fromkeys(path.read_text(encoding="utf-8").splitlines())) if path.exists() else []


def items(host: str, gone: bool = False) -> list[dict[str, Any]]:
    """Every listed resource that tasks of this run have seen, as the last of them left (or planned) it.

    gone: also those that are gone.
    """
    latest: dict[tuple[str, str, str], dict[str, Any]] = {}
    for entry in of_kinds(host):
        for item in entry["items"]:
            place = (item["kind"], item["region"], item["name"])
            first = latest.get(place, item)
            latest[place] = item | {"before": first["before"], "component": entry["component"]}
    return [item for item in latest.values() if gone or item["values"] is not None]
