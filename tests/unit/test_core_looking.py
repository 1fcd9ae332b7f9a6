"""The engine looks and removes: what is ours, what AWS would refuse, what stays."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.engine import Engine
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import Life, Query
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import (
    CREATE,
    DELETE,
    Stack,
    Wanted,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.outcome import Options
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.removing import LETTING_GO
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.tagged import TagIndex

from tests.unit.engines import Clock, Config, clock, done, fresh, messages, prune, run
from tests.unit.things import OWN, STACK, Thing, aws_error, thing

__all__ = ["clock"]


class Strict(Thing):
    """A kind with rules."""

    def check(self, want: Wanted) -> Iterator[Finding]:
        if want["size"] == 0:
            yield Finding("size", "0 is too small", "1 to 9")
        if want["color"] == "mauve":
            yield Finding("color", "mauve is out of stock")

    def check_all(self, wanted: list[Wanted]) -> Iterator[Finding]:
        if len(wanted) > 2:
            yield Finding("config", f"{len(wanted)} entries are too many")


@pytest.mark.parametrize("state", ["present", "gathered", "absent", "offline"])
def test_all_that_aws_would_refuse_is_said_at_once_and_nobody_is_asked(state: str) -> None:
    kind = Strict()
    kind.trouble = {"find": [aws_error("NobodyMayAsk")]}
    with pytest.raises(StackError) as caught:
        run(kind, [{"key": "a", "size": 0, "color": "mauve"}, {"key": "b"}, {"key": "c", "size": 0}], state)
    assert str(caught.value) == (
        "thing knowledge-production-a: size 0 is too small (valid: 1 to 9); "
        "thing knowledge-production-a: color mauve is out of stock; "
        "thing knowledge-production-c: size 0 is too small (valid: 1 to 9); "
        "thing: config 3 entries are too many."
    )
    assert kind.log == []


class Watched(Thing):
    """A kind that keeps what it was asked."""

    def __init__(self, *raws: dict[str, Any]) -> None:
        super().__init__([*raws])
        self.queries: list[Query] = []

    def find(self, query: Query) -> list[Any]:
        self.queries.append(query)
        return super().find(query)


@pytest.mark.parametrize(
    ("state", "everything"), [("present", False), ("gathered", False), ("absent", True), ("prune", True)]
)
def test_a_look_says_what_it_is_about(state: str, everything: bool) -> None:
    kind = Watched()
    config: Config = [{"key": "a", "place": "north"}, {"key": "b", "name": "own"}]
    prune(kind, config) if state == "prune" else run(kind, config, state, check_mode=True)
    (query,) = kind.queries
    names = () if state == "prune" else ("knowledge-production-a", "own")  # listed ones are no orphans
    assert (query.names, query.everything) == (names, everything)
    assert [(want.key, want["place"]) for want in query.wanted] == [("a", "north"), ("b", None)]


def test_a_look_at_one_alone_has_its_name_or_its_id() -> None:
    kind = Watched(thing("t-1", "knowledge-production-a", size=1))
    kind.trouble = {"after set size": [aws_error("NothingToChange")]}
    assert not run(kind, [{"key": "a", "size": 2}]).errors
    again = next(query for query in kind.queries if len(query.names) == 1 and query is not kind.queries[0])
    assert (again.names, [want.key for want in again.wanted], again.everything) == (
        ("knowledge-production-a",),
        ["a"],
        False,
    )
    kind = Watched(thing("t-7"))
    kind.trouble = {"delete": [aws_error("InvalidState")]}
    assert "thing t-7: " in messages(run(kind, [], "absent"))
    assert kind.queries[1] == Query(("t-7",))


def test_a_query_of_entries_has_their_names() -> None:
    wanted = [Wanted("a", "one", {}, {}), Wanted("b", "two", {}, {})]
    assert Query.of(wanted) == Query(("one", "two"), tuple(wanted), False)
    assert Query.of(wanted, everything=True).everything and Query() == Query((), (), False)


@pytest.mark.parametrize("found_by_name", [True, False])
def test_what_is_found_by_name_only_is_found_by_the_names_that_the_index_knows(found_by_name: bool) -> None:
    kind = type("Named", (Watched,), {"found_by_name": found_by_name, "arn_prefix": "thing/"})()
    listed = {
        "arn:aws:test:ap-northeast-2:123456789012:thing/knowledge-production-a": OWN,
        "arn:aws:test:ap-northeast-2:123456789012:thing/orphan": OWN,
        "arn:aws:test:ap-northeast-2:123456789012:thing/of-another-part": {**OWN, "Component": "other"},
        "arn:aws:test:ap-northeast-2:123456789012:box/orphan": OWN,
        "arn:aws:elsewhere:ap-northeast-2:123456789012:thing/orphan": OWN,
    }
    kind.index = SimpleNamespace(read=lambda aws, stack: listed)  # type: ignore[assignment]
    listed_by_aws = ["knowledge-production-x", "orphan", "listed", "of-another-part", "theirs"]
    assert kind.may_be_ours(listed_by_aws, Query(("listed",))) == ["knowledge-production-x", "listed"]
    everything = Query(("listed",), everything=True)
    assert kind.may_be_ours(listed_by_aws, everything) == ["knowledge-production-x", "orphan", "listed"]
    run(kind, [{"key": "a"}], "absent")
    run(kind, [{"key": "a"}], "gathered")
    names = ("knowledge-production-a", *(["orphan"] if found_by_name else []))
    assert [query.names for query in kind.queries] == [names, ("knowledge-production-a",)]


def test_to_look_says_what_is_not_there() -> None:
    outcome = run(fresh(thing("t-1", "knowledge-production-a")), [{"key": "a"}, {"key": "b"}], "gathered")
    assert outcome.now["a"].id == "t-1"
    assert outcome.symbols == {"b": "(does not exist: thing knowledge-production-b)"}


def test_what_needs_something_absent_says_so() -> None:
    missing = "(does not exist: vpc main)"
    for kind, config in [
        (Thing(scope={"inside": missing}), [{"key": "a"}]),
        (Thing(), [{"key": "a", "place": missing}]),
    ]:
        with pytest.raises(StackError, match="vpc main does not exist, but thing needs it. Build that part first"):
            run(kind, config)
        kind.stack = replace(STACK, hints={})
        with pytest.raises(StackError, match="vpc main does not exist, but thing needs it. Build that first"):
            run(kind, config)


def test_nothing_exists_in_what_does_not_exist() -> None:
    kind = Thing([thing("t-1", "knowledge-production-a")], {"inside": "(known after apply: vpc main)"})
    assert done(run(kind, [{"key": "a"}], check_mode=True)) == {"a": CREATE}
    assert run(kind, [{"key": "a"}], "absent").decisions == []


def test_a_name_of_another_stack_is_refused() -> None:
    kind = fresh(thing("t-1", "knowledge-production-a", tags={**OWN, "Project": "somebody-elses"}))
    kind.name_path = "Tags.Name"  # type: ignore[misc]
    with pytest.raises(StackError, match="belongs to another stack .*Project=somebody-elses"):
        run(kind, [{"key": "a"}])


def test_everything_of_ours_goes_and_nothing_else() -> None:
    theirs = thing("t-8", "x", tags={**OWN, "Environment": "staging"})
    kind = fresh(
        thing("t-1", "knowledge-production-a"),
        thing("t-2", "knowledge-production-orphan"),
        theirs,
        thing("t-9", "y", tags={}),
    )
    config: Config = [{"key": "a"}]
    assert done(run(kind, config, "absent", check_mode=True)) == {"a": DELETE, "knowledge-production-orphan": DELETE}
    assert kind.log == []
    assert done(run(kind, config, "absent")) == {"a": DELETE, "knowledge-production-orphan": DELETE}
    assert [raw["Id"] for raw in kind.store] == ["t-8", "t-9"]
    assert run(kind, config, "absent").decisions == []


def test_only_what_is_in_no_list_is_pruned() -> None:
    kind = fresh(
        thing("t-1", "knowledge-production-a"),
        thing("t-2", "knowledge-production-orphan"),
        thing("t-8", "x", tags={**OWN, "Component": "other"}),
        thing("t-9", "y", tags={}),
    )
    assert [have.id for have in run(kind, [{"key": "a"}]).orphans] == ["t-2"]
    assert done(prune(kind, [{"key": "a"}], check_mode=True)) == {"knowledge-production-orphan": DELETE}
    assert kind.log == []
    assert done(prune(kind, [{"key": "a"}])) == {"knowledge-production-orphan": DELETE}
    assert [raw["Id"] for raw in kind.store] == ["t-1", "t-8", "t-9"]
    assert prune(kind, [{"key": "a"}]).decisions == []


@pytest.mark.parametrize(
    ("stack", "lift"),
    [(STACK, "add -e allow_data_loss=production"), (replace(STACK, hints={}), "set allow_data_loss: true")],
    ids=["the stack's words", "the core's own"],
)
def test_what_holds_data_is_not_pruned_until_it_is_said_that_it_may_go(stack: Stack, lift: str) -> None:
    kind = fresh(thing("t-1", "knowledge-production-a"), thing("t-2", "knowledge-production-orphan"))
    kind.life = replace(kind.life, holds_data=True)  # type: ignore[misc]
    kind.stack = stack
    left = prune(kind, [{"key": "a"}])
    assert (done(left), len(kind.store), [have.id for have in left.orphans]) == ({}, 2, ["t-2"])
    assert left.warnings == [
        f"thing knowledge-production-orphan is in no list any more, but holds data: it stays. To remove it, {lift}."
    ]
    assert done(prune(kind, [{"key": "a"}], allow_data_loss=True)) == {"knowledge-production-orphan": DELETE}


@pytest.mark.parametrize("check_mode", [True, False])
def test_what_is_protected_is_not_pruned_either_and_keeps_the_rest(check_mode: bool) -> None:
    kind = fresh(thing("t-1", "old", locked=True), thing("t-2", "older"))
    left = prune(kind, [], check_mode=check_mode)
    assert (done(left), len(kind.store), [have.id for have in left.orphans]) == ({}, 2, ["t-1", "t-2"])
    assert left.warnings == [
        "thing old is in no list any more, but is protected (it is locked): it stays. "
        "To remove it, add -e allow_data_loss=production."
    ]
    assert not left.errors
    assert done(prune(kind, [], allow_data_loss=True)) == {"old": DELETE, "older": DELETE} and kind.store == []


@pytest.mark.parametrize("step", ["detach", "delete"])
@pytest.mark.parametrize(("code", "fine"), [("ThingNotFound", True), ("DependencyViolation", False)])
def test_what_is_gone_already_is_no_error(step: str, code: str, fine: bool) -> None:
    """What a code means is the kind's to say."""
    kind = fresh(thing("t-1", "knowledge-production-a"))
    kind.trouble = {step: [aws_error(code)]}
    kind.life = Life()  # type: ignore[misc]  # nothing to wait for
    assert (not run(kind, [{"key": "a"}], "absent").errors) is fine


