# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What anomaly monitors and subscriptions of Cost Explorer have in common."""

from __future__ import annotations

from typing import Any

from ...core.kind import Kind, tag_list
from ...core.model import Resource
from .codes import CODES


class Anomaly(Kind):
    """Tags are asked for one by one."""

    service = "ce"
    is_global = True
    codes = CODES

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "ResourceTags", CODES.gone, ResourceArn=arn)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", ResourceArn=have.id, ResourceTags=tag_list(tags))
