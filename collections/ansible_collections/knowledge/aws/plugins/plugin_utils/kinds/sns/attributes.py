# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Attributes of SNS: a map of texts, in the API's spelling."""

from __future__ import annotations

import json
from typing import Any


def as_attributes(values: dict[str, Any]) -> dict[str, str]:
    """Fields as attributes: ``{"display_name": "x"}`` as ``{"DisplayName": "x"}``; documents and switches as texts."""
    return {"".join(word.title() for word in field.split("_")): _text(value) for field, value in values.items()}


def _text(value: Any) -> str:
    return (
        json.dumps(value) if isinstance(value, dict) else str(value).lower() if isinstance(value, bool) else str(value)
    )
