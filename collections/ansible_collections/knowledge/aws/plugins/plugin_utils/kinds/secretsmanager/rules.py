# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What Secrets Manager refuses about a secret, told before it is asked.

https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html and
https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...core.finding import Finding

RECOVERY = (7, 30)
LENGTH = (1, 4096)


def recovery_findings(days: int) -> Iterator[Finding]:
    """How long a deleted secret can be restored."""
    if not RECOVERY[0] <= days <= RECOVERY[1]:
        yield Finding("recovery_window_in_days", f"{days} is out of range", f"{RECOVERY[0]} to {RECOVERY[1]} days")


def name_findings(name: str) -> Iterator[Finding]:
    """The secret's name."""
    if not re.fullmatch(r"[A-Za-z0-9/_+=.@-]{1,512}", name):
        yield Finding("name", f"'{name}' is no name of a secret", "up to 512 letters, digits and any of / _ + = . @ -")


def length_findings(length: int) -> Iterator[Finding]:
    """The length of the value that is made on creation."""
    if not LENGTH[0] <= length <= LENGTH[1]:
        field = "generate_secret_string.password_length"
        yield Finding(field, f"{length} is out of range", f"{LENGTH[0]} to {LENGTH[1]} characters")
