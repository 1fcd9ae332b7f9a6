"""Database instances of RDS."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from ..core.fields import Field, always
from ..core.kind import States, tag_list
from ..core.model import Resource, Wanted
from ..rules import catalog
from ..rules.rds import instance_objections
from .rds import Rds

# Parameters of CreateDBInstance by field; ModifyDBInstance has the same, but for those in MODIFY.
PARAMS = {
    "engine": "Engine",
    "engine_version": "EngineVersion",
    "instance_class": "DBInstanceClass",
    "storage": "AllocatedStorage",
    "max_storage": "MaxAllocatedStorage",
    "storage_type": "StorageType",
    "iops": "Iops",
    "throughput": "StorageThroughput",
    "storage_encrypted": "StorageEncrypted",
    "kms_key": "KmsKeyId",
    "multi_az": "MultiAZ",
    "subnet_group": "DBSubnetGroupName",
    "security_groups": "VpcSecurityGroupIds",
    "parameter_group": "DBParameterGroupName",
    "port": "Port",
    "public": "PubliclyAccessible",
    "database": "DBName",
    "master_username": "MasterUsername",
    "master_secret_key": "MasterUserSecretKmsKeyId",
    "iam_authentication": "EnableIAMDatabaseAuthentication",
    "backup_retention_days": "BackupRetentionPeriod",
    "backup_window": "PreferredBackupWindow",
    "maintenance_window": "PreferredMaintenanceWindow",
    "auto_minor_upgrade": "AutoMinorVersionUpgrade",
    "copy_tags": "CopyTagsToSnapshot",
    "deletion_protection": "DeletionProtection",
    "log_exports": "EnableCloudwatchLogsExports",
    "monitoring_interval": "MonitoringInterval",
    "monitoring_role": "MonitoringRoleArn",
    "performance_insights": "EnablePerformanceInsights",
    "performance_insights_days": "PerformanceInsightsRetentionPeriod",
    "performance_insights_key": "PerformanceInsightsKMSKeyId",
    "ca_certificate": "CACertificateIdentifier",
}
MODIFY = {"port": "DBPortNumber", "log_exports": "CloudwatchLogsExportConfiguration"}
TOGETHER = (  # fields of which AWS wants the others when one changes
    ("storage", "iops", "throughput", "storage_type"),
    ("monitoring_interval", "monitoring_role"),
    ("performance_insights", "performance_insights_days", "performance_insights_key"),
)


def text(description: str, api: str | None = None, **more: Any) -> Field:
    """A text that ModifyDBInstance changes."""
    return Field("str", description, api=api, setter="modify", **more)


def number(description: str, api: str | None = None, **more: Any) -> Field:
    """A number that ModifyDBInstance changes."""
    return Field("int", description, api=api, setter="modify", **more)


def switch(description: str, api: str | None = None, **more: Any) -> Field:
    """A switch that ModifyDBInstance changes."""
    return Field("bool", description, api=api, setter="modify", **more)


def same_version(have: str, want: str) -> bool:
    """``15`` means any 15.x; ``15.7`` means just that."""
    return have == want or have.startswith(f"{want}.")


def raised_by_itself(have: str, want: str) -> bool:
    """A newer minor version of the same major one: the maintenance window's doing."""
    return have.split(".")[0] == want.split(".")[0] and catalog.version_key(have) > catalog.version_key(want)


def grown(have: int, want: int) -> bool:
    """Storage only grows; whether the difference was autoscaling is looked into by ``forbid``."""
    return have > want


