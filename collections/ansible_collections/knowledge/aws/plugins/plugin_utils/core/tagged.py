"""What carries this stack's tags, whoever made it: the index of tags, and the scan behind drift and destroy."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .clients import Aws, in_parallel
from .model import Stack


def owned(stack: Stack) -> list[dict[str, Any]]:
    """The ownership tags as a filter."""
    return [{"Key": key, "Values": [value]} for key, value in stack.ownership.items()]


def resources(aws: Aws, filters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the tagging API lists in the region of ``aws``, with its tags."""
    found: list[dict[str, Any]] = aws.of("resourcegroupstaggingapi").read(
        "get_resources", "ResourceTagMappingList", TagFilters=filters, ResourcesPerPage=100
    )
    return found


def tag_dict(tags: Any) -> dict[str, str]:
    """Tags, in whichever of AWS's shapes, as a dictionary, without AWS's own."""
    if isinstance(tags, list):
        tags = {
            tag.get("Key", tag.get("key", tag.get("TagKey"))): tag.get(
                "Value", tag.get("value", tag.get("TagValue", ""))
            )
            for tag in tags
        }
    return {key: value for key, value in (tags or {}).items() if not key.startswith("aws:")}


class TagIndex:
    """Tags of all that carries the stack's ownership tags, by ARN: one question a region instead of one a resource.

    folder: where the tasks of a run share the answer; without one it is asked anew for every task.
    https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html (what was tagged some seconds ago may lack)
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.kept, self._folder, self._lock = folder is not None, folder, threading.Lock()
        self._told: dict[str, dict[str, dict[str, str]]] = {}

    def read(self, aws: Aws, stack: Stack) -> dict[str, dict[str, str]]:
        """Tags by ARN in the region of ``aws``."""
        with self._lock:
            if self._folder is None:
                return self._ask(aws, stack)
            if aws.region in self._told:
                return self._told[aws.region]
            file = self._folder / f"knowledge-tags-{stack.account_id}-{stack.name}-{aws.region}.json"
            if not file.exists():
                part = file.with_suffix(f".{os.getpid()}")
                part.write_text(json.dumps(self._ask(aws, stack)), encoding="utf-8")
                part.replace(file)
            self._told[aws.region] = json.loads(file.read_text(encoding="utf-8"))
            return self._told[aws.region]

    @staticmethod
    def _ask(aws: Aws, stack: Stack) -> dict[str, dict[str, str]]:
        return {
            entry["ResourceARN"].removesuffix(":*"): tag_dict(entry["Tags"]) for entry in resources(aws, owned(stack))
        }


def tagged_arns(aws: Aws, stack: Stack, regions: Iterable[str], components: list[str] | None = None) -> list[str]:
    """ARNs of everything with the ownership tags, and of these components only where they are named.

    https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html (a region a call; IAM is not covered by it)
    """
    filters = owned(stack)
    if components:
        filters.append({"Key": "Component", "Values": components})

    def ask(region: str) -> list[str]:
        return [entry["ResourceARN"] for entry in resources(aws.of(aws.service, region), filters)]

    return sorted({arn for arns in in_parallel(ask, sorted(set(regions))) for arn in arns})


def same_arn(one: str, other: str) -> bool:
    """Whether two ARNs name the same thing. One with a star at the end names everything below it.

    The revisions of a task definition, the streams of a log group.
    """
    short, long = sorted((one.removesuffix(":*"), other.removesuffix(":*")), key=len)
    starred = (one if one.removesuffix(":*") == short else other).endswith(":*")
    return short == long or (starred and long.startswith(f"{short}:"))
