"""A task over one kind: where its entries live, whose they are, and what becomes of an error."""

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from ansible.errors import AnsibleActionFail
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.fields import Field
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind import Resource, Wanted
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import KindAction
from botocore import exceptions as boto

from tests.unit.tasks import CONTEXT, Run, run
from tests.unit.things import OWN, REGION, Shelf, aws_error, shelf, thing

__all__ = ["run"]

Config = list[dict[str, Any]]


def action_of(kind: type[Shelf]) -> type[KindAction]:
    return type("ActionModule", (KindAction,), {"kind": kind})


def failure(run: Run, kind: type[Shelf], config: Config, **args: Any) -> str:
    """The message with which a task fails."""
    with pytest.raises(AnsibleActionFail) as caught:
        run.task(action_of(kind), config=config, **args)
    return str(caught.value)


def names(kind: type[Shelf]) -> dict[str, str]:
    return {raw["Id"]: raw["Tags"]["Name"] for raw in kind.store}


# Errors


@pytest.mark.parametrize("method", ["create", "set size"])
def test_a_fault_of_ours_looks_like_one(run: Run, method: str) -> None:
    kind, config = shelf(), [{"key": "a", "size": 2}, {"key": "b"}]
    kind.trouble[method] = [KeyError("Answer")]
    said = failure(run, kind, config)
    assert said.startswith("test_thing: KeyError: 'Answer', while working on thing knowledge-production-")
    assert said.endswith(
        ". This is a fault of the collection, not of your values; "
        "please report it with the output of -vvv, which shows where it happened."
    )
    (trace,) = run.very_verbose
    assert trace.startswith("Traceback (most recent call last)")
    assert f"in {method.replace(' ', '_')}\n" in trace and "while working on thing knowledge-production-" in trace


