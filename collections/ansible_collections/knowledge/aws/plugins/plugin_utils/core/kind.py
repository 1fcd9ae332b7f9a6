# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a kind of resource is: a short description from which the core does everything else.

To write one, open a neighbour in ``plugin_utils/kinds`` and say: its fields, how to list what exists (``find``), how to
make one (``create``), one setter for each field that can change in place, and how to delete it. Everything else here
has a default.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, ClassVar

from . import arns
from .clients import Aws, in_parallel
from .codes import Codes
from .fields import Field, Report, camel, dig, spelled
from .finding import Finding
from .life import Life
from .model import Query, Resource, Stack, Wanted
from .tagged import TagIndex, tag_dict, tag_list
from .waiting import Condition, Watch, wait_for

__all__ = ["Codes", "Field", "Finding", "Kind", "Life", "Query", "Report", "Resource", "Wanted", "tag_dict", "tag_list"]


def quiet(line: str) -> None:
    """Nobody listens."""


class Kind:
    """One kind of AWS resource. Subclasses describe; the engine acts."""

    name: ClassVar[str]  # of the module: ec2_subnet
    noun: ClassVar[str]  # in a plan: subnet
    service: ClassVar[str]  # of botocore: ec2
    is_global: ClassVar[bool] = False  # lives in one region of its partition, whatever a task says
    needs: ClassVar[tuple[str, ...]] = ()  # other services that the kind calls
    scope_fields: ClassVar[dict[str, Field]] = {}  # arguments of the task, beside its list: what all of it lives in
    fields: ClassVar[dict[str, Field]] = {}
    reports: ClassVar[dict[str, Report]] = {}  # further values for ``attributes``
    id_path: ClassVar[str] = ""
    arn_path: ClassVar[str] = ""
    name_path: ClassVar[str] = ""  # empty: the Name tag is the name
    tags_path: ClassVar[str] = "Tags"
    state_path: ClassVar[str] = ""
    reason_path: ClassVar[str] = ""  # where AWS says why it failed
    natural_key: ClassVar[tuple[str, ...]] = ()  # fields that make it what it is, should its name be lost
    taggable: ClassVar[bool] = True
    life: ClassVar[Life] = Life()
    codes: ClassVar[Codes] = Codes()
    # How its ARNs begin behind the account, such as ``subnet/``; None where the tagging API does not list it.
    arn_prefix: ClassVar[str | tuple[str, ...] | None] = None
    # Whether ``find`` sees what is named only, so that more of ours is known by the index of tags alone.
    found_by_name: ClassVar[bool] = False
    # Whether ``find`` knows all of ours also without what a task has to say.
    found_anywhere: ClassVar[bool] = False
    goes_with: ClassVar[str] = ""  # the kind with which AWS deletes it
    # What comes with a resource and carries its tags: a fragment of its ARN, and why it stays (empty: it goes with it).
    companions: ClassVar[tuple[tuple[str, str], ...]] = ()
    example: ClassVar[str] = ""  # YAML of a task, for ansible-doc

    def __init__(
        self,
        aws: Aws,
        stack: Stack,
        scope: dict[str, Any] | None = None,
        say: Callable[[str], None] = quiet,
        index: TagIndex | None = None,
    ) -> None:
        self.scope = {name: field.default for name, field in self.scope_fields.items()} | (scope or {})
        self.aws = aws.of(self.service, self.region_for(self.scope, aws.region))
        self.stack, self.say, self.index = stack, say, index or TagIndex()
        self.stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")[:-4]  # of this task, for names of what it leaves

    # What a kind describes

    def find(self, query: Query) -> list[Any]:
        """AWS's answers for all there is, in as few calls as can be; with ``query.everything`` also without a scope."""
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
        """Comparable values by field, where the standard place is not enough. A field left out is never compared."""
        by_name = spelled(raw)
        return {
            name: by_name.get(name) if field.api is None else dig(raw, field.api)
            for name, field in self.fields.items()
            if field.api != ""
        }

    def request(self, operation: str, want: Wanted, fields: Iterable[str] | None = None) -> dict[str, Any]:
        """Members of an operation's input that have the names of fields, with the values that are wanted in their form.

        fields: only these; by default all. A kind says beside it only what has another name or form.
        """
        members = self.aws.members(operation)
        given = {name: want[name] for name in (self.fields if fields is None else fields) if name in members}
        return dict(camel(given, self.aws.input(operation)))

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """Why AWS could not make these changes, if so; also of differences that would only be noted."""
        return None

    def forbid_new(self, want: Wanted) -> str | None:
        """Why AWS could not make this one, where only AWS can tell (``check`` asks nobody)."""
        return None

    def check(self, want: Wanted) -> Iterator[Finding]:
        """AWS's own rules about one entry: all that is wrong. Asks nobody."""
        yield from ()

    def check_all(self, wanted: list[Wanted]) -> Iterator[Finding]:
        """AWS's own rules about a list as a whole. Asks nobody."""
        yield from ()

    def risks(self, wanted: list[Wanted]) -> list[str]:
        """What is allowed but dangerous, in words: said with every plan and run."""
        return []

    def detach(self, have: Resource) -> None:
        """Before the first of a list is deleted: let go of what holds the others."""

    def protected(self, have: Resource) -> str | None:
        """Why it must not be deleted, unless data loss is allowed."""
        return None

    def unprotect(self, have: Resource) -> None:
        """Lift the protection."""

    def retains(self, have: Resource) -> str | None:
        """Why it is retained although everything of the stack is removed: something that is retained needs it."""
        return None

    def leaves_behind(self, have: Resource) -> str | None:
        """What is retained after its deletion, and how to get it back or rid of it."""
        return None

    def explain_leftover(self, arn: str) -> str | None:
        """What to say of something with the stack's tags that is in no list.

        Deleted but still shown, part of a resource, or retained on purpose. Empty if there is nothing to say, None if
        this kind does not know it.
        """
        return next((text for fragment, text in self.companions if fragment in arn), None)

    @classmethod
    def region_for(cls, scope: dict[str, Any], region: str) -> str:
        """Where it lives: a global service in one region, everything else where the task or the stack says."""
        return arns.global_region_of(region) if cls.is_global else scope.get("region") or region

    # What the core derives

    def resource(self, raw: dict[str, Any]) -> Resource:
        """An answer of AWS's in comparable shape."""
        tags = tag_dict(dig(raw, self.tags_path))
        name = dig(raw, self.name_path) if self.name_path else tags.get("Name")
        fields = {key: self.fields[key].comparable(value) for key, value in self.shape(raw).items()}
        state = dig(raw, self.state_path) if self.state_path else None
        told_arn = dig(raw, self.arn_path) if self.arn_path else None
        return Resource(dig(raw, self.id_path), name, told_arn, tags, state, fields, raw)

    def existing(self, query: Query) -> list[Resource]:
        """All there is, without what is gone."""
        found = [self.resource(raw) for raw in self.find(query)]
        return [have for have in found if have.state is None or have.state not in self.life.gone]

    def arn(self, have: Resource) -> str:
        """The ARN; the id where AWS has none."""
        return have.arn or have.id

    def arn_of(self, resource: str, region: str | None = None, account: str | None = None) -> str:
        """An ARN of this service, in the region and account of the stack where nothing else is said."""
        where = self.aws.region if region is None else region
        who = self.stack.account_id if account is None else account
        return arns.arn(self.service, where, who, resource, arns.partition_of(self.stack.region))

    def attributes(self, have: Resource) -> dict[str, Any]:
        """The further values that are published."""
        return {name: dig(have.raw, report.path) for name, report in self.reports.items()}

    def ready(self, have: Resource) -> bool:
        """Whether it can be used and changed."""
        return not self.life.ready or have.state in self.life.ready

    def untold(self, have: Resource) -> str | None:
        """What AWS tells some seconds after it was made; a task that writes waits for that, ready or not."""
        return None

    def failure(self, have: Resource) -> str | None:
        """The service's own reason, if it has failed."""
        if have.state not in self.life.failed:
            return None
        return f"{have.state}: {dig(have.raw, self.reason_path) if self.reason_path else 'AWS gives no reason'}"

    @classmethod
    def is_arn_of_kind(cls, arn: str) -> bool:
        """Whether an ARN of the index of tags is one of this kind."""
        told = arns.parts_of(arn)
        return (
            cls.arn_prefix is not None
            and told["service"] == cls.arn_service()
            and told["resource"].startswith(cls.arn_prefix)
        )

    @classmethod
    def arn_service(cls) -> str:
        """The service as ARNs spell it."""
        return cls.service

    def owned_arns(self) -> list[str]:
        """ARNs of this kind that the index of tags knows as this component's, in the region of this kind."""
        if self.arn_prefix is None:
            return []
        listed = self.index.read(self.aws, self.stack)
        return [arn for arn, tags in listed.items() if self.stack.owns_part(tags) and self.is_arn_of_kind(arn)]

    def name_in_arn(self, arn: str) -> str:
        """The name, for kinds that are found by name."""
        resource, prefixes = arns.parts_of(arn)["resource"], self.arn_prefix or ""
        for prefix in (prefixes,) if isinstance(prefixes, str) else prefixes:
            resource = resource.removeprefix(prefix)
        return resource

    def may_be_ours(self, names: Iterable[str], query: Query) -> list[str]:
        """Of all names that AWS lists those that a look is about, and those that may be of this stack."""
        owned = {self.name_in_arn(arn) for arn in self.owned_arns()} if query.everything else set()
        return [name for name in names if name in query.names or name in owned or self.stack.has_name(name)]

    def ours_with_tags(self, entries: Iterable[dict[str, Any]], query: Query) -> list[dict[str, Any]]:
        """Of the entries that AWS lists those that may be ours, with their tags, which the list does not tell."""
        found = list(entries)
        names = set(self.may_be_ours((entry[self.name_path] for entry in found), query))
        ours = [entry for entry in found if entry[self.name_path] in names]
        tags = self.tags_of([entry[self.arn_path] for entry in ours])
        return [entry | {"Tags": tags[entry[self.arn_path]]} for entry in ours]

    def known_tags(self, arns: list[str]) -> dict[str, dict[str, str]]:
        """Tags of those that the run's index knows, by ARN.

        After a write of this task none: services tell the new ones at once, the index later.
        """
        if self.life.notes_in_tags or self.aws.wrote or not (arns if self.index.shared else arns[1:]):
            return {}
        listed = self.index.read(self.aws, self.stack)
        return {arn: listed[arn] for arn in arns if arn in listed}

    def tags_of(self, arns: list[str]) -> dict[str, dict[str, str]]:
        """Tags by ARN: from the run's index, and of those that it does not know (yet) from their service."""
        known = self.known_tags(arns)
        unknown = [arn for arn in arns if arn not in known]
        asked = zip(unknown, self.each(self.ask_tags, unknown), strict=True)
        return known | {arn: tag_dict(told) for arn, told in asked}

    def tags_of_one(self, arn: str) -> dict[str, str]:
        """The same of a single one."""
        return self.tags_of([arn])[arn]

    def each(self, work: Callable[[Any], Any], items: Any) -> list[Any]:
        """``work`` over the items, side by side."""
        return in_parallel(work, items)

    def wait_until(self, what: str, done: Callable[[], bool], usual: int = 30, deadline: int = 600) -> None:
        """Wait, shown like every wait, until ``done``. what: in words, such as ``snapshot x of rds instance y``."""
        wait_for([Condition(what, done, usual, deadline)], self.say)

    def wait_until_ready(self, have: Resource) -> Resource:
        """Wait until one of this kind can be changed; as it is then."""
        watch = Watch(self, {have.id: have.label}, Query((have.label,)))
        wait_for([watch], self.say)
        return watch.seen[0]
