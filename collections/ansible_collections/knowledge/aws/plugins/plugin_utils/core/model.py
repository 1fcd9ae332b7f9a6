# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The words of the core: what is wanted, what exists, and what is to be done about it. No AWS here."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .arns import global_region_of

# How a plan counts: create -> add, update -> change, replace, delete -> destroy; keep counts nothing.
CREATE, UPDATE, REPLACE, DELETE, KEEP = "create", "update", "replace", "delete", "keep"

# What to do next, in the words of a task; a stack may give its own (``hints``), such as a command.
HINTS = {
    "build": "Build that first",
    "parts": "Build {parts} first",
    "replace": "name it in allow_replace: [{name}]",
    "data_loss": "set allow_data_loss: true",
}


# In an answer: what a kind's look leaves for its setters of what stands around a resource.
AROUND = "Around"


@dataclass(frozen=True)
class Stack:
    """The context from which every name and tag derives.

    name: prefix of all names, such as ``knowledge-production``; without one the key of an entry is its name.
    tags: ownership tags (Project, Environment, ManagedBy, Component) and those the operator adds. Without ownership
        tags nothing but what a task lists is ever ours.
    hints: what to do next in the words of whoever calls, by the keys of HINTS.
    """

    name: str
    region: str
    account_id: str
    tags: dict[str, str]
    hints: Mapping[str, str] = field(default_factory=dict)

    OWNERSHIP = ("Project", "Environment", "ManagedBy")

    @property
    def ownership(self) -> dict[str, str]:
        """The tags that say: this belongs to this stack."""
        return {key: self.tags[key] for key in self.OWNERSHIP if key in self.tags}

    @property
    def regions(self) -> set[str]:
        """Its own region, and that of the global services and of what CloudFront uses."""
        return {self.region, global_region_of(self.region)}

    def name_of(self, key: str) -> str:
        """The one naming rule: the stack's name and the key; ``main`` is the stack's own."""
        plain = key.replace(".", "-")
        return plain if not self.name else self.name if key == "main" else f"{self.name}-{plain}"

    def has_name(self, name: str) -> bool:
        """Whether a name follows the naming rule of this stack; whether it is ours, its tags say."""
        return bool(self.name) and (name == self.name or name.startswith(f"{self.name}-"))

    def owns(self, tags: dict[str, str]) -> bool:
        """Whether a resource with these tags is ours."""
        return bool(self.ownership) and all(tags.get(key) == value for key, value in self.ownership.items())

    def owns_part(self, tags: dict[str, str]) -> bool:
        """Whether a resource with these tags is ours and of the component that asks."""
        return self.owns(tags) and tags.get("Component") == self.tags.get("Component")

    def foreign(self, tags: dict[str, str]) -> bool:
        """Whether a resource with these tags says that it belongs to another stack."""
        return any(key in tags and tags[key] != value for key, value in self.ownership.items())

    def hint(self, word: str, **values: str) -> str:
        """What to do next."""
        return self.hints.get(word, HINTS[word]).format(**values)


@dataclass
class Wanted:
    """One entry of a task's list. token: makes a repeated create call idempotent where AWS offers that."""

    key: str
    name: str
    fields: dict[str, Any]
    tags: dict[str, str]
    token: str = field(default_factory=lambda: str(uuid.uuid4()))

    def __getitem__(self, name: str) -> Any:
        return self.fields.get(name)


@dataclass(frozen=True)
class Query:
    """What a look is about.

    names: in AWS, of what is listed; for kinds of which only single look-ups exist. wanted: the entries, for a look
    that has to know more than names. everything: all of ours is wanted, not only what is listed.
    """

    names: tuple[str, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    everything: bool = False

    @classmethod
    def of(cls, wanted: list[Wanted], everything: bool = False) -> Query:
        """The look for some entries."""
        return cls(tuple(want.name for want in wanted), tuple(wanted), everything)


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

    @property
    def told(self) -> dict[str, Any]:
        """What AWS says of it, without what the look knows of its neighbours."""
        return {name: value for name, value in self.raw.items() if name != AROUND}

    @property
    def label(self) -> str:
        """The name that an operator knows it by; without one its id."""
        return self.name or self.id


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
        """The entry's key; of an orphan its name or id."""
        return self.want.key if self.want else self.known.label

    @property
    def name(self) -> str:
        """The name that an operator knows it by."""
        return self.want.name if self.want else self.known.label

    @property
    def known(self) -> Resource:
        """The resource, of a decision about one that exists."""
        assert self.have
        return self.have