@pytest.mark.parametrize(("refusals", "goes"), [(20, True), (1000, False)])
def test_a_deletion_waits_until_aws_notices_that_the_user_is_gone(clock: Clock, refusals: int, goes: bool) -> None:
    kind = fresh(thing("t-1", "knowledge-production-a"))
    kind.trouble = {"delete": [aws_error("StillInUse")] * refusals}
    outcome = run(kind, [{"key": "a"}], "absent", deadline=1)
    assert (kind.store == []) is goes is not outcome.errors
    assert goes or ("StillInUse" in messages(outcome) and clock.seconds >= LETTING_GO)


def test_what_is_ours_by_an_earlier_look_goes_whatever_became_of_its_tags() -> None:
    kind = fresh(
        thing("t-1", "knowledge-production-a"), thing("t-2", "renamed", tags={}), thing("t-3", "theirs", tags={})
    )
    engine = Engine(kind, Options(say=lambda line: None))
    assert done(engine.remove(engine.looker.wanted([{"key": "a"}]), {"t-2"})) == {"a": DELETE, "renamed": DELETE}
    assert [raw["Id"] for raw in kind.store] == ["t-3"]


def test_what_the_task_lists_elsewhere_is_no_orphan() -> None:
    kind = fresh(thing("t-1", "knowledge-production-a"), thing("t-2", "knowledge-production-b"))
    engine = Engine(kind, Options(say=lambda line: None))
    engine.listed_elsewhere = {"t-2"}
    assert done(engine.absent([{"key": "a"}])) == {"a": DELETE}


