"""A kind of resource that lives in memory, for tests of the core: no AWS, no service."""

from __future__ import annotations

import itertools
from types import SimpleNamespace
from typing import Any, ClassVar

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.fields import Field, always
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import Codes, Kind, Life, Query, Report
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import Resource, Stack, Wanted
from botocore.exceptions import ClientError

OWN = {"Project": "knowledge-database", "Environment": "production", "ManagedBy": "ansible", "Component": "things"}
# What to do next, in the words of whoever calls; without them the core has its own.
HINTS = {
    "build": "Build that part first, or run the whole of site.yml",
    "parts": "Build {which} first: ansible-playbook site.yml --tags {parts}",
    "replace": "run again with -e allow_replace={name}",
    "data_loss": "add -e allow_data_loss=production",
}
REGION, ACCOUNT = "ap-northeast-2", "123456789012"
STACK = Stack("knowledge-production", REGION, ACCOUNT, dict(OWN), HINTS)


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
    life = Life(ready=("ready",), gone=("gone",), failed=("failed",), usual=10, deadline=100)
    codes = Codes(not_yet=("NotSpreadYet",), gone=("ThingNotFound",), still_used=("StillInUse",))
    natural_key = ("place",)
    reports = {"address": Report("Address")}
    scope_fields = {"inside": Field("str", "What it lives in.")}
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
        "password": Field("str", "Secret.", api="", secret=True, setter="set_color"),
    }

    def __init__(
        self, store: list[dict[str, Any]] | None = None, scope: dict[str, Any] | None = None, stack: Stack = STACK
    ) -> None:
        nobody = SimpleNamespace(region=REGION, of=lambda *_: SimpleNamespace(region=REGION))
        super().__init__(nobody, stack, scope)  # type: ignore[arg-type]
        self.store = [] if store is None else store
        self.log: list[str] = []
        # What the next calls of a method raise (None: nothing); with an "after" in its name: when it is done.
        self.trouble: dict[str, list[Exception | None]] = {}
        self._numbers = itertools.count(len(self.store) + 1)

    def find(self, query: Query) -> list[Any]:
        self._fail("find")
        inside = self.scope["inside"]
        return [dict(raw) for raw in self.store if inside is None or raw.get("Inside") == inside]

    def _fail(self, method: str) -> None:
        error = self.trouble[method].pop(0) if self.trouble.get(method) else None
        if error:
            raise error

    def create(self, want: Wanted) -> None:
        self.log.append(f"create {want.key}")
        self._fail("create")
        where = {"inside": self.scope["inside"], "region": self.aws.region}
        self.store.append(thing(f"t-{next(self._numbers)}", want.name, place=want["place"], tags=want.tags, **where))
        self._fail("after create")

    def _raw(self, have: Resource) -> dict[str, Any]:
        return next(raw for raw in self.store if raw["Id"] == have.id)

    def _set(self, have: Resource, field: str, value: Any) -> None:
        self.log.append(f"set {field} of {have.name}")
        self._fail(f"set {field}")
        self._raw(have)[field.title()] = value
        self._fail(f"after set {field}")

    def set_size(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        self._set(have, "size", want["size"])

    def set_color(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        self._set(have, "color", want["color"])

    def set_friends(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        self._set(have, "friends", want["friends"])

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        self.log.append(f"tag {have.id}")
        self._raw(have)["Tags"] |= tags

    def detach(self, have: Resource) -> None:
        self._fail("detach")

    def delete(self, have: Resource) -> None:
        self.log.append(f"delete {have.id}")
        self._fail("delete")
        self.store.remove(self._raw(have))
        self._fail("after delete")

    def protected(self, have: Resource) -> str | None:
        return "it is locked" if have.raw.get("Locked") else None

    def unprotect(self, have: Resource) -> None:
        self.log.append(f"unlock {have.id}")

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        return "size cannot shrink" if "size" in changes and (have["size"] or 0) > want["size"] else None


class Shelf(Thing):
    """A thing that actions bind by themselves: all of a kind share one store, by region and ``inside``."""

    arn_prefix = "thing/"
    store: ClassVar[list[dict[str, Any]]]
    log: ClassVar[list[str]]
    looks: ClassVar[list[tuple[str, str | None, Query]]]  # region, inside and query of every look

    def __init__(self, aws: Any, stack: Stack, scope: Any = None, say: Any = print, index: Any = None) -> None:
        Kind.__init__(self, aws, stack, scope, say, index)

    def find(self, query: Query) -> list[Any]:
        self.looks.append((self.aws.region, self.scope.get("inside"), query))
        return [raw for raw in super().find(query) if raw.get("Region", REGION) == self.aws.region]

    def arn(self, have: Resource) -> str:
        return arn_on_shelf(have.id, self.aws.region, self.arn_prefix or "thing/")


def shelf(*raws: dict[str, Any], **words: Any) -> type[Shelf]:
    """A kind of its own over these things; ``words`` say what is special about it."""
    own = {"store": list(raws), "log": [], "looks": [], "trouble": {}, "_numbers": itertools.count(len(raws) + 1)}
    return type("OneShelf", (Shelf,), own | words)


def arn_on_shelf(thing_id: str, region: str = REGION, prefix: str = "thing/") -> str:
    """The ARN of a thing."""
    return f"arn:aws:test:{region}:{ACCOUNT}:{prefix}{thing_id}"


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
