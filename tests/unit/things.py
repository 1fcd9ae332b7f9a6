"""A kind of resource that lives in memory, for tests of the core: no AWS, no service."""

from __future__ import annotations

import itertools
from types import SimpleNamespace
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.fields import Field, always
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import Kind, States
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import Resource, Stack, Wanted
from botocore.exceptions import ClientError

OWN = {"Project": "knowledge-database", "Environment": "production", "ManagedBy": "ansible", "Component": "things"}
STACK = Stack("knowledge-production", "ap-northeast-2", "123456789012", dict(OWN))


def aws_error(code: str, status: int = 400, operation: str = "CreateThing") -> ClientError:
    """An error as botocore raises it."""
    return ClientError(
        {
            "Error": {"Code": code, "Message": f"{code} is what AWS says"},
            "ResponseMetadata": {"HTTPStatusCode": status},
        },
        operation,
    )


class Thing(Kind):
    """A thing."""

    name, noun, service = "test_thing", "thing", "test"
    id_path, state_path, reason_path = "Id", "State", "Why"
    states = States(ready=("ready",), gone=("gone",), failed=("failed",), usual=10, deadline=100)
    not_yet = ("NotSpreadYet",)
    nature = ("place",)
    reports = {"address": "Address"}
    scope = {"inside": Field("str", "What it lives in.")}
    fields = {
        "place": Field("str", "Where it is. Cannot be changed.", api="Place"),
        "size": Field("int", "How large it is.", api="Size", setter="set_size"),
        "color": Field("str", "How it looks.", api="Color", setter="set_color"),
        "friends": Field(
            "list",
            "Others of the list.",
            api="Friends",
            elements="str",
            unordered=True,
            refs=True,
            setter="set_friends",
        ),
        "count": Field("int", "How many at birth.", api="Count", accept=always, setter="set_color"),
        "password": Field("str", "Secret.", secret=True, setter="set_color"),
    }

    def __init__(
        self, store: list[dict[str, Any]] | None = None, scope: dict[str, Any] | None = None, stack: Stack = STACK
    ) -> None:
        super().__init__(SimpleNamespace(of=lambda *_: SimpleNamespace(region="ap-northeast-2")), stack, scope)  # type: ignore[arg-type]
        self.store = [] if store is None else store
        self.log: list[str] = []
        self.trouble: dict[
            str, list[Exception]
        ] = {}  # what the next calls of a method raise; an "after" in their name: when it is done
        self._numbers = itertools.count(len(self.store) + 1)

    def find(self, names: list[str]) -> list[Any]:
        self._fail("find")
        return [dict(raw) for raw in self.store]

    def _fail(self, method: str) -> None:
        if self.trouble.get(method):
            raise self.trouble[method].pop(0)

    def create(self, want: Wanted) -> None:
        self.log.append(f"create {want.key}")
        self._fail("create")
        self.store.append(thing(f"t-{next(self._numbers)}", want.name, place=want["place"], tags=want.tags))
        self._fail("after create")

    def _raw(self, have: Resource) -> dict[str, Any]:
        return next(raw for raw in self.store if raw["Id"] == have.id)

    def _set(self, have: Resource, field: str, value: Any) -> None:
        self.log.append(f"set {field} of {have.name}")
        self._fail(f"set {field}")
        self._raw(have)[field.title()] = value

    def set_size(self, have: Resource, want: Wanted) -> None:
        self._set(have, "size", want["size"])

    def set_color(self, have: Resource, want: Wanted) -> None:
        self._set(have, "color", want["color"])

    def set_friends(self, have: Resource, want: Wanted) -> None:
        self._set(have, "friends", want["friends"])

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        self.log.append(f"tag {have.id}")
        self._raw(have)["Tags"] |= tags

    def delete(self, have: Resource) -> None:
        self.log.append(f"delete {have.id}")
        self._fail("delete")
        self.store.remove(self._raw(have))

    def protected(self, have: Resource) -> str | None:
        return "it is locked" if have.raw.get("Locked") else None

    def unprotect(self, have: Resource) -> None:
        self.log.append(f"unlock {have.id}")

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        return "size cannot shrink" if "size" in changes and (have["size"] or 0) > want["size"] else None


def thing(thing_id: str, name: str | None = None, tags: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """A thing as its API tells of it, ours unless tags say something else."""
    named = {"Name": name} if name else {}
    raw = {
        "Id": thing_id,
        "State": "ready",
        "Place": None,
        "Size": None,
        "Color": None,
        "Friends": [],
        "Count": None,
        "Address": f"10.0.0.{thing_id[-1]}",
    }
    return (
        raw
        | {"Tags": {**(OWN if tags is None else tags), **named}}
        | {key.title(): value for key, value in more.items()}
    )
