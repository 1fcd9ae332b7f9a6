# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about the database of the stack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.rds.rules import ENGINE, instance_findings
from ansible_collections.knowledge.aws.plugins.plugin_utils.reference import catalog

from .values import given, of_variables

# The role's variables by field of the kind.
VARIABLES = {
    "engine_version": "rds_engine_version",
    "db_instance_class": "rds_instance_class",
    "allocated_storage": "rds_allocated_storage",
    "max_allocated_storage": "rds_max_allocated_storage",
    "storage_type": "rds_storage_type",
    "iops": "rds_iops",
    "storage_throughput": "rds_storage_throughput",
    "multi_az": "rds_multi_az",
    "port": "rds_port",
    "db_name": "rds_db_name",
    "master_username": "rds_master_username",
    "backup_retention_period": "rds_backup_retention_period",
    "preferred_backup_window": "rds_preferred_backup_window",
    "preferred_maintenance_window": "rds_preferred_maintenance_window",
    "monitoring_interval": "rds_monitoring_interval",
    "performance_insights_retention_period": "rds_performance_insights_retention_period",
}
LEFT_TO_AWS = ("iops", "storage_throughput")  # by 0


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """What another part will publish is not known here."""
    fields = given(v, VARIABLES) | {"monitoring_role_arn": "made by the role"}
    fields = {field: value for field, value in fields.items() if value or field not in LEFT_TO_AWS}
    yield from of_variables(instance_findings(fields, str(v.get("aws_region") or "")), VARIABLES, nothing="0")
    version = str(v.get("rds_engine_version") or "")
    if version in catalog.db_versions(ENGINE) and "." not in version:
        wrong = f"'{version}' leaves the minor version to the day of the build"
        valid = f"a minor version, such as {catalog.db_versions_for_new(ENGINE)[-1]}"
        yield Finding("rds_engine_version", wrong, valid)
    zones = v.get("rds_subnet_ids")
    if zones is not None and len(zones) < 2:
        yield Finding("rds_subnet_ids", f"names {len(zones)} zone", "subnets in two zones at least")
