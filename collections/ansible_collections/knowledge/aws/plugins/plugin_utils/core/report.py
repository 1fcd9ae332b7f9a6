"""What a task answers: the same keys in a plan and in the run. Everything that sums up reads ``resources`` and nothing else."""

from __future__ import annotations

from typing import Any

import yaml

from .kind import Kind
from .model import CREATE, DELETE, KEEP, REPLACE, Decision
from .outcome import Outcome
from .symbols import nest

SECRET = "(secret)"


def result(kind: Kind, outcome: Outcome) -> dict[str, Any]:
    """The answer of a task: ids, arns, names and attributes by key, resources, strays and diff."""
    keys = [*outcome.now, *outcome.symbols]
    ids, arns, attributes = {}, {}, {}
    for key in dict.fromkeys(keys):
        symbol, have = outcome.symbols.get(key), outcome.now.get(key)
        ids[key] = symbol or (have.id if have else "")
        arns[key] = symbol or (kind.arn(have) if have else "")
        attributes[key] = {name: symbol for name in kind.reports} if symbol or not have else kind.attributes(have)
    resources = [describe(kind, decision, outcome) for decision in outcome.decisions]
    return {
        "changed": any(entry["action"] != KEEP for entry in resources),
        "ids": nest(ids),
        "arns": nest(arns),
        "attributes": nest(attributes),
        "resources": resources,
        "strays": [
            {"kind": kind.name, "noun": kind.noun, "name": have.name or have.id, "id": have.id, "arn": kind.arn(have)}
            for have in outcome.strays
        ],
        "pending": [have.name or have.id for have in outcome.now.values() if not kind.ready(have)],
        "kept": outcome.kept,
        "protected": outcome.protected,
        "diff": [diff(kind, decision) for decision in outcome.decisions if decision.action != KEEP],
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
    """What every listed resource is before and after this task, all fields that are known: for prices and pictures, which need the whole."""
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
    word = " (deleted and made anew)" if decision.action == REPLACE else ""
    return {"before_header": label, "after_header": label + word, "before": before, "after": after}


def lines(values: dict[str, Any]) -> str:
    """Values as YAML, one a line, with short inner values on that line."""
    nested = any(isinstance(value, dict | list) for value in values.values())
    return yaml.safe_dump(
        values, default_flow_style=None if nested else False, sort_keys=False, width=150, allow_unicode=True
    )
