"""All that a component owns: what no list names any more is pruned, and all of it can be taken away."""

from dataclasses import replace
from typing import Any

import pytest
from ansible.errors import AnsibleActionFail
from ansible_collections.knowledge.aws.plugins.action import absent, prune, refuse_protected
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.fields import Field
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import Query

from tests.unit.components import Work, done, index, left, task, work
from tests.unit.tasks import Run, run
from tests.unit.things import OWN, REGION, Shelf, arn_on_shelf, aws_error, shelf, thing

__all__ = ["run", "work"]

EAST = "us-east-1"
A, OLD = "knowledge-production-a", "knowledge-production-old"
INSIDE = {"inside": Field("str", "What it lives in.", required=True)}


# What no list names any more


def test_orphans_are_known_by_the_tasks_of_the_run(run: Run, work: Work) -> None:
    kind = shelf(thing("t-1", A), thing("t-2", OLD), thing("t-9", "theirs", tags={}))
    task(run, kind, {"key": "a"})
    result = work(prune, kind)
    assert (done(result), left(kind), len(kind.looks) > 0) == ([(OLD, "delete")], ["t-1", "t-9"], True)
    assert (result["changed"], result["planned"], result["state"]) == (True, False, "present")


def test_orphans_are_known_by_the_index_of_tags(run: Run, work: Work) -> None:
    """The component is switched off: no task lists anything of it."""
    here, far = thing("t-1", OLD), thing("t-2", OLD, region=EAST)
    kind = shelf(here, far, thing("t-8", "of-another-part", tags={**OWN, "Component": "other"}))
    index(run, kind)
    index(run, kind, region=EAST)
    assert done(work(prune, kind, edge=True)) == [(OLD, "delete"), (OLD, "delete")]
    assert left(kind) == ["t-8"]
    looks = [(region, inside, query) for region, inside, query in kind.looks if query.everything]
    assert looks == [(REGION, None, Query(everything=True)), (EAST, None, Query(everything=True))]


@pytest.mark.parametrize("plugin", [prune, absent])
def test_a_stack_of_the_same_name_in_us_east_1_is_left_alone(run: Run, work: Work, plugin: Any) -> None:
    kind = shelf(thing("t-1", OLD), thing("t-2", OLD, region=EAST))
    index(run, kind)
    index(run, kind, region=EAST)
    assert done(work(plugin, kind)) == [(OLD, "delete")] and left(kind) == ["t-2"]
    assert run.asked == [REGION]


def test_what_is_switched_off_costs_no_call_where_nothing_of_it_is_there(run: Run, work: Work) -> None:
    other = {**OWN, "Component": "other"}
    kind, neighbour = shelf(thing("t-8", "x", tags=other), thing("t-9", "y", tags={})), shelf(arn_prefix="box/")
    unlisted = shelf(name="test_unlisted", arn_prefix=None)
    run.index[REGION] = {
        arn_on_shelf("t-8"): other,
        "arn:aws:elsewhere:ap-northeast-2:123456789012:thing/t-1": {**OWN, "Component": "other"},
    }
    for _ in range(2):
        assert done(work(prune, kind, neighbour, unlisted, edge=True)) == []
    assert kind.looks == neighbour.looks == unlisted.looks == []
    assert sorted(run.asked) == [REGION, EAST], "the index is asked once a run"


def test_nor_does_what_is_as_its_list_says(run: Run, work: Work) -> None:
    kind = shelf(thing("t-1", A))
    task(run, kind, {"key": "a"}, {"key": "b"})
    index(run, kind)
    kind.looks.clear()
    result = work(prune, kind)
    assert (kind.looks, result["changed"], result["resources"]) == ([], False, [])


def test_tasks_that_have_no_entries_leave_it_to_the_index(run: Run, work: Work) -> None:
    kind = shelf(thing("t-1", OLD))
    asked: list[Query] = []
    find = kind.find
    kind.find = lambda self, query: (asked.append(query), find(self, query))[1]  # type: ignore[assignment,method-assign]
    assert task(run, kind)["resources"] == [] == asked
    index(run, kind)
    assert done(work(prune, kind)) == [(OLD, "delete")]


