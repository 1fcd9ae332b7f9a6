"""What a task answers, in a plan and in the run; secrets stay where they are."""

import json
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import journal
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.arns import same_arn
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.engine import Engine
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.fields import Field
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.kind_action import module_spec
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.masking import masked, secrets_in, without
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.outcome import Options, Outcome
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.report import Run, entry, result

from tests.unit.things import Thing, thing

PASSWORD = "correct-horse-battery-staple"


def run(kind: Thing, config: list[dict[str, Any]], state: str = "present", **options: Any) -> Outcome:
    engine = Engine(kind, Options(say=lambda line: None, **options))
    if state == "pruned":
        return engine.prune(engine.orphans(engine.looker.wanted(config)))
    outcome: Outcome = getattr(engine, state)(config)
    return outcome


def answer(kind: Thing, config: list[dict[str, Any]], state: str = "present", **options: Any) -> dict[str, Any]:
    return result([Run(kind, run(kind, config, state, **options))])


CONFIG = [{"key": "main", "size": 2}, {"key": "private.a", "place": "north"}]


def shape(value: Any) -> Any:
    """The keys of an answer, without values."""
    return {key: shape(inner) for key, inner in value.items()} if isinstance(value, dict) else None


def test_plan_and_run_answer_alike() -> None:
    kind = Thing()
    planned, done = answer(kind, CONFIG, check_mode=True), answer(kind, CONFIG)
    assert planned.keys() == done.keys()
    for part in ("ids", "arns", "attributes"):
        assert shape(planned[part]) == shape(done[part])
    assert [one | {"id": "", "arn": ""} for one in planned["resources"]] == [
        one | {"id": "", "arn": ""} for one in done["resources"]
    ]
    assert planned["diff"] == done["diff"]
    assert planned["changed"] and done["changed"] and not answer(kind, CONFIG)["changed"]


def test_ids_are_nested_and_symbolic_until_they_are_known() -> None:
    kind = Thing()
    assert answer(kind, CONFIG, check_mode=True)["ids"] == {
        "main": "(known after apply: thing main)",
        "private": {"a": "(known after apply: thing private.a)"},
    }
    done = answer(kind, CONFIG)
    assert set(json.dumps(done["ids"]).split('"')) & {"t-1", "t-2"} == {"t-1", "t-2"}
    assert done["attributes"]["main"]["address"].startswith("10.0.0.")
    assert answer(Thing(), CONFIG, "gathered")["attributes"]["main"] == {
        "address": "(does not exist: thing knowledge-production)"
    }


def test_each_resource_says_what_changes() -> None:
    kind = Thing([thing("t-1", "knowledge-production", size=1)])
    (one,) = answer(kind, CONFIG[:1], check_mode=True)["resources"]
    assert one["fields"] == {"size": {"before": 1, "after": 2}}
    assert {key: one[key] for key in ("kind", "name", "id", "action", "region", "account")} == {
        "kind": "test_thing",
        "name": "knowledge-production",
        "id": "t-1",
        "action": "update",
        "region": "ap-northeast-2",
        "account": "123456789012",
    }


def test_the_diff_shows_only_what_changes() -> None:
    kind = Thing([thing("t-1", "knowledge-production", size=1, color="red")])
    (diff,) = answer(kind, [{"key": "main", "size": 2, "color": "red"}], check_mode=True)["diff"]
    assert (diff["before"], diff["after"]) == ("size: 1\n", "size: 2\n")
    assert diff["before_header"] == "thing knowledge-production"
    (diff,) = answer(kind, [], "absent", check_mode=True)["diff"]
    assert (diff["before"], diff["after"]) == ("id: t-1\n", "")


@pytest.mark.parametrize("before", [None, "an-older-secret-password"], ids=["new", "changed"])
@pytest.mark.parametrize("check_mode", [True, False])
def test_secrets_never_appear(before: str | None, check_mode: bool) -> None:
    class Telling(Thing):
        """A kind that reads its secret back."""

        def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
            return super().shape(raw) | {"password": raw.get("Password")}

    kind = Telling([thing("t-1", "knowledge-production", password=before)])
    text = json.dumps(
        answer(
            kind, [{"key": "main", "password": PASSWORD}, {"key": "new", "password": PASSWORD}], check_mode=check_mode
        )
    )
    assert "(secret)" in text
    assert PASSWORD not in text and "an-older-secret-password" not in text


def test_secret_arguments_are_masked() -> None:
    spec = module_spec(Thing)
    arguments = {"config": [{"key": "a", "password": PASSWORD, "size": 1}], "state": "present"}
    assert masked(arguments, spec) == {
        "config": [{"key": "a", "password": "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER", "size": 1}],
        "state": "present",
    }
    assert secrets_in(arguments, spec) == {PASSWORD}
    assert PASSWORD not in json.dumps(
        without({PASSWORD}, {"msg": f"AWS says that {PASSWORD} is too short", "list": [PASSWORD]})
    )


def test_orphans_are_told() -> None:
    kind = Thing([thing("t-7", "knowledge-production-old")])
    assert answer(kind, [])["orphans"] == [
        {
            "kind": "test_thing",
            "noun": "thing",
            "region": "ap-northeast-2",
            "name": "knowledge-production-old",
            "id": "t-7",
            "arn": "t-7",
        }
    ]


