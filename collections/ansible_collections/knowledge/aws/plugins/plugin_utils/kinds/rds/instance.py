# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Database instances of RDS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ...core.fields import Field, always
from ...core.kind import Codes, Finding, Life, Query, Report, tag_list
from ...core.model import Resource, Wanted
from ...reference import catalog
from ...reference.versions import raised_by_itself, same_version
from .codes import CODES
from .common import SUBNET_GROUP_EXAMPLE, Rds
from .instance_fields import FIELDS, TOGETHER
from .rules import GP3_STRIPED, instance_findings, name_findings

STORAGE_TAG = "RequestedStorage"  # tells growth by itself from a request for less
TOLD_AT_ONCE = ("engine", "master_username", "storage_encrypted")  # while it is being made


class Instance(Rds):
    """Database instance whose master password RDS itself keeps.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
    """

    name, noun = "rds_instance", "rds instance"
    arn_prefix = "db:"
    id_path, arn_path, name_path = "DBInstanceIdentifier", "DBInstanceArn", "DBInstanceIdentifier"
    state_path, tags_path = "DBInstanceStatus", "TagList"
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
    # a moment of backing-up or configuring
    codes = CODES | Codes(not_yet=("InvalidDBInstanceState", "InvalidDBInstanceStateFault"))
    companions = (
        (":snapshot:rds:", ""),
        (":auto-backup:", ""),
        (":snapshot:", "a snapshot, retained until you delete it: aws rds delete-db-snapshot"),
    )
    scope_fields = {
        "apply_immediately": Field(
            "bool",
            "Whether changes that interrupt, and reboots that parameters need, do not wait for the maintenance window.",
            default=False,
        ),
        "final_snapshot": Field(
            "bool",
            "Whether deletion leaves a snapshot; for SkipFinalSnapshot and FinalDBSnapshotIdentifier of the API.",
            default=True,
        ),
    }
    reports = {
        "endpoint": Report(
            "Endpoint.Address",
            "Host name; known when it is ready.",
            "knowledge-production.c1a2b3c4d5e6.ap-northeast-2.rds.amazonaws.com",
        ),
        "port": Report("Endpoint.Port", "Port; known when it is ready.", 5432),
        "resource_id": Report("DbiResourceId", "Id as rds-db:connect wants it.", "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "secret_arn": Report(
            "MasterUserSecret.SecretArn",
            "ARN of the secret that holds the master password.",
            sample="arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:rds!db-0a1b2c3d-Ab12Cd",
        ),
        "engine_version": Report("EngineVersion", "Version, with its minor version.", "15.19"),
        "db_instance_class": Report("DBInstanceClass", "Class; another one may be pending.", "db.r6g.xlarge"),
        "status": Report("DBInstanceStatus", "State.", "available"),
        "pending": Report(
            "PendingModifiedValues", "What waits for the maintenance window.", {"DBInstanceClass": "db.r6g.2xlarge"}
        ),
    }
    fields = FIELDS
    example = f"""\
{SUBNET_GROUP_EXAMPLE}
- name: Security group
  knowledge.aws.ec2_security_group:
    vpc_id: "{{{{ vpc.ids.main }}}}"
    config:
      - {{key: database, description: Databases}}
  register: security_groups

- name: DB instance
  knowledge.aws.rds_instance:
    config:
      - key: main
        name: knowledge
        engine_version: "15.19"
        db_instance_class: db.t4g.medium
        allocated_storage: 20
        db_subnet_group_name: knowledge
        vpc_security_group_ids: ["{{{{ security_groups.ids.database }}}}"]
        db_name: knowledge
        master_username: dbadmin
"""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.now = bool(self.scope.get("apply_immediately"))
        if not self.now:  # a reboot that is not asked for is only told
            told = replace(self.fields["parameters_in_effect"], accept=always)
            self.fields = {**self.fields, "parameters_in_effect": told}  # type: ignore[misc]

    def check(self, want: Wanted) -> Iterator[Finding]:
        """What RDS refuses."""
        yield from name_findings(want.name)
        yield from instance_findings(want.fields, self.stack.region)

    def find(self, query: Query) -> list[Any]:
        """All instances of the region, tags included, in one call."""
        return self.aws.read("describe_db_instances", "DBInstances")

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """What waits for the maintenance window counts as done, unless changes are to happen now."""
        pending = {} if self.now else raw.get("PendingModifiedValues") or {}
        shape = super().shape(raw | pending)
        if raw["DBInstanceStatus"] == "creating":
            return {name: shape[name] for name in TOLD_AT_ONCE if shape[name] is not None}
        if raw.get("StorageType") == "gp3" and raw["AllocatedStorage"] < GP3_STRIPED:  # told, but never chosen
            shape |= {"iops": None, "storage_throughput": None}
        untold = [] if shape["manage_master_user_password"] else ["master_user_secret_kms_key_id"]
        if not shape["enable_performance_insights"]:
            untold += ["performance_insights_kms_key_id", "performance_insights_retention_period"]
        return {name: value for name, value in shape.items() if name not in untold}

    def ready(self, have: Resource) -> bool:
        """Changes that are to happen now are waited for."""
        return super().ready(have) and not (self.now and have.raw.get("PendingModifiedValues"))

    def failure(self, have: Resource) -> str | None:
        """RDS gives reasons in a list."""
        if have.state not in self.life.failed:
            return None
        reasons = "; ".join(info["Message"] for info in have.raw.get("StatusInfos") or [] if info.get("Message"))
        return f"{have.state}: {reasons or 'AWS gives no reason; see the events of the instance'}"

    def forbid_new(self, want: Wanted) -> str | None:
        """Versions that AWS still runs but starts no more."""
        versions, asked = catalog.db_versions_for_new(want["engine"]), want["engine_version"]
        if any(same_version(version, asked) for version in versions):
            return None
        return f"AWS makes no new instances of {want['engine']} {asked}; it does of {', '.join(versions[-30:])}"

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """What RDS cannot change: engine, key of the secret, smaller storage, a version that it does not upgrade to."""
        if "engine" in changes:
            change = f"{have['engine']} -> {want['engine']}"
            return f"the engine cannot change ({change}); make a second instance and move the data"
        if "master_user_secret_kms_key_id" in changes:
            lift = "set a password by hand, then run again"
            return f"AWS cannot change the key of the secret while it keeps the password; {lift}"
        return self._storage(have, want, changes) or self._version(have, want, changes)

    def _storage(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        size, wish = have["allocated_storage"], want["allocated_storage"]
        if "allocated_storage" not in changes or size < wish:
            return None
        asked = int(have.tags.get(STORAGE_TAG) or 0)
        if asked <= wish and size <= (want["max_allocated_storage"] or 0):
            return None  # grown by itself
        return f"storage cannot shrink ({asked or size} -> {wish} GiB); restore a dump into a smaller instance"

    def _version(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        version, asked = have["engine_version"], want["engine_version"]
        if "engine_version" not in changes or raised_by_itself(version, asked):
            return None
        known = self.aws.read(
            "describe_db_engine_versions",
            "DBEngineVersions",
            Engine=want["engine"],
            EngineVersion=version,
            IncludeAll=True,
        )
        targets = [target["EngineVersion"] for one in known for target in one.get("ValidUpgradeTarget") or []]
        if any(same_version(target, asked) for target in targets):
            return None
        possible = ", ".join(targets) or "none"
        return f"RDS does not upgrade {have['engine']} {version} to {asked}; it does to {possible}"

    def create(self, want: Wanted) -> None:
        """CreateDBInstance."""
        request = self.request("create_db_instance", want)
        tags = tag_list(want.tags | self._memory(want))
        self.aws.create("create_db_instance", DBInstanceIdentifier=want.name, Tags=tags, **request)

    @staticmethod
    def _memory(want: Wanted) -> dict[str, str]:
        return {STORAGE_TAG: str(want["allocated_storage"])}

    def modify(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyDBInstance, once for all; before a new major version a snapshot, so that there is a way back."""
        fields = self._together(have, want, changed)
        request = self.request("modify_db_instance", want, fields)
        if "port" in fields:
            request["DBPortNumber"] = want["port"]
        if "enable_cloudwatch_logs_exports" in fields:
            on, off = (set(one["enable_cloudwatch_logs_exports"]) for one in (want, have))
            request["CloudwatchLogsExportConfiguration"] = {
                "EnableLogTypes": sorted(on - off),
                "DisableLogTypes": sorted(off - on),
            }
        if "engine_version" in fields and want["engine_version"].split(".")[0] != have["engine_version"].split(".")[0]:
            self._snapshot(have, f"before-{want['engine_version'].replace('.', '-')}-{self.stamp[:8]}")
            request["AllowMajorVersionUpgrade"] = True
        self.aws.write("modify_db_instance", DBInstanceIdentifier=have.id, ApplyImmediately=self.now, **request)
        if "allocated_storage" in fields:
            self.set_tags(have, self._memory(want))
        if "db_parameter_group_name" in fields and self.now:
            self.reboot(have, want, changed)

    @staticmethod
    def _together(have: Resource, want: Wanted, changed: tuple[str, ...]) -> set[str]:
        """The fields that differ and those that AWS wants with them, without what it would refuse."""
        fields = set(changed)
        for group in TOGETHER:
            if fields & set(group):
                fields |= {field for field in group if want[field] is not None}
        settled = {
            "performance_insights_kms_key_id": have["enable_performance_insights"],
            "master_user_secret_kms_key_id": have["manage_master_user_password"],
            "allocated_storage": have["allocated_storage"] > want["allocated_storage"],
        }
        return fields - {field for field, value in settled.items() if value}

    def _snapshot(self, have: Resource, suffix: str) -> None:
        snapshot = f"{have.id}-{suffix}"
        self.aws.write(
            "create_db_snapshot",
            already=self.codes.already,
            DBSnapshotIdentifier=snapshot,
            DBInstanceIdentifier=have.id,
        )
        what = f"snapshot {snapshot} of {self.noun} {have.id}"
        self.wait_until(what, lambda: self._is_available(snapshot), usual=300, deadline=3600)
        self.wait_until_ready(have)

    def _is_available(self, snapshot: str) -> bool:
        found = self.aws.read("describe_db_snapshots", "DBSnapshots", DBSnapshotIdentifier=snapshot)
        return all(one["Status"] == "available" for one in found)

    def reboot(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """RebootDBInstance, where parameters still wait for it: about a minute without the database."""
        if not self.wait_until_ready(have)["parameters_in_effect"]:
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
        impossible = have.state in (*self.life.failed, "creating", "deleting")
        return None if impossible or not self.scope["final_snapshot"] else f"{have.id}-final-{self.stamp}"

    def delete(self, have: Resource) -> None:
        """DeleteDBInstance, with a final snapshot."""
        if have.state == "deleting":
            return
        snapshot = self._final(have)
        request = {"FinalDBSnapshotIdentifier": snapshot} if snapshot else {}
        self.aws.write("delete_db_instance", DBInstanceIdentifier=have.id, SkipFinalSnapshot=not snapshot, **request)

    def leaves_behind(self, have: Resource) -> str | None:
        """The final snapshot, and the command that makes an instance of it with all that a snapshot does not hold."""
        snapshot = self._final(have)
        if not snapshot:
            return None
        groups, parameters = have["vpc_security_group_ids"], have["db_parameter_group_name"]
        options = [
            f"--region {self.aws.region} --db-instance-identifier {have.id} --db-snapshot-identifier {snapshot}",
            f"--db-instance-class {have.raw['DBInstanceClass']} --db-subnet-group-name {have['db_subnet_group_name']}",
            f"--vpc-security-group-ids {' '.join(groups)}" if groups else "",
            f"--db-parameter-group-name {parameters}" if parameters else "",
            "--multi-az" if have.raw.get("MultiAZ") else "--no-multi-az",
            "--manage-master-user-password --deletion-protection --copy-tags-to-snapshot",
            "--enable-iam-database-authentication",
        ]
        restore = " ".join(["aws rds restore-db-instance-from-db-snapshot", *filter(None, options)])
        return f"snapshot {snapshot} of rds instance {have.id}. To restore it: {restore}"
