"""S3 buckets: defaults of new buckets, names, policies and lifecycles that AWS refuses, TLS-only policies, tags."""

import ipaddress
import json
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from moto.s3.exceptions import S3ClientError
from moto.s3.models import LOGGING_SERVICE_PRINCIPAL, FakeBucket, PublicAccessBlock, S3Backend
from moto.s3.responses import S3Response
from moto.s3.utils import bucket_policy_is_public

from local_aws.attach import wrap

NAME = re.compile(r"[a-z0-9]([a-z0-9.-]{1,61})[a-z0-9]")
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
PREFIXES = ("xn--", "sthree-", "amzn-s3-demo-")
SUFFIXES = ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")
DEFAULT_ENCRYPTION = {
    "Rule": {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}, "BucketKeyEnabled": "false"}
}
INFREQUENT = ("STANDARD_IA", "ONEZONE_IA")


def is_address(name: str) -> bool:
    """True for a name that looks like an IP address."""
    try:
        ipaddress.IPv4Address(name)
    except ValueError:
        return False
    return True


def create_bucket(original: Callable[..., Any], self: Any, bucket_name: str, *arguments: Any, **options: Any) -> Any:
    """A name that AWS refuses is refused, and a new bucket is private and owned by its account; moto's is neither.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html
    """
    wrong = not NAME.fullmatch(bucket_name) or ".." in bucket_name or is_address(bucket_name)
    if wrong or bucket_name.startswith(PREFIXES) or bucket_name.endswith(SUFFIXES):
        raise S3ClientError("InvalidBucketName", f"The specified bucket is not valid: {bucket_name}")
    bucket = original(self, bucket_name, *arguments, **options)
    bucket.public_access_block = PublicAccessBlock(True, True, True, True)
    bucket.ownership_rule = "BucketOwnerEnforced"
    return bucket


def create_with_tags(
    original: Callable[..., Any], self: Any, request: Any, bucket_name: str, querystring: dict[str, Any]
) -> Any:
    """Tags in the request that creates a bucket are kept; moto drops them.

    https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucketConfiguration.html (Tags)
    """
    answer = original(self, request, bucket_name, querystring)
    if not querystring and self.body:
        listed = ElementTree.fromstring(self.body).findall(".//{*}Tag")
        tags = {tag.findtext("{*}Key"): tag.findtext("{*}Value") or "" for tag in listed}
        if tags:
            self.backend.put_bucket_tagging(bucket_name, tags)
    return answer


def delete_bucket(original: Callable[..., Any], self: Any, bucket_name: str) -> Any:
    """Tags go with their bucket; moto gives them to the next bucket of that name.

    https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html
    """
    arn = self.get_bucket(bucket_name).arn
    deleted = original(self, bucket_name)
    if deleted:
        self.tagger.delete_all_tags_for_resource(arn)
    return deleted


def get_bucket_encryption(original: Callable[..., Any], self: Any, bucket_name: str) -> Any:
    """Every bucket is encrypted, with S3's own keys where nothing else was asked for.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
    """
    return original(self, bucket_name) or DEFAULT_ENCRYPTION


def as_list(value: Any) -> list[Any]:
    """A policy's element may be one thing or a list of them."""
    return value if isinstance(value, list) else [value]


def put_bucket_policy(original: Callable[..., Any], self: Any, bucket_name: str, policy: bytes) -> None:
    """Malformed policies, other buckets' resources and blocked public policies are refused; moto takes any text.

    https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
    """
    bucket = self.get_bucket(bucket_name)
    text = policy if isinstance(policy, bytes) else policy.encode()
    try:
        statements = as_list(json.loads(text)["Statement"])
        resources = [resource for statement in statements for resource in as_list(statement["Resource"])]
    except (ValueError, TypeError, KeyError):
        raise S3ClientError(
            "MalformedPolicy", "Policies must be valid JSON with statements that have a resource."
        ) from None
    for resource in resources:
        if resource != bucket.arn and not resource.startswith(f"{bucket.arn}/"):
            raise S3ClientError("MalformedPolicy", f"Policy has invalid resource: {resource}")
    if bucket.public_access_block and bucket.public_access_block.block_public_policy and bucket_policy_is_public(text):
        refused = f"User is not authorized to perform: s3:PutBucketPolicy on resource: {bucket.arn}"
        message = f"{refused} because public policies are prevented by BlockPublicPolicy"
        raise S3ClientError("AccessDenied", message)
    original(self, bucket_name, text)


def get_permission(original: Callable[..., Any], self: Any, action: str, resource: str) -> Any:
    """A statement with a condition does not count.

    moto takes it as if it always held, so a policy that asks for TLS shuts everybody out.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
    """
    policy = self.policy
    if policy is None:
        return original(self, action, resource)
    document = json.loads(policy)
    unconditional = [statement for statement in as_list(document["Statement"]) if not statement.get("Condition")]
    self.policy = json.dumps(document | {"Statement": unconditional}).encode()
    try:
        return original(self, action, resource)
    finally:
        self.policy = policy


def lets_logs_in(target_bucket: Any, target_prefix: str | None) -> bool:
    """True when the target's policy lets the logging service write.

    moto breaks on a policy with the principal `*`, and reads no lists.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
    """
    if not target_bucket.policy:
        return False
    wanted = f"{target_bucket.arn}/{target_prefix or ''}"
    for statement in as_list(json.loads(target_bucket.policy)["Statement"]):
        principal = statement.get("Principal", {})
        services = as_list(principal.get("Service", [])) if isinstance(principal, dict) else []
        covered = any(
            wanted.startswith(resource.rstrip("*"))
            for resource in as_list(statement.get("Resource", []))
            if "/" in resource
        )
        if (
            statement.get("Effect") == "Allow"
            and LOGGING_SERVICE_PRINCIPAL in services
            and "s3:PutObject" in as_list(statement.get("Action", []))
            and covered
        ):
            return True
    return False


def set_lifecycle(original: Callable[..., Any], self: Any, rules: list[dict[str, Any]]) -> None:
    """Refuses transitions to infrequent access before 30 days, and expirations not after the last transition.

    moto takes both.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
    """
    for rule in rules:
        transitions = as_list(rule.get("Transition") or [])
        days = [int(transition["Days"]) for transition in transitions if transition.get("Days") is not None]
        for transition in transitions:
            if (
                transition.get("StorageClass") in INFREQUENT
                and transition.get("Days") is not None
                and int(transition["Days"]) < 30
            ):
                storage = f"storageClass '{transition['StorageClass']}'"
                message = f"'Days' in Transition action must be greater than or equal to 30 for {storage}"
                raise S3ClientError("InvalidArgument", message)
        expiration = (rule.get("Expiration") or {}).get("Days")
        if expiration is not None and days and int(expiration) <= max(days):
            raise S3ClientError(
                "InvalidArgument",
                "'Days' in the Expiration action must be greater than 'Days' in the Transition action",
            )
    original(self, rules)


def apply() -> None:
    for changed in (create_bucket, delete_bucket, get_bucket_encryption, put_bucket_policy):
        wrap(S3Backend, changed.__name__, changed)
    wrap(FakeBucket, "get_permission", get_permission)
    wrap(FakeBucket, "set_lifecycle", set_lifecycle)
    FakeBucket._log_permissions_enabled_policy = staticmethod(lets_logs_in)
    wrap(S3Response, "_bucket_response_put", create_with_tags)
