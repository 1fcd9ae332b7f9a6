"""RDS snapshots and restores: states that last, what a snapshot tells, what a restored instance does not inherit."""

from collections.abc import Callable
from typing import Any

from moto.rds.models import DBSnapshot, RDSBackend

from local_aws.attach import attach, wrap
from local_aws.delays import Clock
from local_aws.errors import AwsError

# A restored instance gets these from its source. The rest (groups, standby, protection, monitoring, log exports,
# managed password, tags) is given or default.
# https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBInstanceFromDBSnapshot.html
INHERITED = (
    "allocated_storage",
    "auto_minor_version_upgrade",
    "backup_retention_period",
    "ca_certificate_identifier",
    "copy_tags_to_snapshot",
    "db_instance_class",
    "db_name",
    "enable_iam_database_authentication",
    "engine",
    "engine_version",
    "iops",
    "kms_key_id",
    "master_username",
    "port",
    "preferred_backup_window",
    "preferred_maintenance_window",
    "publicly_accessible",
    "storage_encrypted",
    "storage_throughput",
    "storage_type",
)


# what a snapshot tells of its instance
TOLD = ("availability_zone", "iops", "license_model", "option_group_name", "storage_throughput", "storage_type")


def new_snapshot(
    original: Callable[..., Any],
    self: Any,
    backend: Any,
    database: Any,
    snapshot_id: str,
    *arguments: Any,
    **options: Any,
) -> None:
    """A snapshot tells storage type and figures, zone, VPC and option group; moto leaves them out.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBSnapshot.html
    """
    original(self, backend, database, snapshot_id, *arguments, **options)
    for name in TOLD:
        setattr(self, name, getattr(database, name, None))
    group = getattr(database, "db_subnet_group", None)
    self.vpc_id = group.vpc_id if group else None
    self.snapshot_target, self.multi_tenant, self.dedicated_log_volume = "region", False, database.dedicated_log_volume


def status(self: Any) -> str:
    """`creating` for the delay `rds`, then `available`."""
    return self.clock.running or "available"


def set_status(self: Any, _: str) -> None:
    """moto assigns the state that a snapshot ends in: here it begins."""
    self.clock = Clock("rds", "creating")


def inherited(source: Any) -> dict[str, Any]:
    """What an instance made from `source` gets without being asked."""
    return {name: value for name in INHERITED if (value := getattr(source, name, None)) is not None}


def restore(backend: Any, source: Any, identifier: str, overrides: Any) -> Any:
    """A new instance from `source` (an instance) with `overrides`, of which False and 0 count too; moto drops those."""
    given = {name: value for name, value in dict(**overrides).items() if value is not None}
    wanted = {**inherited(source), **given, "db_instance_identifier": identifier}
    if wanted["allocated_storage"] < source.allocated_storage:
        message = "The allocated storage size can't be less than the source snapshot or backup size."
        raise AwsError("InvalidParameterValue", message)
    baseline = wanted["storage_type"] == "gp3" and not ({"iops", "storage_throughput"} & set(given))
    for name in ("iops", "storage_throughput") if baseline else ():
        wanted.pop(name, None)
    if not wanted["storage_encrypted"]:
        wanted.pop("kms_key_id", None)
    return backend.create_db_instance(wanted)


def restore_db_instance_from_db_snapshot(self: Any, from_snapshot_id: str, overrides: Any) -> Any:
    """The new instance has the default groups and no protection; moto's inherits protection and the managed password.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBInstanceFromDBSnapshot.html
    """
    snapshot = self.get_db_snapshot(from_snapshot_id)
    if snapshot.status != "available":
        raise AwsError("InvalidDBSnapshotState", f"Snapshot {from_snapshot_id} is not in available state.")
    return restore(self, snapshot.database, overrides["db_instance_identifier"], overrides)


def apply() -> None:
    DBSnapshot.status = property(status, set_status)
    DBSnapshot.percent_progress = property(lambda self: 100 if self.status == "available" else 0)
    wrap(DBSnapshot, "__init__", new_snapshot)
    attach(RDSBackend, restore_db_instance_from_db_snapshot)
