# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Names as several services want them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..core.finding import Finding


def hyphened(name: str, longest: int, what: str) -> Iterator[Finding]:
    """What is wrong with a name of letters, digits and single hyphens. what: whose, such as ``an instance``."""
    if not re.fullmatch(rf"[a-z](?!.*--)[a-z0-9-]{{0,{longest - 2}}}[a-z0-9]|[a-z]", name):
        form = "lower-case letters, digits and single hyphens, a letter first, no hyphen last"
        yield Finding("name", f"'{name}' is no name of {what}", f"1 to {longest} {form}")