@pytest.mark.parametrize("known", [True, False])
def test_what_the_index_does_not_hold_is_looked_for_where_anything_of_its_component_is(
    run: Run, work: Work, known: bool
) -> None:
    kind = shelf(thing("t-1", OLD), name="test_unlisted", arn_prefix=None)
    run.index[REGION] = {arn_on_shelf("t-7"): OWN if known else {**OWN, "Component": "other"}}
    work(prune, kind)
    assert (left(kind) == []) is known is bool(kind.looks)


@pytest.mark.parametrize("anywhere", [True, False])
def test_what_lives_in_something_that_no_task_names_is_looked_for_where_that_can_be_done(
    run: Run, work: Work, anywhere: bool
) -> None:
    """A list of subscriptions that was emptied: no task says the topic."""
    kind = shelf(thing("t-1", OLD, inside="x"), arn_prefix=None, scope_fields=INSIDE, found_anywhere=anywhere)
    run.index[REGION] = {arn_on_shelf("t-7"): OWN}
    work(prune, kind)
    assert (left(kind) == []) is anywhere


def test_what_is_found_by_name_only_is_always_looked_for(run: Run, work: Work) -> None:
    kind = shelf(thing("t-1", OLD), name="test_named", arn_prefix=None, found_by_name=True)
    assert done(work(prune, kind)) == [(OLD, "delete")] and run.asked == [], "the index does not hold it"


def test_what_another_task_lists_is_no_orphan(run: Run, work: Work) -> None:
    """Two tasks over one kind see each other's resources."""
    kind = shelf(thing("t-1", A), thing("t-2", "knowledge-production-b"), thing("t-3", OLD))
    assert [one["id"] for one in task(run, kind, {"key": "a"})["orphans"]] == ["t-2", "t-3"]
    task(run, kind, {"key": "b"})
    assert done(work(prune, kind)) == [(OLD, "delete")]


def test_nor_what_a_task_lists_elsewhere_under_the_same_name(run: Run, work: Work) -> None:
    """The index knows an orphan in a place that no task has looked at, so all of the region is looked at."""
    kind = shelf(
        thing("t-1", A, inside="x"),
        thing("t-2", A, inside="y"),
        thing("t-3", OLD, inside="z"),
        thing("t-4", OLD, inside="x"),
        scope_fields=INSIDE,
    )
    task(run, kind, {"key": "a", "inside": "x"}, {"key": "again", "name": A, "inside": "y"})
    index(run, kind)
    planned = work(prune, kind, check_mode=True)
    assert sorted(one["id"] for one in planned["resources"]) == ["t-3", "t-4"] and len(left(kind)) == 4
    assert sorted(one["id"] for one in work(prune, kind)["resources"]) == ["t-3", "t-4"]
    assert left(kind) == ["t-1", "t-2"]


@pytest.mark.parametrize("plugin", [prune, absent])
@pytest.mark.parametrize("check_mode", [True, False])
def test_what_another_component_lists_is_not_this_ones_whatever_its_tags_say(
    run: Run, work: Work, plugin: Any, check_mode: bool
) -> None:
    """Somebody has changed the tag Component by hand, or a part took it over from another."""
    kind = shelf(thing("t-1", A, tags={**OWN, "Component": "others"}), thing("t-2", OLD))
    kind.store[1]["Tags"] = kind.store[1]["Tags"] | {"Component": "others"}
    index(run, kind)
    task(run, kind, {"key": "a"}, check_mode=True)
    result = work(plugin, more={"others": [kind]}, check_mode=check_mode)
    assert done(result) == [(OLD, "delete")]
    assert left(kind) == (["t-1", "t-2"] if check_mode else ["t-1"])