class Instance(Rds):
    """Database instance whose master password RDS itself keeps. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html"""

    name, noun = "rds_instance", "rds instance"
    id_path, arn_path, name_path, state_path, tags_path = "DBInstanceIdentifier", "DBInstanceArn", "DBInstanceIdentifier", "DBInstanceStatus", "TagList"
    states = States(
        ready=("available", "storage-optimization", "storage-initialization"),
        failed=("failed", "incompatible-network", "incompatible-restore", "incompatible-create", "restore-error", "inaccessible-encryption-credentials"),
        usual=900,
        deadline=3600,
    )
    not_yet = ("InvalidDBInstanceState", "InvalidDBInstanceStateFault")  # a moment of backing-up or configuring
    stateful = True
    scope = {
        "apply_immediately": Field(
            "bool", "Whether changes that interrupt, and reboots that parameters need, happen now and not in the maintenance window.", default=False
        ),
        "final_snapshot": Field("bool", "Whether deletion leaves a snapshot.", default=True),
    }
    reports = {
        "endpoint": "Endpoint.Address",
        "port": "Endpoint.Port",
        "resource_id": "DbiResourceId",
        "secret_arn": "MasterUserSecret.SecretArn",
        "engine_version": "EngineVersion",
    }
    reports |= {"status": "DBInstanceStatus", "pending": "PendingModifiedValues"}
    fields = {
        "engine": Field("str", "Engine. Cannot be changed.", api="Engine", default="postgres"),
        "engine_version": text("Version, such as 15.19.", "EngineVersion", required=True, same=same_version, accept=raised_by_itself),
        "instance_class": text("Class, such as db.r6g.xlarge.", "DBInstanceClass", required=True),
        "storage": number("GiB; can only grow.", "AllocatedStorage", required=True, accept=grown),
        "max_storage": number("GiB up to which storage grows by itself.", "MaxAllocatedStorage"),
        "storage_type": text("Type of storage.", "StorageType", choices=("gp2", "gp3", "io1", "io2"), default="gp3"),
        "iops": number("Operations a second, where the type lets one choose.", "Iops"),
        "throughput": number("MiB a second, where the type lets one choose.", "StorageThroughput"),
        "storage_encrypted": Field("bool", "Whether storage is encrypted. Cannot be changed.", api="StorageEncrypted", default=True),
        "kms_key": Field("str", "ARN of the key of the storage. Cannot be changed.", api="KmsKeyId"),
        "multi_az": switch("Whether a standby in another zone takes over.", "MultiAZ", default=False),
        "subnet_group": Field("str", "Subnet group. Cannot be changed within a VPC.", api="DBSubnetGroup.DBSubnetGroupName", required=True),
        "security_groups": Field("list", "Ids of its security groups.", elements="str", required=True, unordered=True, setter="modify"),
        "parameter_group": text("Parameter group."),
        "port": number("Port.", default=5432),
        "public": switch("Whether it has a public address.", "PubliclyAccessible", default=False),
        "database": Field("str", "Database made at birth. Cannot be changed.", api="DBName"),
        "master_username": Field("str", "Master user. Cannot be changed.", api="MasterUsername", required=True),
        "managed_password": switch("Whether RDS makes, keeps and rotates the master password in Secrets Manager.", choices=(True,), default=True),
        "master_secret_key": text("ARN of the key of that secret.", "MasterUserSecret.KmsKeyId"),
        "iam_authentication": switch("Whether users may log in with IAM.", "IAMDatabaseAuthenticationEnabled", default=True),
        "backup_retention_days": number("Days that automated backups are kept, 0 to 35; 0 turns them off.", "BackupRetentionPeriod", default=7),
        "backup_window": text("Daily window of backups, UTC.", "PreferredBackupWindow"),
        "maintenance_window": text("Weekly window of maintenance, UTC.", "PreferredMaintenanceWindow", norm=str.lower),
        "auto_minor_upgrade": switch("Whether minor versions are raised in the maintenance window.", "AutoMinorVersionUpgrade", default=True),
        "copy_tags": switch("Whether snapshots get the tags.", "CopyTagsToSnapshot", default=True),
        "deletion_protection": switch("Whether AWS refuses to delete it.", "DeletionProtection", default=True),
        "log_exports": Field(
            "list", "Logs that go to CloudWatch Logs.", elements="str", choices=("postgresql", "upgrade", "iam-db-auth-error"), unordered=True, setter="modify"
        ),
        "monitoring_interval": number(
            "Seconds between values of the operating system; 0 turns them off.", "MonitoringInterval", choices=(0, 1, 5, 10, 15, 30, 60)
        ),
        "monitoring_role": text("ARN of the role that sends them.", "MonitoringRoleArn"),
        "performance_insights": switch("Whether the load of queries is recorded.", "PerformanceInsightsEnabled", default=False),
        "performance_insights_days": number("Days that it is kept.", "PerformanceInsightsRetentionPeriod"),
        "performance_insights_key": Field("str", "ARN of its key. Cannot be changed once it is on.", api="PerformanceInsightsKMSKeyId"),
        "ca_certificate": text("Certificate authority of the server's certificate.", "CACertificateIdentifier"),
        "parameters_in_effect": Field(
            "bool", "Whether static parameters are in effect; otherwise it needs a reboot.", choices=(True,), default=True, setter="reboot"
        ),
    }
    example = (
        "- knowledge.aws.rds_instance:\n    wait: false\n    config:\n      - key: main\n        engine_version: '15.19'\n        instance_class: db.r6g.xlarge\n        storage: 200\n"
        "        subnet_group: knowledge-production\n        security_groups: [sg-0a1b2c3d]\n        master_username: dbadmin\n"
    )

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.now = bool(self.given.get("apply_immediately"))
        self.stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%d-%H%M%S")
        if not self.now:  # a reboot that is not asked for is only told
            self.fields = {**self.fields, "parameters_in_effect": replace(self.fields["parameters_in_effect"], accept=always)}  # type: ignore[misc]

    def check(self, wanted: list[Wanted]) -> list[str]:
        """What RDS refuses."""
        return [f"rds instance {want.name}: {wrong}" for want in wanted for wrong in instance_objections(want.name, want.fields, self.stack.region)]

    def find(self, names: list[str]) -> list[Any]:
        """All instances of the region, tags included, in one call."""
        return self.aws.read("describe_db_instances", "DBInstances")

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """What waits for the maintenance window counts as done, unless changes are to happen now."""
        if raw["DBInstanceStatus"] == "creating":  # most is not told yet
            return {key: value for key, value in super().shape(raw).items() if key in ("engine", "master_username", "storage_encrypted")}
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
            shape.pop("performance_insights_key")
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
        return f"{have.state}: {reasons or 'AWS gives no reason; see the events of the instance'}" if have.state in self.states.failed else None

    def forbid_new(self, want: Wanted) -> str | None:
        """Versions that AWS still runs but starts no more."""
        versions = catalog.db_versions_for_new(want["engine"])
        if any(same_version(version, want["engine_version"]) for version in versions):
            return None
        return f"AWS makes no new instances of {want['engine']} {want['engine_version']}; it does of {', '.join(versions[-30:])}"

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """What RDS cannot change: engine, smaller storage, a version that it does not upgrade to."""
        if "engine" in changes:
            return f"the engine cannot change ({have['engine']} -> {want['engine']}); make a second instance and move the data"
        return self._storage(have, want, changes) or self._version(have, want, changes)

    def _storage(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        if "storage" not in changes or have["storage"] < want["storage"]:
            return None
        asked, largest = int(have.tags.get("RequestedStorage") or 0), want["max_storage"] or 0
        if asked <= want["storage"] and have["storage"] <= largest:
            return None  # grown by itself
        return f"storage cannot shrink ({asked or have['storage']} -> {want['storage']} GiB); restore a dump into a smaller instance"

    def _version(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        if "engine_version" not in changes or raised_by_itself(have["engine_version"], want["engine_version"]):
            return None
        known = self.aws.read("describe_db_engine_versions", "DBEngineVersions", Engine=want["engine"], EngineVersion=have["engine_version"], IncludeAll=True)
        targets = [target["EngineVersion"] for version in known for target in version.get("ValidUpgradeTarget") or []]
        if any(same_version(target, want["engine_version"]) for target in targets):
            return None
        return f"RDS does not upgrade {have['engine']} {have['engine_version']} to {want['engine_version']}; it does to {', '.join(targets) or 'none'}"

    def create(self, want: Wanted) -> None:
        """CreateDBInstance."""
        arguments = {param: want[field] for field, param in PARAMS.items() if want[field] is not None}
        self.aws.create("create_db_instance", DBInstanceIdentifier=want.name, ManageMasterUserPassword=True, Tags=tag_list(want.tags), **arguments)

    def modify(self, have: Resource, want: Wanted) -> None:
        """ModifyDBInstance, once for all; before a new major version a snapshot, so that there is a way back."""
        fields = set(want.changed)
        for group in TOGETHER:
            if fields & set(group):
                fields |= {field for field in group if want[field] is not None}
        if have["performance_insights"]:
            fields.discard("performance_insights_key")
        if have["storage"] > want["storage"]:
            fields.discard("storage")
        arguments = {MODIFY.get(field, PARAMS[field]): want[field] for field in fields if field in PARAMS}
        if "log_exports" in fields:
            on, off = set(want["log_exports"]) - set(have["log_exports"]), set(have["log_exports"]) - set(want["log_exports"])
            arguments[MODIFY["log_exports"]] = {"EnableLogTypes": sorted(on), "DisableLogTypes": sorted(off)}
        if "managed_password" in fields:
            arguments["ManageMasterUserPassword"] = True
        if "engine_version" in fields and want["engine_version"].split(".")[0] != have["engine_version"].split(".")[0]:
            self._snapshot(f"{have.id}-before-{want['engine_version'].replace('.', '-')}-{self.stamp[:8]}", have.id)
            arguments["AllowMajorVersionUpgrade"] = True
        self.aws.write("modify_db_instance", DBInstanceIdentifier=have.id, ApplyImmediately=self.now, **arguments)
        if "parameter_group" in fields and self.now and "engine_version" not in fields:
            self._wait("db_instance_available", DBInstanceIdentifier=have.id)
            self.reboot(have, want)

    def _snapshot(self, snapshot: str, instance: str) -> None:
        self.aws.write("create_db_snapshot", already=["DBSnapshotAlreadyExists"], DBSnapshotIdentifier=snapshot, DBInstanceIdentifier=instance)
        self._wait("db_snapshot_available", DBSnapshotIdentifier=snapshot)
        self._wait("db_instance_available", DBInstanceIdentifier=instance)

    def _wait(self, what: str, **params: Any) -> None:
        self.aws.client().get_waiter(what).wait(**params, WaiterConfig={"Delay": 10, "MaxAttempts": 360})

    def reboot(self, have: Resource, want: Wanted) -> None:
        """RebootDBInstance: about a minute without the database."""
        self.aws.write("reboot_db_instance", DBInstanceIdentifier=have.id)

    def protected(self, have: Resource) -> str | None:
        """AWS's own switch."""
        return "deletion protection is on" if have.raw.get("DeletionProtection") else None

    def unprotect(self, have: Resource) -> None:
        """Takes effect at once."""
        self.aws.write("modify_db_instance", DBInstanceIdentifier=have.id, DeletionProtection=False, ApplyImmediately=True)

    def _final(self, have: Resource) -> str | None:
        """Name of the final snapshot; AWS takes none of what has failed or is being made."""
        possible = self.given.get("final_snapshot", True) and have.state not in (*self.states.failed, "creating", "deleting")
        return f"{have.id}-final-{self.stamp}" if possible else None

    def delete(self, have: Resource) -> None:
        """DeleteDBInstance, with a final snapshot."""
        if have.state == "deleting":
            return
        snapshot = self._final(have)
        arguments = {"FinalDBSnapshotIdentifier": snapshot} if snapshot else {}
        self.aws.write("delete_db_instance", DBInstanceIdentifier=have.id, SkipFinalSnapshot=not snapshot, **arguments)

    def kept(self, have: Resource) -> str | None:
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
