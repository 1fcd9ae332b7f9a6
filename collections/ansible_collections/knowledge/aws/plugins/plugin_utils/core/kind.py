"""What a kind of resource is: a short description from which the core does everything else.

To write one, open a neighbour in ``plugin_utils/kinds`` and say: its fields, how to list what exists (``find``), how to make one
(``create``), one setter for each field that can change in place, and how to delete it. Everything else here has a default.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from .clients import Aws, in_parallel
from .fields import Field
from .model import Resource, Stack, Wanted
from .tagged import TagIndex, tag_dict


@dataclass(frozen=True)
class States:
    """What a service's state words mean. A state in none of these is one of waiting.

    usual and deadline: seconds until ready or gone, as AWS usually takes and at the most.
    """

    ready: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    usual: int = 30
    deadline: int = 600


def dig(raw: dict[str, Any], path: str) -> Any:
    """The value at a dotted path of an answer; None where there is none."""
    value: Any = raw
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def tag_list(tags: dict[str, str]) -> list[dict[str, str]]:
    """Tags as most APIs want them."""
    return [{"Key": key, "Value": value} for key, value in sorted(tags.items())]


class Kind:
    """One kind of AWS resource. Subclasses describe; the engine acts."""

    name: ClassVar[str]  # of the module: ec2_subnet
    noun: ClassVar[str]  # in a plan: subnet
    service: ClassVar[str]  # of botocore: ec2
    region: ClassVar[str | None] = (
        None  # where the service is global: us-east-1; others may take it from a scope field ``region``
    )
    needs: ClassVar[tuple[str, ...]] = ()  # other services that the kind calls
    scope: ClassVar[dict[str, Field]] = {}  # arguments of the task, beside its list: what everything in it lives in
    fields: ClassVar[dict[str, Field]] = {}
    reports: ClassVar[dict[str, str]] = {}  # further values for ``attributes``: name -> path in AWS's answer
    id_path: ClassVar[str] = ""
    arn_path: ClassVar[str] = ""
    name_path: ClassVar[str] = ""  # empty: the Name tag is the name
    tags_path: ClassVar[str] = "Tags"
    state_path: ClassVar[str] = ""
    reason_path: ClassVar[str] = ""  # where AWS says why it failed
    nature: ClassVar[tuple[str, ...]] = ()  # fields that make it what it is, should its name be lost
    taggable: ClassVar[bool] = True
    stateful: ClassVar[bool] = False  # holds data: never deleted without being told so
    states: ClassVar[States] = States()
    not_yet: ClassVar[tuple[str, ...]] = ()  # error codes of something made just now that AWS does not see everywhere
    still_used: ClassVar[
        tuple[str, ...]
    ] = ()  # error codes of a deletion that comes before AWS has noticed that the user is gone
    rests_before_delete: ClassVar[bool] = False  # what ``release`` changed must be ready again before it can be deleted
    always_changeable: ClassVar[bool] = (
        False  # can be changed in any state: what is still being made is not waited for first, what has failed is not made anew
    )
    notes_in_tags: ClassVar[bool] = (
        False  # a tag holds what AWS does not tell: tags are then asked of the service, which knows the last ones
    )
    renews: ClassVar[bool] = False  # a change makes a new revision with an id of its own
    parts: ClassVar[
        tuple[tuple[str, str], ...]
    ] = ()  # what comes with a resource and carries its tags: a fragment of its ARN, and why it stays (empty: it goes with it)
    example: ClassVar[str] = ""  # YAML of a task, for ansible-doc

    def __init__(self, aws: Aws, stack: Stack, scope: dict[str, Any] | None = None) -> None:
        self.given = scope or {}
        self.aws = aws.of(self.service, self.region or self.given.get("region"))
        self.stack = stack
        self.index = TagIndex()
        self.everything = False  # set where all of ours is wanted, not only what is listed
        self.wanted: list[Wanted] = []  # what the task lists, for a ``find`` that has to know more than names

    # What a kind describes

    def find(self, names: list[str]) -> list[Any]:
        """AWS's answers for all there is, in as few calls as possible; ``names`` helps where only single look-ups exist."""
        raise NotImplementedError

    def create(self, want: Wanted) -> None:
        """Make one, tags included. What it cannot make at once, the setters do afterwards."""
        raise NotImplementedError

    def delete(self, have: Resource) -> None:
        """Delete one; something that is gone already is no error."""
        raise NotImplementedError

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """Add or overwrite some tags."""
        raise NotImplementedError

    # What a kind may describe beside that

    def ask_tags(self, arn: str) -> Any:
        """Tags of one, as its service tells them; for kinds whose ``find`` needs ``tags_of``."""
        raise NotImplementedError

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Comparable values by field, where the standard path is not enough. A field left out is never compared."""
        return {name: dig(raw, field.api) for name, field in self.fields.items() if field.api}

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """Why AWS could not make these changes, if so; also of differences that would only be noted."""
        return None

    def forbid_new(self, want: Wanted) -> str | None:
        """Why AWS could not make this one, where only AWS can tell (``check`` asks nobody)."""
        return None

    def check(self, wanted: list[Wanted]) -> list[str]:
        """AWS's own rules about what is wanted: all that is wrong, in words. Asks nobody."""
        return []

    def risks(self, wanted: list[Wanted]) -> list[str]:
        """What is allowed but dangerous, in words: said with every plan and run."""
        return []

    def release(self, have: Resource) -> None:
        """Before the first of a list is deleted: let go of what holds the others."""

    def protected(self, have: Resource) -> str | None:
        """Why it must not be deleted, unless data loss is allowed."""
        return None

    def unprotect(self, have: Resource) -> None:
        """Lift the protection."""

    def spared(self, have: Resource) -> str | None:
        """Why it stays although everything of the stack is removed: something that is kept needs it."""
        return None

    def kept(self, have: Resource) -> str | None:
        """What stays behind after deletion, and how to get it back or rid of it."""
        return None

    def tombstone(self, arn: str) -> str | None:
        """What to say of something with the stack's tags that is in no list: deleted but still shown, part of a resource, or kept on purpose.

        Empty if there is nothing to say, None if this kind does not know it.
        """
        return next((text for fragment, text in self.parts if fragment in arn), None)

    # What the core derives

    def resource(self, raw: dict[str, Any]) -> Resource:
        """An answer of AWS's in comparable shape."""
        tags = tag_dict(dig(raw, self.tags_path))
        name = dig(raw, self.name_path) if self.name_path else tags.get("Name")
        fields = {key: self.fields[key].comparable(value) for key, value in self.shape(raw).items()}
        state = dig(raw, self.state_path) if self.state_path else None
        return Resource(
            dig(raw, self.id_path), name, dig(raw, self.arn_path) if self.arn_path else None, tags, state, fields, raw
        )

    def existing(self, names: list[str]) -> list[Resource]:
        """All there is, without what is gone."""
        found = [self.resource(raw) for raw in self.find(names)]
        return [have for have in found if have.state is None or have.state not in self.states.gone]

    def arn(self, have: Resource) -> str:
        """The ARN; the id where AWS has none."""
        return have.arn or have.id

    def attributes(self, have: Resource) -> dict[str, Any]:
        """The further values that are published."""
        return {name: dig(have.raw, path) for name, path in self.reports.items()}

    def ready(self, have: Resource) -> bool:
        """Whether it can be used and changed."""
        return not self.states.ready or have.state in self.states.ready

    def failure(self, have: Resource) -> str | None:
        """The service's own reason, if it has failed."""
        if have.state not in self.states.failed:
            return None
        return f"{have.state}: {dig(have.raw, self.reason_path) if self.reason_path else 'AWS gives no reason'}"

    def known_tags(self, arns: list[str]) -> dict[str, dict[str, str]]:
        """Tags of those that the run's index knows, by ARN. After a write of this task none: services tell the new ones at once, the index later."""
        if self.notes_in_tags or self.aws.wrote or not (arns if self.index.kept else arns[1:]):
            return {}
        listed = self.index.read(self.aws, self.stack)
        return {arn: listed[arn] for arn in arns if arn in listed}

    def tags_of(self, arns: list[str]) -> dict[str, dict[str, str]]:
        """Tags by ARN: from the run's index, and of those that it does not know (yet) from their service."""
        known = self.known_tags(arns)
        unknown = [arn for arn in arns if arn not in known]
        return known | {
            arn: tag_dict(told) for arn, told in zip(unknown, self.each(self.ask_tags, unknown), strict=True)
        }

    def tags_of_one(self, arn: str) -> dict[str, str]:
        """The same of a single one."""
        return self.tags_of([arn])[arn]

    def each(self, work: Callable[[Any], Any], items: Any) -> list[Any]:
        """``work`` over the items, side by side."""
        return in_parallel(work, items)
