"""EC2 tags: names of resource types as AWS has them, filters, and a look-up that does not read every tag."""

import fnmatch
from typing import Any

from moto.ec2.models.tags import TagBackend
from moto.ec2.utils import EC2_PREFIX_TO_RESOURCE, get_prefix

from local_aws.attach import attach
from local_aws.errors import AwsError

# moto's own names for these differ from the enum ResourceType, so filters by type find nothing
TYPE_BY_PREFIX = {
    **EC2_PREFIX_TO_RESOURCE,
    "eipalloc": "elastic-ip",
    "nat": "natgateway",
    "fl": "vpc-flow-log",
    "pl": "prefix-list",
}


def describe_tags(self: Any, filters: dict[str, list[str]] | None = None) -> list[dict[str, str]]:
    """Finds addresses and NAT gateways by `resource-type`, and a resource's tags without reading those of all others.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTags.html
    """
    filters = filters or {}
    unknown = [
        name
        for name in filters
        if name not in ("key", "value", "resource-id", "resource-type") and not name.startswith("tag:")
    ]
    if unknown:
        raise AwsError("InvalidParameterValue", f"The filter '{unknown[0]}' is invalid")
    ids = filters.get("resource-id", [])
    exact = bool(ids) and not any(character in resource_id for resource_id in ids for character in "*?")
    rows = [
        {
            "resource_id": resource_id,
            "key": key,
            "value": value,
            "resource_type": TYPE_BY_PREFIX.get(get_prefix(resource_id), ""),
        }
        for resource_id in (ids if exact else list(self.tags))
        for key, value in self.tags.get(resource_id, {}).items()
    ]

    def matches(row: dict[str, str]) -> bool:
        for name, patterns in filters.items():
            if name.startswith("tag:"):
                if row["key"] != name.removeprefix("tag:"):
                    return False
                text = row["value"]
            else:
                text = row[name.replace("-", "_")]
            if not any(fnmatch.fnmatchcase(text, pattern) for pattern in patterns):
                return False
        return True

    return [row for row in rows if matches(row)]


def apply() -> None:
    attach(TagBackend, describe_tags)