def test_ids_are_compared_in_one_region(run: Run, work: Work) -> None:
    """Where the id is a name, it may be used in several regions."""
    kind = shelf(thing("t-1", A), thing("t-1", A, region=EAST))
    task(run, kind, {"key": "a", "region": EAST})
    index(run, kind)
    index(run, kind, region=EAST)
    assert [one["region"] for one in work(prune, kind, check_mode=True, edge=True)["resources"]] == [REGION]


def test_orphans_in_another_region_than_the_tasks_are_looked_for_there(run: Run, work: Work) -> None:
    """Also where the region is an argument of the kind's own."""
    kind = shelf(
        thing("t-1", A, region=EAST), thing("t-2", OLD), scope_fields={**Shelf.scope_fields, "region": Field("str", "")}
    )
    task(run, kind, {"key": "a"}, region=EAST)
    index(run, kind)
    assert done(work(prune, kind)) == [(OLD, "delete")] and left(kind) == ["t-1"]


def test_what_tasks_said_beside_the_place_counts_for_orphans_too(run: Run, work: Work) -> None:
    days: list[int] = []

    class Keeping(shelf(thing("t-1", A, inside="x"), thing("t-2", OLD, inside="y"))):  # type: ignore[misc]
        scope_fields = {
            **INSIDE,
            "days": Field("int", "How long it is kept.", default=7),
        }

        def delete(self, have: Any) -> None:
            days.append(self.scope["days"])
            super().delete(have)

    task(run, Keeping, {"key": "a"}, inside="x", days=30)
    index(run, Keeping)
    assert done(work(prune, Keeping)) == [(OLD, "delete")] and days == [30]


def test_a_global_service_is_looked_at_in_its_own_region(run: Run, work: Work) -> None:
    kind = shelf(thing("t-1", OLD, region=EAST), is_global=True)
    index(run, kind, region=EAST)
    assert done(work(prune, kind)) == [(OLD, "delete")] and run.asked == [EAST]


def test_a_plan_removes_nothing_and_names_each_once(run: Run, work: Work) -> None:
    kind = shelf(thing("t-1", A), thing("t-2", OLD), thing("t-3", "renamed"))
    task(run, kind, {"key": "a"}, check_mode=True)
    kind.store.append(thing("t-4", "late"))
    index(run, kind)
    result = work(prune, kind, check_mode=True)
    assert sorted(done(result)) == [(OLD, "delete"), ("late", "delete"), ("renamed", "delete")]
    assert (result["planned"], kind.log, len(kind.store)) == (True, [], 4)


@pytest.mark.parametrize(("plugin", "state"), [(prune, "gathered"), (prune, "offline"), (absent, "offline")])
def test_a_run_that_only_looks_removes_nothing(run: Run, work: Work, plugin: Any, state: str) -> None:
    kind = shelf(thing("t-1", OLD))
    index(run, kind)
    result = work(plugin, kind, state=state)
    assert (result["changed"], result["resources"], result["state"], left(kind)) == (False, [], state, ["t-1"])
    assert kind.looks == [] == run.asked


@pytest.mark.parametrize("plugin", [prune, absent])
@pytest.mark.parametrize(("parts", "gone"), [(["all"], "both"), (["others"], "one"), ("things,others", "both")])
def test_only_the_parts_that_are_asked_for(run: Run, work: Work, plugin: Any, parts: Any, gone: str) -> None:
    kind = shelf(thing("t-1", OLD))
    other = shelf(thing("t-2", OLD, tags={**OWN, "Component": "others"}), name="test_other", arn_prefix="other/")
    index(run, kind, other)
    work(plugin, kind, more={"others": [other]}, parts=parts)
    assert (left(kind), left(other)) == ([] if gone == "both" else ["t-1"], [])


def test_what_a_kind_may_be_in_is_looked_through(run: Run, work: Work) -> None:
    """Where a task has to choose, as between WAF's scopes, nothing is known of what is in the other."""
    kind = shelf(
        thing("t-1", OLD, inside="x"),
        thing("t-2", OLD, inside="y"),
        scope_fields={"inside": Field("str", "What it lives in.", choices=("x", "y"), required=True)},
    )
    index(run, kind)
    assert sorted(one["id"] for one in work(prune, kind)["resources"]) == ["t-1", "t-2"]
    assert {inside for _, inside, _ in kind.looks} == {"x", "y"}


