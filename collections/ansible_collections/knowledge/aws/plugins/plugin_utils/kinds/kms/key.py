"""Customer keys of KMS."""

from __future__ import annotations

import json
from typing import Any

from ...core.fields import Field, as_document, same_policy
from ...core.kind import Codes, Kind, Life, Query, tag_dict
from ...core.model import Resource, Wanted
from .codes import CODES

MISSING = ("NotFoundException",)


class Key(Kind):
    """Customer managed key with its alias. https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html"""

    name, noun, service = "kms_key", "kms key", "kms"
    arn_prefix = "key/"
    needs = ("rds", "elasticache")
    id_path, arn_path, name_path, state_path = "KeyId", "Arn", "Name", "KeyState"
    life = Life(ready=(), gone=("PendingDeletion", "PendingReplicaDeletion"))
    codes = CODES | Codes(not_yet=("MalformedPolicyDocumentException",))
    # a role made just now is not known everywhere yet
    scope_fields = {
        "deletion_window": Field("int", "Days, 7 to 30, until a deleted key is really gone.", default=30),
    }
    fields = {
        "description": Field("str", "What the key is for.", api="Description", setter="set_description"),
        "policy": Field(
            "dict", "Key policy.", norm=as_document, same=same_policy, required=True, setter="set_policy", api=""
        ),
        "rotation": Field(
            "bool", "Whether AWS makes new key material every year.", default=True, setter="set_rotation", api=""
        ),
        "enabled": Field("bool", "Whether the key can be used.", api="Enabled", default=True, setter="set_enabled"),
        "alias": Field("bool", "Whether alias/<name> leads to it.", default=True, setter="set_alias", api=""),
    }
    example = "- knowledge.aws.kms_key:\n    config:\n      - {key: data, description: Data at rest, policy: '{{ kms_policy }}'}\n"

    def find(self, query: Query) -> list[Any]:
        """Keys by alias; where an alias is missing, all keys by tag: a crash may have left one without."""
        keys = [found for found in self.each(self._by_alias, query.names) if found]
        if query.everything or len(keys) < len(query.names):
            known = {key["KeyId"] for key in keys}
            keys += [
                key
                for key in self.each(
                    self._by_id,
                    [entry["KeyId"] for entry in self.aws.read("list_keys", "Keys") if entry["KeyId"] not in known],
                )
                if key
            ]
        return self.each(self._details, keys)

    def _by_alias(self, name: str) -> dict[str, Any] | None:
        metadata = self.aws.read("describe_key", "KeyMetadata", MISSING, KeyId=f"alias/{name}")
        return (
            {**metadata, "Name": name, "Alias": True}
            if metadata and metadata["KeyState"] not in self.life.gone
            else None
        )

    def _by_id(self, key_id: str) -> dict[str, Any] | None:
        """A key of ours that no alias leads to."""
        tags = tag_dict(self.ask_tags(key_id))
        if not self.stack.owns(tags):
            return None
        return {
            **self.aws.read("describe_key", "KeyMetadata", KeyId=key_id),
            "Name": tags.get("Name"),
            "Alias": False,
            "Tags": tags,
        }

    def ask_tags(self, arn: str) -> Any:
        """Keys of AWS's own refuse the question."""
        return self.aws.read("list_resource_tags", "Tags", ("AccessDeniedException", *MISSING), KeyId=arn)

    def _details(self, key: dict[str, Any]) -> dict[str, Any]:
        """What DescribeKey does not tell."""
        if key["KeyState"] in self.life.gone:
            return key
        key.setdefault("Tags", None)
        parts = {
            "Tags": lambda: key["Tags"] if key["Tags"] is not None else self.tags_of_one(key["Arn"]),
            "Policy": lambda: self.aws.read("get_key_policy", "Policy", KeyId=key["KeyId"], PolicyName="default"),
            "Rotation": lambda: self.aws.read("get_key_rotation_status", "KeyRotationEnabled", KeyId=key["KeyId"]),
        }
        return key | dict(zip(parts, self.each(lambda part: part(), parts.values()), strict=True))

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Policy and rotation have calls of their own."""
        return {
            **super().shape(raw),
            "policy": raw.get("Policy"),
            "rotation": raw.get("Rotation"),
            "alias": raw["Alias"],
        }

    def create(self, want: Wanted) -> None:
        """CreateKey has no client token; the alias is a setter's work."""
        self.aws.create(
            "create_key",
            Description=want["description"] or "",
            Policy=json.dumps(want["policy"]),
            Tags=[{"TagKey": key, "TagValue": value} for key, value in sorted(want.tags.items())],
        )

    def set_description(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateKeyDescription."""
        self.aws.write("update_key_description", KeyId=have.id, Description=want["description"])

    def set_policy(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutKeyPolicy; AWS refuses one that would lock its administrators out."""
        self.aws.write("put_key_policy", KeyId=have.id, PolicyName="default", Policy=json.dumps(want["policy"]))

    def set_rotation(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """EnableKeyRotation or DisableKeyRotation."""
        self.aws.write("enable_key_rotation" if want["rotation"] else "disable_key_rotation", KeyId=have.id)

    def set_enabled(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """EnableKey or DisableKey."""
        self.aws.write("enable_key" if want["enabled"] else "disable_key", KeyId=have.id)

    def set_alias(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """CreateAlias; UpdateAlias where it leads to another key."""
        if (
            self.aws.write(
                "create_alias", already=["AlreadyExistsException"], AliasName=f"alias/{want.name}", TargetKeyId=have.id
            )
            is None
        ):
            self.aws.write("update_alias", AliasName=f"alias/{want.name}", TargetKeyId=have.id)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource spells tags in its own way."""
        self.aws.write(
            "tag_resource", KeyId=have.id, Tags=[{"TagKey": key, "TagValue": value} for key, value in tags.items()]
        )

    def detach(self, have: Resource) -> None:
        """The alias must be free for the next key of that name."""
        if have["alias"]:
            self.aws.write("delete_alias", already=MISSING, AliasName=f"alias/{have.name}")

    def delete(self, have: Resource) -> None:
        """ScheduleKeyDeletion: KMS never deletes at once, and refuses to schedule twice."""
        self.aws.write(
            "schedule_key_deletion",
            already=["KMSInvalidStateException"],
            KeyId=have.id,
            PendingWindowInDays=self.scope["deletion_window"],
        )

    def leaves_behind(self, have: Resource) -> str | None:
        """Until then whatever it encrypted can be saved."""
        where = f"--region {self.aws.region} --key-id {have.id}"
        return (
            f"kms key {have.name or have.id} is deleted by AWS in {self.scope['deletion_window']} days. "
            f"To keep it: aws kms cancel-key-deletion {where} && aws kms enable-key {where}"
        )

    def _encrypted(self, arn: str) -> list[str]:
        """Snapshots that cannot be read without the key, and databases whose final snapshot could not."""
        rds, cache = self.aws.of("rds"), self.aws.of("elasticache")
        found = [
            (snapshot["DBSnapshotIdentifier"], snapshot)
            for snapshot in rds.read("describe_db_snapshots", "DBSnapshots", SnapshotType="manual")
        ]
        found += [
            (instance["DBInstanceIdentifier"], instance)
            for instance in rds.read("describe_db_instances", "DBInstances")
        ]
        found += [(snapshot["SnapshotName"], snapshot) for snapshot in cache.read("describe_snapshots", "Snapshots")]
        return sorted(name for name, raw in found if raw.get("KmsKeyId") == arn)

    def retains(self, have: Resource) -> str | None:
        """A key outlives what it encrypted: a snapshot without its key is lost."""
        names = self._encrypted(self.arn(have))
        if not names:
            return None
        later = f"aws kms schedule-key-deletion --region {self.aws.region} --key-id {have.id}"
        return f"kms key {have.name or have.id}, because {', '.join(names)} cannot be read without it. When that is no longer needed: {later}"

    def explain_leftover(self, arn: str) -> str | None:
        """A key that waits for its end keeps its tags, and one that snapshots need is kept."""
        key = self.aws.read("describe_key", "KeyMetadata", MISSING, KeyId=arn)
        if key and key["KeyState"] not in self.life.gone:
            names = self._encrypted(arn)
            return f"kept, because {', '.join(names)} cannot be read without it" if names else None
        return (
            f"AWS deletes it on {key['DeletionDate']:%Y-%m-%d}; until then aws kms cancel-key-deletion brings it back"
            if key
            else ""
        )
