"""The words of the core: what is wanted, what exists, and what is to be done about it. No AWS here."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

# How a plan counts: create -> add, update -> change, replace, delete -> destroy; keep counts nothing.
CREATE, UPDATE, REPLACE, DELETE, KEEP = "create", "update", "replace", "delete", "keep"


@dataclass(frozen=True)
class Stack:
    """The context from which every name and tag derives.

    name: prefix of all names, such as ``knowledge-production``.
    tags: ownership tags (Project, Environment, ManagedBy, Component) and those the operator adds.
    """

    name: str
    region: str
    account_id: str
    tags: dict[str, str]

    OWNERSHIP = ("Project", "Environment", "ManagedBy")

    @property
    def ownership(self) -> dict[str, str]:
        """The tags that say: this belongs to this stack."""
        return {key: self.tags[key] for key in self.OWNERSHIP if key in self.tags}

    def name_of(self, key: str) -> str:
        """The one naming rule: the stack's name and the key; ``main`` is the stack's own."""
        return self.name if key == "main" else f"{self.name}-{key.replace('.', '-')}"

    def owns(self, tags: dict[str, str]) -> bool:
        """Whether a resource with these tags is ours."""
        return all(tags.get(key) == value for key, value in self.ownership.items())

    def foreign(self, tags: dict[str, str]) -> bool:
        """Whether a resource with these tags says that it belongs to another stack."""
        return any(key in tags and tags[key] != value for key, value in self.ownership.items())


@dataclass
class Wanted:
    """One entry of a task's list.

    token: makes a repeated create call idempotent where AWS offers that. changed: while a setter runs, the fields it is to change.
    """

    key: str
    name: str
    fields: dict[str, Any]
    tags: dict[str, str]
    token: str = field(default_factory=lambda: str(uuid.uuid4()))
    changed: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Any:
        return self.fields.get(name)


@dataclass
class Resource:
    """One resource as AWS has it, in comparable shape. A field that AWS does not tell is missing in ``fields``."""

    id: str
    name: str | None = None
    arn: str | None = None
    tags: dict[str, str] = field(default_factory=dict)
    state: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.fields.get(name)


@dataclass
class Decision:
    """What has to happen to one resource; ``changes`` and ``notes`` hold (before, after) by field.

    stuck: the changed fields that AWS cannot change in place. refusal: why the change is not possible at all.
    """

    action: str
    want: Wanted | None = None
    have: Resource | None = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    notes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    stuck: list[str] = field(default_factory=list)
    refusal: str | None = None

    @property
    def key(self) -> str:
        """The entry's key; of a stray its name or id."""
        if self.want:
            return self.want.key
        assert self.have
        return self.have.name or self.have.id

    @property
    def name(self) -> str:
        """The name that an operator knows it by."""
        if self.want:
            return self.want.name
        assert self.have
        return self.have.name or self.have.id
