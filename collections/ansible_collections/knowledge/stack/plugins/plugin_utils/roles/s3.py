# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the role s3 asks AWS for, derived from its variables. Pure."""

from __future__ import annotations

from typing import Any

# Accounts that write the logs of load balancers in older regions; in later ones a service does.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
LOG_WRITERS = {
    "af-south-1": "098369216593",
    "ap-east-1": "754344448648",
    "ap-northeast-1": "582318560864",
    "ap-northeast-2": "600734575887",
    "ap-northeast-3": "383597477331",
    "ap-south-1": "718504428378",
    "ap-southeast-1": "114774131450",
    "ap-southeast-2": "783225319266",
    "ap-southeast-3": "589379963580",
    "ca-central-1": "985666609251",
    "eu-central-1": "054676820928",
    "eu-north-1": "897822967062",
    "eu-south-1": "635631232127",
    "eu-west-1": "156460612806",
    "eu-west-2": "652711504416",
    "eu-west-3": "009996457667",
    "me-south-1": "076674570225",
    "sa-east-1": "507241528517",
    "us-east-1": "127311923021",
    "us-east-2": "033677994240",
    "us-west-1": "027434742980",
    "us-west-2": "797873946194",
}


def bucket_name(key: str, bucket: dict[str, Any], stack: dict[str, Any]) -> str:
    """Bucket names are unique in the world, so they carry the account id."""
    return bucket.get("name") or f"{stack['name']}-{key}-{stack['account_id']}"


def bucket_items(buckets: dict[str, dict[str, Any]], stack: dict[str, Any], key_arn: str) -> list[dict[str, Any]]:
    """Entries of s3_bucket. The access log of each bucket goes to the one that receives ``s3``, if there is one.

    CloudFront writes its standard logs by ACL, so the bucket that receives them has to have ACLs.
    """
    target = next(
        (bucket_name(key, bucket, stack) for key, bucket in buckets.items() if "s3" in (bucket.get("receives") or [])),
        None,
    )
    items = []
    for key, bucket in buckets.items():
        name = bucket_name(key, bucket, stack)
        items.append(
            {
                "key": key,
                "name": name,
                "object_ownership": "BucketOwnerPreferred"
                if "cloudfront" in (bucket.get("receives") or [])
                else "BucketOwnerEnforced",
                "versioning": bucket.get("versioning", True),
                "kms_master_key_id": key_arn if bucket.get("kms") else "",
                "policy": bucket_policy(name, bucket.get("receives") or [], stack),
                "lifecycle_rules": bucket.get("lifecycle_rules") or [],
                "logging": {"target_bucket": target, "target_prefix": f"s3/{key}/"}
                if target and target != name
                else {},
            }
        )
    return items


def bucket_policy(name: str, receives: list[str], stack: dict[str, Any]) -> dict[str, Any]:
    """Only TLS, and the services whose logs it receives."""
    arn, account = f"arn:{stack['partition']}:s3:::{name}", stack["account_id"]
    statements: list[dict[str, Any]] = [
        {
            "Sid": "OnlyTls",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [arn, f"{arn}/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
    ]
    if "alb" in receives:
        writer = LOG_WRITERS.get(stack["region"])
        principal = (
            {"AWS": f"arn:{stack['partition']}:iam::{writer}:root"}
            if writer
            else {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"}
        )
        statements.append(_write("LoadBalancers", principal, f"{arn}/alb/AWSLogs/{account}/*"))
    if "s3" in receives:
        statements.append(_write("S3AccessLogs", {"Service": "logging.s3.amazonaws.com"}, f"{arn}/s3/*", account))
    return {"Version": "2012-10-17", "Statement": statements}


def _write(sid: str, principal: dict[str, str], resource: str, account: str | None = None) -> dict[str, Any]:
    statement: dict[str, Any] = {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": principal,
        "Action": "s3:PutObject",
        "Resource": resource,
    }
    return statement | ({"Condition": {"StringEquals": {"aws:SourceAccount": account}}} if account else {})
