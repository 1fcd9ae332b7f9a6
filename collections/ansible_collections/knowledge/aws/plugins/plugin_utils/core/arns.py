# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""ARNs, in any partition; what they look like is amazon.aws's to know."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ansible_collections.amazon.aws.plugins.module_utils.arn import parse_aws_arn
from botocore.loaders import create_loader


@cache
def _partition(region: str) -> dict[str, Any]:
    """What botocore knows of the partition of a region; of ``aws`` where it knows none."""
    known: list[dict[str, Any]] = create_loader().load_data("partitions")["partitions"]
    fitting = [entry for entry in known if re.match(entry["regionRegex"], region)]
    return (fitting or [entry for entry in known if entry["id"] == "aws"])[0]


def partition_of(region: str) -> str:
    """The partition of a region, such as ``aws``."""
    return str(_partition(region)["id"])


def global_region_of(region: str) -> str:
    """Where the global services of a region's partition, and what CloudFront uses, live."""
    return str(_partition(region)["outputs"]["implicitGlobalRegion"])


def dns_suffix_of(region: str) -> str:
    """What the names of AWS's hosts end with in a region's partition."""
    return str(_partition(region)["outputs"]["dnsSuffix"])


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
