"""Error codes of KMS by what they mean."""

from __future__ import annotations

from ...core.codes import Codes

CODES = Codes(
    gone=("NotFoundException",),
    already=("AlreadyExistsException", "KMSInvalidStateException"),  # an alias; a deletion that is scheduled
)
