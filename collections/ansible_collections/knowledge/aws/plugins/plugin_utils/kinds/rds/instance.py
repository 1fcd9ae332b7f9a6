"""Database instances of RDS."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from ...core.fields import Field, always
from ...core.kind import Codes, Life, Query, Report, tag_list
from ...core.model import Resource, Wanted
from ...reference import catalog
from .codes import CODES
from .common import Rds
from .instance_fields import FIELDS, MODIFY, PARAMS, TOGETHER, raised_by_itself, same_version
from .rules import instance_findings, name_findings

STORAGE_TAG = "RequestedStorage"  # tells growth by itself from a request for less


class Instance(Rds):
    """Database instance whose master password RDS itself keeps. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html"""

    name, noun = "rds_instance", "rds instance"
    arn_prefix = "db:"
    id_path, arn_path, name_path, state_path, tags_path = (
        "DBInstanceIdentifier",
        "DBInstanceArn",
        "DBInstanceIdentifier",
        "DBInstanceStatus",
        "TagList",
    )
    life = Life(
        ready=("available", "storage-optimization", "storage-initialization"),
        failed=(
            "failed",
            "incompatible-network",
            "incompatible-restore",
            "incompatible-create",
            "restore-error",
            "inaccessible-encryption-credentials",
        ),
        usual=900,
        deadline=3600,
        holds_data=True,
    )
    codes = CODES | Codes(not_yet=("InvalidDBInstanceState", "InvalidDBInstanceStateFault"))
    # a moment of backing-up or configuring
    companions = (
        (":snapshot:rds:", ""),
        (":auto-backup:", ""),
        (":snapshot:", "a snapshot, kept until you delete it: aws rds delete-db-snapshot"),
    )
    scope_fields = {
        "apply_immediately": Field(
            "bool",
            "Whether changes that interrupt, and reboots that parameters need, happen now and not in the maintenance window.",
            default=False,
        ),
        "final_snapshot": Field("bool", "Whether deletion leaves a snapshot.", default=True),
    }
    reports = {
        "endpoint": Report("Endpoint.Address"),
        "port": Report("Endpoint.Port"),
        "resource_id": Report("DbiResourceId"),
        "secret_arn": Report("MasterUserSecret.SecretArn"),
        "engine_version": Report("EngineVersion"),
        "status": Report("DBInstanceStatus"),
        "pending": Report("PendingModifiedValues"),
    }
    fields = FIELDS
    example = (
        "- knowledge.aws.rds_instance:\n    wait: false\n    config:\n      - key: main\n        engine_version: '15.19'\n"
        "        instance_class: db.r6g.xlarge\n        storage: 200\n        subnet_group: knowledge-production\n"
        "        security_groups: [sg-0a1b2c3d]\n        master_username: dbadmin\n"
    )

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.now = bool(self.scope.get("apply_immediately"))
        self.stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%d-%H%M%S-%f")[:-4]
        if not self.now:  # a reboot that is not asked for is only told
            told = replace(self.fields["parameters_in_effect"], accept=always)
            self.fields = {**self.fields, "parameters_in_effect": told}  # type: ignore[misc]

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """What RDS refuses."""
        found = [
            (want, finding)
            for want in wanted
            for finding in (*name_findings(want.name), *instance_findings(want.fields, self.stack.region))
        ]
        return [finding.about(f"rds instance {want.name}") for want, finding in found]

    def find(self, query: Query) -> list[Any]:
        """All instances of the region, tags included, in one call."""
        return self.aws.read("describe_db_instances", "DBInstances")

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """What waits for the maintenance window counts as done, unless changes are to happen now."""
        if raw["DBInstanceStatus"] == "creating":  # most is not told yet
            return {
                key: value
                for key, value in super().shape(raw).items()
                if key in ("engine", "master_username", "storage_encrypted")
            }
        pending = {} if self.now else raw.get("PendingModifiedValues") or {}
        shape = super().shape(raw | {key: value for key, value in pending.items() if key in raw})
        groups = raw.get("DBParameterGroups") or []
        shape |= {
            "security_groups": [group["VpcSecurityGroupId"] for group in raw.get("VpcSecurityGroups") or []],
            "parameter_group": groups[0]["DBParameterGroupName"] if groups else None,
            "parameters_in_effect": not any(group.get("ParameterApplyStatus") == "pending-reboot" for group in groups),
            "port": pending.get("Port") or (raw.get("Endpoint") or {}).get("Port"),
            "managed_password": bool(raw.get("MasterUserSecret")),
            "log_exports": raw.get("EnabledCloudwatchLogsExports") or [],
            "performance_insights": bool(raw.get("PerformanceInsightsEnabled")),
        }
        if not shape["performance_insights"]:
            shape = {
                key: value
                for key, value in shape.items()
                if key not in ("performance_insights_key", "performance_insights_days")
            }
        if not shape["managed_password"]:
            shape.pop("master_secret_key")
        if raw.get("StorageType") == "gp3" and raw["AllocatedStorage"] < 400:  # told, but never chosen
            shape |= {"iops": None, "throughput": None}
        return shape

    def ready(self, have: Resource) -> bool:
        """Changes that are to happen now are waited for."""
        return super().ready(have) and not (self.now and have.raw.get("PendingModifiedValues"))

    def failure(self, have: Resource) -> str | None:
        """RDS gives reasons in a list."""
        reasons = "; ".join(info["Message"] for info in have.raw.get("StatusInfos") or [] if info.get("Message"))
        return (
            f"{have.state}: {reasons or 'AWS gives no reason; see the events of the instance'}"
            if have.state in self.life.failed
            else None
        )

    def forbid_new(self, want: Wanted) -> str | None:
        """Versions that AWS still runs but starts no more."""
        versions = catalog.db_versions_for_new(want["engine"])
        if any(same_version(version, want["engine_version"]) for version in versions):
            return None
        return f"AWS makes no new instances of {want['engine']} {want['engine_version']}; it does of {', '.join(versions[-30:])}"

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """What RDS cannot change: engine, key of the secret, smaller storage, a version that it does not upgrade to."""
        if "engine" in changes:
            return f"the engine cannot change ({have['engine']} -> {want['engine']}); make a second instance and move the data"
        if "master_secret_key" in changes:
            return "AWS cannot change the key of the secret while it keeps the password; set a password by hand, then run again"
        return self._storage(have, want, changes) or self._version(have, want, changes)

    def _storage(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        if "storage" not in changes or have["storage"] < want["storage"]:
            return None
        asked, largest = int(have.tags.get(STORAGE_TAG) or 0), want["max_storage"] or 0
        if asked <= want["storage"] and have["storage"] <= largest:
            return None  # grown by itself
        return f"storage cannot shrink ({asked or have['storage']} -> {want['storage']} GiB); restore a dump into a smaller instance"

    def _version(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        if "engine_version" not in changes or raised_by_itself(have["engine_version"], want["engine_version"]):
            return None
        known = self.aws.read(
            "describe_db_engine_versions",
            "DBEngineVersions",
            Engine=want["engine"],
            EngineVersion=have["engine_version"],
            IncludeAll=True,
        )
        targets = [target["EngineVersion"] for version in known for target in version.get("ValidUpgradeTarget") or []]
        if any(same_version(target, want["engine_version"]) for target in targets):
            return None
        return f"RDS does not upgrade {have['engine']} {have['engine_version']} to {want['engine_version']}; it does to {', '.join(targets) or 'none'}"

    def create(self, want: Wanted) -> None:
        """CreateDBInstance."""
        arguments = {param: want[field] for field, param in PARAMS.items() if want[field] is not None}
        tags = tag_list(want.tags | self._memory(want))
        self.aws.create(
            "create_db_instance", DBInstanceIdentifier=want.name, ManageMasterUserPassword=True, Tags=tags, **arguments
        )

    @staticmethod
    def _memory(want: Wanted) -> dict[str, str]:
        return {STORAGE_TAG: str(want["storage"])}

    def modify(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyDBInstance, once for all; before a new major version a snapshot, so that there is a way back."""
        fields = self._together(have, want, changed)
        arguments = {MODIFY.get(field, PARAMS[field]): want[field] for field in fields if field in PARAMS}
        if "log_exports" in fields:
            on, off = (
                set(want["log_exports"]) - set(have["log_exports"]),
                set(have["log_exports"]) - set(want["log_exports"]),
            )
            arguments[MODIFY["log_exports"]] = {"EnableLogTypes": sorted(on), "DisableLogTypes": sorted(off)}
        if "managed_password" in fields:
            arguments["ManageMasterUserPassword"] = True
        if "engine_version" in fields and want["engine_version"].split(".")[0] != have["engine_version"].split(".")[0]:
            self._snapshot(f"{have.id}-before-{want['engine_version'].replace('.', '-')}-{self.stamp[:8]}", have.id)
            arguments["AllowMajorVersionUpgrade"] = True
        self.aws.write("modify_db_instance", DBInstanceIdentifier=have.id, ApplyImmediately=self.now, **arguments)
        if "storage" in fields:
            self.set_tags(have, self._memory(want))
        if "parameter_group" in fields and self.now:
            if not self.wait_until_ready(have)["parameters_in_effect"]:
                self.reboot(have, want, changed)

    @staticmethod
    def _together(have: Resource, want: Wanted, changed: tuple[str, ...]) -> set[str]:
        """The fields that differ and those that AWS wants with them, without what it would refuse."""
        fields = set(changed)
        for group in TOGETHER:
            if fields & set(group):
                fields |= {field for field in group if want[field] is not None}
        settled = {
            "performance_insights_key": have["performance_insights"],
            "master_secret_key": have["managed_password"],
            "storage": have["storage"] > want["storage"],
        }
        return fields - {field for field, value in settled.items() if value}

    def _snapshot(self, snapshot: str, instance: str) -> None:
        self.aws.write(
            "create_db_snapshot",
            already=["DBSnapshotAlreadyExists"],
            DBSnapshotIdentifier=snapshot,
            DBInstanceIdentifier=instance,
        )
        what = f"snapshot {snapshot} of {self.noun} {instance}"
        self.wait_until(what, lambda: self._is_available(snapshot), usual=300, deadline=3600)
        self.wait_until_ready(Resource(instance, instance))

    def _is_available(self, snapshot: str) -> bool:
        found = self.aws.read("describe_db_snapshots", "DBSnapshots", DBSnapshotIdentifier=snapshot)
        return all(one["Status"] == "available" for one in found)

    def reboot(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """RebootDBInstance: about a minute without the database."""
        self.aws.write("reboot_db_instance", DBInstanceIdentifier=have.id)

    def protected(self, have: Resource) -> str | None:
        """AWS's own switch."""
        return "deletion protection is on" if have.raw.get("DeletionProtection") else None

    def unprotect(self, have: Resource) -> None:
        """Takes effect at once."""
        self.aws.write(
            "modify_db_instance", DBInstanceIdentifier=have.id, DeletionProtection=False, ApplyImmediately=True
        )

    def _final(self, have: Resource) -> str | None:
        """Name of the final snapshot; AWS takes none of what has failed or is being made."""
        possible = self.scope.get("final_snapshot", True) and have.state not in (
            *self.life.failed,
            "creating",
            "deleting",
        )
        return f"{have.id}-final-{self.stamp}" if possible else None

    def delete(self, have: Resource) -> None:
        """DeleteDBInstance, with a final snapshot."""
        if have.state == "deleting":
            return
        snapshot = self._final(have)
        arguments = {"FinalDBSnapshotIdentifier": snapshot} if snapshot else {}
        self.aws.write("delete_db_instance", DBInstanceIdentifier=have.id, SkipFinalSnapshot=not snapshot, **arguments)

    def leaves_behind(self, have: Resource) -> str | None:
        """The final snapshot, and the command that makes an instance of it with all that a snapshot does not hold."""
        snapshot, raw = self._final(have), have.raw
        if not snapshot:
            return None
        groups = " ".join(group["VpcSecurityGroupId"] for group in raw.get("VpcSecurityGroups") or [])
        parameters = raw["DBParameterGroups"][0]["DBParameterGroupName"] if raw.get("DBParameterGroups") else ""
        return (
            f"snapshot {snapshot} of rds instance {have.id}. To restore it: aws rds restore-db-instance-from-db-snapshot --region {self.aws.region}"
            f" --db-instance-identifier {have.id} --db-snapshot-identifier {snapshot} --db-instance-class {raw['DBInstanceClass']}"
            f" --db-subnet-group-name {raw['DBSubnetGroup']['DBSubnetGroupName']}{f' --vpc-security-group-ids {groups}' if groups else ''}"
            f"{f' --db-parameter-group-name {parameters}' if parameters else ''} {'--multi-az' if raw.get('MultiAZ') else '--no-multi-az'}"
            " --manage-master-user-password --deletion-protection --copy-tags-to-snapshot --enable-iam-database-authentication"
        )
