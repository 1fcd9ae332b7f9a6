"""Load balancers and target groups of Elastic Load Balancing v2."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import batched
from typing import Any

from ...core.kind import Kind, tag_list
from ...core.model import Resource

DESCRIBED_AT_ONCE = 20  # ARNs that DescribeTags takes


def as_texts(attributes: dict[str, Any]) -> dict[str, str]:
    """Attributes as AWS writes them: true and false, numbers as text."""
    return {
        str(key): str(value).lower() if isinstance(value, bool) else str(value) for key, value in attributes.items()
    }


def pairs(attributes: dict[str, str]) -> list[dict[str, str]]:
    """Attributes as the API wants them."""
    return [{"Key": key, "Value": value} for key, value in sorted(attributes.items())]


class Elbv2(Kind):
    """What all kinds of Elastic Load Balancing have in common."""

    @classmethod
    def arn_service(cls) -> str:
        """As ARNs spell it."""
        return "elasticloadbalancing"

    service = "elbv2"

    def with_tags(self, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The entries with their tags; what the index does not know is asked for 20 a call."""
        tags: dict[str, Any] = dict(self.known_tags([one[self.id_path] for one in entries]))
        unknown = batched((one[self.id_path] for one in entries if one[self.id_path] not in tags), DESCRIBED_AT_ONCE)
        answers = self.each(
            lambda some: self.aws.read("describe_tags", "TagDescriptions", ResourceArns=list(some)), unknown
        )
        tags |= {one["ResourceArn"]: one["Tags"] for answer in answers for one in answer}
        return [entry | {"Tags": tags.get(entry[self.id_path], [])} for entry in entries]

    def with_attributes(self, entries: list[dict[str, Any]], operation: str, parameter: str) -> list[dict[str, Any]]:
        """The entries with their attributes, which AWS tells one by one."""
        found = self.each(
            lambda entry: self.aws.read(operation, "Attributes", **{parameter: entry[self.id_path]}), entries
        )
        return [
            entry | {"Attributes": {one["Key"]: one.get("Value", "") for one in attributes}}
            for entry, attributes in zip(entries, found, strict=True)
        ]

    def ours(self, entries: list[dict[str, Any]], names: Sequence[str]) -> list[dict[str, Any]]:
        """Those that may be ours, by their names."""
        return [
            entry
            for entry in entries
            if entry[self.name_path] in names or entry[self.name_path].startswith(self.stack.name)
        ]

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """AddTags."""
        self.aws.write("add_tags", ResourceArns=[have.id], Tags=tag_list(tags))
