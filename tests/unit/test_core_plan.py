"""The pure half: which resource is which entry, and what has to happen."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import plan
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import (
    CREATE,
    KEEP,
    REPLACE,
    UPDATE,
    Resource,
    Stack,
    Wanted,
)

from tests.unit.things import OWN, STACK, Thing

TAGS = {**OWN, "Name": "knowledge-production-a"}


def want(key: str = "a", tags: dict[str, str] | None = None, **fields: Any) -> Wanted:
    return Wanted(key, f"knowledge-production-{key}", fields, tags or {**OWN, "Name": f"knowledge-production-{key}"})


def have(
    thing_id: str = "t-1",
    name: str | None = "knowledge-production-a",
    tags: dict[str, str] | None = None,
    **fields: Any,
) -> Resource:
    return Resource(thing_id, name, tags=TAGS if tags is None else tags, fields=fields)


@pytest.mark.parametrize(
    ("wanted", "existing", "expected"),
    [
        (want(size=1), None, (CREATE, {"size"}, set(), [])),
        (want(size=1), have(size=1), (KEEP, set(), set(), [])),
        (want(size=2), have(size=1), (UPDATE, {"size"}, set(), [])),
        (want(), have(size=1), (KEEP, set(), set(), [])),
        (want(password="long-and-secret"), have(), (KEEP, set(), set(), [])),
        (want(place="north"), have(place="south"), (REPLACE, {"place"}, set(), ["place"])),
        (want(place="north", size=2), have(place="south", size=1), (REPLACE, {"place", "size"}, set(), ["place"])),
        (want(count=3), have(count=5), (KEEP, set(), {"count"}, [])),
        (want(count=3), have(count=None), (UPDATE, {"count"}, set(), [])),
        (want(size=1), have(size=1, tags={}), (UPDATE, {"tags"}, set(), [])),
        (want(size=1), have(size=1, tags={**TAGS, "cost-center": "42"}), (KEEP, set(), set(), [])),
    ],
    ids=[
        "absent",
        "equal",
        "another value",
        "not given: left alone",
        "not told by AWS: never compared",
        "cannot change in place",
        "one of two cannot",
        "accepted difference is a note",
        "unset is no accepted difference",
        "tags are gone",
        "tags of others",
    ],
)
def test_what_has_to_happen(
    wanted: Wanted, existing: Resource | None, expected: tuple[str, set[str], set[str], list[str]]
) -> None:
    decision = plan.decide(wanted, existing, Thing())
    assert (decision.action, set(decision.changes), set(decision.notes), decision.stuck) == expected


def test_only_what_is_wrong_with_the_tags_is_changed() -> None:
    decision = plan.decide(want(), have(tags={**TAGS, "Component": "other"}), Thing())
    assert decision.changes == {"tags": ({"Component": "other"}, {"Component": "things"})}


def test_a_kind_without_tags_never_has_to_change_them() -> None:
    kind = Thing()
    kind.taggable = False  # type: ignore[misc]
    assert plan.decide(want(), have(tags={}), kind).action == KEEP


def test_what_aws_cannot_do_at_all_is_refused() -> None:
    assert plan.decide(want(size=1), have(size=2), Thing()).refusal == "size cannot shrink"
    assert plan.decide(want(size=3), have(size=2), Thing()).refusal is None


@pytest.mark.parametrize(
    ("existing", "found", "left"),
    [
        ([have("t-1"), have("t-2", "something-else")], "t-1", ["t-2"]),
        ([have("t-1", tags={}), have("t-2")], "t-2", ["t-1"]),
        ([have("t-1", None, place="north")], "t-1", []),
        ([have("t-1", None, tags={}, place="north")], "t-1", []),
        ([have("t-1", "other", place="north")], "t-1", []),
        ([have("t-1", None, place="north"), have("t-2", None, place="north")], None, ["t-1", "t-2"]),
        ([have("t-1", None, place="south")], "t-1", []),
        ([have("t-1", None, tags={}, place="south")], None, ["t-1"]),
        ([have("t-1", tags={**TAGS, "Project": "somebody-elses"}, place="north")], None, []),
        ([], None, []),
    ],
    ids=[
        "by name",
        "by name, ours first",
        "by natural_key, the name is gone",
        "by natural_key, all tags are gone",
        "by natural_key, renamed",
        "two alike: neither, as nobody can tell",
        "the only nameless one that is ours",
        "nameless and not ours",
        "of another stack: never",
        "nothing there",
    ],
)
def test_which_resource_is_the_entry(existing: list[Resource], found: str | None, left: list[str]) -> None:
    matched, free = plan.match([want(place="north")], existing, ("place",), STACK)
    assert (matched["a"].id if matched else None) == found
    assert sorted(one.id for one in free) == left


def test_names_go_before_natural_key() -> None:
    """A subnet that took the range of another keeps its own name."""
    wanted = [want("a", place="north"), want("b", place="south")]
    existing = [
        have("t-1", "knowledge-production-b", place="north"),
        have("t-2", "knowledge-production-a", place="south"),
    ]
    matched, _ = plan.match(wanted, existing, ("place",), STACK)
    assert {key: one.id for key, one in matched.items()} == {"a": "t-2", "b": "t-1"}


def test_two_nameless_ones_are_not_guessed() -> None:
    matched, free = plan.match([want("a"), want("b")], [have("t-1", None)], (), STACK)
    assert matched == {} and [one.id for one in free] == ["t-1"]


@pytest.mark.parametrize(
    ("tags", "is_orphan"),
    [
        (OWN, True),
        ({**OWN, "Component": "other"}, False),
        ({}, False),
        ({**OWN, "Environment": "staging"}, False),
        ({"Component": "things"}, False),
    ],
    ids=["ours", "of another part", "nobody's", "of another stack", "only the part"],
)
def test_what_is_ours_and_in_no_list(tags: dict[str, str], is_orphan: bool) -> None:
    assert bool(plan.orphans([have(tags=tags)], STACK)) is is_orphan


def test_entries_get_names_tags_and_comparable_values() -> None:
    config = [
        {"key": "private.a", "size": 1, "friends": ["b", "a"], "color": None},
        {"key": "main", "tags": {"cost-center": 42}},
        {"key": "x", "name": "own"},
    ]
    first, second, third = plan.wanted_items(config, Thing.fields, STACK)
    assert (first.name, second.name, third.name) == ("knowledge-production-private-a", "knowledge-production", "own")
    assert first.fields == {"size": 1, "friends": ["a", "b"]}, (
        "what is not given is not there, lists without an order are sorted"
    )
    assert first.tags == {**OWN, "Name": "knowledge-production-private-a"}
    assert second.tags == {**OWN, "cost-center": "42", "Name": "knowledge-production"}
    assert len({first.token, second.token, third.token}) == 3


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ([{"key": "a"}, {"key": "a"}], "the key a stands there more than once"),
        ([{"key": "a", "name": "x"}, {"key": "b", "name": "x"}], "the name x stands there more than once"),
        ([{"key": "a.b"}, {"key": "a-b"}], "the name knowledge-production-a-b stands there more than once"),
    ],
)
def test_two_entries_of_one_name_are_refused(config: list[dict[str, Any]], words: str) -> None:
    with pytest.raises(StackError, match=words):
        plan.wanted_items(config, Thing.fields, STACK)


def test_references_become_ids() -> None:
    value = [{"port": 8000, "group": "@app"}, {"mail": "somebody@example.com"}]
    assert plan.resolve_refs(value, {"app": "sg-1"}) == [
        {"port": 8000, "group": "sg-1"},
        {"mail": "somebody@example.com"},
    ]


def test_a_reference_to_nothing_names_what_there_is() -> None:
    with pytest.raises(StackError, match="'@ap' names no entry of this list. valid: @alb, @app"):
        plan.resolve_refs({"group": "@ap"}, {"app": "sg-1", "alb": "sg-2"})


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("main", "knowledge-production"),
        ("data", "knowledge-production-data"),
        ("private.a", "knowledge-production-private-a"),
        ("flow-logs", "knowledge-production-flow-logs"),
    ],
)
def test_one_rule_for_names(key: str, name: str) -> None:
    assert STACK.name_of(key) == name


@pytest.mark.parametrize(
    ("tags", "owns", "foreign"),
    [
        (OWN, True, False),
        ({**OWN, "Component": "other", "x": "y"}, True, False),
        ({}, False, False),
        ({"Project": "knowledge-database"}, False, False),
        ({"Project": "another"}, False, True),
        ({**OWN, "Environment": "staging"}, False, True),
    ],
)
def test_whose_a_resource_is(tags: dict[str, str], owns: bool, foreign: bool) -> None:
    assert (STACK.owns(tags), STACK.foreign(tags)) == (owns, foreign)


def test_a_stack_without_tags_of_its_own_owns_what_nobody_else_claims() -> None:
    assert Stack("x", "r", "1", {"Project": "p"}).ownership == {"Project": "p"}


@pytest.mark.parametrize(
    ("name", "is_orphan"),
    [
        ("knowledge-production", True),
        ("knowledge-production-things", True),
        ("knowledge-production-other", False),
        ("things", False),
        (None, False),
    ],
)
def test_what_has_no_tags_is_ours_by_its_name(name: str | None, is_orphan: bool) -> None:
    untagged = have(name=name, tags={})
    assert bool(plan.orphans([untagged], STACK, taggable=False)) is is_orphan
    assert plan.orphans([untagged], STACK) == [], "what has tags has to say so"
    assert plan.orphans([have(name="main", tags={})], NOBODY, taggable=False) == []


NOBODY = Stack("", "ap-northeast-2", "123456789012", {})


@pytest.mark.parametrize(
    ("name", "follows"),
    [
        ("knowledge-production", True),
        ("knowledge-production-a", True),
        ("knowledge-productions", False),
        ("a", False),
        ("", False),
    ],
)
def test_a_name_may_follow_the_rule_of_a_stack(name: str, follows: bool) -> None:
    assert STACK.has_name(name) is follows and NOBODY.has_name(name) is False


@pytest.mark.parametrize("tags", [{}, OWN, {"Component": "things"}, {"cost-center": "42"}])
@pytest.mark.parametrize("stack", [NOBODY, Stack("x", "r", "1", {"Component": "things", "cost-center": "42"})])
def test_a_stack_without_ownership_tags_owns_nothing(stack: Stack, tags: dict[str, str]) -> None:
    assert (stack.ownership, stack.owns(tags), stack.owns_part(tags), stack.foreign(tags)) == ({}, False, False, False)
    assert plan.orphans([have(tags=tags), have(name=None, tags=tags)], stack) == []


@pytest.mark.parametrize(("key", "name"), [("main", "main"), ("data", "data"), ("private.a", "private-a")])
def test_without_a_name_of_the_stack_the_key_is_the_name(key: str, name: str) -> None:
    assert NOBODY.name_of(key) == name
    (item,) = plan.wanted_items([{"key": key}], Thing.fields, NOBODY)
    assert (item.name, item.tags) == (name, {"Name": name})


@pytest.mark.parametrize(
    ("existing", "found"),
    [
        ([have("t-1", "a", tags={})], "t-1"),
        ([have("t-1", "a", tags=OWN)], "t-1"),
        ([have("t-1", "other", tags={}, place="north")], "t-1"),
        ([have("t-1", None, tags={})], None),
        ([have("t-1", None, tags=OWN)], None),
    ],
    ids=["by name", "whoever's it is", "by natural key", "nameless", "nameless, of a stack"],
)
def test_without_a_stack_what_has_no_name_is_never_taken(existing: list[Resource], found: str | None) -> None:
    matched, _ = plan.match([Wanted("a", "a", {"place": "north"}, {"Name": "a"})], existing, ("place",), NOBODY)
    assert (matched["a"].id if matched else None) == found


@pytest.mark.parametrize(
    ("word", "values", "own", "given"),
    [
        ("build", {}, "Build that first", "Build that part first, or run the whole of site.yml"),
        (
            "parts",
            {"which": "these parts", "parts": "vpc,kms"},
            "Build vpc,kms first",
            "Build these parts first: ansible-playbook site.yml --tags vpc,kms",
        ),
        ("replace", {"name": "x"}, "name it in allow_replace: [x]", "run again with -e allow_replace=x"),
        ("data_loss", {}, "set allow_data_loss: true", "add -e allow_data_loss=production"),
    ],
)
def test_what_to_do_next_is_said_in_the_words_of_whoever_calls(
    word: str, values: dict[str, str], own: str, given: str
) -> None:
    assert (NOBODY.hint(word, **values), STACK.hint(word, **values)) == (own, given)


def test_what_has_no_natural_key_is_nobodys() -> None:
    matched, _ = plan.match([want()], [have(name=None, tags={}, place=None)], ("place",), STACK)
    assert matched == {}