def test_what_is_protected_keeps_its_list() -> None:
    kind = fresh({**thing("t-1", "knowledge-production-a"), "Locked": True}, thing("t-2", "knowledge-production-b"))
    outcome = run(kind, [{"key": "a"}, {"key": "b"}], "absent")
    assert "is protected: it is locked" in messages(outcome) and outcome.decisions == [] and kind.log == []
    run(kind, [{"key": "a"}, {"key": "b"}], "absent", allow_data_loss=True)
    assert kind.store == [] and "unlock t-1" in kind.log


# Waiting


def becomes_ready(kind: Thing, after: int) -> None:
    """What is made is busy for some looks."""
    find, looks = kind.find, iter(range(1000))

    def look(query: Query) -> list[Any]:
        state = "ready" if next(looks) > after else "busy"
        return [raw | {"State": state} for raw in find(query)]

    kind.find = look  # type: ignore[method-assign]


@pytest.mark.parametrize(("options", "ready"), [({}, True), ({"wait": False}, False)])
def test_it_waits_unless_told_otherwise(options: dict[str, Any], ready: bool) -> None:
    kind = Thing()
    becomes_ready(kind, 5)
    outcome = run(kind, [{"key": "a"}], **options)
    assert not outcome.errors and (outcome.now["a"].state == "ready") is ready


