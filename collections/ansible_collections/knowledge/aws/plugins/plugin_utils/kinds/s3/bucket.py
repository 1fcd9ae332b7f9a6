"""Buckets of S3."""

from __future__ import annotations

import json
from typing import Any

from ...core.codes import code_of
from ...core.errors import StackError
from ...core.fields import Field, as_document, same_policy
from ...core.kind import Codes, Kind, Life, Query, Report, dig, tag_dict, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES
from .lifecycle import RULE, rule, rule_for, rule_of
from .rules import lifecycle_objections, name_objection, policy_objections

# What one bucket is asked: operation, where the value stands in the answer, the error that means "not set".
PARTS: dict[str, tuple[str, str | None, tuple[str, ...]]] = {
    "Versioning": ("get_bucket_versioning", "Status", ()),
    "Encryption": (
        "get_bucket_encryption",
        "ServerSideEncryptionConfiguration",
        ("ServerSideEncryptionConfigurationNotFoundError",),
    ),
    "PublicAccess": (
        "get_public_access_block",
        "PublicAccessBlockConfiguration",
        ("NoSuchPublicAccessBlockConfiguration",),
    ),
    "Ownership": ("get_bucket_ownership_controls", "OwnershipControls", ("OwnershipControlsNotFoundError",)),
    "Policy": ("get_bucket_policy", "Policy", ("NoSuchBucketPolicy",)),
    "Lifecycle": ("get_bucket_lifecycle_configuration", "Rules", ("NoSuchLifecycleConfiguration",)),
    "Logging": ("get_bucket_logging", "LoggingEnabled", ()),
}
BLOCKED = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True)
TIMES_EMPTIED = 5  # a bucket of logs may get new ones meanwhile


