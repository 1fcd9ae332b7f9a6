# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Customer keys of KMS."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ...core.fields import Field, as_document, same_policy
from ...core.kind import Codes, Finding, Kind, Life, Query, tag_dict, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES
from .rules import window_findings

TAGS = ("TagKey", "TagValue")


class Key(Kind):
    """Customer managed key with its alias.

    https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
    """

    name, noun, service = "kms_key", "kms key", "kms"
    arn_prefix = "key/"
    needs = ("rds", "elasticache")
    id_path, arn_path, name_path, state_path = "KeyId", "Arn", "Name", "KeyState"
    life = Life(gone=("PendingDeletion", "PendingReplicaDeletion"))
    # a role made just now is not known everywhere yet
    codes = CODES | Codes(not_yet=("MalformedPolicyDocumentException",))
    scope_fields = {
        "pending_window_in_days": Field("int", "Days, 7 to 30, until a deleted key is really gone.", default=30),
    }
    fields = {
        "description": Field("str", "What the key is for.", setter="update_description"),
        "policy": Field("dict", "Key policy.", norm=as_document, same=same_policy, required=True, setter="put_policy"),
        "enable_key_rotation": Field(
            "bool",
            "Whether AWS makes new key material every year (EnableKeyRotation).",
            api="Rotation",
            default=True,
            setter="switch_rotation",
        ),
        "enabled": Field("bool", "Whether the key can be used (EnableKey).", default=True, setter="switch"),
        "alias": Field("bool", "Whether alias/<name> leads to it (CreateAlias).", default=True, setter="set_alias"),
    }
    example = """\
- amazon.aws.aws_caller_info:
  register: caller
- knowledge.aws.kms_key:
    config:
      - key: data
        description: Data at rest
        policy:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Principal: {AWS: "arn:aws:iam::{{ caller.account }}:root"}
              Action: "kms:*"
              Resource: "*"
"""

    def check_all(self, wanted: list[Wanted]) -> Iterator[Finding]:
        """The days until deletion are the task's."""
        yield from window_findings(self.days)

    @property
    def days(self) -> int:
        """Days until a deleted key is gone."""
        return int(self.scope["pending_window_in_days"] or 30)

    def find(self, query: Query) -> list[Any]:
        """Keys by alias; where an alias is missing, all keys by tag: a crash may have left one without."""
        keys = [found for found in self.each(self._by_alias, query.names) if found]
        if query.everything or len(keys) < len(query.names):
            known = {key["KeyId"] for key in keys}
            others = [entry["KeyId"] for entry in self.aws.read("list_keys", "Keys") if entry["KeyId"] not in known]
            keys += [key for key in self.each(lambda key_id: self._by_id(key_id, query), others) if key]
        return self.each(self._details, keys)

    def _by_alias(self, name: str) -> dict[str, Any] | None:
        key = self.aws.read("describe_key", "KeyMetadata", self.codes.gone, KeyId=f"alias/{name}")
        return {**key, "Name": name, "Alias": True} if key and key["KeyState"] not in self.life.gone else None

    def _by_id(self, key_id: str, query: Query) -> dict[str, Any] | None:
        """A key of ours, or of a name that is listed, that no alias leads to."""
        tags = tag_dict(self.ask_tags(key_id))
        if not self.stack.owns(tags) and tags.get("Name") not in query.names:
            return None
        key = self.aws.read("describe_key", "KeyMetadata", KeyId=key_id)
        return {**key, "Name": tags.get("Name"), "Alias": False, "Tags": tags}

    def ask_tags(self, arn: str) -> Any:
        """Keys of AWS's own refuse the question."""
        return self.aws.read("list_resource_tags", "Tags", ("AccessDeniedException", *self.codes.gone), KeyId=arn)

    def _details(self, key: dict[str, Any]) -> dict[str, Any]:
        """What DescribeKey does not tell."""
        if key["KeyState"] in self.life.gone:
            return key
        key_id = key["KeyId"]
        parts = {
            "Tags": lambda: key["Tags"] if "Tags" in key else self.tags_of_one(key["Arn"]),
            "Policy": lambda: self.aws.read("get_key_policy", "Policy", KeyId=key_id, PolicyName="default"),
            "Rotation": lambda: self.aws.read("get_key_rotation_status", "KeyRotationEnabled", KeyId=key_id),
        }
        return key | dict(zip(parts, self.each(lambda part: part(), parts.values()), strict=True))

    def create(self, want: Wanted) -> None:
        """CreateKey has no client token; the alias is a setter's work."""
        self.aws.create("create_key", Tags=tag_list(want.tags, TAGS), **self.request("create_key", want))

    def update_description(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateKeyDescription."""
        self.aws.write("update_key_description", KeyId=have.id, Description=want["description"])

    def put_policy(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutKeyPolicy; AWS refuses one that would lock its administrators out."""
        self.aws.write("put_key_policy", KeyId=have.id, PolicyName="default", Policy=json.dumps(want["policy"]))

    def switch_rotation(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """EnableKeyRotation or DisableKeyRotation."""
        self.aws.write("enable_key_rotation" if want["enable_key_rotation"] else "disable_key_rotation", KeyId=have.id)

    def switch(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """EnableKey or DisableKey."""
        self.aws.write("enable_key" if want["enabled"] else "disable_key", KeyId=have.id)

    def set_alias(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """CreateAlias; UpdateAlias where it leads to another key."""
        alias = {"AliasName": f"alias/{want.name}", "TargetKeyId": have.id}
        if self.aws.write("create_alias", already=self.codes.already, **alias) is None:
            self.aws.write("update_alias", **alias)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", KeyId=have.id, Tags=tag_list(tags, TAGS))

    def detach(self, have: Resource) -> None:
        """The alias must be free for the next key of that name."""
        if have["alias"]:
            self.aws.write("delete_alias", already=self.codes.gone, AliasName=f"alias/{have.name}")

    def delete(self, have: Resource) -> None:
        """ScheduleKeyDeletion: KMS never deletes at once, and refuses to schedule twice."""
        self.aws.write(
            "schedule_key_deletion", already=self.codes.already, KeyId=have.id, PendingWindowInDays=self.days
        )

    def leaves_behind(self, have: Resource) -> str | None:
        """Until then whatever it encrypted can be saved."""
        where = f"--region {self.aws.region} --key-id {have.id}"
        keep = f"aws kms cancel-key-deletion {where} && aws kms enable-key {where}"
        return f"kms key {have.label} is deleted by AWS in {self.days} days. To keep it: {keep}"

    def _encrypted(self, arn: str) -> list[str]:
        """Snapshots that cannot be read without the key, and databases whose final snapshot could not."""
        rds, cache = self.aws.of("rds"), self.aws.of("elasticache")
        snapshots = rds.read("describe_db_snapshots", "DBSnapshots", SnapshotType="manual")
        found = [(snapshot["DBSnapshotIdentifier"], snapshot) for snapshot in snapshots]
        instances = rds.read("describe_db_instances", "DBInstances")
        found += [(instance["DBInstanceIdentifier"], instance) for instance in instances]
        found += [(snapshot["SnapshotName"], snapshot) for snapshot in cache.read("describe_snapshots", "Snapshots")]
        return sorted(name for name, raw in found if raw.get("KmsKeyId") == arn)

    def retains(self, have: Resource) -> str | None:
        """A key outlives what it encrypted: a snapshot without its key is lost."""
        names = self._encrypted(self.arn(have))
        if not names:
            return None
        later = f"aws kms schedule-key-deletion --region {self.aws.region} --key-id {have.id}"
        reason = f"because {', '.join(names)} cannot be read without it"
        return f"kms key {have.label}, {reason}. When that is no longer needed: {later}"

    def explain_leftover(self, arn: str) -> str | None:
        """A key that waits for its end keeps its tags, and one that snapshots need is kept."""
        key = self.aws.read("describe_key", "KeyMetadata", self.codes.gone, KeyId=arn)
        if not key:
            return ""
        if key["KeyState"] not in self.life.gone:
            names = self._encrypted(arn)
            return f"retained, because {', '.join(names)} cannot be read without it" if names else None
        until = f"{key['DeletionDate']:%Y-%m-%d}"
        return f"AWS deletes it on {until}; until then aws kms cancel-key-deletion brings it back"
