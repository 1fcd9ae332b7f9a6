"""Whoever reads a resource's fields by name, in the picture or for its cost, reads names that its kind has."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import all_kinds
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost import charges
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.lines import assumed
from ansible_collections.knowledge.stack.plugins.plugin_utils.diagram.places import KINDS, place_of
from ansible_collections.knowledge.stack.plugins.plugin_utils.diagram.stack import Stack

from tests.unit.drawings import HEADING

KIND = all_kinds()


class Asked(dict[str, Any]):
    """Values that remember which of them were asked for."""

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__(values)
        self.names: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.names.add(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> Any:
        self.names.add(name)
        return super().get(name, 1)


def item(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    named = {"kind": kind, "noun": KIND[kind].noun, "key": "main", "name": "knowledge", "id": "id", "arn": "arn"}
    return {**named, "values": values, "before": None, "component": "part", "region": "ap-northeast-2"}


def known(kind: str) -> set[str]:
    """Of a kind; of all kinds of its service where the picture has one place for these."""
    service = kind.partition("_")[0]
    alike = [kind] if kind in KINDS else [one for one in KIND if one.startswith(f"{service}_")]
    return {name for one in alike for name in (*KIND[one].fields, *KIND[one].scope_fields, *KIND[one].reports)}


@pytest.mark.parametrize("name", sorted(KIND))
def test_the_picture_reads_fields_that_there_are(name: str) -> None:
    read = Asked({})
    drawn, stack = item(name, read), Stack(HEADING, [])
    place = place_of(drawn, stack)
    place.lines(drawn, stack)
    if place.parts:
        place.parts(drawn, stack, 3)
    assert read.names <= known(name)


@pytest.mark.parametrize("name", sorted(charges.KINDS))
def test_the_estimate_reads_fields_that_there_are(name: str) -> None:
    read = Asked({})
    one = item(name, read)
    list(charges.KINDS[name](one, charges.Around([one], assumed())))
    assert read.names <= known(name)


def test_the_table_of_places_names_kinds() -> None:
    assert KINDS.keys() <= KIND.keys()
