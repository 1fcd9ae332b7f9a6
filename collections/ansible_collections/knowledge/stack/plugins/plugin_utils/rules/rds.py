"""What RDS refuses about a PostgreSQL instance, told before it is asked.

https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html and
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.rds.rules import (
    ENGINE,
    instance_findings,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.reference import catalog

from .values import typed

# The role's variables by field of the kind.
VARIABLES = {
    "engine_version": "rds_engine_version",
    "instance_class": "rds_instance_class",
    "storage": "rds_allocated_storage",
    "max_storage": "rds_max_allocated_storage",
    "storage_type": "rds_storage_type",
    "iops": "rds_iops",
    "throughput": "rds_throughput",
    "multi_az": "rds_multi_az",
    "port": "rds_port",
    "database": "rds_database_name",
    "master_username": "rds_master_username",
    "backup_retention_days": "rds_backup_retention_days",
    "backup_window": "rds_backup_window",
    "maintenance_window": "rds_maintenance_window",
    "monitoring_interval": "rds_monitoring_interval",
    "performance_insights_days": "rds_performance_insights_days",
}


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """The role's variables, before anything is asked of AWS."""
    fields = {
        field: v[variable] if field == "engine_version" else typed(v[variable])
        for field, variable in VARIABLES.items()
        if typed(v.get(variable)) not in (None, 0) or field == "storage"
    }
    for found in instance_findings(fields | {"monitoring_role": "made by the role"}, str(v.get("aws_region") or "")):
        yield Finding(VARIABLES[found.field], found.wrong, found.valid)
    new = catalog.db_versions_for_new(ENGINE)
    version = str(v.get("rds_engine_version") or "")
    if version in catalog.db_versions(ENGINE) and "." not in version:
        yield Finding(
            "rds_engine_version",
            f"'{version}' leaves the minor version to the day of the build",
            f"a minor version, such as {new[-1]}",
        )
    zones = (v.get("vpc_subnets") or {}).get("database") or {}
    if fields.get("multi_az") and len(zones) == 1:
        yield Finding(
            "rds_multi_az",
            "needs subnets in two zones, but vpc_subnets.database has one",
            "false, or another zone in vpc_subnets",
        )
