# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a task answers: the same keys in a plan and in the run.

Everything that sums up reads ``resources`` and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from .kind import Kind
from .model import CREATE, DELETE, KEEP, REPLACE, Decision
from .outcome import Outcome
from .symbols import nest

SECRET = "(secret)"


@dataclass
class Run:
    """What the engine did in one place: a kind, bound to it, and the outcome."""

    kind: Kind
    outcome: Outcome


def result(runs: list[Run]) -> dict[str, Any]:
    """The answer of a task: ids, arns and attributes by key, resources, orphans and diff."""
    ids, arns, attributes = {}, {}, {}
    for run in runs:
        kind, outcome = run.kind, run.outcome
        for key in dict.fromkeys([*outcome.now, *outcome.symbols]):
            symbol, have = outcome.symbols.get(key), outcome.now.get(key)
            ids[key] = symbol or (have.id if have else "")
            arns[key] = symbol or (kind.arn(have) if have else "")
            planned = dict.fromkeys(kind.reports, symbol)
            attributes[key] = planned if symbol or not have else kind.attributes(have)
    decided = [(run, decision) for run in runs for decision in run.outcome.decisions]
    resources = [describe(run.kind, decision, run.outcome) for run, decision in decided]
    return {
        "changed": any(one["action"] != KEEP for one in resources),
        "ids": nest(ids),
        "arns": nest(arns),
        "attributes": nest(attributes),
        "resources": resources,
        "orphans": [orphan for run in runs for orphan in orphans(run)],
        "pending": [have.label for run in runs for have in run.outcome.now.values() if not run.kind.ready(have)],
        "retained": [text for run in runs for text in run.outcome.retained],
        "protected": [text for run in runs for text in run.outcome.protected],
        "diff": [diff(run.kind, decision) for run, decision in decided if decision.action != KEEP],
    }


def orphans(run: Run) -> list[dict[str, Any]]:
    """What is ours and in no list, each by what it is and its ids."""
    who = {"kind": run.kind.name, "noun": run.kind.noun, "region": run.kind.aws.region}
    return [who | {"name": have.label, "id": have.id, "arn": run.kind.arn(have)} for have in run.outcome.orphans]


def entry(run: Run) -> dict[str, Any]:
    """What the journal keeps of a run in one place; see ``journal``."""
    kind, outcome = run.kind, run.outcome
    return {
        "kind": kind.name,
        "region": kind.aws.region,
        "scope": {name: value for name, value in kind.scope.items() if name != "region"},
        "wanted": [{"key": want.key, "name": want.name, "fields": _told(kind, want.fields)} for want in outcome.wanted],
        "resources": [describe(kind, decision, outcome) for decision in outcome.decisions],
        "items": items(kind, outcome),
        "orphans": orphans(run),
        "retained": outcome.retained,
        "protected": outcome.protected,
    }


def describe(kind: Kind, decision: Decision, outcome: Outcome) -> dict[str, Any]:
    """One resource and what happens to it, with the before and after of each field."""
    return identity(kind, decision.key, decision, outcome) | {
        "fields": {
            name: _shown(kind, name, *values)
            for name, values in decision.changes.items()
            if decision.action != CREATE or values[1] not in (None, [], {})
        },
        "notes": {name: _shown(kind, name, *values) for name, values in decision.notes.items()},
        "stuck": decision.stuck,
        "account": kind.stack.account_id,
    }


def identity(kind: Kind, key: str, decision: Decision, outcome: Outcome) -> dict[str, Any]:
    """Which resource it is, where, and what happens to it."""
    now, symbol = outcome.now.get(key) or decision.have, outcome.symbols.get(key)
    return {
        "kind": kind.name,
        "noun": kind.noun,
        "key": key,
        "name": decision.name,
        "id": symbol or (now.id if now else ""),
        "arn": symbol or (kind.arn(now) if now else ""),
        "action": decision.action,
        "region": kind.aws.region,
    }


def items(kind: Kind, outcome: Outcome) -> list[dict[str, Any]]:
    """What every listed resource is before and after this task, all fields that are known.

    For prices and pictures, which need the whole.
    """
    decided = {decision.key: decision for decision in outcome.decisions}
    known = {key: Decision(KEEP, None, have) for key, have in outcome.now.items() if key not in decided}
    return [_item(kind, key, decision, outcome) for key, decision in (decided | known).items()]


def _item(kind: Kind, key: str, decision: Decision, outcome: Outcome) -> dict[str, Any]:
    have, want = decision.have, decision.want
    now = outcome.now.get(key) or have
    values = {**(want.fields if want else {}), **(have.fields if have else {})}
    values |= {name: after for name, (_, after) in decision.changes.items() if name != "tags"}
    return identity(kind, key, decision, outcome) | {
        "values": None if decision.action == DELETE else _told(kind, values),
        "before": _told(kind, have.fields) if have else None,
        "settled": kind.attributes(now) if now and decision.action == KEEP and kind.ready(now) else None,
    }


def _told(kind: Kind, values: dict[str, Any]) -> dict[str, Any]:
    """Values without what is not set; secrets are hidden."""
    return {
        name: SECRET if name in kind.fields and kind.fields[name].secret else value
        for name, value in values.items()
        if value is not None
    }


def _shown(kind: Kind, name: str, before: Any, after: Any) -> dict[str, Any]:
    field = kind.fields.get(name)
    if field and field.secret:
        before, after = (SECRET if before is not None else None), SECRET
    return {"before": before, "after": after}


def diff(kind: Kind, decision: Decision) -> dict[str, Any]:
    """Ansible's diff of one resource: only the fields that change."""
    label = f"{kind.noun} {decision.name}"
    shown = {name: _shown(kind, name, *values) for name, values in decision.changes.items()}
    before = lines({name: values["before"] for name, values in shown.items()})
    after = lines({name: values["after"] for name, values in shown.items()})
    if decision.action == CREATE:
        before = ""
    elif decision.action == DELETE:
        before, after = lines({"id": decision.have.id if decision.have else ""}), ""
    word = " (replaced)" if decision.action == REPLACE else ""
    return {"before_header": label, "after_header": label + word, "before": before, "after": after}


def lines(values: dict[str, Any]) -> str:
    """Values as YAML, one a line, with short inner values on that line."""
    nested = any(isinstance(value, dict | list) for value in values.values())
    return yaml.safe_dump(
        values, default_flow_style=None if nested else False, sort_keys=False, width=150, allow_unicode=True
    )
