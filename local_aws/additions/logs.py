"""CloudWatch Logs: encryption keys, tags by ARN, values that AWS refuses."""

import json
from collections.abc import Callable
from typing import Any

from moto.logs.models import LogsBackend
from moto.logs.responses import LogsResponse

from local_aws.additions.kms import find_key
from local_aws.attach import attach, wrap
from local_aws.errors import AwsError

# https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html (retentionInDays)
RETENTION_DAYS = {
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
}
ACTIONS_ON_A_KEY = ("kms:*", "kms:Encrypt", "kms:Encrypt*", "*")


def as_list(value: Any) -> list[Any]:
    """A policy's element may be one thing or a list of them."""
    return value if isinstance(value, list) else [value]


def lets_logs_encrypt(policy: str, region: str) -> bool:
    """True when a statement of the key policy allows the log service of the region to encrypt."""
    for statement in as_list(json.loads(policy)["Statement"]):
        principal = statement.get("Principal", {})
        services = as_list(principal.get("Service", [])) if isinstance(principal, dict) else [principal]
        named = {f"logs.{region}.amazonaws.com", "logs.amazonaws.com", "*"}.intersection(services)
        allowed = set(ACTIONS_ON_A_KEY).intersection(as_list(statement.get("Action", [])))
        if statement.get("Effect") == "Allow" and named and allowed:
            return True
    return False


def check_key(backend: Any, group_name: str, key_arn: str | None) -> None:
    """The key must be there, and its policy must let the log service in; moto takes any text.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    """
    if not key_arn:
        return
    key = find_key(backend.account_id, backend.region_name, key_arn)
    if key is None or key.key_state != "Enabled" or not lets_logs_encrypt(key.policy, backend.region_name):
        arn = f"arn:{backend.partition}:logs:{backend.region_name}:{backend.account_id}:log-group:{group_name}"
        message = f"The specified KMS key does not exist or is not allowed to be used with Arn '{arn}'"
        raise AwsError("InvalidParameterException", message)


def group_of(self: Any) -> Any:
    """The log group that a call names; raises ResourceNotFoundException."""
    group = self.logs_backend.groups.get(self._get_param("logGroupName"))
    if group is None:
        raise AwsError("ResourceNotFoundException", "The specified log group does not exist.")
    return group


def create_log_group(original: Callable[..., Any], self: Any) -> str:
    """A key that the log service cannot use is refused; moto keeps any text.

    https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
    """
    check_key(self.logs_backend, self._get_param("logGroupName"), self._get_param("kmsKeyId"))
    return original(self)


def delete_log_group(original: Callable[..., Any], self: Any, log_group_name: str) -> None:
    """Tags go with their group; moto keeps them for a group of the same name.

    https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html
    """
    group = self.groups.get(log_group_name)
    original(self, log_group_name)
    self.tagger.delete_all_tags_for_resource(group.arn)


def associate_kms_key(self: Any) -> str:
    """https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_AssociateKmsKey.html"""
    group, key_arn = group_of(self), self._get_param("kmsKeyId")
    check_key(self.logs_backend, group.name, key_arn)
    group.kms_key_id = key_arn
    return ""


def disassociate_kms_key(self: Any) -> str:
    """https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DisassociateKmsKey.html"""
    group_of(self).kms_key_id = None
    return ""


def put_retention_policy(original: Callable[..., Any], self: Any, log_group_name: str, retention_in_days: int) -> None:
    """Days that AWS does not offer are refused; moto takes any number.

    https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
    """
    if retention_in_days not in RETENTION_DAYS:
        message = f"Value '{retention_in_days}' at 'retentionInDays' is none of {sorted(RETENTION_DAYS)}"
        raise AwsError("InvalidParameterException", f"1 validation error detected: {message}")
    original(self, log_group_name, retention_in_days)


def put_resource_policy(original: Callable[..., Any], self: Any, policy_name: str, policy_doc: str) -> Any:
    """A document that is no policy is refused; moto keeps it.

    https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
    """
    try:
        json.loads(policy_doc)["Statement"]
    except (ValueError, TypeError, KeyError):
        message = f"Policy document of {policy_name} is no JSON document with statements."
        raise AwsError("InvalidParameterException", message) from None
    return original(self, policy_name, policy_doc)


def of_an_existing_group(original: Callable[..., Any], self: Any) -> str:
    """Tags of a group that is not there (the ARN with `:*` names none) are an error; moto reads and writes them.

    https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html
    """
    arn = self._get_param("resourceArn")
    if ":log-group:" in arn and arn not in {group.arn for group in self.logs_backend.groups.values()}:
        raise AwsError("ResourceNotFoundException", "The specified resource does not exist.")
    return original(self)


def apply() -> None:
    wrap(LogsResponse, "create_log_group", create_log_group)
    attach(LogsResponse, associate_kms_key, disassociate_kms_key)
    for name in ("list_tags_for_resource", "tag_resource", "untag_resource"):
        wrap(LogsResponse, name, of_an_existing_group)
    for wrapper in (delete_log_group, put_retention_policy, put_resource_policy):
        wrap(LogsBackend, wrapper.__name__, wrapper)
