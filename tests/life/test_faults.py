"""Answers that never come, calls that are refused, processes that die:
the next look finds what is there, and nothing is made twice.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.life import samples
from tests.life.lab import Lab
from tests.life.wire import Killed

KINDS = samples.kinds()
MakeLab = Callable[[str], Lab]


@pytest.mark.parametrize("name", KINDS)
def test_trouble_with_every_call_changes_nothing(make_lab: MakeLab, name: str) -> None:
    """Every create, setter and delete is throttled, answered by a 500 before and after it was done,
    and left without an answer; every read is throttled.
    """
    lab = make_lab(name)
    lab.build_needs()
    lab.wire.trouble = True
    lab.bring(lab.config)
    for step in _one_for_each_setter(lab):
        lab.bring(lab.changed(step))
        if set(step) & set(lab.sample.get("one_way", [])):
            lab.keep(step)
    lab.bring(lab.config)
    lab.remove()


def _one_for_each_setter(lab: Lab) -> list[dict[str, Any]]:
    """Of the changes just so many that every setter is called."""
    chosen, seen = [], set()
    for step in samples.steps(lab.sample.get("changes")):
        setters = {lab.kind_class.fields[field].setter for field in samples.fields_of([step])}
        if not setters <= seen or set(step) & set(lab.sample.get("one_way", [])):
            chosen.append(step)
        seen |= setters
    return chosen


@pytest.mark.parametrize("name", KINDS)
def test_a_killed_run_is_finished_by_the_next(make_lab: MakeLab, name: str) -> None:
    """The process dies right after AWS has carried out a write: each write of the build, then each of the removal."""
    lab = make_lab(name)
    lab.build_needs()
    lab.only_first()
    point, reached = 0, True
    while reached:
        point += 1
        reached = _dies(lab, point, "present")
        lab.bring(lab.config)
        reached = _dies(lab, point, "absent") or reached
        lab.remove()
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
