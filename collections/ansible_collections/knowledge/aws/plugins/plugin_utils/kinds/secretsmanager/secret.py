# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Secrets of Secrets Manager whose value nobody has to know."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ...core.codes import code_of
from ...core.fields import Field, always
from ...core.kind import Finding, Kind, Query, Report, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES
from .rules import length_findings, name_findings, recovery_findings

GENERATE = {
    "generate_string_key": Field(
        "str", "Under which name the value stands in the secret's JSON text.", default="password"
    ),
    "password_length": Field("int", "Characters, 1 to 4096.", default=64),
    "exclude_punctuation": Field("bool", "Whether it has letters and digits only.", default=True),
}


class Secret(Kind):
    """Secret with a value made by Secrets Manager, never shown and never compared.

    https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
    """

    name, noun, service = "secretsmanager_secret", "secret", "secretsmanager"
    codes = CODES
    arn_prefix = "secret:"
    id_path, arn_path, name_path = "ARN", "ARN", "Name"
    scope_fields = {
        "recovery_window_in_days": Field("int", "Days, 7 to 30, in which a deleted secret can be restored.", default=30)
    }
    reports = {
        "version_id": Report(
            "CurrentVersion",
            "Id of the version that is current: another one after each rotation.",
            "EXAMPLE1-90ab-cdef-fedc-ba987SECRET1",
        )
    }
    fields = {
        "description": Field("str", "What the secret is for.", setter="update"),
        "kms_key_id": Field(
            "str", "ARN of the key that encrypts it; without one AWS's own for Secrets Manager.", setter="update"
        ),
        "generate_secret_string": Field(
            "dict",
            "How GetRandomPassword makes the value on creation. Later values are the business of whoever rotates it.",
            options=GENERATE,
            default={},
            accept=always,
            api="",
        ),
    }
    example = """\
- knowledge.aws.secretsmanager_secret:
    config:
      - key: redis
        description: AUTH token of the cache
        generate_secret_string: {generate_string_key: auth_token, password_length: 64}
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Name and length of the value."""
        yield from name_findings(want.name)
        yield from length_findings(self._how(want)["password_length"])

    def check_all(self, wanted: list[Wanted]) -> Iterator[Finding]:
        """The days of recovery are the task's."""
        yield from recovery_findings(self.days)

    @property
    def days(self) -> int:
        """Days in which a deleted secret can be restored."""
        return int(self.scope["recovery_window_in_days"] or 30)

    @staticmethod
    def _how(want: Wanted) -> dict[str, Any]:
        given = want["generate_secret_string"] or {}
        return {name: field.default if given.get(name) is None else given[name] for name, field in GENERATE.items()}

    def find(self, query: Query) -> list[Any]:
        """Secrets whose name begins like one of ours, tags included; values are not asked for."""
        names = [name for name in (self.stack.name, *query.names) if name]
        filters = [{"Key": "name", "Values": names}] if names else []
        listed = self.aws.read("list_secrets", "SecretList", Filters=filters)
        alive = [one for one in listed if not one.get("DeletedDate") and not one.get("OwningService")]
        return [secret | {"CurrentVersion": self._current(secret)} for secret in alive]

    @staticmethod
    def _current(secret: dict[str, Any]) -> str | None:
        versions = secret.get("SecretVersionsToStages") or {}
        return next((version for version, stages in versions.items() if "AWSCURRENT" in stages), None)

    def create(self, want: Wanted) -> None:
        """GetRandomPassword and CreateSecret; one of this name that awaits its deletion comes back with its value."""
        how = self._how(want)
        value = self.aws.read(
            "get_random_password",
            "RandomPassword",
            PasswordLength=how["password_length"],
            ExcludePunctuation=how["exclude_punctuation"],
            RequireEachIncludedType=True,
        )
        try:
            self.aws.create(
                "create_secret",
                Name=want.name,
                SecretString=json.dumps({how["generate_string_key"]: value}),
                ClientRequestToken=want.token,
                Tags=tag_list(want.tags),
                **self.request("create_secret", want),
            )
        except self.aws.client().exceptions.ClientError as error:
            if code_of(error) != "InvalidRequestException" or "deletion" not in str(error):
                raise
            self.aws.write("restore_secret", SecretId=want.name)

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateSecret, without a value."""
        self.aws.write("update_secret", SecretId=have.id, **self.request("update_secret", want, changed))

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", SecretId=have.id, Tags=tag_list(tags))

    def delete(self, have: Resource) -> None:
        """DeleteSecret: it can be restored for some days."""
        self.aws.write("delete_secret", SecretId=have.id, RecoveryWindowInDays=self.days)

    def leaves_behind(self, have: Resource) -> str | None:
        """Until then it can be restored."""
        restore = f"aws secretsmanager restore-secret --region {self.aws.region} --secret-id {have.name}"
        return f"secret {have.name} is deleted by AWS in {self.days} days. To keep it: {restore}"

    def explain_leftover(self, arn: str) -> str | None:
        """A secret that waits for its end keeps its tags."""
        secret = self.aws.read("describe_secret", missing=self.codes.gone, SecretId=arn)
        if not secret:
            return ""
        restore = "until then aws secretsmanager restore-secret brings it back"
        return f"AWS deletes it after its recovery days; {restore}" if secret.get("DeletedDate") else None
