"""ARNs, in any partition; what they look like is amazon.aws's to know."""

from __future__ import annotations

import re
from functools import cache

from ansible_collections.amazon.aws.plugins.module_utils.arn import parse_aws_arn
from botocore.loaders import create_loader


@cache
def partition_of(region: str) -> str:
    """The partition of a region, such as ``aws``, from botocore's own list."""
    known = create_loader().load_data("partitions")["partitions"]
    return next((entry["id"] for entry in known if re.match(entry["regionRegex"], region)), "aws")


def arn(service: str, region: str, account: str, resource: str, partition: str = "") -> str:
    """An ARN; ``region`` and ``account`` are empty where the service has none in its ARNs."""
    return f"arn:{partition or partition_of(region)}:{service}:{region}:{account}:{resource}"


def same_arn(one: str, other: str) -> bool:
    """Whether two ARNs name the same thing. One with a star at the end names everything below it.

    The revisions of a task definition, the streams of a log group.
    """
    short, long = sorted((one.removesuffix(":*"), other.removesuffix(":*")), key=len)
    starred = (one if one.removesuffix(":*") == short else other).endswith(":*")
    return short == long or (starred and long.startswith(f"{short}:"))


def parts_of(text: str) -> dict[str, str]:
    """The parts of an ARN: partition, service, region, account_id, resource; all empty where it is none."""
    return parse_aws_arn(text) or dict.fromkeys(("partition", "service", "region", "account_id", "resource"), "")
