"""Orphans that have to stay, and what stays because of them."""

from dataclasses import replace

import pytest
from ansible_collections.knowledge.aws.plugins.action import prune

from tests.unit.components import Work, done, index, left, work
from tests.unit.tasks import Run, run
from tests.unit.things import OWN, REGION, Shelf, arn_on_shelf, shelf, thing

__all__ = ["run", "work"]

OLD = "knowledge-production-old"


def stacked() -> tuple[type[Shelf], ...]:
    """What uses something that holds data, which uses something else; an orphan of each."""
    data = replace(Shelf.life, holds_data=True)
    return tuple(
        shelf(thing(f"t-{number}", f"old-{noun}"), name=f"test_{noun}", noun=noun, arn_prefix=f"{noun}/", life=life)
        for number, (noun, life) in enumerate([("user", Shelf.life), ("data", data), ("used", Shelf.life)])
    )


@pytest.mark.parametrize("check_mode", [True, False])
@pytest.mark.parametrize("why", ["holds data", "is protected (it is locked)"])
def test_what_has_to_stay_keeps_the_rest_of_its_component(run: Run, work: Work, why: str, check_mode: bool) -> None:
    """What uses it, and what it uses: nothing is taken from something that still works."""
    user, data, used = stacked()
    if why != "holds data":
        data.life, data.store[0]["Locked"] = Shelf.life, True
    other = shelf(thing("t-7", OLD, tags={**OWN, "Component": "others"}), name="test_other", arn_prefix="other/")
    index(run, user, data, used, other)
    result = work(prune, user, data, used, more={"others": [other]}, check_mode=check_mode)
    assert done(result) == [(OLD, "delete")]
    assert (left(user), left(data), left(used), left(other)) == (
        ["t-0"],
        ["t-1"],
        ["t-2"],
        ["t-7"] if check_mode else [],
    )
    assert [one["name"] for one in result["orphans"]] == ["old-user", "old-data", "old-used"]
    assert run.warnings == [
        f"data old-data is in no list any more, but {why}: it stays. To remove it, add -e allow_data_loss=production."
    ]
    assert "failed" not in result


@pytest.mark.parametrize("check_mode", [True, False])
def test_what_is_used_by_what_stays_stays_too(run: Run, work: Work, check_mode: bool) -> None:
    """A certificate of a load balancer that is protected: AWS would refuse to delete it, again and again."""
    used = shelf(
        thing("t-1", OLD, tags={**OWN, "Component": "others"}), thing("t-2", "x", tags={**OWN, "Component": "others"})
    )
    user = shelf(
        {**thing("t-3", "user", locked=True), "Refers": [{"To": arn_on_shelf("t-1", REGION, str(used.arn_prefix))}]}
    )
    used.name, user.name = "test_used", "test_user"
    index(run, used, user)
    result = work(prune, user, more={"others": [used]}, check_mode=check_mode)
    assert (result["changed"], left(used), left(user)) == (False, ["t-1", "t-2"], ["t-3"])
    assert any(
        f"thing {OLD} is in no list any more, but is used by thing user, which stays" in one for one in run.warnings
    )
    gone = work(prune, user, more={"others": [used]}, check_mode=check_mode, allow_data_loss=True)
    assert len(gone["resources"]) == 3


@pytest.mark.parametrize("parts", [["others"], ["all"]])
def test_also_by_what_stays_of_a_part_that_the_run_is_not_about(run: Run, work: Work, parts: list[str]) -> None:
    used = shelf(thing("t-1", OLD, tags={**OWN, "Component": "others"}), name="test_used", arn_prefix="used/")
    data = replace(Shelf.life, holds_data=True)
    user = shelf({**thing("t-3", "user"), "Refers": arn_on_shelf("t-1", REGION, "used/")}, name="test_user", life=data)
    index(run, used, user)
    work(prune, user, more={"others": [used]}, parts=parts)
    assert (left(used), left(user)) == (["t-1"], ["t-3"])


def test_what_a_look_knows_of_neighbours_is_no_use_of_them(run: Run, work: Work) -> None:
    used = shelf(thing("t-1", OLD, tags={**OWN, "Component": "others"}), name="test_used", arn_prefix="used/")
    beside = {"Around": {"Others": [arn_on_shelf("t-1", REGION, "used/")]}}
    user = shelf({**thing("t-3", "user", locked=True), **beside}, name="test_user")
    index(run, used, user)
    work(prune, user, more={"others": [used]})
    assert (left(used), left(user)) == ([], ["t-3"])


def test_until_it_is_said_that_it_may_go(run: Run, work: Work) -> None:
    user, data, used = stacked()
    user.store[0]["Locked"] = True
    index(run, user, data, used)
    assert [name for name, _ in done(work(prune, user, data, used, allow_data_loss=True))] == [
        "old-user",
        "old-data",
        "old-used",
    ]
    assert left(user) == left(data) == left(used) == [] == run.warnings
