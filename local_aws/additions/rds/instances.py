"""RDS instances: states that last, what AWS fills in, the managed password, deletion in two steps."""

import json
import secrets
from collections.abc import Callable
from typing import Any

from moto.rds.models import DBInstance, MasterUserSecret, RDSBackend, rds_backends
from moto.rds.responses import RDSResponse
from moto.resourcegroupstaggingapi.responses import ResourceGroupsTaggingAPIResponse

from local_aws.additions.rds import rules
from local_aws.additions.rds.engine_versions import POSTGRES, resolve
from local_aws.attach import before_each_call, wrap
from local_aws.delays import Clock
from local_aws.errors import AwsError

FINISHED = "available"
CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1"


def complete(backend: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a new instance with what AWS fills in; a PostgreSQL instance that AWS refuses raises."""
    if wanted.get("db_cluster_identifier"):
        return wanted
    wanted["storage_type"] = wanted.get("storage_type") or ("io1" if wanted.get("iops") else "gp3")
    wanted["ca_certificate_identifier"] = wanted.get("ca_certificate_identifier") or CERTIFICATE_AUTHORITY
    wanted["engine_version"] = resolve(wanted["engine"], wanted.get("engine_version"))
    wanted["allocated_storage"] = wanted.get("allocated_storage") or rules.MINIMUM_STORAGE
    if wanted["engine"] == POSTGRES:
        rules.check_new_instance(backend, wanted)
        wanted["license_model"] = "postgresql-license"
    if wanted.get("storage_encrypted"):
        wanted["kms_key_id"] = rules.key_arn(backend, wanted.get("kms_key_id") or "alias/aws/rds")
    return wanted


def new_instance(original: Callable[..., Any], self: Any, backend: Any, **wanted: Any) -> None:
    """Keeps Performance Insights, which moto drops, tells the figures of gp3, and has an id and zones of its own.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html
    """
    wanted = complete(backend, wanted)
    original(self, backend, **wanted)
    self.dbi_resource_id = "db-" + "".join(secrets.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") for _ in range(26))
    self.pending, self.applying, self.parameters_pending = {}, False, False
    self.enable_performance_insights = bool(wanted.get("enable_performance_insights"))
    self.performance_insights_kms_key_id = wanted.get("performance_insights_kms_key_id")
    self.performance_insights_retention_period = wanted.get("performance_insights_retention_period")
    for name, default in (
        ("database_insights_mode", "standard"),
        ("network_type", "IPV4"),
        ("dedicated_log_volume", False),
    ):
        setattr(self, name, wanted.get(name, default))
    self.engine_lifecycle_support = wanted.get("engine_lifecycle_support") or "open-source-rds-extended-support"
    if not self.db_cluster_identifier:
        rules.settle_figures(self)
    group = getattr(self, "db_subnet_group", None)
    zones = sorted({subnet.availability_zone for subnet in group._subnets}) if group else []
    self.availability_zone = wanted.get("availability_zone") or (zones[0] if zones else f"{self.region}a")
    self.zones = zones


def status(self: Any) -> str:
    """The change that runs, as long as the delay `rds`; then the state that it ends in, mostly `available`.

    https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html#Overview.DBInstance.Status
    """
    if self.clock.change == "deleting":
        return "deleting"
    return self.clock.running or self.rest


def set_status(self: Any, value: str) -> None:
    """moto assigns the state that a change ends in: here the change begins."""
    if "clock" not in self.__dict__:
        self.clock = Clock("rds", "creating")
    elif value == "deleting":
        self.clock.start("deleting")
    self.rest = value


def secondary_availability_zone(self: Any) -> str | None:
    """The zone of the standby of a Multi-AZ instance.

    https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html
    """
    others = [zone for zone in self.zones if zone != self.availability_zone]
    return others[0] if self.multi_az and others else None


def secret_string(self: Any) -> str:
    """The managed secret holds the instance's user and a random password; moto's are always the same.

    https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
    """
    return json.dumps({"username": self.resource.master_username, "password": secrets.token_urlsafe(21)})


def delete_db_instance(
    original: Callable[..., Any],
    self: Any,
    db_instance_identifier: str,
    final_db_snapshot_identifier: str | None = None,
    skip_final_snapshot: bool = False,
    delete_automated_backups: bool = True,
    **_: Any,
) -> Any:
    """The instance is `deleting` for the delay and then gone, after a choice about the final snapshot.

    moto asks for no choice and drops it at once.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html
    """
    instance = self.describe_db_instances(db_instance_identifier)[0]
    name, snapshot = instance.db_instance_identifier, final_db_snapshot_identifier
    if instance.status == "deleting":
        raise AwsError("InvalidDBInstanceState", f"Instance {name} is already being deleted.")
    if instance.deletion_protection:
        message = "Cannot delete protected DB Instance, please disable deletion protection and try again."
        raise AwsError("InvalidParameterCombination", message)
    if skip_final_snapshot and snapshot:
        message = "FinalDBSnapshotIdentifier can not be specified when deleting with SkipFinalSnapshot."
        raise AwsError("InvalidParameterCombination", message)
    if not skip_final_snapshot and not instance.db_cluster_identifier:
        if not snapshot:
            message = "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified."
            raise AwsError("InvalidParameterCombination", message)
        if instance.status != FINISHED:
            message = f"Cannot create a snapshot because the database instance {name} is not currently available."
            raise AwsError("InvalidDBInstanceState", message)
        self.create_db_snapshot(db_instance_identifier, snapshot, snapshot_type="manual")
    instance.status = "deleting"
    options = {"skip_final_snapshot": True, "delete_automated_backups": delete_automated_backups}
    instance.finish_deletion = lambda: original(self, name, **options)
    return instance


def settle(backend: Any) -> None:
    """Instances whose deletion is over go, and changes whose time is over take effect."""
    for instance in list(backend.databases.values()):
        if instance.clock.finished("deleting"):
            instance.finish_deletion()
        elif instance.applying and not instance.clock.running:
            for name, value in instance.pending.items():
                setattr(instance, name, value)
            instance.pending, instance.applying = {}, False
            rules.settle_figures(instance)


def apply() -> None:
    DBInstance.status = property(status, set_status)
    DBInstance.secondary_availability_zone = property(secondary_availability_zone)
    DBInstance.performance_insights_enabled = property(lambda self: self.enable_performance_insights)
    DBInstance.finish_deletion = None
    wrap(DBInstance, "__init__", new_instance)
    MasterUserSecret._generate_secret_string = secret_string
    wrap(RDSBackend, "delete_db_instance", delete_db_instance)
    before_each_call(RDSResponse, lambda response: settle(response.backend))
    before_each_call(
        ResourceGroupsTaggingAPIResponse,
        lambda response: settle(rds_backends[response.current_account][response.region]),
    )
