# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What KMS refuses, told before it is asked.

https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.finding import Finding

WINDOW = (7, 30)


def window_findings(days: Any) -> Iterator[Finding]:
    """How long a key can be brought back."""
    if not str(days).isdigit() or not WINDOW[0] <= int(days) <= WINDOW[1]:
        valid = f"{WINDOW[0]} to {WINDOW[1]}"
        yield Finding("pending_window_in_days", f"{days} days are not possible", valid)
