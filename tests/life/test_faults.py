"""Answers that never come, calls that are refused, processes that die: the next look finds what is there, and nothing is made twice."""

from collections.abc import Callable

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import all_kinds

from tests.life import samples
from tests.life.lab import Lab
from tests.life.wire import FAILED, FAILED_AFTER, LOST, THROTTLED, Killed

KINDS = list(all_kinds())
MakeLab = Callable[[str], Lab]


@pytest.mark.parametrize("fault", [LOST, THROTTLED, FAILED, FAILED_AFTER])
@pytest.mark.parametrize("name", KINDS)
def test_a_fault_in_every_call_changes_nothing(make_lab: MakeLab, name: str, fault: str) -> None:
    """Every different request is broken at its first attempt: creates, setters and deletes; throttling hits reads, too."""
    lab = make_lab(name)
    lab.build_needs()
    lab.wire.fault = fault
    outcome = lab.run(lab.config)
    assert not outcome.errors, [str(error) for error in outcome.errors]
    lab.prove(lab.config)
    config = lab.config
    for step in samples.steps(lab.sample.get("changes")):
        first, *others = config
        changed = [first | lab.fill(step), *others]
        outcome = lab.run(changed)
        assert not outcome.errors, [str(error) for error in outcome.errors]
        lab.prove(changed)
        if set(step) & set(lab.sample.get("one_way", [])):
            config = changed
    outcome = lab.run(config)
    assert not outcome.errors, [str(error) for error in outcome.errors]
    lab.quietly(config)
    outcome = lab.run(config, "absent", allow_data_loss=True)
    assert not outcome.errors, [str(error) for error in outcome.errors]
    assert lab.existing() == []


@pytest.mark.parametrize("name", KINDS)
def test_a_killed_run_is_finished_by_the_next(make_lab: MakeLab, name: str) -> None:
    """The process dies right after AWS has carried out a write: each write of the build, then each of the removal."""
    lab = make_lab(name)
    lab.build_needs()
    point, reached = 0, True
    while reached:
        point += 1
        reached = _dies(lab, point, "present")
        assert not (outcome := lab.run(lab.config)).errors, f"after write {point}: {[str(error) for error in outcome.errors]}"
        lab.prove(lab.config)
        lab.quietly(lab.config)
        reached = _dies(lab, point, "absent") or reached
        assert not (outcome := lab.run(lab.config, "absent", allow_data_loss=True)).errors, f"after delete {point}: {[str(error) for error in outcome.errors]}"
        assert lab.existing() == []
    assert point > 1


def _dies(lab: Lab, point: int, state: str) -> bool:
    """Run until the process dies at this write; False where the run has fewer."""
    lab.wire.clear()
    lab.wire.kill_at = point
    try:
        lab.run(lab.config, state, allow_data_loss=True)
        return False
    except Killed:
        return True
    finally:
        lab.wire.clear()
