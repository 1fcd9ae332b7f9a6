"""Error codes of CloudFront by what they mean."""

from __future__ import annotations

from ...core.codes import Codes

CODES = Codes(
    gone=(
        "EntityNotFound",
        "NoSuchDistribution",
        "NoSuchResource",
    ),
)
