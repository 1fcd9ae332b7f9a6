"""What carries this stack's tags, whoever made it: the scan behind drift and destroy."""

from __future__ import annotations

from collections.abc import Iterable

from .clients import Aws, in_parallel
from .model import Stack


def tagged_arns(aws: Aws, stack: Stack, regions: Iterable[str], components: list[str] | None = None) -> list[str]:
    """ARNs of everything with the ownership tags, and of these components only where they are named.

    https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html (a region a call; IAM is not covered by it)
    """
    filters = [{"Key": key, "Values": [value]} for key, value in stack.ownership.items()]
    if components:
        filters.append({"Key": "Component", "Values": components})

    def ask(region: str) -> list[str]:
        found = aws.of("resourcegroupstaggingapi", region).read("get_resources", "ResourceTagMappingList", TagFilters=filters)
        return [entry["ResourceARN"] for entry in found]

    return sorted({arn for arns in in_parallel(ask, sorted(set(regions))) for arn in arns})


def same_arn(one: str, other: str) -> bool:
    """Whether two ARNs name the same thing. One with a star at the end names everything below it.

    The revisions of a task definition, the streams of a log group.
    """
    short, long = sorted((one.removesuffix(":*"), other.removesuffix(":*")), key=len)
    starred = (one if one.removesuffix(":*") == short else other).endswith(":*")
    return short == long or (starred and long.startswith(f"{short}:"))
