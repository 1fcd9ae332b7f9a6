"""Error codes of Application Auto Scaling by what they mean."""

from __future__ import annotations

from ...core.codes import Codes

CODES = Codes(
    gone=(
        "ObjectNotFoundException",
        "ResourceNotFoundException",
    ),
)
