# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about keys. https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.kms.key import Key
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.kms.rules import window_findings

from .values import entry_of

ENTRY_SPECS = {"kms_keys": entry_of(Key.fields)}


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """The deletion window, and the key that other parts rely on."""
    for found in window_findings(v.get("kms_pending_window_in_days")):
        yield found.named("kms_pending_window_in_days")
    keys = v.get("kms_keys") or {}
    if "data" not in keys:
        yield Finding(
            "kms_keys",
            "has no entry data, which encrypts data, logs and secrets",
            "an entry data, and others beside it",
        )
    for name, key in keys.items():
        if not key.get("description"):
            yield Finding("kms_keys", f"{name} has no description", "{data: {description: What it is for}}")
