"""Distributions of CloudFront and the way to internal load balancers."""

from __future__ import annotations

from typing import Any

from ...core.kind import Kind, Life, tag_list
from ...core.model import Resource
from .shapes import (
    items,
)

STALE = ("PreconditionFailed", "InvalidIfMatchVersion")


class CloudFront(Kind):
    """What the kinds of CloudFront share: pages by marker, tags by ARN, a version that every write names."""

    service, region = "cloudfront", "us-east-1"
    life = Life(ready=("Deployed",), usual=300, deadline=1800)

    def listed(self, operation: str, member: str) -> list[dict[str, Any]]:
        """All summaries; botocore's pages do not fit the nested answer."""
        found: list[dict[str, Any]] = []
        marker: dict[str, str] = {}
        while True:
            page = self.aws.read(operation, **marker)[member]
            found += items(page)
            if not page.get("IsTruncated"):
                return found
            marker = {"Marker": page["NextMarker"]}

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        answer = self.aws.read("list_tags_for_resource", "Tags", ("NoSuchResource",), Resource=arn)
        return items(answer)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", Resource=have.arn, Tags={"Items": tag_list(tags)})