def test_later_tasks_of_the_run_know_what_was_removed(run: Run, work: Work) -> None:
    kind = shelf(thing("t-2", OLD))
    index(run, kind)
    work(prune, kind)
    (entry,) = run.journal()
    assert (entry["kind"], entry["component"], entry["state"]) == ("test_thing", "things", "present")
    assert [(one["name"], one["action"]) for one in entry["resources"]] == [(OLD, "delete")]
    assert [(one["name"], one["values"]) for one in entry["items"]] == [(OLD, None)]


# All of a component


def test_all_of_a_component_goes_users_first(run: Run, work: Work) -> None:
    order: list[str] = []

    class First(shelf(thing("t-1", A), thing("t-2", OLD), name="test_first", arn_prefix="first/")):  # type: ignore[misc]
        def delete(self, have: Any) -> None:
            order.append(f"first {have.id}")
            super().delete(have)

    class Second(shelf(thing("t-3", A), thing("t-9", "y", tags={}), name="test_second", arn_prefix="second/")):  # type: ignore[misc]
        life = replace(Shelf.life, holds_data=True)

        def delete(self, have: Any) -> None:
            order.append(f"second {have.id}")
            super().delete(have)

    task(run, First, {"key": "a"}, state="gathered")
    index(run, First, Second)
    planned = work(absent, First, Second, check_mode=True)
    assert (order, done(planned)) == ([], [(A, "delete"), (OLD, "delete"), (A, "delete")])
    assert done(work(absent, First, Second)) == done(planned)
    assert (sorted(order[:2]), order[2:]) == (["first t-1", "first t-2"], ["second t-3"])
    assert (left(First), left(Second)) == ([], ["t-9"])


def test_nothing_is_removed_twice_of_what_lives_in_several_places(run: Run, work: Work) -> None:
    kind = shelf(
        thing("t-1", A, inside="x"),
        thing("t-2", "knowledge-production-b", inside="y"),
        thing("t-3", OLD, inside="z"),
        scope_fields=INSIDE,
    )
    task(run, kind, {"key": "a", "inside": "x"}, {"key": "b", "inside": "y"}, state="gathered")
    index(run, kind)
    planned = work(absent, kind, check_mode=True)
    assert sorted(one["id"] for one in planned["resources"]) == ["t-1", "t-2", "t-3"]
    kind.log.clear()
    assert len(work(absent, kind)["resources"]) == 3 and left(kind) == []
    assert sorted(kind.log) == ["delete t-1", "delete t-2", "delete t-3"]


def test_tasks_may_use_the_same_key_for_different_names(run: Run, work: Work) -> None:
    kind = shelf(thing("t-1", "one", tags={}), thing("t-2", "two", tags={}))
    for name in ("one", "two"):
        task(run, kind, {"key": "main", "name": name}, state="gathered")
    assert sorted(done(work(absent, kind))) == [("one", "delete"), ("two", "delete")] and left(kind) == []


def test_what_a_task_found_goes_whatever_became_of_its_name_and_tags(run: Run, work: Work) -> None:
    kind = shelf(thing("t-1", A), thing("t-9", "theirs", tags={}))
    task(run, kind, {"key": "a"}, state="gathered")
    kind.store[0]["Tags"] = {"Name": "renamed"}
    assert done(work(absent, kind)) == [("renamed", "delete")] and left(kind) == ["t-9"]


@pytest.mark.parametrize("listed", [True, False])
def test_what_is_protected_is_found_before_anything_is_removed(run: Run, work: Work, listed: bool) -> None:
    """Whether a task of the run looked at it, or its part is switched off."""
    kind = shelf(thing("t-1", A, locked=True), thing("t-2", OLD))
    index(run, kind)
    if listed:
        task(run, kind, {"key": "a"}, state="gathered")
    with pytest.raises(AnsibleActionFail, match=f"this is protected:\n  thing {A}: it is locked\nTo lift that, add -e"):
        work(refuse_protected, kind)
    planned = work(refuse_protected, kind, check_mode=True)
    assert planned["protected"] == [f"thing {A}: it is locked"] and "The run will refuse: Nothing" in run.warnings[0]
    assert work(refuse_protected, kind, allow_data_loss=True)["changed"] is False
    assert work(refuse_protected, kind, more={"others": []}, parts=["others"])["protected"] == []
    assert (left(kind), kind.log) == (["t-1", "t-2"], [])


