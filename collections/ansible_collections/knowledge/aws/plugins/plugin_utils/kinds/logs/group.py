"""Log groups of CloudWatch Logs, and who may write to them."""

from __future__ import annotations

import os
from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Kind, Query
from ...core.model import Resource, Wanted
from .codes import CODES

# Days that CloudWatch Logs accepts (PutRetentionPolicy).
RETENTION_DAYS = (
    1,
    3,
    5,
    7,
    14,
    30,
    60,
    90,
    120,
    150,
    180,
    365,
    400,
    545,
    731,
    1096,
    1827,
    2192,
    2557,
    2922,
    3288,
    3653,
)


class LogGroup(Kind):
    """Log group. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html"""

    name, noun, service = "logs_group", "log group", "logs"
    arn_prefix = "log-group:"
    found_by_name = True
    id_path, arn_path, name_path = "logGroupName", "logGroupArn", "logGroupName"
    # the policy of a key made just now is not known everywhere yet
    codes = CODES | Codes(not_yet=("InvalidParameterException",))
    scope_fields = {}
    fields = {
        "retention_days": Field(
            "int",
            "Days that entries are kept.",
            api="retentionInDays",
            choices=RETENTION_DAYS,
            required=True,
            setter="set_retention",
        ),
        "kms_key": Field(
            "str",
            "ARN of the key that encrypts it; its policy must let CloudWatch Logs in.",
            api="kmsKeyId",
            setter="set_key",
        ),
    }
    example = "- knowledge.aws.logs_group:\n    config:\n      - {key: flow, name: /vpc/knowledge-production, retention_days: 30}\n"

    def find(self, query: Query) -> list[Any]:
        """One list call for all, by what the names have in common."""
        if not query.names:
            return []
        prefix = {"logGroupNamePrefix": common} if (common := os.path.commonprefix(query.names)) else {}
        groups = [
            group
            for group in self.aws.read("describe_log_groups", "logGroups", **prefix)
            if group["logGroupName"] in query.names
        ]
        for group in groups:
            group.setdefault("logGroupArn", group["arn"].removesuffix(":*"))
        tags = self.tags_of([group["logGroupArn"] for group in groups])
        return [group | {"Tags": tags[group["logGroupArn"]]} for group in groups]

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "tags", resourceArn=arn)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """AWS leaves out what is not set: kept for ever, AWS's own encryption."""
        return {"retention_days": raw.get("retentionInDays", 0), "kms_key": raw.get("kmsKeyId", "")}

    def create(self, want: Wanted) -> None:
        """CreateLogGroup; the retention is a setter's work."""
        key = {"kmsKeyId": want["kms_key"]} if want["kms_key"] else {}
        self.aws.create("create_log_group", logGroupName=want.name, tags=want.tags, **key)

    def set_retention(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutRetentionPolicy: a shorter one deletes older entries."""
        self.aws.write("put_retention_policy", logGroupName=have.id, retentionInDays=want["retention_days"])

    def set_key(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """AssociateKmsKey, for new entries; without a key DisassociateKmsKey."""
        if want["kms_key"]:
            self.aws.write("associate_kms_key", logGroupName=have.id, kmsKeyId=want["kms_key"])
        else:
            self.aws.write("disassociate_kms_key", logGroupName=have.id)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", resourceArn=self.arn(have), tags=tags)

    def delete(self, have: Resource) -> None:
        """DeleteLogGroup, with all that was logged."""
        self.aws.write("delete_log_group", logGroupName=have.id)
