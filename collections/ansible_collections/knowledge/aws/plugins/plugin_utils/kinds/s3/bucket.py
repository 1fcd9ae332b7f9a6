# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Buckets of S3."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ...core.arns import dns_suffix_of
from ...core.codes import code_of
from ...core.errors import StackError
from ...core.fields import Field, as_document, camel, same_policy, snake
from ...core.kind import Finding, Kind, Life, Query, Report, tag_dict, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES
from .lifecycle import RULE, comparable
from .rules import lifecycle_findings, name_findings, policy_findings

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
GONE = "gone"  # instead of an answer: listed a moment longer than it exists
BLOCKED = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True)
NEVER_NAMED = "us-east-1"  # CreateBucket refuses the name of this one region
TIMES_EMPTIED = 5  # a bucket of logs may get new ones meanwhile


class Bucket(Kind):
    """Bucket.

    https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
    """

    name, noun, service = "s3_bucket", "bucket", "s3"
    arn_prefix = ""
    id_path, arn_path, name_path = "Name", "Arn", "Name"
    life = Life(holds_data=True)
    codes = CODES
    reports = {
        "domain_name": Report(
            "DomainName",
            "Host name of the bucket in its region.",
            "knowledge-production-backups-123456789012.s3.ap-northeast-2.amazonaws.com",
        )
    }
    fields = {
        "object_ownership": Field(
            "str",
            "Who owns objects; with BucketOwnerEnforced there are no ACLs.",
            api="Ownership.Rules[0].ObjectOwnership",
            choices=("BucketOwnerEnforced", "BucketOwnerPreferred"),
            default="BucketOwnerEnforced",
            setter="put_ownership",
        ),
        "public_access_blocked": Field(
            "bool",
            "Whether nothing in it can become public: all four switches of PutPublicAccessBlock.",
            default=True,
            setter="put_public_access_block",
            api="",
        ),
        "versioning": Field(
            "bool",
            "Whether replaced and deleted objects are kept as versions (PutBucketVersioning).",
            default=True,
            setter="put_versioning",
            api="",
        ),
        "kms_master_key_id": Field(
            "str",
            "ARN of the key that encrypts objects; empty for S3's own keys, which buckets of logs need.",
            default="",
            setter="put_encryption",
            api="",
        ),
        "policy": Field("dict", "Bucket policy.", norm=as_document, same=same_policy, setter="put_policy", api=""),
        "lifecycle_rules": Field(
            "list",
            "Rules of PutBucketLifecycleConfiguration. Others are removed.",
            elements="dict",
            options=RULE,
            default=[],
            norm=lambda rules: [comparable(rule) for rule in rules],
            unordered=True,
            setter="put_lifecycle",
            api="",
        ),
        "logging": Field(
            "dict",
            "Where its access log goes (PutBucketLogging); empty for nowhere.",
            norm=lambda log: log if log.get("target_bucket") else {},
            options={
                "target_bucket": Field("str", "The bucket; empty for none.", default=""),
                "target_prefix": Field("str", "What the names of its objects begin with.", default=""),
            },
            setter="put_logging",
            api="",
        ),
    }
    example = """\
- knowledge.aws.s3_bucket:
    config:
      - key: backups
        name: knowledge-production-backups-123456789012
        lifecycle_rules:
          - id: age
            transitions: [{days: 30, storage_class: STANDARD_IA}]
            noncurrent_version_expiration: {noncurrent_days: 90}
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Name, lifecycle, policy."""
        yield from name_findings(want.name)
        yield from lifecycle_findings(want["lifecycle_rules"] or [])
        if want["policy"]:
            yield from policy_findings(want.name, want["policy"])

    def find(self, query: Query) -> list[Any]:
        """All buckets of the account; what is set on ours one by one, as S3 has no other way."""
        ours = self.may_be_ours((bucket["Name"] for bucket in self.aws.read("list_buckets", "Buckets")), query)
        questions = [(name, part) for name in ours for part in PARTS]
        answers = dict(zip(questions, self.each(self._ask, questions), strict=True))
        there = [name for name in ours if answers[name, "Versioning"] != GONE]
        tags = self.tags_of([self._bucket_arn(name) for name in there])
        host = f"s3.{self.aws.region}.{dns_suffix_of(self.aws.region)}"
        return [
            {"Name": name, "Arn": self._bucket_arn(name), "DomainName": f"{name}.{host}"}
            | {part: answers[name, part] for part in PARTS}
            | {"Tags": tags[self._bucket_arn(name)]}
            for name in there
        ]

    def _bucket_arn(self, name: str) -> str:
        return self.arn_of(name, region="", account="")

    def ask_tags(self, arn: str) -> Any:
        """GetBucketTagging."""
        name = self.name_in_arn(arn)
        return self.aws.read("get_bucket_tagging", "TagSet", ("NoSuchTagSet", *self.codes.gone), Bucket=name)

    def _ask(self, question: tuple[str, str]) -> Any:
        name, part = question
        operation, result, unset = PARTS[part]
        try:
            return self.aws.read(operation, result, unset, Bucket=name)
        except self.aws.client().exceptions.ClientError as error:
            if code_of(error) in self.codes.gone:
                return GONE
            raise

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Settings have calls of their own."""
        default = ((raw["Encryption"] or {}).get("Rules") or [{}])[0].get("ApplyServerSideEncryptionByDefault") or {}
        log = raw["Logging"]
        return super().shape(raw) | {
            "public_access_blocked": raw["PublicAccess"] == BLOCKED,
            "versioning": raw["Versioning"] == "Enabled",
            "kms_master_key_id": default.get("KMSMasterKeyID", "") if default else None,
            "policy": raw["Policy"] or {},
            "lifecycle_rules": snake(raw["Lifecycle"] or [], self._rules_shape()),
            "logging": {"target_bucket": log["TargetBucket"], "target_prefix": log["TargetPrefix"]} if log else {},
        }

    def _rules_shape(self) -> Any:
        configuration = self.aws.input("put_bucket_lifecycle_configuration").members["LifecycleConfiguration"]
        return configuration.members["Rules"]

    def create(self, want: Wanted) -> None:
        """CreateBucket; what is set on it is setters' work. Tags travel in the call."""
        place: dict[str, Any] = {"Tags": tag_list(want.tags)}
        if self.aws.region != NEVER_NAMED:
            place["LocationConstraint"] = self.aws.region
        own = self.request("create_bucket", want, ("object_ownership",))
        try:
            self.aws.create("create_bucket", Bucket=want.name, CreateBucketConfiguration=place, **own)
        except self.aws.client().exceptions.ClientError as error:
            if code_of(error) not in self.codes.already:
                raise

    def put_ownership(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutBucketOwnershipControls."""
        controls = {"Rules": [{"ObjectOwnership": want["object_ownership"]}]}
        self.aws.write("put_bucket_ownership_controls", Bucket=have.id, OwnershipControls=controls)

    def put_public_access_block(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutPublicAccessBlock."""
        switches = dict.fromkeys(BLOCKED, want["public_access_blocked"])
        self.aws.write("put_public_access_block", Bucket=have.id, PublicAccessBlockConfiguration=switches)

    def put_versioning(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutBucketVersioning; what was once versioned can only be suspended."""
        status = {"Status": "Enabled" if want["versioning"] else "Suspended"}
        self.aws.write("put_bucket_versioning", Bucket=have.id, VersioningConfiguration=status)

    def put_encryption(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutBucketEncryption; a bucket key saves most of the calls to KMS."""
        key = want["kms_master_key_id"]
        default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key} if key else {"SSEAlgorithm": "AES256"}
        rules = [{"ApplyServerSideEncryptionByDefault": default, "BucketKeyEnabled": bool(key)}]
        self.aws.write("put_bucket_encryption", Bucket=have.id, ServerSideEncryptionConfiguration={"Rules": rules})

    def put_policy(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutBucketPolicy."""
        self.aws.write("put_bucket_policy", Bucket=have.id, Policy=json.dumps(want["policy"]))

    def put_lifecycle(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutBucketLifecycleConfiguration, all rules at once; without rules DeleteBucketLifecycle."""
        if not want["lifecycle_rules"]:
            self.aws.write("delete_bucket_lifecycle", Bucket=have.id)
            return
        rules = [{"status": "Enabled", "filter": {"prefix": ""}} | rule for rule in want["lifecycle_rules"]]
        configuration = {"Rules": camel(rules, self._rules_shape())}
        self.aws.write("put_bucket_lifecycle_configuration", Bucket=have.id, LifecycleConfiguration=configuration)

    def put_logging(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutBucketLogging."""
        log = want["logging"]
        target = {"TargetBucket": log["target_bucket"], "TargetPrefix": log["target_prefix"]} if log else None
        status = {"LoggingEnabled": target} if target else {}
        self.aws.write("put_bucket_logging", Bucket=have.id, BucketLoggingStatus=status)

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
        some = self._some(have)
        number = f"{len(some)}{' or more' if len(some) >= 1000 else ''}"
        return f"it is not empty ({number} objects and versions)" if some else None

    def unprotect(self, have: Resource) -> None:
        """Empty it, versions included."""
        while some := self._some(have):
            answer = self.aws.write("delete_objects", Bucket=have.id, Delete={"Objects": some, "Quiet": True})
            if answer.get("Errors"):
                first = answer["Errors"][0]
                why = f"the first is {first['Key']}: {first.get('Message')}"
                raise StackError(f"bucket {have.id}: {len(answer['Errors'])} objects cannot be deleted, {why}")
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
