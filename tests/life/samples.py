"""The samples: what each kind is tried with. README.md describes the format."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import all_kinds

FOLDER = Path(__file__).parent / "samples"
KEYS = {
    "needs",
    "scope",
    "config",
    "together",
    "changes",
    "one_way",
    "unchangeable",
    "forbidden",
    "skip",
    "untold",
    "disturb",
    "untag",
    "vanish",
}
KEYS |= {"orphans", "slow", "tagged_later", "elsewhere"}
PLACE = re.compile(r"\{((?:ids|arns|names|attributes|saved)\.[^{}\s]+|stack|region|account|id|arn|name|tag)\}")

Sample = dict[str, Any]


@cache
def samples() -> dict[str, Sample]:
    """Every sample by kind; ``untag`` of a file holds for all its kinds."""
    found: dict[str, Sample] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        common = {"untag": content.pop("untag")} if "untag" in content else {}
        for name, sample in content.items():
            assert name not in found, f"two samples of {name}; the second stands in {path.name}"
            found[name] = common | sample
    return found


def sample_of(name: str) -> Sample:
    """The sample of a kind; a message that tells where it belongs, if there is none."""
    service = all_kinds()[name].service.replace("-", "_")
    assert name in samples(), (
        f"kind {name} has no sample: add one to tests/life/samples/{service}.yml (format: tests/life/README.md)"
    )
    return samples()[name]


def kinds() -> list[str]:
    """Kinds that are made and removed; the life of others is tried elsewhere, as their sample says."""
    return [name for name in all_kinds() if not samples().get(name, {}).get("elsewhere")]


def needs_of(name: str) -> list[Any]:
    """What a kind needs, one after the other, with what that needs before it:
    kinds as (name, part), boto calls as they stand.
    """
    steps: list[Any] = []
    for need in sample_of(name).get("needs", []):
        if isinstance(need, str):
            steps += [step for step in [*needs_of(need), (need, sample_of(need))] if step not in steps]
        elif "call" in need:
            steps.append(need)
        else:
            steps += need.items()
    return steps


def fill(value: Any, look_up: Callable[[str], str]) -> Any:
    """A value with every ``{place}`` filled in."""
    if isinstance(value, dict):
        return {fill(key, look_up): fill(inner, look_up) for key, inner in value.items()}
    if isinstance(value, list):
        return [fill(inner, look_up) for inner in value]
    return PLACE.sub(lambda place: look_up(place[1]), value) if isinstance(value, str) else value


def steps(changes: Any) -> list[dict[str, Any]]:
    """Changes one after the other, each a map of fields."""
    return [{field: value} for field, value in changes.items()] if isinstance(changes, dict) else list(changes or [])


def fields_of(changes: Any) -> set[str]:
    """All fields that some changes name. ``key`` says which entry is changed."""
    return {field for step in steps(changes) for field in step if field != "key"}
