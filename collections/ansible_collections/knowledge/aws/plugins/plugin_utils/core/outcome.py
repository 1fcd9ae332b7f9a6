# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a task is told to do, and what it found and did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from .errors import StackError
from .model import Decision, Resource, Wanted


@dataclass
class Options:
    """How a task is to act.

    allow_replace: names of resources that may be replaced. allow_data_loss: protection may be lifted.
    wait: until everything is ready. deadline: seconds to wait; None is the kind's own. say: shows a line of progress.
    """

    check_mode: bool = False
    wait: bool = True
    deadline: float | None = None
    allow_replace: tuple[str, ...] = ()
    allow_data_loss: bool = False
    say: Callable[[str], None] = print


@dataclass
class Outcome:
    """What a task found and did.

    The decisions carried out, what each entry is now (by key), what is ours and in no list, and what went wrong.
    """

    wanted: list[Wanted] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    now: dict[str, Resource] = field(default_factory=dict)
    orphans: list[Resource] = field(default_factory=list)
    errors: list[StackError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    retained: list[str] = field(default_factory=list)
    protected: list[str] = field(default_factory=list)
    symbols: dict[str, str] = field(default_factory=dict)
