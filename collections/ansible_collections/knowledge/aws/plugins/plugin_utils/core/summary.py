# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The summary of a plan or a run: resources, not tasks. Pure."""

from __future__ import annotations

from typing import Any

from .model import CREATE, DELETE, KEEP, REPLACE, UPDATE

SIGNS = {CREATE: "+", UPDATE: "~", REPLACE: "-/+", DELETE: "-", KEEP: " "}
SHORT = 60


def brief(value: Any) -> str:
    """A value in a few words."""
    text = (
        "nothing"
        if value in (None, "", [], {})
        else ", ".join(f"{key}={inner}" for key, inner in value.items())
        if isinstance(value, dict)
        else str(value)
    )
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def change(before: Any, after: Any) -> str:
    """What becomes of one field: of a list how much comes and goes, otherwise both values."""
    if isinstance(before, list) and isinstance(after, list):
        comes, goes = sum(entry not in before for entry in after), sum(entry not in after for entry in before)
        return (
            ", ".join(part for part in (f"{comes} added" if comes else "", f"{goes} removed" if goes else "") if part)
            or "order"
        )
    return f"{brief(before)} -> {brief(after)}"


def line(entry: dict[str, Any]) -> str:
    """One resource in one line."""
    head = f"{SIGNS[entry['action']]:>3} {entry['noun']}  {entry['name']}"
    parts = []
    if entry["action"] in (UPDATE, REPLACE):
        parts = [f"{name}: {change(values['before'], values['after'])}" for name, values in entry["fields"].items()]
    parts += [
        f"{name} is {brief(values['before'])}, not {brief(values['after'])}: left as it is"
        for name, values in entry.get("notes", {}).items()
    ]
    return head + ("  " + "; ".join(parts) if parts else "")


def count(entries: list[dict[str, Any]]) -> dict[str, int]:
    """How many are added, changed, replaced, destroyed and kept."""
    return {
        word: sum(entry["action"] == action for entry in entries)
        for word, action in (
            ("add", CREATE),
            ("change", UPDATE),
            ("replace", REPLACE),
            ("destroy", DELETE),
            ("keep", KEEP),
        )
    }


def total(counts: dict[str, int], planned: bool, failed: bool, orphans: int = 0) -> str:
    """The last line: ``Plan: 41 to add, …``, ``Done: 41 added, …`` or ``No changes.``"""
    if not failed and not any(counts[word] for word in ("add", "change", "replace", "destroy")):
        return (
            f"No changes, but {orphans} resources carry the stack's tags and are in no list."
            if orphans
            else "No changes."
        )
    if planned:
        head = "Plan, stopped by an error" if failed else "Plan"
        return head + ": {add} to add, {change} to change, {replace} to replace, {destroy} to destroy.".format(**counts)
    text = "{add} added, {change} changed, {replace} replaced, {destroy} destroyed.".format(**counts)
    return (
        f"Stopped by an error after: {text} Run again: what exists is found, and the rest is done."
        if failed
        else f"Done: {text}"
    )
