"""Secrets of Secrets Manager whose value nobody has to know."""

from __future__ import annotations

import json
from typing import Any

from ...core.codes import code_of
from ...core.fields import Field, always
from ...core.kind import Kind, Query, Report, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES

GENERATE = {
    "entry": Field("str", "Under which name the value stands in the secret's JSON text.", default="password"),
    "length": Field("int", "Characters.", default=64),
    "punctuation": Field("bool", "Whether it may contain other than letters and digits.", default=False),
}


class Secret(Kind):
    """Secret with a value made by Secrets Manager, never shown and never compared. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html"""

    name, noun, service = "secretsmanager_secret", "secret", "secretsmanager"
    codes = CODES
    arn_prefix = "secret:"
    id_path, arn_path, name_path = "ARN", "ARN", "Name"
    scope_fields = {
        "recovery_days": Field("int", "Days, 7 to 30, in which a deleted secret can be restored.", default=30)
    }
    reports = {"version_id": Report("CurrentVersion")}
    fields = {
        "description": Field("str", "What the secret is for.", api="Description", setter="update"),
        "kms_key": Field(
            "str",
            "ARN of the key that encrypts it; without one AWS's own for Secrets Manager.",
            api="KmsKeyId",
            setter="update",
        ),
        "generate": Field(
            "dict",
            "How the value is made at birth. Later values are the business of whoever rotates it.",
            options=GENERATE,
            default={},
            accept=always,
            api="",
        ),
    }
    example = "- knowledge.aws.secretsmanager_secret:\n    config:\n      - {key: redis, description: AUTH token, generate: {entry: auth_token}}\n"

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """What Secrets Manager refuses."""
        days, found = self.scope.get("recovery_days") or 30, []
        if not 7 <= days <= 30:
            found.append(f"recovery_days {days} is out of range; a deleted secret can be restored for 7 to 30 days")
        for want in wanted:
            length = (want["generate"] or {}).get("length") or 64
            if not 1 <= length <= 4096:
                found.append(f"secret {want.name}: length {length} is out of range (1 to 4096)")
            if (
                len(want.name) > 512
                or not all(letter.isalnum() or letter in "/_+=.@-" for letter in want.name)
                or not want.name.isascii()
            ):
                found.append(f"secret {want.name}: a name has up to 512 letters, digits and any of / _ + = . @ -")
        return found

    def find(self, query: Query) -> list[Any]:
        """Secrets whose name begins like one of ours, tags included; values are not asked for."""
        listed = self.aws.read(
            "list_secrets", "SecretList", Filters=[{"Key": "name", "Values": [self.stack.name, *query.names]}]
        )
        for secret in listed:
            secret["CurrentVersion"] = next(
                (
                    version
                    for version, stages in (secret.get("SecretVersionsToStages") or {}).items()
                    if "AWSCURRENT" in stages
                ),
                None,
            )
        return [secret for secret in listed if not secret.get("DeletedDate") and not secret.get("OwningService")]

    def create(self, want: Wanted) -> None:
        """GetRandomPassword and CreateSecret; one of this name that waits for its deletion comes back with its value."""
        how = want["generate"] or {}
        value = self.aws.read(
            "get_random_password",
            "RandomPassword",
            PasswordLength=how.get("length") or 64,
            ExcludePunctuation=not how.get("punctuation"),
            RequireEachIncludedType=True,
        )
        key = {"KmsKeyId": want["kms_key"]} if want["kms_key"] else {}
        try:
            self.aws.create(
                "create_secret",
                Name=want.name,
                Description=want["description"] or "",
                SecretString=json.dumps({how.get("entry") or "password": value}),
                ClientRequestToken=want.token,
                Tags=tag_list(want.tags),
                **key,
            )
        except self.aws.client().exceptions.ClientError as error:
            if code_of(error) != "InvalidRequestException" or "deletion" not in str(error):
                raise
            self.aws.write("restore_secret", SecretId=want.name)

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateSecret, without a value."""
        self.aws.write(
            "update_secret",
            SecretId=have.id,
            **{
                param: want[field]
                for field, param in (("description", "Description"), ("kms_key", "KmsKeyId"))
                if field in changed
            },
        )

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", SecretId=have.id, Tags=tag_list(tags))

    def delete(self, have: Resource) -> None:
        """DeleteSecret: it can be restored for some days."""
        self.aws.write("delete_secret", SecretId=have.id, RecoveryWindowInDays=self.scope.get("recovery_days") or 30)

    def leaves_behind(self, have: Resource) -> str | None:
        """Until then it can be restored."""
        return (
            f"secret {have.name} is deleted by AWS in {self.scope.get('recovery_days') or 30} days. To keep it: aws "
            f"secretsmanager restore-secret --region {self.aws.region} --secret-id {have.name}"
        )

    def explain_leftover(self, arn: str) -> str | None:
        """A secret that waits for its end keeps its tags."""
        secret = self.aws.read("describe_secret", missing=("ResourceNotFoundException",), SecretId=arn)
        if not secret:
            return ""
        return (
            "AWS deletes it after its recovery days; until then aws secretsmanager restore-secret brings it back"
            if secret.get("DeletedDate")
            else None
        )
