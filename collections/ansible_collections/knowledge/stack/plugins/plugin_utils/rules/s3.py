"""Rules about buckets. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.s3.rules import lifecycle_findings, name_findings

WORDS = ("name", "receives", "kms", "versioning", "lifecycle_rules")
LOGS = ("alb", "cloudfront", "s3")


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """The role's variables, before anything is asked of AWS."""
    for key, bucket in (v.get("s3_buckets") or {}).items():
        for found in _bucket_findings(bucket or {}):
            where = f"{key}.{found.field}" if found.field else key
            yield replace(found.named("s3_buckets"), wrong=f"{where} {found.wrong}")


def _bucket_findings(bucket: dict[str, Any]) -> Iterator[Finding]:
    for word in sorted(bucket.keys() - set(WORDS)):
        yield Finding(word, "is no property of a bucket", ", ".join(WORDS))
    if bucket.get("name"):
        yield from name_findings(str(bucket["name"]))
    yield from lifecycle_findings(bucket.get("lifecycle_rules") or [])
    receives = bucket.get("receives") or []
    for log in (log for log in receives if log not in LOGS):
        yield Finding("receives", f"names {log}, which is no log that a bucket can receive", ", ".join(LOGS))
    if receives and bucket.get("kms"):
        wrong = "is on, but load balancers and S3 cannot write logs into a bucket with a key of ours"
        yield Finding("kms", wrong, "false for a bucket that receives logs")
