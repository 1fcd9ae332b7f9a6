"""Error codes of CloudWatch by what they mean."""

from __future__ import annotations

from ...core.codes import Codes

CODES = Codes(
    gone=(
        "ResourceNotFound",
        "ResourceNotFoundException",
        "DashboardNotFoundError",
    ),
)
