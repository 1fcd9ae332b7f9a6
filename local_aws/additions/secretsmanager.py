"""Secrets Manager: names that are not free yet, and versions that are told once.

The rest was found right: tokens of CreateSecret and PutSecretValue, GetRandomPassword, keys, tags, deletion and
restoration.
"""

import json
from collections.abc import Callable
from typing import Any

from moto.secretsmanager.exceptions import InvalidRequestException
from moto.secretsmanager.models import SecretsManagerBackend
from moto.secretsmanager.responses import SecretsManagerResponse

from local_aws.attach import wrap

Original = Callable[..., Any]


def create_secret(original: Original, self: SecretsManagerBackend, name: str, *arguments: Any, **options: Any) -> Any:
    """The name of a secret that is to be deleted is not free yet, also for the token that made it.

    moto answers that token as if the secret lived.

    https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html (InvalidRequestException)
    """
    if name in self.secrets.keys() and self.secrets[name].is_deleted():
        reason = "a secret with this name is already scheduled for deletion."
        raise InvalidRequestException(f"You can't create this secret because {reason}")
    return original(self, name, *arguments, **options)


def describe_secret(original: Original, self: SecretsManagerResponse) -> str:
    """Versions are told once; moto tells them also by the name that belongs to ListSecrets.

    https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
    """
    answer = json.loads(original(self))
    answer.pop("SecretVersionsToStages", None)
    return json.dumps(answer)


def list_secrets(original: Original, self: SecretsManagerResponse) -> str:
    """Versions are told once; moto tells them also by the name that belongs to DescribeSecret.

    https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_SecretListEntry.html
    """
    answer = json.loads(original(self))
    for secret in answer["SecretList"]:
        secret.pop("VersionIdsToStages", None)
    return json.dumps(answer)


def apply() -> None:
    wrap(SecretsManagerResponse, "describe_secret", describe_secret)
    wrap(SecretsManagerResponse, "list_secrets", list_secrets)
    wrap(SecretsManagerBackend, "create_secret", create_secret)
