"""Error codes of SNS by what they mean."""

from __future__ import annotations

from ...core.codes import Codes

CODES = Codes(gone=("NotFound", "NotFoundException", "ResourceNotFound", "ResourceNotFoundException"))
