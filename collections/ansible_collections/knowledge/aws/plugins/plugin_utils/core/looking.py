# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a task wants and what there is: the look before every decision, and again after a write."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from . import plan
from .errors import StackError, needed
from .kind import Kind
from .model import Query, Resource, Wanted
from .symbols import absent_names, find_symbol, unknown


class Looker:
    """Looks at one kind on behalf of a task."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def wanted(self, config: list[dict[str, Any]]) -> list[Wanted]:
        """The entries of the list; what AWS would refuse is an error, all of it at once."""
        wrong = self.refused(config)
        if wrong:
            raise StackError("; ".join(wrong))
        return plan.wanted_items(config, self.kind.fields, self.kind.stack)

    def refused(self, config: list[dict[str, Any]]) -> list[str]:
        """All that AWS would refuse of the list."""
        wanted, noun = plan.wanted_items(config, self.kind.fields, self.kind.stack), self.kind.noun
        of_each = [finding.about(f"{noun} {want.name}") for want in wanted for finding in self.kind.check(want)]
        return of_each + [finding.about(noun) for finding in self.kind.check_all(wanted)]

    def refuse_absent(self, config: list[dict[str, Any]]) -> None:
        """What a look-up did not find cannot be used."""
        missing = absent_names([self.kind.scope, config])
        if missing:
            raise StackError(needed(missing, self.kind.noun), self.kind.stack.hint("build"))

    def existing(self, query: Query) -> list[Resource]:
        """All there is. What has a name of ours and the tags of another stack is an error."""
        if find_symbol(self.kind.scope):  # what lives in something that does not exist does not exist either
            return []
        existing = self.kind.existing(query)
        for have in existing if self.kind.name_path else ():
            if have.name in query.names and self.kind.stack.foreign(have.tags):
                tags = f"Project={have.tags.get('Project')}, Environment={have.tags.get('Environment')}"
                raise StackError(
                    f"{self.kind.noun} {have.name} belongs to another stack (its tags say {tags})",
                    "Give it, or this stack, another name, or remove it there",
                )
        return existing

    def match(
        self, wanted: list[Wanted], everything: bool = False, ids: Collection[str] = (), named: bool = True
    ) -> tuple[dict[str, Resource], list[Resource]]:
        """What each entry is (by key), and what of ours is in no list.

        ids: of what an earlier look of the run found, so that it is ours whatever became of its name and tags.
        named: whether what is listed is looked at by its name, too.
        """
        query = Query.of(wanted, everything)
        if not named:
            query = replace(query, names=())
        if everything and self.kind.found_by_name:
            owned = (self.kind.name_in_arn(arn) for arn in self.kind.owned_arns())
            query = replace(query, names=tuple(dict.fromkeys((*query.names, *owned))))
        found, left_over = plan.match(wanted, self.existing(query), self.kind.natural_key, self.kind.stack)
        orphans = plan.orphans(left_over, self.kind.stack, self.kind.taggable)
        return found, orphans + [have for have in left_over if have.id in ids and have not in orphans]

    def protected(self, found: list[Resource]) -> list[str]:
        """What of these must not be deleted, each with the reason."""
        reasons = ((have, self.kind.protected(have)) for have in found)
        return [f"{self.kind.noun} {have.label}: {reason}" for have, reason in reasons if reason]

    def again(self, wanted: list[Wanted]) -> dict[str, Resource]:
        """What each entry is now."""
        return self.match(wanted)[0]

    def one_again(self, have: Resource, wanted: tuple[Wanted, ...] = ()) -> Resource | None:
        """The same resource by a fresh look; None where it is gone."""
        return next((now for now in self.kind.existing(Query((have.label,), wanted)) if now.id == have.id), None)

    def ids(self, wanted: list[Wanted], found: dict[str, Resource]) -> dict[str, str]:
        """Ids by key; a symbol for what does not exist yet."""
        return {
            want.key: found[want.key].id if want.key in found else unknown(self.kind.noun, want.key) for want in wanted
        }

    def resolved(self, want: Wanted, ids: dict[str, str]) -> Wanted:
        """An entry with the ids of the others that it refers to."""
        fields = dict(want.fields)
        for name, field_ in self.kind.fields.items():
            if field_.refs and name in fields:
                fields[name] = field_.comparable(plan.resolve_refs(fields[name], ids))
        return replace(want, fields=fields)
