# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What carries this stack's tags, whoever made it: the index of tags, and the scan behind drift and destroy."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ansible_collections.amazon.aws.plugins.module_utils.tagging import (
    ansible_dict_to_boto3_tag_list,
    boto3_tag_list_to_ansible_dict,
)

from .clients import Aws, in_parallel
from .model import Stack

# The names of key and value in the answers of services.
PAIRS = (("Key", "Value"), ("key", "value"), ("TagKey", "TagValue"))


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
        names = next((pair for pair in PAIRS if tags and pair[0] in tags[0]), PAIRS[0])
        tags = boto3_tag_list_to_ansible_dict([{names[1]: "", **tag} for tag in tags], *names)  # ECS leaves values out
    return {key: value for key, value in (tags or {}).items() if not key.startswith("aws:")}


def tag_list(tags: dict[str, str], names: tuple[str, str] = PAIRS[0]) -> list[dict[str, str]]:
    """Tags as APIs want them, in their order. names: of key and value, where they are not ``Key`` and ``Value``."""
    return ansible_dict_to_boto3_tag_list(dict(sorted(tags.items())), *names)


class TagIndex:
    """Tags of all that carries the stack's ownership tags, by ARN: one question a region instead of one a resource.

    folder: where the tasks of a run share the answer; without one it is asked anew for every task. What was tagged some
        seconds ago may lack.
    https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.shared, self._folder, self._lock = folder is not None, folder, threading.RLock()
        self._told: dict[str, Any] = {}

    def read(self, aws: Aws, stack: Stack) -> dict[str, dict[str, str]]:
        """Tags by ARN in the region of ``aws``."""
        told: dict[str, dict[str, str]] = self.once(f"tags-{aws.region}", stack, lambda: self._ask(aws, stack))
        return told

    def once(self, what: str, stack: Stack, ask: Callable[[], Any]) -> Any:
        """The answer to a question that a run asks once; it is kept as JSON beside the run's other files."""
        with self._lock:
            if self._folder is None:
                return ask()
            if what not in self._told:
                file = self._folder / f"knowledge-{what}-{stack.account_id}-{stack.name}.json"
                if not file.exists():
                    part = file.with_suffix(f".{os.getpid()}")
                    part.write_text(json.dumps(ask()), encoding="utf-8")
                    part.replace(file)
                self._told[what] = json.loads(file.read_text(encoding="utf-8"))
            return self._told[what]

    @staticmethod
    def _ask(aws: Aws, stack: Stack) -> dict[str, dict[str, str]]:
        listed = resources(aws, owned(stack)) if stack.ownership else []  # no filter would be the whole account
        return {entry["ResourceARN"].removesuffix(":*"): tag_dict(entry["Tags"]) for entry in listed}


def tagged_arns(aws: Aws, stack: Stack, regions: Iterable[str], components: list[str] | None = None) -> list[str]:
    """ARNs of everything with the ownership tags, and of these components only where they are named.

    https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html (a region a call;
    without IAM).
    """
    filters = owned(stack)
    if not filters or components == []:  # no filter would be the whole account, no component the whole stack
        return []
    if components is not None:
        filters.append({"Key": "Component", "Values": components})

    def ask(region: str) -> list[str]:
        return [entry["ResourceARN"] for entry in resources(aws.of(aws.service, region), filters)]

    return sorted({arn for arns in in_parallel(ask, sorted(set(regions))) for arn in arns})
