# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""How a kind lives: what its states mean, and what may be done to it when."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Life:
    """The life of a kind. A state in none of ``ready``, ``gone`` and ``failed`` is one of waiting.

    ready, gone, failed: the service's state words. Without ``ready`` it can be used as soon as it exists.
    usual, deadline: seconds until ready or gone, as AWS usually takes and at the most.
    holds_data: never deleted without being told so.
    always_changeable: can be changed in any state: one that is still being made is not waited for first, one that has
        failed is not replaced.
    revisions: a change makes a new revision with an id of its own.
    of_account: belongs to the account, not to a stack: nobody's orphan.
    notes_in_tags: a tag holds what AWS does not tell: tags are then asked of the service, which knows the last ones.
    """

    ready: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    usual: int = 30
    deadline: int = 600
    holds_data: bool = False
    always_changeable: bool = False
    revisions: bool = False
    notes_in_tags: bool = False
    of_account: bool = False