class Bucket(Kind):
    """Bucket. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html"""

    name, noun, service = "s3_bucket", "bucket", "s3"
    arn_prefix = ""
    id_path, arn_path, name_path = "Name", "Arn", "Name"
    life = Life(holds_data=True)
    codes = CODES | Codes(not_yet=("OperationAborted", "InvalidTargetBucketForLogging", "NoSuchBucket"))
    reports = {"domain_name": Report("DomainName")}
    fields = {
        "ownership": Field(
            "str",
            "Who owns objects; with BucketOwnerEnforced there are no ACLs.",
            choices=("BucketOwnerEnforced", "BucketOwnerPreferred"),
            default="BucketOwnerEnforced",
            setter="set_ownership",
            api="",
        ),
        "public_access_blocked": Field(
            "bool", "Whether nothing in it can become public.", default=True, setter="set_public_access", api=""
        ),
        "versioning": Field(
            "bool",
            "Whether replaced and deleted objects are kept as versions.",
            default=True,
            setter="set_versioning",
            api="",
        ),
        "kms_key": Field(
            "str",
            "ARN of the key that encrypts objects; empty for S3's own keys, which buckets of logs need.",
            default="",
            setter="set_encryption",
            api="",
        ),
        "policy": Field("dict", "Bucket policy.", norm=as_document, same=same_policy, setter="set_policy", api=""),
        "lifecycle": Field(
            "list",
            "Lifecycle rules. Others are removed.",
            elements="dict",
            options=RULE,
            default=[],
            norm=lambda rules: [rule(one) for one in rules],
            unordered=True,
            setter="set_lifecycle",
            api="",
        ),
        "logging": Field(
            "dict",
            "Where its access log goes: bucket and prefix.",
            norm=lambda log: log if log.get("bucket") else {},
            options={
                "bucket": Field("str", "Bucket; empty for none.", default=""),
                "prefix": Field("str", "Prefix.", default=""),
            },
            setter="set_logging",
            api="",
        ),
    }
    example = (
        "- knowledge.aws.s3_bucket:\n    config:\n      - "
        "{key: backups, name: knowledge-production-backups-123456789012, lifecycle: [{id: old, noncurrent_expire_days: 90}]}\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """What S3 refuses."""
        found = []
        for want in wanted:
            wrong = [name_objection(want.name)] if name_objection(want.name) else []
            wrong += lifecycle_objections(want["lifecycle"] or []) + (
                policy_objections(want.name, want["policy"]) if want["policy"] else []
            )
            found += [f"bucket {want.name}: {text}" for text in wrong]
        return found

    def find(self, query: Query) -> list[Any]:
        """All buckets of the account; what is set on ours one by one, as S3 has no other way."""
        listed = [bucket["Name"] for bucket in self.aws.read("list_buckets", "Buckets")]
        ours = [name for name in listed if name in query.names or name.startswith(f"{self.stack.name}-")]
        questions = [(name, part) for name in ours for part in PARTS]
        answers = dict(zip(questions, self.each(self._ask, questions), strict=True))
        tags = self.tags_of([self._bucket_arn(name) for name in ours if answers[name, "Versioning"] != "gone"])
        return [
            {"Name": name, "Arn": self._bucket_arn(name), "DomainName": f"{name}.s3.{self.aws.region}.amazonaws.com"}
            | {part: answers[name, part] for part in PARTS}
            | {"Tags": tags[self._bucket_arn(name)]}
            for name in ours
            if answers[name, "Versioning"] != "gone"
        ]

    def _bucket_arn(self, name: str) -> str:
        return f"arn:{self._partition()}:s3:::{name}"

    def ask_tags(self, arn: str) -> Any:
        """GetBucketTagging."""
        return self.aws.read(
            "get_bucket_tagging", "TagSet", ("NoSuchTagSet", "NoSuchBucket"), Bucket=arn.rsplit(":", 1)[1]
        )

    def _partition(self) -> str:
        return (
            "aws-cn"
            if self.aws.region.startswith("cn-")
            else "aws-us-gov"
            if self.aws.region.startswith("us-gov-")
            else "aws"
        )

    def _ask(self, question: tuple[str, str]) -> Any:
        name, part = question
        operation, result, unset = PARTS[part]
        try:
            return self.aws.read(operation, result, unset, Bucket=name)
        except self.aws.client().exceptions.ClientError as error:
            if code_of(error) == "NoSuchBucket":  # listed a moment longer than it exists
                return "gone"
            raise

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Settings in our words."""
        default = ((raw["Encryption"] or {}).get("Rules") or [{}])[0].get("ApplyServerSideEncryptionByDefault") or {}
        log = raw["Logging"]
        return {
            "ownership": dig(raw, "Ownership.Rules")[0]["ObjectOwnership"] if raw["Ownership"] else None,
            "public_access_blocked": raw["PublicAccess"] == BLOCKED,
            "versioning": raw["Versioning"] == "Enabled",
            "kms_key": default.get("KMSMasterKeyID", "") if default else None,
            "policy": raw["Policy"] or {},
            "lifecycle": [rule_of(one) for one in raw["Lifecycle"] or []],
            "logging": {"bucket": log["TargetBucket"], "prefix": log["TargetPrefix"]} if log else {},
        }

    def create(self, want: Wanted) -> None:
        """CreateBucket; what is set on it is setters' work. Tags travel in the call."""
        place: dict[str, Any] = {"Tags": tag_list(want.tags)}
        if self.aws.region != "us-east-1":
            place["LocationConstraint"] = self.aws.region
        try:
            self.aws.create(
                "create_bucket", Bucket=want.name, CreateBucketConfiguration=place, ObjectOwnership=want["ownership"]
            )
        except self.aws.client().exceptions.ClientError as error:
            if code_of(error) == "BucketAlreadyOwnedByYou":
                return
            if code_of(error) == "BucketAlreadyExists":
                raise StackError(
                    f"The bucket name {want.name} is taken by another account",
                    "Bucket names are unique in the world: choose another project_name, or name the bucket in s3_buckets",
                ) from None
            raise

    def set_ownership(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutBucketOwnershipControls."""
        self.aws.write(
            "put_bucket_ownership_controls",
            Bucket=have.id,
            OwnershipControls={"Rules": [{"ObjectOwnership": want["ownership"]}]},
        )

    def set_public_access(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutPublicAccessBlock."""
        self.aws.write(
            "put_public_access_block",
            Bucket=have.id,
            PublicAccessBlockConfiguration=dict.fromkeys(BLOCKED, want["public_access_blocked"]),
        )

    def set_versioning(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutBucketVersioning; what was once versioned can only be suspended."""
        self.aws.write(
            "put_bucket_versioning",
            Bucket=have.id,
            VersioningConfiguration={"Status": "Enabled" if want["versioning"] else "Suspended"},
        )

    def set_encryption(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutBucketEncryption; a bucket key saves most of the calls to KMS."""
        key = (
            {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": want["kms_key"]}
            if want["kms_key"]
            else {"SSEAlgorithm": "AES256"}
        )
        rules = [{"ApplyServerSideEncryptionByDefault": key, "BucketKeyEnabled": bool(want["kms_key"])}]
        self.aws.write("put_bucket_encryption", Bucket=have.id, ServerSideEncryptionConfiguration={"Rules": rules})

    def set_policy(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutBucketPolicy."""
        self.aws.write("put_bucket_policy", Bucket=have.id, Policy=json.dumps(want["policy"]))

    def set_lifecycle(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutBucketLifecycleConfiguration, all rules at once."""
        if want["lifecycle"]:
            self.aws.write(
                "put_bucket_lifecycle_configuration",
                Bucket=have.id,
                LifecycleConfiguration={"Rules": [rule_for(one) for one in want["lifecycle"]]},
            )
        else:
            self.aws.write("delete_bucket_lifecycle", Bucket=have.id)

    def set_logging(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutBucketLogging."""
        target = (
            {"LoggingEnabled": {"TargetBucket": want["logging"]["bucket"], "TargetPrefix": want["logging"]["prefix"]}}
            if want["logging"].get("bucket")
            else {}
        )
        self.aws.write("put_bucket_logging", Bucket=have.id, BucketLoggingStatus=target)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """PutBucketTagging replaces all tags, so those of others are sent along, AWS's own excepted."""
        others = tag_dict(self.aws.read("get_bucket_tagging", "TagSet", ("NoSuchTagSet",), Bucket=have.id))
        self.aws.write("put_bucket_tagging", Bucket=have.id, Tagging={"TagSet": tag_list(others | tags)})

    def _some(self, have: Resource) -> list[dict[str, Any]]:
        """Up to a thousand objects, versions and marks of deletion."""
        page = self.aws.read("list_object_versions", Bucket=have.id, MaxKeys=1000)
        return [
            {"Key": entry["Key"], "VersionId": entry["VersionId"]}
            for what in ("Versions", "DeleteMarkers")
            for entry in page.get(what) or []
        ]

    def protected(self, have: Resource) -> str | None:
        """What is in it."""
        return (
            f"it is not empty ({len(some)}{' or more' if len(some) >= 1000 else ''} objects and versions)"
            if (some := self._some(have))
            else None
        )

    def unprotect(self, have: Resource) -> None:
        """Empty it, versions included."""
        while some := self._some(have):
            answer = self.aws.write("delete_objects", Bucket=have.id, Delete={"Objects": some, "Quiet": True})
            if answer.get("Errors"):
                first = answer["Errors"][0]
                raise StackError(
                    f"bucket {have.id}: {len(answer['Errors'])} objects cannot be deleted, the first is {first['Key']}: {first.get('Message')}"
                )
        have.raw["Emptied"] = True

    def delete(self, have: Resource) -> None:
        """DeleteBucket."""
        for attempt in range(TIMES_EMPTIED):
            try:
                self.aws.write("delete_bucket", Bucket=have.id)
                return
            except self.aws.client().exceptions.ClientError as error:
                if code_of(error) != "BucketNotEmpty" or not have.raw.get("Emptied") or attempt == TIMES_EMPTIED - 1:
                    raise
            self.unprotect(have)