@pytest.mark.parametrize(
    "error",
    [
        boto.ParamValidationError(report="Invalid length for parameter Name"),
        boto.UnknownServiceError(service_name="test", known_service_names=[]),
        boto.OperationNotPageableError(operation_name="list_things"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_call_that_botocore_does_not_know_is_a_fault_of_ours(run: Run, error: Exception) -> None:
    kind = shelf()
    kind.trouble["create"] = [error]
    said = failure(run, kind, [{"key": "a"}])
    assert type(error).__name__ in said and "This is a fault of the collection" in said
    assert "in create\n" in run.very_verbose[0], "where it happened"


def test_a_fault_in_one_place_is_no_error_of_that_place(run: Run) -> None:
    kind = shelf()
    kind.trouble["create"] = [KeyError("Answer")]
    said = failure(run, kind, [{"key": "a", "inside": "x"}, {"key": "b", "inside": "y"}])
    assert "KeyError" in said and "This is a fault of the collection" in said


def test_what_aws_refuses_is_an_operators_sentence(run: Run) -> None:
    kind = shelf()
    kind.trouble["create"] = [aws_error("InvalidParameterValue")]
    result = run.task(action_of(kind), config=[{"key": "a"}])
    assert result["failed"] and result["msg"] == (
        "thing knowledge-production-a: CreateThing: InvalidParameterValue is what AWS says (InvalidParameterValue)."
    )
    assert run.very_verbose == []
    kind.trouble["find"] = [aws_error("AccessDenied", operation="DescribeThings")]
    said = failure(run, kind, [{"key": "a"}])
    assert said.startswith("test_thing: DescribeThings: ") and said.endswith("allow it in the deployer's policy.")


def test_a_fault_shows_no_secret(run: Run) -> None:
    kind = shelf()
    kind.trouble["create"] = [KeyError("correct-horse is no answer")]
    said = failure(run, kind, [{"key": "a", "password": "correct-horse"}])
    assert "correct-horse" not in said and "This is a fault of the collection" in said
    assert run.very_verbose == [], "a traceback may hold it in any form"


def test_nor_anything_of_a_task_that_is_not_to_be_logged(run: Run) -> None:
    kind = shelf()
    kind.trouble["create"] = [KeyError("correct-horse is no answer")]
    failure(run, kind, [{"key": "a", "color": "correct-horse"}], no_log=True)  # Ansible hides the message
    assert run.very_verbose == []


def test_nor_one_of_the_connection(run: Run) -> None:
    kind = shelf()
    kind.trouble["find"] = [KeyError("opens-everything opens-it-today")]
    opens = {"access_key": "AKIA", "secret_key": "opens-everything", "session_token": "opens-it-today"}
    assert "opens" not in failure(run, kind, [{"key": "a"}], **opens) and run.very_verbose == []


# Whose it is


def test_a_task_says_where_aws_is(run: Run) -> None:
    kind = shelf()
    run.task(
        action_of(kind), config=[{"key": "a"}], region="us-east-1", access_key="a", secret_key="s", session_token="t",
        endpoint_url="http://localhost:1",
    )  # fmt: skip
    assert [raw["Region"] for raw in kind.store] == ["us-east-1"]
    assert {name: os.environ[f"AWS_{name}"] for name in ("ACCESS_KEY_ID", "SESSION_TOKEN", "ENDPOINT_URL")} == {
        "ACCESS_KEY_ID": "a",
        "SESSION_TOKEN": "t",
        "ENDPOINT_URL": "http://localhost:1",
    }


@pytest.fixture
def caller(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every time that AWS is asked who asks; the account is that of the access key."""
    asked: list[str] = []

    def read(self: Aws, operation: str, *_: Any, **__: Any) -> dict[str, str]:
        assert (self.service, operation) == ("sts", "get_caller_identity")
        asked.append(os.environ["AWS_ACCESS_KEY_ID"])
        return {"Account": os.environ["AWS_ACCESS_KEY_ID"] * 12}

    monkeypatch.setattr(Aws, "read", read)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "1")
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    return asked


def test_without_a_stack_a_key_is_a_name_and_nothing_else_is_ours(run: Run, caller: list[str]) -> None:
    kind = shelf(thing("t-1", "theirs", region="eu-west-1"), thing("t-2", "old", tags={}, region="eu-west-1"))
    run.index["eu-west-1"] = {"arn:aws:test:eu-west-1:111111111111:thing/t-1": OWN}
    result = run.task(action_of(kind), stack=None, component=None, config=[{"key": "main", "size": 1}])
    assert [raw["Tags"] for raw in kind.store[2:]] == [{"Name": "main"}], "no tags but the name"
    assert (result["resources"][0]["account"], result["resources"][0]["region"]) == ("1" * 12, "eu-west-1")
    assert result["orphans"] == []
    again = run.task(action_of(kind), stack=None, component=None, config=[{"key": "main", "size": 1}])
    assert not again["changed"] and caller == ["1"], "who asks is asked once a run"
    run.task(action_of(kind), stack=None, component=None, config=[{"key": "main"}], state="absent")
    assert list(names(kind)) == ["t-1", "t-2"]
    assert run.asked == [], "the index of tags would be the whole account"


def test_who_asks_is_asked_again_where_somebody_else_may(run: Run, caller: list[str]) -> None:
    accounts = []
    for key in ("1", "2", "1"):
        kind = shelf()
        config = [{"key": "a"}]
        result = run.task(action_of(kind), stack=None, component=None, access_key=key, config=config, check_mode=True)
        accounts.append(result["resources"][0]["account"])
    assert accounts == ["1" * 12, "2" * 12, "1" * 12] and caller == ["1", "2"]


def test_without_a_stack_the_task_may_say_the_region(run: Run, caller: list[str]) -> None:
    kind = shelf()
    run.task(action_of(kind), stack=None, component=None, region="us-west-2", config=[{"key": "a"}])
    assert [raw["Region"] for raw in kind.store] == ["us-west-2"]


def test_without_a_stack_and_offline_nobody_is_asked(run: Run, caller: list[str]) -> None:
    kind = shelf()
    result = run.task(action_of(kind), stack=None, component=None, config=[{"key": "a"}], state="offline")
    assert (result["ids"], caller, kind.looks) == ({"a": "(known after apply: thing a)"}, [], [])


def test_a_stack_that_lacks_something_says_what(run: Run) -> None:
    said = failure(run, shelf(), [], stack={"name": "x", "tags": {}})
    assert said == (
        "stack: region, account_id is missing. It is a dictionary of name, region, account_id, tags, and hints."
    )


def test_what_to_do_next_is_said_in_the_words_of_the_stack(run: Run) -> None:
    kind = shelf(thing("t-1", "knowledge-production-a", place="north"))
    config = [{"key": "a", "place": "south"}]
    assert "run again with -e allow_replace=knowledge-production-a" in run.task(action_of(kind), config=config)["msg"]
    own = {key: value for key, value in CONTEXT.items() if key != "hints"}
    said = run.task(action_of(kind), stack=own, config=config)["msg"]
    assert "name it in allow_replace: [knowledge-production-a]" in said


# Where entries live


def test_entries_that_live_in_different_places_are_made_there_and_answered_together(run: Run) -> None:
    kind = shelf()
    config = [
        {"key": "main", "inside": "x"},
        {"key": "private.a", "inside": "y"},
        {"key": "private.b"},
        {"key": "far", "region": "us-east-1"},
    ]
    result = run.task(action_of(kind), inside="x", config=config)
    assert {(raw["Tags"]["Name"], raw["Inside"], raw["Region"]) for raw in kind.store} == {
        ("knowledge-production", "x", REGION),
        ("knowledge-production-private-a", "y", REGION),
        ("knowledge-production-private-b", "x", REGION),
        ("knowledge-production-far", "x", "us-east-1"),
    }
    ids = {raw["Tags"]["Name"].removeprefix("knowledge-production").lstrip("-"): raw["Id"] for raw in kind.store}
    assert result["ids"] == {
        "main": ids[""],
        "private": {"a": ids["private-a"], "b": ids["private-b"]},
        "far": ids["far"],
    }
    assert result["arns"]["far"].startswith("arn:aws:test:us-east-1:")
    assert len(result["resources"]) == 4 and result["changed"] and result["orphans"] == []
    assert sorted((entry["region"], entry["scope"]["inside"], len(entry["wanted"])) for entry in run.journal()) == [
        (REGION, "x", 2),
        (REGION, "y", 1),
        ("us-east-1", "x", 1),
    ]
    assert all(entry["scope"].keys() == {"inside"} for entry in run.journal()), "the region stands beside it"
    kind.looks.clear()
    assert not run.task(action_of(kind), inside="x", config=config)["changed"]
    assert len(kind.looks) == 3, "one look a place"


def test_the_same_place_is_one_whether_it_is_said_or_not(run: Run) -> None:
    kind = shelf()
    run.task(action_of(kind), config=[{"key": "a"}, {"key": "b", "region": REGION}])
    assert {region for region, _, _ in kind.looks} == {REGION}
    (entry,) = run.journal()
    assert ([want["key"] for want in entry["wanted"]], entry["region"]) == (["a", "b"], REGION)


def test_a_service_that_is_global_lives_in_one_region_whatever_is_said(run: Run) -> None:
    kind = shelf(is_global=True)
    run.task(action_of(kind), config=[{"key": "a"}, {"key": "b", "region": "eu-west-1"}])
    assert {raw["Region"] for raw in kind.store} == {"us-east-1"} and len(run.journal()) == 1


DAYS = {"inside": Field("str", "What it lives in."), "days": Field("int", "How long it is kept.", default=7)}


@pytest.mark.parametrize("state", ["present", "gathered"])
def test_what_is_listed_in_one_place_is_no_orphan_of_another(run: Run, state: str) -> None:
    """Options of an entry, such as how long something is kept, divide a place that AWS does not divide."""
    kind = shelf(
        thing("t-1", "knowledge-production-a"),
        thing("t-2", "knowledge-production-b"),
        thing("t-3", "knowledge-production-old"),
        scope_fields=DAYS,
    )
    result = run.task(action_of(kind), state=state, config=[{"key": "a"}, {"key": "b", "days": 30}])
    assert {one["id"] for one in result["orphans"]} == {"t-3"}


def test_each_is_removed_as_its_entry_says(run: Run) -> None:
    deleted: list[tuple[str | None, int]] = []

    class Keeping(shelf(thing("t-1", "knowledge-production-a"), thing("t-2", "knowledge-production-b"))):  # type: ignore[misc]
        scope_fields = DAYS

        def delete(self, have: Resource) -> None:
            deleted.append((have.name, self.scope["days"]))
            super().delete(have)

    result = run.task(action_of(Keeping), state="absent", config=[{"key": "a", "days": 30}, {"key": "b"}])
    assert sorted(deleted) == [("knowledge-production-a", 30), ("knowledge-production-b", 7)]
    assert [one["action"] for one in result["resources"]] == ["delete", "delete"]


def test_a_key_is_one_entrys_in_all_places(run: Run) -> None:
    said = failure(run, shelf(), [{"key": "a", "inside": "x"}, {"key": "a", "inside": "y"}])
    assert said.startswith("config: the key a stands there more than once")


def test_a_name_may_be_used_again_in_another_place(run: Run) -> None:
    kind = shelf()
    config = [{"key": "a", "name": "same", "inside": "x"}, {"key": "b", "name": "same", "inside": "y"}]
    assert len(set(run.task(action_of(kind), config=config)["ids"].values())) == 2
    assert "the name same stands there more than once" in failure(
        run, kind, [{"key": key, "name": "same"} for key in "ab"]
    )


class Needing(Shelf):
    """A kind that cannot be without what it lives in, and that has a rule."""

    scope_fields = {"inside": Field("str", "What it lives in.", required=True)}

    def check(self, want: Wanted) -> Iterator[Finding]:
        if want["size"] and want["size"] > 9:
            yield Finding("size", "is too large", "1 to 9")


def needing(*raws: dict[str, Any]) -> type[Shelf]:
    return type("Needed", (Needing,), dict(vars(shelf(*raws))))


def test_what_an_entry_lives_in_has_to_be_said_by_it_or_by_the_task(run: Run) -> None:
    kind = needing()
    said = failure(run, kind, [{"key": "a", "inside": "x"}, {"key": "b"}])
    assert said == "knowledge.aws.test_thing: missing required arguments: inside"
    assert (kind.log, kind.looks) == ([], [])
    assert run.task(action_of(kind), config=[{"key": "a", "inside": "x"}])["changed"]
    assert run.task(action_of(kind), inside="x", config=[{"key": "b"}])["changed"]


def test_nor_is_anything_removed_from_nowhere_where_no_tags_say_whose_it_is(run: Run, caller: list[str]) -> None:
    """By what it is in nature a stranger would be taken for the entry."""
    kind = needing(thing("t-1", "theirs", place="north", region="eu-west-1", tags={}))
    config = [{"key": "a", "place": "north"}]
    said = failure(run, kind, config, stack=None, component=None, state="absent")
    assert said == "knowledge.aws.test_thing: missing required arguments: inside"
    assert (kind.log, list(names(kind))) == ([], ["t-1"])


def test_what_is_wrong_anywhere_is_said_before_anything_is_written(run: Run) -> None:
    kind = needing()
    config = [{"key": "a", "inside": "x"}, *({"key": key, "inside": "y", "size": 10} for key in "bc")]
    said = failure(run, kind, config)
    assert said == (
        "thing knowledge-production-b: size is too large (valid: 1 to 9); "
        "thing knowledge-production-c: size is too large (valid: 1 to 9)."
    )
    assert (kind.log, kind.looks) == ([], [])


def test_an_error_in_one_place_does_not_hide_the_others(run: Run) -> None:
    kind = shelf()
    missing = "(does not exist: vpc main)"
    result = run.task(action_of(kind), config=[{"key": "a", "inside": missing}, {"key": "b", "inside": "y"}])
    assert result["msg"].startswith("vpc main does not exist, but thing needs it")
    assert [raw["Inside"] for raw in kind.store] == ["y"] and result["resources"][0]["key"] == "b"


@pytest.mark.parametrize("where", ["task", "entry"])
def test_an_empty_id_would_match_anything(run: Run, where: str) -> None:
    of_task, of_entry = ({"inside": ""}, {}) if where == "task" else ({}, {"inside": ""})
    said = failure(run, shelf(), [{"key": "a"} | of_entry], **of_task)
    assert said == "inside is empty. An empty id would match anything; give an id, or leave the argument out."


# Progress


@pytest.mark.parametrize("state", ["present", "gathered"])
def test_of_what_belongs_to_the_account_an_empty_list_looks_for_nothing(run: Run, state: str) -> None:
    """It is nobody's orphan."""
    kind = shelf(arn_prefix=None, life=replace(Shelf.life, of_account=True))
    run.task(action_of(kind), config=[], state=state)
    assert kind.looks == []


def test_waits_of_a_kind_are_shown_as_those_of_the_task(run: Run) -> None:
    class Slow(shelf()):  # type: ignore[misc]
        def set_size(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
            come = iter([False, True])
            self.wait_until(f"growth of thing {have.name}", lambda: next(come), usual=1)
            super().set_size(have, want, changed)

    run.task(action_of(Slow), config=[{"key": "a", "size": 3}])
    assert run.lines == ["  waiting    0 s  growth of thing knowledge-production-a (usually 1 s)"]
