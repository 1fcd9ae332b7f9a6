# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the kinds of CloudFront share."""

from __future__ import annotations

from typing import Any

from ...core.kind import Kind, Life, tag_list
from ...core.model import Resource
from .codes import CODES

# How every origin is asked.
HTTPS_ONLY = {
    "HTTPPort": 80,
    "HTTPSPort": 443,
    "OriginProtocolPolicy": "https-only",
    "OriginSslProtocols": {"Quantity": 1, "Items": ["TLSv1.2"]},
}


class CloudFront(Kind):
    """Pages by marker, tags by ARN, a version that every write names."""

    service, is_global = "cloudfront", True
    life = Life(ready=("Deployed",), usual=300, deadline=1800)
    codes = CODES

    def listed(self, operation: str, member: str) -> list[dict[str, Any]]:
        """All summaries; botocore's pages do not fit the nested answer."""
        found: list[dict[str, Any]] = []
        marker: dict[str, str] = {}
        while True:
            page = self.aws.read(operation, **marker)[member]
            found += page.get("Items") or []
            if not page.get("IsTruncated"):
                return found
            marker = {"Marker": page["NextMarker"]}

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        answer = self.aws.read("list_tags_for_resource", "Tags", CODES.gone, Resource=arn)
        return (answer or {}).get("Items")

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", Resource=have.arn, Tags={"Items": tag_list(tags)})
