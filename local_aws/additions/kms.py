"""KMS: keys by ARN, states that forbid a call, rotation period, windows and policies that AWS refuses."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from moto.core.utils import unix_time, utcnow
from moto.kms.models import Key, kms_backends
from moto.kms.responses import KmsResponse

from local_aws.attach import wrap
from local_aws.errors import AwsError

# https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html#key-state-table, column "Pending deletion",
# the calls that this stack makes
REFUSED_WHILE_PENDING_DELETION = (
    "create_alias",
    "disable_key",
    "disable_key_rotation",
    "enable_key",
    "enable_key_rotation",
    "schedule_key_deletion",
    "tag_resource",
    "untag_resource",
    "update_alias",
    "update_key_description",
)


def find_key(account_id: str, region: str, key: str) -> Key | None:
    """A key by id, ARN, alias or alias ARN, or None; for the services that encrypt with it."""
    backend = kms_backends[account_id][region]
    alias = backend.get_alias_name(key)
    if alias.startswith("alias/"):
        return backend.keys.get(backend.get_key_id_from_alias(alias) or "")
    return backend.keys.get(backend.get_key_id(key))


def get_param(original: Callable[..., Any], self: Any, param_name: str, if_none: Any = None) -> Any:
    """An ARN names a key as its id does; moto answers 500 to EnableKey, ScheduleKeyDeletion and others by ARN.

    https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKey.html (KeyId)
    """
    value = original(self, param_name, if_none)
    return (
        self.kms_backend.get_key_id(value)
        if param_name in ("KeyId", "TargetKeyId") and isinstance(value, str)
        else value
    )


def unless_pending_deletion(original: Callable[..., Any], self: Any) -> Any:
    """A key that is to be deleted takes no changes; moto takes them all.

    https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
    """
    key = self.kms_backend.keys.get(self._get_param("KeyId") or self._get_param("TargetKeyId"))
    if key and key.key_state == "PendingDeletion":
        raise AwsError("KMSInvalidStateException", f"{key.arn} is pending deletion.")
    return original(self)


def schedule_key_deletion(original: Callable[..., Any], self: Any) -> str:
    """The window is 7 to 30 days, and the answer names the key by its ARN, its state and the window.

    https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html
    """
    window = self._get_param("PendingWindowInDays", 30)
    if not 7 <= window <= 30:
        raise AwsError(
            "ValidationException",
            f"1 validation error detected: Value '{window}' at 'pendingWindowInDays' must be between 7 and 30",
        )
    answer = json.loads(original(self))
    key = self.kms_backend.keys[answer["KeyId"]]
    return json.dumps({**answer, "KeyId": key.arn, "KeyState": key.key_state, "PendingWindowInDays": window})


def enable_key_rotation(original: Callable[..., Any], self: Any) -> str:
    """Keeps the rotation period, 365 days if none is given.

    https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html
    """
    period = self._get_param("RotationPeriodInDays", 365)
    if not 90 <= period <= 2560:
        raise AwsError(
            "ValidationException",
            f"1 validation error detected: Value '{period}' at 'rotationPeriodInDays' must be between 90 and 2560",
        )
    answer = original(self)
    key = self.kms_backend.keys[self._get_param("KeyId")]
    key.rotation_period, key.rotation_enabled_at = period, utcnow()
    return answer


def get_key_rotation_status(original: Callable[..., Any], self: Any) -> str:
    """Tells the period and the next rotation of a key that rotates; moto tells only that it does.

    https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html
    """
    status = json.loads(original(self))
    key = self.kms_backend.keys[self._get_param("KeyId")]
    status["KeyId"] = key.arn
    if status["KeyRotationEnabled"]:
        status["RotationPeriodInDays"] = key.rotation_period
        status["NextRotationDate"] = unix_time(key.rotation_enabled_at + timedelta(days=key.rotation_period))
    return json.dumps(status)


def check_policy(policy: str | None) -> None:
    """Raises MalformedPolicyDocumentException for a key policy that is no JSON object with statements."""
    try:
        statements = json.loads(policy)["Statement"] if policy else [{}]
    except (ValueError, TypeError, KeyError):
        statements = []
    if not statements:
        raise AwsError(
            "MalformedPolicyDocumentException",
            "The new key policy is malformed: it is no JSON document with statements.",
        )


def create_key(original: Callable[..., Any], self: Any) -> str:
    """A malformed policy is refused; moto keeps it.

    https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
    """
    check_policy(self._get_param("Policy"))
    return original(self)


def put_key_policy(original: Callable[..., Any], self: Any) -> str:
    """A malformed policy is refused; moto keeps it.

    https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
    """
    check_policy(self._get_param("Policy"))
    return original(self)


def apply() -> None:
    Key.rotation_period, Key.rotation_enabled_at = 365, utcnow()
    wrap(KmsResponse, "_get_param", get_param)
    for wrapper in (
        schedule_key_deletion,
        enable_key_rotation,
        get_key_rotation_status,
        create_key,
        put_key_policy,
    ):
        wrap(KmsResponse, wrapper.__name__, wrapper)
    for name in REFUSED_WHILE_PENDING_DELETION:
        wrap(KmsResponse, name, unless_pending_deletion)
