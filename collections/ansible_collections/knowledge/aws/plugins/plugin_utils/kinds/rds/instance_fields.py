"""What a database instance is described by, and how AWS spells it."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...reference import catalog

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
    ("managed_password", "master_secret_key"),
)


def text(description: str, api: str = "", **more: Any) -> Field:
    """A text that ModifyDBInstance changes."""
    return Field("str", description, api=api, setter="modify", **more)


def number(description: str, api: str = "", **more: Any) -> Field:
    """A number that ModifyDBInstance changes."""
    return Field("int", description, api=api, setter="modify", **more)


def switch(description: str, api: str = "", **more: Any) -> Field:
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


FIELDS = {
    "engine": Field("str", "Engine. Cannot be changed.", api="Engine", default="postgres"),
    "engine_version": text(
        "Version, such as 15.19.", "EngineVersion", required=True, same=same_version, accept=raised_by_itself
    ),
    "instance_class": text("Class, such as db.r6g.xlarge.", "DBInstanceClass", required=True),
    "storage": number("GiB; can only grow.", "AllocatedStorage", required=True, accept=grown),
    "max_storage": number("GiB up to which storage grows by itself.", "MaxAllocatedStorage"),
    "storage_type": text("Type of storage.", "StorageType", choices=("gp2", "gp3", "io1", "io2"), default="gp3"),
    "iops": number("Operations a second, where the type lets one choose.", "Iops"),
    "throughput": number("MiB a second, where the type lets one choose.", "StorageThroughput"),
    "storage_encrypted": Field(
        "bool", "Whether storage is encrypted. Cannot be changed.", api="StorageEncrypted", default=True
    ),
    "kms_key": Field("str", "ARN of the key of the storage. Cannot be changed.", api="KmsKeyId"),
    "multi_az": switch("Whether a standby in another zone takes over.", "MultiAZ", default=False),
    "subnet_group": Field(
        "str", "Subnet group. Cannot be changed within a VPC.", api="DBSubnetGroup.DBSubnetGroupName", required=True
    ),
    "security_groups": Field(
        "list", "Ids of its security groups.", elements="str", required=True, unordered=True, setter="modify", api=""
    ),
    "parameter_group": text("Parameter group."),
    "port": number("Port.", default=5432),
    "public": switch("Whether it has a public address.", "PubliclyAccessible", default=False),
    "database": Field("str", "Database made at birth. Cannot be changed.", api="DBName"),
    "master_username": Field("str", "Master user. Cannot be changed.", api="MasterUsername", required=True),
    "managed_password": switch(
        "Whether RDS makes, keeps and rotates the master password in Secrets Manager.", choices=(True,), default=True
    ),
    "master_secret_key": Field(
        "str", "ARN of the key of that secret. Cannot be changed.", api="MasterUserSecret.KmsKeyId"
    ),
    "iam_authentication": switch(
        "Whether users may log in with IAM.", "IAMDatabaseAuthenticationEnabled", default=True
    ),
    "backup_retention_days": number(
        "Days that automated backups are kept, 0 to 35; 0 turns them off.", "BackupRetentionPeriod", default=7
    ),
    "backup_window": text("Daily window of backups, UTC.", "PreferredBackupWindow"),
    "maintenance_window": text("Weekly window of maintenance, UTC.", "PreferredMaintenanceWindow", norm=str.lower),
    "auto_minor_upgrade": switch(
        "Whether minor versions are raised in the maintenance window.", "AutoMinorVersionUpgrade", default=True
    ),
    "copy_tags": switch("Whether snapshots get the tags.", "CopyTagsToSnapshot", default=True),
    "deletion_protection": switch("Whether AWS refuses to delete it.", "DeletionProtection", default=True),
    "log_exports": Field(
        "list",
        "Logs that go to CloudWatch Logs.",
        elements="str",
        choices=("postgresql", "upgrade", "iam-db-auth-error"),
        unordered=True,
        setter="modify",
        api="",
    ),
    "monitoring_interval": number(
        "Seconds between values of the operating system; 0 turns them off.",
        "MonitoringInterval",
        choices=(0, 1, 5, 10, 15, 30, 60),
    ),
    "monitoring_role": text("ARN of the role that sends them.", "MonitoringRoleArn"),
    "performance_insights": switch(
        "Whether the load of queries is recorded.", "PerformanceInsightsEnabled", default=False
    ),
    "performance_insights_days": number("Days that it is kept.", "PerformanceInsightsRetentionPeriod"),
    "performance_insights_key": Field(
        "str", "ARN of its key. Cannot be changed once it is on.", api="PerformanceInsightsKMSKeyId"
    ),
    "ca_certificate": text("Certificate authority of the server's certificate.", "CACertificateIdentifier"),
    "parameters_in_effect": Field(
        "bool",
        "Whether static parameters are in effect; otherwise it needs a reboot.",
        choices=(True,),
        default=True,
        setter="reboot",
        api="",
    ),
}
