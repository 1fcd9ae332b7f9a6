"""The acting half: what is decided is carried out, once, whatever happens on the way."""

from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import engine as core
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.engine import ATTEMPTS, Engine
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import Refused, StackError
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import States
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import (
    CREATE,
    DELETE,
    KEEP,
    REPLACE,
    UPDATE,
    Resource,
    Wanted,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.outcome import Options, Outcome
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.tagged import TagIndex
from botocore.exceptions import ConnectionClosedError

from tests.unit.things import OWN, Thing, aws_error, thing

LOST = ConnectionClosedError(endpoint_url="https://example.com")
Config = list[dict[str, Any]]


class Clock:
    """A clock that goes on when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(core, "time", SimpleNamespace(monotonic=clock.now, sleep=clock.sleep))
    monkeypatch.setattr(core, "wait_for", partial(core.wait_for, now=clock.now, sleep=clock.sleep))
    return clock


def run(kind: Thing, config: Config, state: str = "present", **options: Any) -> Outcome:
    return getattr(Engine(kind, Options(say=lambda line: None, **options)), state)(config)


def done(outcome: Outcome) -> dict[str, str]:
    return {decision.key: decision.action for decision in outcome.decisions}


def messages(outcome: Outcome) -> str:
    return " ".join(str(error) for error in outcome.errors)


def test_what_is_missing_is_made_and_settled() -> None:
    kind = Thing()
    outcome = run(kind, [{"key": "a", "size": 3}, {"key": "b"}])
    assert done(outcome) == {"a": CREATE, "b": CREATE}
    assert sorted(kind.log) == ["create a", "create b", "set size of knowledge-production-a"]
    assert [raw["Size"] for raw in kind.store if raw["Tags"]["Name"].endswith("-a")] == [3]
    kind.log.clear()
    assert done(run(kind, [{"key": "a", "size": 3}, {"key": "b"}])) == {"a": KEEP, "b": KEEP}
    assert kind.log == []


def test_a_plan_does_nothing_and_stands_for_what_it_would_make() -> None:
    kind = Thing()
    outcome = run(kind, [{"key": "a", "size": 3}], check_mode=True)
    assert (done(outcome), outcome.symbols, kind.log) == ({"a": CREATE}, {"a": "(known after apply: thing a)"}, [])


def test_entries_that_name_each_other_are_made_before_they_are_settled() -> None:
    kind = Thing()
    run(kind, [{"key": "a", "friends": ["@b"]}, {"key": "b", "friends": ["@a"]}])
    ids = {raw["Tags"]["Name"][-1]: raw["Id"] for raw in kind.store}
    assert {raw["Tags"]["Name"][-1]: raw["Friends"] for raw in kind.store} == {"a": [ids["b"]], "b": [ids["a"]]}


@pytest.mark.parametrize(
    ("trouble", "creates"),
    [
        ({"create": [aws_error("Throttling")] * 2}, 3),
        ({"create": [aws_error("InternalError", 500)]}, 2),
        ({"create": [LOST]}, 2),
        ({"after create": [LOST]}, 1),
        ({"after create": [aws_error("InternalError", 500)]}, 1),
        ({"create": [aws_error("NotSpreadYet")] * 5}, 6),
        ({"create": [aws_error("Throttling"), LOST], "after create": [LOST]}, 3),
    ],
    ids=[
        "throttled twice",
        "500 before",
        "lost before",
        "lost after",
        "500 after",
        "a role AWS does not see yet",
        "all of it",
    ],
)
def test_trouble_never_makes_two(trouble: dict[str, list[Exception]], creates: int) -> None:
    kind = Thing()
    kind.trouble = {method: list(errors) for method, errors in trouble.items()}
    outcome = run(kind, [{"key": "a"}])
    assert not outcome.errors
    assert len(kind.store) == 1
    assert kind.log == ["create a"] * creates


@pytest.mark.parametrize(
    ("error", "creates"),
    [(aws_error("Throttling"), ATTEMPTS), (LOST, ATTEMPTS), (aws_error("InvalidParameterValue"), 1)],
)
def test_it_gives_up_and_says_why(error: Exception, creates: int) -> None:
    kind = Thing()
    kind.trouble = {"create": [error] * 50}
    outcome = run(kind, [{"key": "a"}])
    assert kind.log == ["create a"] * creates
    assert "thing knowledge-production-a" in messages(outcome)
    assert outcome.decisions == [], "what was not done is not counted"


def test_what_aws_does_not_see_yet_is_not_tried_for_ever(clock: Clock) -> None:
    kind = Thing()
    kind.trouble = {"create": [aws_error("NotSpreadYet")] * 1000}
    assert "NotSpreadYet" in messages(run(kind, [{"key": "a"}]))
    assert clock.seconds >= core.SPREADING


def test_a_setter_waits_for_what_aws_does_not_see_yet() -> None:
    kind = Thing()
    kind.trouble = {"set size": [aws_error("NotSpreadYet")] * 3}
    assert not run(kind, [{"key": "a", "size": 1}]).errors
    assert kind.store[0]["Size"] == 1


@pytest.mark.parametrize("done", [True, False])
def test_a_change_that_aws_refuses_is_fine_if_it_is_made(done: bool) -> None:
    """The client repeats a call whose answer was lost; some services refuse what they have done already."""
    kind = Thing([thing("t-1", "knowledge-production-a", size=1)])
    set_size = kind.set_size

    def refuse(have: Resource, want: Wanted) -> None:
        if done:
            set_size(have, want)
        raise aws_error("NothingToChange")

    kind.set_size = refuse  # type: ignore[method-assign]
    outcome = run(kind, [{"key": "a", "size": 2}])
    assert bool(outcome.errors) is not done
    assert outcome.now["a"]["size"] == (2 if done else 1)


def test_a_removal_that_aws_refuses_is_fine_if_it_is_gone() -> None:
    kind = fresh(thing("t-1", "knowledge-production-a"), thing("t-2", "knowledge-production-b"))
    delete = kind.delete

    def refuse(have: Resource) -> None:
        if have.id == "t-1":
            delete(have)
        raise aws_error("InvalidState")

    kind.delete = refuse  # type: ignore[method-assign]
    outcome = run(kind, [{"key": "a"}, {"key": "b"}], "absent", deadline=1)
    assert messages(outcome).startswith("thing knowledge-production-b: ") and "production-a" not in messages(outcome)


def test_one_error_does_not_hide_the_others_and_the_rest_is_done() -> None:
    kind = Thing([thing("t-1", "knowledge-production-a", size=1), thing("t-2", "knowledge-production-b", color="red")])
    kind.trouble = {"set size": [aws_error("InvalidParameterValue")]}
    outcome = run(kind, [{"key": "a", "size": 2}, {"key": "b", "color": "blue"}, {"key": "c"}])
    assert done(outcome) == {"b": UPDATE, "c": CREATE}
    assert messages(outcome).startswith("thing knowledge-production-a: ")


def test_a_refusal_of_the_net_goes_through_everything() -> None:
    kind = Thing()
    kind.trouble = {"create": [Refused("nothing was sent")]}  # type: ignore[list-item]
    with pytest.raises(Refused):
        run(kind, [{"key": "a"}, {"key": "b"}])


# Replacement

OLD = [
    thing("t-1", "knowledge-production-a", place="north", friends=["t-2"]),
    thing("t-2", "knowledge-production-b", place="x", friends=["t-1"]),
]
NEW: Config = [{"key": "a", "place": "south", "friends": ["@b"]}, {"key": "b", "place": "x", "friends": ["@a"]}]


def fresh(*raws: dict[str, Any]) -> Thing:
    """A kind with a store of its own."""
    return Thing([{**raw, "Tags": dict(raw["Tags"])} for raw in raws])


def test_nothing_is_replaced_without_being_told_so() -> None:
    kind = fresh(*OLD)
    plan = run(kind, NEW, check_mode=True)
    assert done(plan) == {"a": REPLACE, "b": KEEP}
    assert "place (north -> south)" in plan.warnings[0] and not plan.errors
    outcome = run(kind, NEW)
    assert "run again with -e allow_replace=knowledge-production-a" in messages(outcome)
    assert kind.log == []


def test_what_names_the_replaced_one_changes_with_it() -> None:
    kind = fresh(*OLD)
    allowed = {"allow_replace": ("knowledge-production-a",)}
    plan = run(kind, NEW, check_mode=True, **allowed)
    outcome = run(kind, NEW, **allowed)
    assert done(plan) == done(outcome) == {"a": REPLACE, "b": UPDATE}
    ids = {raw["Tags"]["Name"][-1]: raw["Id"] for raw in kind.store}
    assert ids["a"] != "t-1" and ids["b"] == "t-2"
    assert {raw["Tags"]["Name"][-1]: raw["Friends"] for raw in kind.store} == {"a": ["t-2"], "b": [ids["a"]]}
    kind.log.clear()
    assert done(run(kind, NEW)) == {"a": KEEP, "b": KEEP} and kind.log == []


def test_what_is_protected_is_not_replaced_by_the_way() -> None:
    kind = fresh({**OLD[0], "Locked": True})
    plan = run(kind, NEW[:1] + [{"key": "b"}], allow_replace=("knowledge-production-a",), check_mode=True)
    assert plan.warnings[0].startswith("The run will refuse this: thing knowledge-production-a is protected")
    outcome = run(kind, NEW[:1] + [{"key": "b"}], allow_replace=("knowledge-production-a",))
    assert "is protected: it is locked. To lift that, add -e allow_data_loss=production" in messages(outcome)
    assert [raw["Id"] for raw in kind.store if raw["Tags"]["Name"].endswith("-a")] == ["t-1"]
    outcome = run(kind, NEW[:1] + [{"key": "b"}], allow_replace=("knowledge-production-a",), allow_data_loss=True)
    assert not outcome.errors and "unlock t-1" in kind.log


def test_what_has_failed_is_replaced_when_that_is_allowed() -> None:
    kind = fresh(thing("t-1", "knowledge-production-a", state="failed", why="no capacity"))
    assert "state (failed: no capacity -> ready)" in messages(run(kind, [{"key": "a"}]))
    outcome = run(kind, [{"key": "a"}], allow_replace=("knowledge-production-a",))
    assert done(outcome) == {"a": REPLACE} and kind.store[0]["State"] == "ready"


def test_what_aws_cannot_do_is_refused_in_plan_and_run() -> None:
    kind = fresh(thing("t-1", "knowledge-production-a", size=2))
    for check_mode in (True, False):
        assert "thing knowledge-production-a: size cannot shrink" in messages(
            run(kind, [{"key": "a", "size": 1}], check_mode=check_mode)
        )
    assert kind.log == []


# Looking and removing


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
        thing("t-2", "knowledge-production-stray"),
        theirs,
        thing("t-9", "y", tags={}),
    )
    config: Config = [{"key": "a"}]
    assert done(run(kind, config, "absent", check_mode=True)) == {"a": DELETE, "knowledge-production-stray": DELETE}
    assert kind.log == []
    assert done(run(kind, config, "absent")) == {"a": DELETE, "knowledge-production-stray": DELETE}
    assert [raw["Id"] for raw in kind.store] == ["t-8", "t-9"]
    assert run(kind, config, "absent").decisions == []


def test_only_what_is_in_no_list_is_purged() -> None:
    kind = fresh(thing("t-1", "knowledge-production-a"), thing("t-2", "knowledge-production-stray"))
    assert [have.id for have in run(kind, [{"key": "a"}]).strays] == ["t-2"]
    assert done(run(kind, [{"key": "a"}], "purged")) == {"knowledge-production-stray": DELETE}
    assert [raw["Id"] for raw in kind.store] == ["t-1"]


def test_what_holds_data_is_not_purged_until_it_is_said_that_it_may_go() -> None:
    kind = fresh(thing("t-1", "knowledge-production-a"), thing("t-2", "knowledge-production-stray"))
    kind.stateful = True  # type: ignore[misc]
    left = run(kind, [{"key": "a"}], "purged")
    assert (done(left), len(kind.store)) == ({}, 2)
    assert (
        "knowledge-production-stray is in no list any more, but holds data" in left.warnings[0]
        and "allow_data_loss=production" in left.warnings[0]
    )
    assert done(run(kind, [{"key": "a"}], "purged", allow_data_loss=True)) == {"knowledge-production-stray": DELETE}


def test_what_is_gone_already_is_no_error() -> None:
    kind = fresh(thing("t-1", "knowledge-production-a"))
    kind.trouble = {"delete": [aws_error("InvalidThing.NotFound")]}
    kind.states = States()  # type: ignore[misc]  # nothing to wait for
    assert not run(kind, [{"key": "a"}], "absent").errors


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

    def look(names: list[str]) -> list[Any]:
        state = "ready" if next(looks) > after else "busy"
        return [raw | {"State": state} for raw in find(names)]

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


def test_what_is_imagined_is_a_plan_that_asks_nobody() -> None:
    kind, config = Thing(), [{"key": "a", "size": 3}, {"key": "b", "place": "x"}]
    kind.trouble["find"] = [aws_error("NobodyMayAsk")]
    imagined = run(kind, config, "imagined")
    planned = run(Thing(), config, check_mode=True)
    assert done(imagined) == done(planned) == {"a": CREATE, "b": CREATE}
    assert imagined.symbols == planned.symbols
    assert [decision.changes for decision in imagined.decisions] == [decision.changes for decision in planned.decisions]
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
