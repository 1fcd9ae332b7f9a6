"""RDS changes: what waits for the maintenance window, what takes effect at once, reboot."""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.rds.models import DBInstance, Event, RDSBackend
from moto.rds.responses import RDSResponse

from local_aws.additions.rds import rules
from local_aws.additions.rds.engine_versions import POSTGRES, resolve
from local_aws.attach import attach, wrap
from local_aws.errors import AwsError

# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.DBInstance.Modifying.html#USER_ModifyInstance.Settings
WAITING = {
    "allocated_storage": "AllocatedStorage",
    "backup_retention_period": "BackupRetentionPeriod",
    "ca_certificate_identifier": "CACertificateIdentifier",
    "db_instance_class": "DBInstanceClass",
    "db_subnet_group_name": "DBSubnetGroupName",
    "dedicated_log_volume": "DedicatedLogVolume",
    "enable_iam_database_authentication": "IAMDatabaseAuthenticationEnabled",
    "engine_version": "EngineVersion",
    "iops": "Iops",
    "multi_az": "MultiAZ",
    "storage_throughput": "StorageThroughput",
    "storage_type": "StorageType",
}
# changes of these leave the instance available
QUIET = {
    "allow_major_version_upgrade",
    "apply_immediately",
    "auto_minor_version_upgrade",
    "copy_tags_to_snapshot",
    "db_instance_identifier",
    "deletion_protection",
    "max_allocated_storage",
    "preferred_backup_window",
    "preferred_maintenance_window",
}


def current(instance: Any, name: str) -> Any:
    """The value in force of a parameter of ModifyDBInstance; of a password None, so a new one counts as a change."""
    if name == "master_user_password":
        return None
    return instance._db_subnet_group_name if name == "db_subnet_group_name" else getattr(instance, name, None)


def log_exports(instance: Any, asked: Any) -> dict[str, Any]:
    """The export configuration without what is so already; moto lists a type twice, or fails when it is not there."""
    exported = instance.enabled_cloudwatch_logs_exports
    return {
        "EnableLogTypes": [kind for kind in asked.get("EnableLogTypes", []) if kind not in exported],
        "DisableLogTypes": [kind for kind in asked.get("DisableLogTypes", []) if kind in exported],
    }


def checked_changes(backend: Any, instance: Any, asked: Any) -> dict[str, Any]:
    """The parameters of ModifyDBInstance that are given, with the version in full; raises for what AWS refuses."""
    if instance.status not in ("available", "stopped"):
        raise AwsError(
            "InvalidDBInstanceState", f"Database instance {instance.db_instance_identifier} is not in available state."
        )
    wanted = {name: value for name, value in dict(**asked).items() if value is not None}
    if "db_port_number" in wanted:  # restarts the database at once; moto drops it
        wanted["port"] = wanted.pop("db_port_number")
    if "engine_version" in wanted:
        wanted["engine_version"] = resolve(instance.engine, wanted["engine_version"])
    if instance.engine == POSTGRES and not instance.db_cluster_identifier:
        rules.check_change(backend, instance, wanted)
    return wanted


def modify_db_instance(original: Callable[..., Any], self: Any, db_instance_identifier: str, db_kwargs: Any) -> Any:
    """Changes that AWS keeps for the maintenance window wait in PendingModifiedValues; moto applies all at once.

    With ApplyImmediately they take effect, with those that waited, when the instance was `modifying` for the delay.
    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
    """
    instance = self.describe_db_instances(db_instance_identifier)[0]
    wanted = checked_changes(self, instance, db_kwargs)
    waiting = {name: value for name, value in wanted.items() if name in WAITING and not at_once(instance, name, value)}
    direct = {name: value for name, value in wanted.items() if name not in waiting}
    if "cloudwatch_logs_export_configuration" in direct:
        direct["cloudwatch_logs_export_configuration"] = log_exports(
            instance, direct["cloudwatch_logs_export_configuration"]
        )
    group = wanted.get("db_parameter_group_name")
    if group and group != instance.db_parameter_group_name:
        self.default_parameter_group(group)
        instance.parameters_pending = True
    loud = any(name not in QUIET and current(instance, name) != direct[name] for name in direct)
    original(self, db_instance_identifier, direct)
    if not instance.db_cluster_identifier:
        begin_change(instance, waiting, bool(wanted.get("apply_immediately")), loud)
        if "enable_performance_insights" in wanted:
            rules.settle_figures(instance)
    return instance


def begin_change(instance: Any, waiting: dict[str, Any], now: bool, loud: bool) -> None:
    """Keeps what waits; what is set back to the value in force no longer does. Starts the clock for what takes time."""
    instance.pending = {
        name: value for name, value in {**instance.pending, **waiting}.items() if value != current(instance, name)
    }
    if now and instance.pending:
        instance.applying = True
        instance.clock.start("upgrading" if "engine_version" in instance.pending else "modifying")
    elif loud:
        instance.clock.start("modifying")


def at_once(instance: Any, name: str, value: Any) -> bool:
    """A retention that stays above zero is applied as soon as possible, whatever ApplyImmediately says."""
    return name == "backup_retention_period" and bool(value) and bool(instance.backup_retention_period)


def pending_modified_values(self: Any) -> dict[str, Any]:
    """https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_PendingModifiedValues.html"""
    return {WAITING[name]: value for name, value in self.pending.items()}


def reboot_db_instance(self: Any) -> Any:
    """Static parameters take effect, and so does what waits: a reboot stands for the maintenance window here.

    Errors: InvalidParameterCombination for a failover without a standby.
    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RebootDBInstance.html
    """
    instance = self.backend.describe_db_instances(self.params.get("DBInstanceIdentifier"))[0]
    if instance.status != "available":
        raise AwsError(
            "InvalidDBInstanceState", f"Database instance {instance.db_instance_identifier} is not in available state."
        )
    if self.params.get("ForceFailover"):
        if not instance.multi_az:
            message = "ForceFailover cannot be specified since the instance is not configured for MultiAZ."
            raise AwsError("InvalidParameterCombination", message)
        instance.availability_zone = instance.secondary_availability_zone or instance.availability_zone
    instance.parameters_pending = False
    instance.applying = bool(instance.pending)
    instance.clock.start("rebooting")
    instance.add_event("DB_INSTANCE_RESTART")
    return ActionResult({"DBInstance": instance})


def parameter_group_status(self: Any) -> list[dict[str, str]]:
    """Tells when parameters wait for a reboot; moto's groups are always in sync.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBParameterGroupStatus.html
    """
    status = "pending-reboot" if self.parameters_pending else "in-sync"
    return [
        {"DBParameterGroupName": group.name, "ParameterApplyStatus": status} for group in self.db_parameter_groups()
    ]


def apply() -> None:
    DBInstance.pending_modified_values = property(pending_modified_values)
    DBInstance.db_parameter_group_status_list = property(parameter_group_status)
    Event.EVENT_MAP["DB_INSTANCE_RESTART"] = {"Categories": ["availability"], "Message": "DB instance restarted"}
    wrap(RDSBackend, "modify_db_instance", modify_db_instance)
    attach(RDSResponse, reboot_db_instance)
