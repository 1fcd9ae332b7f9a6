"""Topics of SNS and who is told."""

from __future__ import annotations

MISSING = ("NotFoundException", "NotFound")
