# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a database instance is described by."""

from __future__ import annotations

from functools import partial

from ...core.fields import Field
from ...reference.versions import raised_by_itself, same_version

TOGETHER = (  # fields of which AWS wants the others when one changes
    ("allocated_storage", "iops", "storage_throughput", "storage_type"),
    ("monitoring_interval", "monitoring_role_arn"),
    ("enable_performance_insights", "performance_insights_retention_period", "performance_insights_kms_key_id"),
    ("manage_master_user_password", "master_user_secret_kms_key_id"),
)

modified = partial(Field, setter="modify")


def grown(have: int, want: int) -> bool:
    """Storage only grows; whether the difference was autoscaling is looked into by ``forbid``."""
    return have > want


FIELDS = {
    "engine": Field("str", "Engine. Cannot be changed.", choices=("postgres",), default="postgres"),
    "engine_version": modified(
        "str",
        "Version, such as 15.19; 15 means any 15.x. Goes up only.",
        required=True,
        same=same_version,
        accept=raised_by_itself,
    ),
    "db_instance_class": modified("str", "Class, such as db.r6g.xlarge.", required=True),
    "allocated_storage": modified("int", "Storage in GiB; can only grow.", required=True, accept=grown),
    "max_allocated_storage": modified("int", "GiB up to which storage grows by itself."),
    "storage_type": modified("str", "Type of storage.", choices=("gp2", "gp3", "io1", "io2"), default="gp3"),
    "iops": modified("int", "Operations a second, where type and size let one choose."),
    "storage_throughput": modified("int", "MiB a second, where type and size let one choose."),
    "storage_encrypted": Field("bool", "Whether storage is encrypted. Cannot be changed.", default=True),
    "kms_key_id": Field("str", "ARN of the key of the storage. Cannot be changed."),
    "multi_az": modified("bool", "Whether a standby in another zone takes over.", default=False),
    "db_subnet_group_name": Field(
        "str", "Subnet group. Cannot be changed.", api="DBSubnetGroup.DBSubnetGroupName", required=True
    ),
    "vpc_security_group_ids": modified(
        "list",
        "Ids of its security groups.",
        api="VpcSecurityGroups[].VpcSecurityGroupId",
        elements="str",
        required=True,
        unordered=True,
    ),
    "db_parameter_group_name": modified(
        "str", "Parameter group; by default AWS's own of the engine.", api="DBParameterGroups[0].DBParameterGroupName"
    ),
    # What waits for the maintenance window stands at top level, see ``Instance.shape``.
    "port": modified(
        "int", "Port; another one restarts the database at once.", api="Port || Endpoint.Port", default=5432
    ),
    "publicly_accessible": modified("bool", "Whether it has a public address.", default=False),
    "db_name": Field("str", "Database that is made on creation. Cannot be changed."),
    "master_username": Field("str", "Master user. Cannot be changed.", required=True),
    "manage_master_user_password": modified(
        "bool",
        "Whether RDS makes, keeps and rotates the master password in Secrets Manager.",
        api="MasterUserSecret != `null`",
        choices=(True,),
        default=True,
    ),
    "master_user_secret_kms_key_id": Field(
        "str", "ARN of the key of that secret. Cannot be changed.", api="MasterUserSecret.KmsKeyId"
    ),
    "enable_iam_database_authentication": modified(
        "bool", "Whether users may log in by IAM.", api="IAMDatabaseAuthenticationEnabled", default=True
    ),
    "backup_retention_period": modified(
        "int", "Days that automated backups are kept, 0 to 35; 0 turns them off.", default=7
    ),
    "preferred_backup_window": modified("str", "Daily window of backups, UTC, such as 17:00-18:00."),
    "preferred_maintenance_window": modified(
        "str", "Weekly window of maintenance, UTC, such as sun:18:30-sun:19:30.", norm=str.lower
    ),
    "auto_minor_version_upgrade": modified(
        "bool", "Whether minor versions are raised in the maintenance window.", default=True
    ),
    "copy_tags_to_snapshot": modified("bool", "Whether snapshots get the tags.", default=True),
    "deletion_protection": modified("bool", "Whether AWS refuses to delete it.", default=True),
    "enable_cloudwatch_logs_exports": modified(
        "list",
        "Logs that go to CloudWatch Logs.",
        api="EnabledCloudwatchLogsExports || `[]`",
        elements="str",
        choices=("postgresql", "upgrade", "iam-db-auth-error"),
        unordered=True,
    ),
    "monitoring_interval": modified(
        "int",
        "Seconds between values of the operating system; 0 turns them off.",
        choices=(0, 1, 5, 10, 15, 30, 60),
    ),
    "monitoring_role_arn": modified("str", "ARN of the role that sends them."),
    "enable_performance_insights": modified(
        "bool", "Whether the load of queries is recorded.", api="PerformanceInsightsEnabled || `false`", default=False
    ),
    "performance_insights_retention_period": modified(
        "int", "Days that it is kept: 7, 31 times the number of months up to 23, or 731."
    ),
    "performance_insights_kms_key_id": Field("str", "ARN of its key. Cannot be changed once it is on."),
    "parameters_in_effect": Field(
        "bool",
        "Whether static parameters are in effect; otherwise it needs a reboot. The API has no such member.",
        setter="reboot",
        api="!(DBParameterGroups[?ParameterApplyStatus=='pending-reboot'])",
        choices=(True,),
        default=True,
    ),
}
