"""What S3 refuses about a bucket, told before it is asked.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html and
https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.s3.rules import (
    lifecycle_objections,
    name_objection,
)


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """The role's variables, before anything is asked of AWS. The account id at the end of a name counts 13 characters."""
    for key, bucket in (v.get("s3_buckets") or {}).items():
        name = (bucket or {}).get("name")
        wrong = [name_objection(name)] if name and name_objection(name) else []
        rules = [
            {field: value for field, value in rule.items() if value is not None}
            for rule in (bucket or {}).get("lifecycle") or []
        ]
        for text in wrong + lifecycle_objections(rules):
            yield Finding("s3_buckets", f"{key}: {text}")
        if (bucket or {}).get("receives") and (bucket or {}).get("kms"):
            yield Finding(
                "s3_buckets",
                f"{key}: load balancers and S3 cannot write logs into a bucket with a key of ours",
                "kms: false for a bucket that receives logs",
            )
