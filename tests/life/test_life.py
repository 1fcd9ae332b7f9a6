"""The life of every kind: what is asked for happens, once, and nothing else does."""

import re
from collections.abc import Callable

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import (
    CREATE,
    DELETE,
    KEEP,
    REPLACE,
    UPDATE,
    Decision,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.outcome import Outcome
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.symbols import find_symbol

from tests.life import samples
from tests.life.lab import Lab, actions

KINDS = samples.kinds()
MakeLab = Callable[[str], Lab]
TAGGING = re.compile(
    r"^(Create|Add|Put|Change)?(Tag|Tags|TagResource|TagsToResource|TagsForResource|TagRole|BucketTagging)$"
)


@pytest.mark.parametrize("name", KINDS)
def test_is_planned_made_kept_and_removed(make_lab: MakeLab, name: str) -> None:
    lab = make_lab(name)
    lab.imagine_needs()
    keys = [entry["key"] for entry in lab.config]
    everything = [(key, CREATE) for key in sorted(keys)]
    offline = lab.run(lab.config, check=True)
    assert [entry[:2] for entry in actions(offline)] == everything, "the plan on an empty account"
    assert offline.symbols.keys() == set(keys)

    lab.build_needs()
    assert find_symbol(lab.config) is None
    before = len(lab.wire.calls)
    assert [entry[:2] for entry in actions(lab.plan_and_bring(lab.config))] == everything
    if lab.kind_class.taggable and not lab.sample.get("tagged_later"):
        made = [
            call
            for call in lab.wire.calls[before:]
            if call.write and not TAGGING.search(call.operation) and "ManagedBy" in str(call.params)
        ]
        assert len(made) >= len(keys), (
            "the tags that say whose it is travel in the create call "
            "(if AWS takes none there, say why under tagged_later)"
        )
    lab.quietly(lab.config)

    unprotected = not any(lab.kind().protected(have) for have in lab.existing())
    if not unprotected:
        before = len(lab.wire.writes)
        refused = lab.run(lab.config, "absent")
        assert refused.errors and lab.wire.writes[before:] == [], "what is protected is not deleted by the way"
    plan = lab.run(lab.config, "absent", check=True, allow_data_loss=True)
    assert [entry[1] for entry in actions(plan)] == [DELETE] * len(keys)
    assert actions(lab.remove()) == actions(plan)
    before = len(lab.wire.writes)
    again = lab.run(lab.config, "absent", allow_data_loss=True)
    assert not again.errors and again.decisions == [] and lab.wire.writes[before:] == [], (
        "to delete twice is to delete once"
    )


@pytest.mark.parametrize("name", KINDS)
def test_changes_in_place_and_is_brought_back(make_lab: MakeLab, name: str) -> None:
    """A changed list is also a disturbance seen from the other side:
    the last step of each change finds AWS at the value of another.
    """
    lab = make_lab(name)
    lab.build_needs()
    ids = {have.id for have in lab.bring(lab.config).now.values()}
    planned: Decision | None = None
    for number, step in enumerate(samples.steps(lab.sample.get("changes"))):
        fields, key = samples.fields_of([step]), lab.key_of(step)
        if number == 0:
            planned = _only(lab.run(lab.changed(step), check=True), key, fields)
        done = _only(lab.run(lab.changed(step)), key, fields)
        assert number or (planned.changes, planned.notes) == (done.changes, done.notes), (
            "the run did something else than the plan said"
        )
        if fields & set(lab.sample.get("one_way", [])):
            lab.keep(step)
            lab.prove(lab.config)
        else:
            lab.prove(lab.changed(step))
            _only(lab.run(lab.config), key, set(done.changes))
    places = lab.places(lab.first())
    for field, calls in lab.sample.get("disturb", {}).items():
        for call in calls:
            lab.call(call, **places)
        _only(lab.plan_and_bring(lab.config), lab.config[0]["key"], {field})
    lab.quietly(lab.config)
    assert lab.kind_class.life.revisions or {have.id for have in lab.existing()} == ids, "no change made a new one"


def _only(outcome: Outcome, key: str, fields: set[str]) -> Decision:
    """What happened to an entry: just these fields differed, and in no other entry.

    Those whose difference is AWS's own doing are noted and left.
    """
    assert not outcome.errors, [str(error) for error in outcome.errors]
    by_key = {decision.key: decision for decision in outcome.decisions}
    changed = by_key.pop(key)
    assert set(changed.changes) | set(changed.notes) == fields, (
        f"changed: {set(changed.changes)}, noted: {set(changed.notes)}"
    )
    assert changed.action == (UPDATE if changed.changes else KEEP)
    assert all(decision.action == KEEP for decision in by_key.values())
    return changed


@pytest.mark.parametrize("name", KINDS)
def test_keeps_its_tags_and_leaves_those_of_others(make_lab: MakeLab, name: str) -> None:
    lab = make_lab(name)
    if not lab.kind_class.taggable:
        pytest.skip("AWS has no tags for it")
    lab.build_needs()
    lab.bring(lab.config)
    first = lab.first()
    lab.kind().set_tags(first, {"cost-center": "42"})
    lab.quietly(lab.config)
    lab.kind().set_tags(first, {"Component": "by-hand"})
    _only(lab.bring(lab.config), lab.config[0]["key"], {"tags"})
    if lab.sample["untag"]:
        for tag in ("Component", "Project", "Name"):
            lab.call(lab.sample["untag"], tag=tag, **lab.places(first))
            _only(lab.bring(lab.config), lab.config[0]["key"], {"tags"})
    assert lab.first().tags["cost-center"] == "42", "the tags of others are left alone"
    assert lab.first().id == first.id


@pytest.mark.parametrize("name", KINDS)
def test_comes_back_and_orphans_are_seen(make_lab: MakeLab, name: str) -> None:
    lab = make_lab(name)
    lab.build_needs()
    lab.bring(lab.config)
    _vanish(lab)
    done = {key: action for key, action, _ in actions(lab.bring(lab.config))}
    first, *others = [entry["key"] for entry in lab.config]
    refers = any(field.refs for field in lab.kind_class.fields.values())
    assert done.pop(first) == CREATE
    assert set(done.values()) <= ({KEEP, UPDATE} if refers else {KEEP}), (
        "only what named the lost one has to change with it"
    )
    if not others or lab.kind_class.life.of_account:
        return
    *shorter, last = lab.config
    ids = [have.id for have in lab.existing() if have.name == lab.name_of(last)]
    pruned = lab.prune(shorter)
    assert not pruned.errors and [(one.known.id, one.action) for one in pruned.decisions] == [(ids[0], DELETE)]
    assert {have.name for have in lab.existing()} == {lab.name_of(entry) for entry in shorter}


def _vanish(lab: Lab) -> None:
    """The first entry is deleted by somebody else."""
    kind = lab.kind()
    have = next(one for one in kind.existing(lab.query()) if one.name == lab.name_of(lab.config[0]))
    if "vanish" in lab.sample:
        for call in lab.sample["vanish"]:
            lab.call(call, **lab.places(have))
        return
    if kind.protected(have):
        kind.unprotect(have)
    kind.detach(have)
    kind.delete(have)


@pytest.mark.parametrize("name", [name for name in KINDS if samples.samples().get(name, {}).get("unchangeable")])
def test_is_replaced_only_when_that_is_allowed(make_lab: MakeLab, name: str) -> None:
    lab = make_lab(name)
    lab.build_needs()
    lab.bring(lab.config)
    entry_name = lab.name_of(lab.config[0])
    changes = samples.steps(lab.sample["unchangeable"])
    for step in changes:
        plan = lab.run(lab.changed(step), check=True)
        decision = next(one for one in plan.decisions if one.key == lab.config[0]["key"])
        assert (decision.action, set(decision.stuck)) == (REPLACE, set(step))
        assert any("allow_replace" in warning for warning in plan.warnings)
        before = len(lab.wire.writes)
        refused = lab.run(lab.changed(step))
        assert any(f"allow_replace: [{entry_name}]" in str(error) for error in refused.errors)
        assert lab.wire.writes[before:] == [], "what is refused writes nothing"
    changed = lab.changed(changes[0])
    lab.plan_and_bring(changed, allow_replace=(entry_name,), allow_data_loss=True)
    lab.quietly(changed)


@pytest.mark.parametrize("name", [name for name in KINDS if samples.samples().get(name, {}).get("forbidden")])
def test_refuses_what_aws_cannot_do(make_lab: MakeLab, name: str) -> None:
    lab = make_lab(name)
    lab.build_needs()
    lab.bring(lab.config)
    before = len(lab.wire.writes)
    for step in samples.steps(lab.sample["forbidden"]):
        for check in (True, False):
            assert lab.run(lab.changed(step), check=check).errors, f"{step} was not refused"
    assert lab.wire.writes[before:] == []


@pytest.mark.parametrize("name", [name for name in KINDS if samples.samples().get(name, {}).get("slow")])
def test_is_awaited(make_lab: MakeLab, delay: Callable[[str], None], name: str) -> None:
    lab = make_lab(name)
    lab.build_needs()
    slow = lab.sample["slow"]
    delay(f"{slow}=600")
    started = lab.run(lab.config, wait=False)
    assert not started.errors and not all(lab.kind().ready(have) for have in started.now.values())
    lab.on_line = lambda line: delay(f"{slow}=0")  # as soon as somebody is seen waiting, it is done
    lab.lines.clear()
    outcome = lab.run(lab.config)
    assert not outcome.errors and all(lab.kind().ready(have) for have in outcome.now.values())
    assert any(line.startswith("waiting") and lab.kind_class.noun in line for line in lab.lines), lab.lines
    delay(f"{slow}=600")
    lab.remove()