def test_what_is_still_being_made_is_changed_when_it_is_ready() -> None:
    kind = Thing()
    becomes_ready(kind, 5)
    outcome = run(kind, [{"key": "a", "size": 2}], wait=False)
    assert not outcome.errors and outcome.now["a"].state == "ready" and kind.store[0]["Size"] == 2


def test_waiting_has_an_end(clock: Clock) -> None:
    kind = Thing()
    becomes_ready(kind, 999)
    outcome = run(kind, [{"key": "a"}], deadline=30)
    assert "Not ready after" in messages(outcome) and 30 < clock.seconds < 60


def test_twenty_at_once() -> None:
    kind = Thing()
    config: Config = [{"key": f"k{number}", "size": number} for number in range(20)]
    outcome = run(kind, config)
    assert list(done(outcome)) == [entry["key"] for entry in config], "in the order of the list"
    assert len(kind.store) == 20


def test_what_is_offline_is_a_plan_that_asks_nobody() -> None:
    kind, config = Thing(), [{"key": "a", "size": 3}, {"key": "b", "place": "x"}]
    kind.trouble["find"] = [aws_error("NobodyMayAsk")]
    offline = run(kind, config, "offline")
    planned = run(Thing(), config, check_mode=True)
    assert done(offline) == done(planned) == {"a": CREATE, "b": CREATE}
    assert offline.symbols == planned.symbols
    assert [decision.changes for decision in offline.decisions] == [decision.changes for decision in planned.decisions]
    assert kind.log == []


def test_tags_of_many_come_by_one_call_and_of_those_it_does_not_know_one_by_one(tmp_path: Path) -> None:
    asked: list[Any] = []

    def read(operation: str, member: str, **filters: Any) -> list[dict[str, Any]]:
        asked.append((operation, {one["Key"] for one in filters["TagFilters"]}))
        return [
            {"ResourceARN": "arn:1:*", "Tags": [{"Key": "Name", "Value": "one"}]},
            {"ResourceARN": "arn:of-no-interest", "Tags": []},
        ]

    class Told(Thing):
        def ask_tags(self, arn: str) -> Any:
            asked.append(arn)
            return [{"key": "Name", "value": f"alone {arn}"}, {"key": "aws:made-by", "value": "AWS"}]

    def told(index: TagIndex, wrote: bool = False) -> Told:
        kind = Told()
        kind.aws = SimpleNamespace(of=lambda service: SimpleNamespace(read=read), wrote=wrote, region="ap-northeast-2")  # type: ignore[assignment]
        kind.index = index
        return kind

    index = ("get_resources", {"Project", "Environment", "ManagedBy"})
    both = {"arn:1": {"Name": "one"}, "arn:2": {"Name": "alone arn:2"}}
    assert told(TagIndex()).tags_of(["arn:1", "arn:2"]) == both
    assert asked == [index, "arn:2"]
    asked.clear()
    assert told(TagIndex()).tags_of(["arn:3"]) == {"arn:3": {"Name": "alone arn:3"}}, (
        "one alone is asked of its service"
    )
    assert told(TagIndex()).tags_of([]) == {}
    assert asked == ["arn:3"]
    asked.clear()
    for _ in range(2):  # the tasks of a run
        assert told(TagIndex(tmp_path)).tags_of(["arn:1", "arn:2"]) == both
    assert asked == [index, "arn:2", "arn:2"], "the index is asked once a run"
    asked.clear()
    assert told(TagIndex(tmp_path), wrote=True).tags_of(["arn:1"]) == {"arn:1": {"Name": "alone arn:1"}}, (
        "after a write the index may be of before"
    )
    assert asked == ["arn:1"]
