# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What making and removing share: many at once with every error told, and the wait for them."""

from __future__ import annotations

from collections.abc import Callable

from .clients import in_parallel
from .errors import Refused, StackError, explain, is_foreseen
from .kind import Kind
from .model import Decision, Query, Resource
from .outcome import Options, Outcome
from .waiting import Watch, wait_for


def await_ready(kind: Kind, options: Options, busy: list[Resource], outcome: Outcome) -> None:
    """Wait until resources can be used; the outcome then has them as they are."""
    labels = {have.id: have.label for have in busy}
    watch = Watch(kind, labels, Query(tuple(labels.values()), tuple(outcome.wanted)))
    try:
        wait_for([watch], options.say, options.deadline)
    except Exception as error:
        outcome.errors.append(explained(error, kind, kind.noun))
    fresh = {have.id: have for have in watch.seen}
    outcome.now = {key: fresh.get(have.id, have) for key, have in outcome.now.items()}


def together(kind: Kind, work: Callable[[Decision], None], decisions: list[Decision], outcome: Outcome) -> None:
    """Do something to many side by side; one error does not hide the others."""

    def safely(decision: Decision) -> StackError | None:
        try:
            work(decision)
            return None
        except Refused:
            raise
        except Exception as error:
            decision.refusal = "failed"
            return explained(error, kind, f"{kind.noun} {decision.name}")

    outcome.errors.extend(error for error in in_parallel(safely, decisions) if error)


def explained(error: Exception, kind: Kind, doing: str) -> StackError:
    """An error that was to be foreseen, in an operator's words. Any other is a fault of ours and stays what it is."""
    if not is_foreseen(error):
        error.add_note(f"while working on {doing}")
        raise error
    return explain(error, doing, kind.codes.hints)


def telling(kind: Kind, options: Options, label: str) -> Callable[[str], None]:
    """What is said of one resource, under its name."""
    return lambda text: options.say(f"{kind.noun} {label}: {text}")
