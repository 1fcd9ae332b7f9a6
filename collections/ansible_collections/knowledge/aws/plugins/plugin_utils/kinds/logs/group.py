# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Log groups of CloudWatch Logs."""

from __future__ import annotations

import os
from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Kind, Query
from ...core.model import Resource, Wanted
from .codes import CODES
from .rules import RETENTION_IN_DAYS


class LogGroup(Kind):
    """Log group.

    https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
    """

    name, noun, service = "logs_group", "log group", "logs"
    arn_prefix = "log-group:"
    found_by_name = True
    id_path, arn_path, name_path = "logGroupName", "logGroupArn", "logGroupName"
    # the policy of a key made just now is not known everywhere yet
    codes = CODES | Codes(not_yet=("InvalidParameterException",))
    fields = {
        "retention_in_days": Field(
            "int",
            "Days that entries are kept. A smaller number deletes older entries.",
            choices=RETENTION_IN_DAYS,
            required=True,
            setter="put_retention",
        ),
        "kms_key_id": Field(
            "str",
            "ARN of the key that encrypts new entries; its policy must let CloudWatch Logs in. Empty for AWS's own.",
            setter="associate_key",
        ),
    }
    example = """\
- knowledge.aws.logs_group:
    config:
      - {key: flow, name: /vpc/knowledge-production, retention_in_days: 30}
"""

    def find(self, query: Query) -> list[Any]:
        """One list call for all, by what the names have in common."""
        if not query.names:
            return []
        prefix = {"logGroupNamePrefix": common} if (common := os.path.commonprefix(query.names)) else {}
        listed = self.aws.read("describe_log_groups", "logGroups", **prefix)
        unset = {"retentionInDays": 0, "kmsKeyId": ""}  # AWS leaves both out then
        groups = [
            unset | {"logGroupArn": group["arn"].removesuffix(":*")} | group
            for group in listed
            if group["logGroupName"] in query.names
        ]
        tags = self.tags_of([group["logGroupArn"] for group in groups])
        return [group | {"Tags": tags[group["logGroupArn"]]} for group in groups]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "tags", resourceArn=arn)

    def create(self, want: Wanted) -> None:
        """CreateLogGroup; the retention is a setter's work."""
        key = {"kmsKeyId": want["kms_key_id"]} if want["kms_key_id"] else {}
        self.aws.create("create_log_group", logGroupName=want.name, tags=want.tags, **key)

    def put_retention(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutRetentionPolicy."""
        self.aws.write("put_retention_policy", logGroupName=have.id, retentionInDays=want["retention_in_days"])

    def associate_key(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """AssociateKmsKey; without a key DisassociateKmsKey."""
        if want["kms_key_id"]:
            self.aws.write("associate_kms_key", logGroupName=have.id, kmsKeyId=want["kms_key_id"])
        else:
            self.aws.write("disassociate_kms_key", logGroupName=have.id)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", resourceArn=self.arn(have), tags=tags)

    def delete(self, have: Resource) -> None:
        """DeleteLogGroup, with all that was logged."""
        self.aws.write("delete_log_group", logGroupName=have.id)
