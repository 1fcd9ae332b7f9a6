# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Error codes of Application Auto Scaling by what they mean."""

from __future__ import annotations

from ...core.codes import Codes

CODES = Codes(
    gone=("ObjectNotFoundException", "ResourceNotFoundException"),
    hints={
        "ConcurrentUpdateException": "Another change of this scalable target is under way: wait a minute, run again"
    },
)
# What belongs to a target, before Application Auto Scaling sees the target everywhere.
OF_TARGET = CODES | Codes(not_yet=("ObjectNotFoundException",))