def test_what_was_done_in_several_places_is_one_answer() -> None:
    north = Thing([thing("t-7", "knowledge-production-old")])
    south = Thing([thing("t-1", "knowledge-production-private-a", state="busy")])
    north.aws.region, south.aws.region = "us-east-1", "ap-northeast-2"
    runs = [
        Run(north, run(north, CONFIG[:1], check_mode=True)),
        Run(south, run(south, [{"key": "private.a"}], check_mode=True)),
    ]
    both = result(runs)
    assert both["ids"] == {"main": "(known after apply: thing main)", "private": {"a": "t-1"}}
    assert [(one["region"], one["name"], one["action"]) for one in both["resources"]] == [
        ("us-east-1", "knowledge-production", "create"),
        ("ap-northeast-2", "knowledge-production-private-a", "keep"),
    ]
    assert [(one["region"], one["name"]) for one in both["orphans"]] == [("us-east-1", "knowledge-production-old")]
    assert (both["changed"], both["pending"], len(both["diff"])) == (True, ["knowledge-production-private-a"], 1)
    assert result([]) == result([Run(Thing(), Outcome())])


def test_the_journal_keeps_the_tasks_of_a_host_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal.C, "DEFAULT_LOCAL_TMP", str(tmp_path))
    assert journal.read("one") == []
    for number in range(3):
        journal.write("one", {"resources": [{"number": number, "path": Path("x")}]})
    journal.write("two", {"resources": []})
    assert [entry["resources"][0]["number"] for entry in journal.read("one")] == [0, 1, 2]
    assert journal.read("two") == [{"resources": []}]


def test_the_journal_takes_entries_of_another_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal.C, "DEFAULT_LOCAL_TMP", str(tmp_path))
    journal.write("one", {"price": 3})
    journal.write("one", entry(Run(Thing(), Outcome())) | {"component": "things"})
    assert len(journal.read("one")) == 2
    assert [one["kind"] for one in journal.of_kinds("one")] == ["test_thing"] and journal.items("one") == []


def test_the_journal_knows_every_resource_before_the_run_and_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal.C, "DEFAULT_LOCAL_TMP", str(tmp_path))
    kind = Thing(
        [
            thing("t-1", "knowledge-production", size=1, color="red", count=4),
            thing("t-9", "knowledge-production-old", size=7),
        ]
    )

    def task(state: str, config: list[dict[str, Any]]) -> dict[str, Any]:
        left = entry(Run(kind, run(kind, config, state))) | {"component": "things", "state": state}
        journal.write("one", left)
        return left

    task("gathered", [{"key": "main"}])
    (known,) = journal.items("one")
    assert known == known | {
        "kind": "test_thing",
        "name": "knowledge-production",
        "id": "t-1",
        "component": "things",
        "action": "keep",
    }
    assert known["values"] == known["before"] == {"size": 1, "color": "red", "count": 4, "friends": []}

    config = [{"key": "main", "size": 2, "count": 3, "password": PASSWORD}, {"key": "new", "place": "north"}]
    left = task("present", config)
    assert {name: left[name] for name in ("kind", "region", "scope", "wanted", "retained", "protected")} == {
        "kind": "test_thing",
        "region": "ap-northeast-2",
        "scope": {"inside": None},
        "wanted": [
            {"key": "main", "name": "knowledge-production", "fields": {"size": 2, "count": 3, "password": "(secret)"}},
            {"key": "new", "name": "knowledge-production-new", "fields": {"place": "north"}},
        ],
        "retained": [],
        "protected": [],
    }
    assert [one["action"] for one in left["resources"]] == ["update", "create"]
    assert [one["name"] for one in left["orphans"]] == ["knowledge-production-old"]
    assert PASSWORD not in json.dumps(left)
    main, new = journal.items("one")
    assert (main["before"]["size"], main["values"]["size"]) == (1, 2)
    assert main["values"]["count"] == 4  # not ours to change
    assert main["values"]["password"] == "(secret)"
    assert (new["before"], new["values"]["place"], new["id"]) == (None, "north", "t-3")

    task("pruned", [{"key": "main"}, {"key": "new"}])
    assert [item["name"] for item in journal.items("one")] == ["knowledge-production", "knowledge-production-new"]
    assert [(item["before"], item["values"]) for item in journal.items("one", gone=True)][-1][1] is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("arn:aws:logs:r:1:log-group:/vpc/x", "arn:aws:logs:r:1:log-group:/vpc/x:*", True),
        ("arn:aws:logs:r:1:log-group:/vpc/x", "arn:aws:logs:r:1:log-group:/vpc/xy", False),
        ("arn:aws:ecs:r:1:task-definition/x:7", "arn:aws:ecs:r:1:task-definition/x:*", True),
        ("arn:aws:ecs:r:1:task-definition/x:7", "arn:aws:ecs:r:1:task-definition/x:8", False),
        ("arn:aws:ecs:r:1:task-definition/xy:7", "arn:aws:ecs:r:1:task-definition/x:*", False),
    ],
)
def test_arns_of_one_thing(one: str, other: str, same: bool) -> None:
    assert same_arn(one, other) is same_arn(other, one) is same


def test_what_entries_live_in_may_stand_at_the_task_or_at_each_entry() -> None:
    class Inside(Thing):
        scope_fields = {
            "inside": Field("str", "What it lives in.", required=True),
            "days": Field("int", "How long it is kept.", default=7),
        }

    spec = module_spec(Inside)
    entry_spec = spec["config"]["options"]
    assert spec["inside"] == {"type": "str", "required": False} and spec["days"]["default"] == 7
    assert entry_spec["inside"] == {"type": "str", "required": False, "default": None}
    assert entry_spec["days"]["default"] is None, "what an entry does not say, the task says"
    assert entry_spec["region"] == {"type": "str"} and entry_spec["password"]["no_log"]
    assert spec["state"]["choices"] == ["present", "absent", "gathered", "offline"]
