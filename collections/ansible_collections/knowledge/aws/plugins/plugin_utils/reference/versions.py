# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Versions of engines: what a version that is asked for means, and what AWS makes of it."""

from __future__ import annotations

from .catalog import version_key


def same_version(have: str, want: str) -> bool:
    """``15`` means any 15.x; ``15.7`` means just that, or any 15.7.x."""
    return have == want or have.startswith(f"{want}.")


def raised_by_itself(have: str, want: str) -> bool:
    """A newer minor version of the same major one: the maintenance window's doing."""
    return have.split(".")[0] == want.split(".")[0] and version_key(have) > version_key(want)
