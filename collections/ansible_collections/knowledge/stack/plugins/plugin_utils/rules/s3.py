# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about buckets. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.fields import argument_spec
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.s3.lifecycle import RULE
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.s3.rules import lifecycle_findings, name_findings

LOGS = ("alb", "cloudfront", "s3")
ENTRY_SPECS = {
    "s3_buckets": {
        "type": "dict",
        "options": {
            "name": {"type": "str", "description": "Name of the bucket"},
            "receives": {"type": "list", "elements": "str", "description": "Whose logs come in"},
            "kms": {"type": "bool", "description": "Whether a key of ours encrypts it"},
            "versioning": {"type": "bool", "description": "Whether versions are kept", "handed_on": True},
            "lifecycle_rules": {"type": "list", "elements": "dict", "options": argument_spec(RULE)},
        },
    }
}


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """The role's variables, before anything is asked of AWS."""
    for key, bucket in (v.get("s3_buckets") or {}).items():
        for found in _bucket_findings(bucket):
            where = f"{key}.{found.field}" if found.field else key
            yield replace(found.named("s3_buckets"), wrong=f"{where} {found.wrong}")


def _bucket_findings(bucket: dict[str, Any]) -> Iterator[Finding]:
    if bucket.get("name"):
        yield from name_findings(str(bucket["name"]))
    yield from lifecycle_findings(bucket.get("lifecycle_rules") or [])
    receives = bucket.get("receives") or []
    for log in (log for log in receives if log not in LOGS):
        yield Finding("receives", f"names {log}, which is no log that a bucket can receive", ", ".join(LOGS))
    if receives and bucket.get("kms"):
        wrong = "is on, but load balancers and S3 cannot write logs into a bucket with a key of ours"
        yield Finding("kms", wrong, "false for a bucket that receives logs")
