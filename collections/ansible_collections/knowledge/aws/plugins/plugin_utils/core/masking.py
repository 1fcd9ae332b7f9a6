# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What must not be shown: arguments that a spec calls secret, in results and messages."""

from __future__ import annotations

from typing import Any

from .symbols import walk

HIDDEN, STARS = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER", "********"


def masked(value: Any, spec: dict[str, Any]) -> Any:
    """Arguments as they may be shown: those that the spec calls secret are hidden."""
    if isinstance(value, list):
        return [masked(entry, spec) for entry in value]
    if not isinstance(value, dict):
        return value
    shown = {}
    for key, inner in value.items():
        part = spec.get(key, {})
        shown[key] = HIDDEN if part.get("no_log") else masked(inner, part.get("options", {}))
    return shown


def secrets_in(value: Any, spec: dict[str, Any]) -> set[str]:
    """The texts of the arguments that the spec calls secret."""
    if isinstance(value, list):
        return {text for entry in value for text in secrets_in(entry, spec)}
    if not isinstance(value, dict):
        return set()
    found = set()
    for key, inner in value.items():
        part = spec.get(key, {})
        if part.get("no_log"):
            found |= {str(leaf) for leaf in walk(inner) if leaf}
        else:
            found |= secrets_in(inner, part.get("options", {}))
    return found


def without(hidden: set[str], value: Any) -> Any:
    """A result or a message in which secrets are stars, as Ansible does it for modules.

    Ansible's own ``remove_values`` goes with 2.25, and what replaces it came with 2.22.
    """
    if isinstance(value, dict):
        return {key: without(hidden, inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set):
        return type(value)(without(hidden, inner) for inner in value)
    if str(value) in hidden:
        return HIDDEN
    for secret in sorted(hidden, key=len, reverse=True) if isinstance(value, str) else ():
        value = value.replace(secret, STARS)
    return value
