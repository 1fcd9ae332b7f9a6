# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The pure half: which resource is which entry, and what has to happen. No AWS here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .errors import StackError
from .fields import Field
from .model import CREATE, DELETE, KEEP, REPLACE, UPDATE, Decision, Resource, Stack, Wanted


def wanted_items(config: list[dict[str, Any]], fields: dict[str, Field], stack: Stack) -> list[Wanted]:
    """The entries of a task with names, tags and comparable values."""
    items = []
    for entry in config:
        key = entry["key"]
        name = entry.get("name") or stack.name_of(key)
        values = {field_name: field.comparable(entry.get(field_name)) for field_name, field in fields.items()}
        tags = {**stack.tags, **(entry.get("tags") or {}), "Name": name}
        items.append(
            Wanted(key, name, {k: v for k, v in values.items() if v is not None}, {k: str(v) for k, v in tags.items()})
        )
    refuse_doubled("key", [item.key for item in items])
    refuse_doubled("name", [item.name for item in items])
    return items


def refuse_doubled(label: str, words: list[str]) -> None:
    """Every entry of a list has a key and a name of its own."""
    doubled = sorted({word for word in words if words.count(word) > 1})
    if doubled:
        raise StackError(
            f"config: the {label} {', '.join(doubled)} stands there more than once",
            "give every entry a key and a name of its own",
        )


def match(
    wanted: list[Wanted], existing: list[Resource], natural_key: tuple[str, ...], stack: Stack
) -> tuple[dict[str, Resource], list[Resource]]:
    """Which resource is which entry (by key), and which are left over.

    By name first, then by natural key (the fields that make it what it is), then the only nameless one that is ours.
    What says that it belongs to another stack is never taken.
    """
    free = sorted(
        (have for have in existing if not stack.foreign(have.tags)),
        key=lambda have: (not stack.owns(have.tags), have.id),
    )
    found: dict[str, Resource] = {}

    def take(want: Wanted, have: Resource) -> None:
        found[want.key] = have
        free.remove(have)

    for want in wanted:
        same_name = next((have for have in free if have.name == want.name), None)
        if same_name:
            take(want, same_name)
    open_wants = [want for want in wanted if want.key not in found]
    if natural_key:
        for want in list(open_wants):
            alike = [have for have in free if all(want[name] and have[name] == want[name] for name in natural_key)]
            if len(alike) == 1:
                take(want, alike[0])
                open_wants.remove(want)
    nameless = [have for have in free if not have.name and stack.owns(have.tags)]
    if len(open_wants) == 1 and len(nameless) == 1:
        take(open_wants[0], nameless[0])
    return found, free


def orphans(left_over: Iterable[Resource], stack: Stack, taggable: bool = True) -> list[Resource]:
    """Of what is left over, that which is ours and of this component: in no list any more.

    What has no tags is ours by its name, if that is the stack's own or that of the component.
    """
    ours = (stack.name_of("main"), stack.name_of(stack.tags.get("Component", "main"))) if stack.ownership else ()
    return [have for have in left_over if stack.owns_part(have.tags) or (not taggable and have.name in ours)]


def changed_fields(
    want: Wanted, have: Resource, fields: dict[str, Field]
) -> tuple[dict[str, tuple[Any, Any]], dict[str, tuple[Any, Any]]]:
    """The fields that differ, and those whose difference is not ours to undo; both as (before, after)."""
    changes, notes = {}, {}
    for name, field in fields.items():
        wish = want[name]
        if wish is None or name not in have.fields:
            continue
        value = have[name]
        if field.equal(value, wish):
            continue
        if field.accept and value is not None and field.accept(value, wish):
            notes[name] = (value, wish)
        else:
            changes[name] = (value, wish)
    return changes, notes


def changed_tags(want: Wanted, have: Resource) -> dict[str, tuple[Any, Any]]:
    """Our tags that are missing or differ; the tags of others are left alone."""
    wrong = {key: value for key, value in want.tags.items() if have.tags.get(key) != value}
    if not wrong:
        return {}
    return {"tags": ({key: have.tags.get(key) for key in wrong}, wrong)}


def creation(want: Wanted, refusal: str | None = None) -> Decision:
    """That ``want`` has to be made."""
    return Decision(CREATE, want, None, {name: (None, value) for name, value in want.fields.items()}, refusal=refusal)


def decide(want: Wanted, have: Resource | None, kind: Any) -> Decision:
    """What has to happen so that ``have`` becomes ``want``."""
    if have is None:
        return creation(want, kind.forbid_new(want))
    changes, notes = changed_fields(want, have, kind.fields)
    stuck = [name for name in changes if kind.fields[name].setter is None]
    if kind.taggable:
        changes |= changed_tags(want, have)
    action = REPLACE if stuck else UPDATE if changes else KEEP
    refusal = kind.forbid(have, want, changes | notes) if changes or notes else None
    return Decision(action, want, have, changes, notes, stuck, refusal)


def removals(items: Iterable[tuple[Wanted | None, Resource]]) -> list[Decision]:
    """Decisions to delete."""
    return [Decision(DELETE, want, have) for want, have in items]


def resolve_refs(value: Any, ids: dict[str, str]) -> Any:
    """``@key`` inside a value as the id of the entry of that key in the same list."""
    if isinstance(value, dict):
        return {key: resolve_refs(inner, ids) for key, inner in value.items()}
    if isinstance(value, list):
        return [resolve_refs(inner, ids) for inner in value]
    if isinstance(value, str) and value.startswith("@"):
        if value[1:] not in ids:
            raise StackError(
                f"'{value}' names no entry of this list", f"valid: {', '.join('@' + key for key in sorted(ids))}"
            )
        return ids[value[1:]]
    return value