def test_what_is_protected_ends_the_removal(run: Run, work: Work) -> None:
    first = shelf(thing("t-1", A, locked=True), name="test_first", arn_prefix="first/")
    second = shelf(thing("t-2", A), name="test_second", arn_prefix="second/")
    index(run, first, second)
    result = work(absent, first, second)
    assert result["failed"] and "is protected: it is locked" in result["msg"]
    assert (left(first), left(second), second.looks) == (["t-1"], ["t-2"], [])
    result = work(absent, first, second, allow_data_loss=True)
    assert (left(first), left(second), "failed" in result) == ([], [], False)


def test_what_aws_deletes_with_something_else_is_left_to_that(run: Run, work: Work) -> None:
    part = shelf(thing("t-1", A), name="test_part", arn_prefix="part/", goes_with="test_whole")
    whole = shelf(thing("t-2", A), name="test_whole", arn_prefix="whole/")
    index(run, part, whole)
    assert [one["kind"] for one in work(absent, part, whole)["resources"]] == ["test_whole"]
    assert (left(part), part.looks) == (["t-1"], [])
    assert [one["kind"] for one in work(absent, part)["resources"]] == ["test_part"], "alone it has to be deleted"


def test_what_is_there_no_more_costs_no_call(run: Run, work: Work) -> None:
    kind = shelf()
    assert done(work(absent, kind)) == [] and kind.looks == []


@pytest.mark.parametrize("plugin", [prune, absent])
def test_without_ownership_tags_nothing_is_anybodys(run: Run, work: Work, plugin: Any) -> None:
    kind = shelf(thing("t-1", OLD, tags={"Component": "things"}))
    stack = {"name": "", "region": REGION, "account_id": "1", "tags": {}}
    run.index[REGION] = {arn_on_shelf("t-1"): {"Component": "things"}}
    assert done(work(plugin, kind, stack=stack)) == [] and left(kind) == ["t-1"]
    assert (kind.looks, run.asked) == ([], []), "to ask for no tags would be to ask for the whole account"


# Errors


@pytest.mark.parametrize("plugin", [prune, absent])
def test_a_fault_of_ours_looks_like_one(run: Run, work: Work, plugin: Any) -> None:
    kind = shelf(thing("t-1", OLD))
    kind.trouble["delete"] = [KeyError("Answer")]
    index(run, kind)
    with pytest.raises(AnsibleActionFail, match="KeyError: 'Answer', while working on thing knowledge-production-old"):
        work(plugin, kind)


@pytest.mark.parametrize("plugin", [prune, absent])
def test_what_aws_refuses_is_said_and_ends_the_work(run: Run, work: Work, plugin: Any) -> None:
    first = shelf(thing("t-1", OLD), name="test_first", arn_prefix="first/")
    second = shelf(thing("t-2", OLD), name="test_second", arn_prefix="second/")
    first.trouble["delete"] = [aws_error("AccessDenied", operation="DeleteThing")]
    index(run, first, second)
    result = work(plugin, first, second)
    assert result["failed"] and "These credentials may not call DeleteThing" in result["msg"]
    assert (left(first), left(second)) == (["t-1"], ["t-2"])


def test_a_kind_that_nobody_knows_is_named_with_those_that_there_are(run: Run) -> None:
    components = [{"name": "things", "kinds": ["ec2_nothing"]}]
    with pytest.raises(AnsibleActionFail, match="There is no kind ec2_nothing. valid: .*ec2_vpc"):
        run.task(prune.ActionModule, component=None, components=components)
