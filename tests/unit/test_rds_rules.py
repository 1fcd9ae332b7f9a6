"""What RDS refuses is refused before it is asked: each rule is made to speak once, and is silent about what AWS takes."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.rds import rules as rds
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.rds.instance import Instance
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.rds.instance_fields import (
    grown,
    raised_by_itself,
    same_version,
)
from ansible_collections.knowledge.aws.plugins.plugin_utils.reference import catalog, windows
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import rds as inventory

REGION = "ap-northeast-2"
GOOD: dict[str, Any] = {
    "engine_version": "15.19",
    "instance_class": "db.r6g.xlarge",
    "storage": 200,
    "max_storage": 1000,
    "master_username": "dbadmin",
    "database": "knowledge",
    "backup_retention_days": 7,
    "backup_window": "17:00-18:00",
    "maintenance_window": "sun:18:30-sun:19:30",
    "monitoring_interval": 60,
    "monitoring_role": "arn:aws:iam::123456789012:role/monitoring",
    "performance_insights_days": 7,
    "port": 5432,
}


def wrong(fields: dict[str, Any]) -> list[str]:
    return [finding.field for finding in rds.instance_findings(fields, REGION)]


def test_the_guide_is_right() -> None:
    assert wrong(GOOD) == []


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("engine", {"engine": "postgre"}),
        ("engine", {"engine": "mysql"}),
        ("instance_class", {"instance_class": "db.r99g.huge"}),
        ("instance_class", {"instance_class": "r6g.xlarge"}),
        ("engine_version", {"engine_version": "15.99"}),
        ("storage", {"storage": 5}),
        ("storage", {"storage": 70000, "max_storage": None}),
        ("storage", {"storage_type": "io1", "storage": 50, "iops": 1000}),
        ("max_storage", {"max_storage": 100}),
        ("max_storage", {"max_storage": 210}),
        ("max_storage", {"max_storage": 70000}),
        ("iops", {"iops": 100}),
        ("iops", {"iops": 12000}),
        ("throughput", {"throughput": 500}),
        ("iops", {"storage": 400, "iops": 3000}),
        ("throughput", {"storage": 400, "throughput": 125}),
        ("iops", {"storage_type": "gp2", "iops": 3000}),
        ("iops", {"storage_type": "io1"}),
        ("backup_retention_days", {"backup_retention_days": 36}),
        ("backup_retention_days", {"backup_retention_days": 40}),
        ("port", {"port": 80}),
        ("master_username", {"master_username": "admin"}),
        ("master_username", {"master_username": "rdsadmin"}),
        ("master_username", {"master_username": "pg_owner"}),
        ("master_username", {"master_username": "1st"}),
        ("database", {"database": "knowledge-base"}),
        ("monitoring_interval", {"monitoring_role": None}),
        ("kms_key", {"kms_key": "arn:aws:kms:x", "storage_encrypted": False}),
        ("performance_insights_days", {"performance_insights_days": 8}),
        ("maintenance_window", {"maintenance_window": "sun:17:30-sun:18:30"}),
        ("maintenance_window", {"maintenance_window": "sun:18:30-sun:18:45"}),
        ("backup_window", {"backup_window": "5pm-6pm"}),
        ("backup_window", {"backup_window": "17:00-17:10"}),
    ],
)
def test_what_aws_refuses(field: str, values: dict[str, Any]) -> None:
    assert wrong(GOOD | values) == [field]


@pytest.mark.parametrize(
    "values",
    [
        {"storage": 400, "iops": 12000, "throughput": 500},
        {"engine_version": "15"},
        {"master_username": "postgres"},
        {"performance_insights_days": 731},
    ],
)
def test_what_aws_takes(values: dict[str, Any]) -> None:
    assert wrong(GOOD | values) == []


@pytest.mark.parametrize("name", ["Knowledge", "1st", "a--b", "ends-", "under_score", "a" * 64])
def test_names_that_aws_refuses(name: str) -> None:
    assert [finding.field for finding in rds.name_findings(name)] == ["name"]


def test_variables_of_the_inventory_are_named() -> None:
    given = {
        "aws_region": REGION,
        "rds_engine_version": "15",
        "rds_instance_class": "db.huge",
        "rds_allocated_storage": "5",
        "rds_multi_az": True,
    }
    found = {
        finding.field for finding in inventory.findings(given | {"vpc_subnets": {"database": {"a": "10.0.0.0/24"}}})
    }
    assert found == {"rds_engine_version", "rds_instance_class", "rds_allocated_storage", "rds_multi_az"}


def test_versions_by_prefix_and_what_raises_itself() -> None:
    assert same_version("15.19", "15") and same_version("15.19", "15.19") and not same_version("15.19", "15.1")
    assert (
        raised_by_itself("15.10", "15.9")
        and not raised_by_itself("15.9", "15.10")
        and not raised_by_itself("16.1", "15.9")
    )
    assert grown(250, 200) and not grown(200, 250)


def test_every_field_of_the_role_is_one_of_the_kind() -> None:
    assert inventory.VARIABLES.keys() <= Instance.fields.keys()


@pytest.mark.parametrize(
    ("parameter", "value", "refused"),
    [
        ({"ParameterName": "a", "AllowedValues": "-1-100"}, "101", True),
        ({"ParameterName": "a", "AllowedValues": "-1-100"}, "-1", False),
        ({"ParameterName": "a", "DataType": "boolean"}, "2", True),
        ({"ParameterName": "a", "DataType": "boolean"}, "1", False),
        ({"ParameterName": "a", "IsModifiable": False}, "1", True),
        ({"ParameterName": "a", "AllowedValues": "-1-100"}, "{DBInstanceClassMemory/2}", False),
    ],
)
def test_values_of_parameters(parameter: dict[str, Any], value: str, refused: bool) -> None:
    assert bool(rds.value_objection(parameter, value)) is refused


@pytest.mark.parametrize(
    ("daily", "weekly", "touch"),
    [
        ("17:00-18:00", "sun:18:00-sun:19:00", False),
        ("17:00-18:00", "sun:17:59-sun:19:00", True),
        ("23:30-00:30", "mon:00:15-mon:01:00", True),
        ("23:30-00:30", "sun:23:00-mon:00:00", True),
        ("00:00-01:00", "sun:23:30-mon:00:30", True),
        ("12:00-13:00", "sun:23:30-mon:00:30", False),
    ],
)
def test_windows_collide(daily: str, weekly: str, touch: bool) -> None:
    every_day, every_week = windows.daily(daily), windows.weekly(weekly)
    assert every_day and every_week
    assert windows.collide(every_day, every_week) is touch


def test_the_catalog_knows_the_region_and_orders_versions() -> None:
    assert "db.r6g.xlarge" in catalog.db_classes(REGION, "postgres")
    assert catalog.db_classes("xx-nowhere-1", "postgres") == frozenset()
    versions = catalog.db_versions("postgres")
    assert versions.index("15.9") < versions.index("15.10")
    assert "15.2" in versions and "15.2" not in catalog.db_versions_for_new("postgres")
    assert list(catalog.objection("instance_class", "anything", frozenset(), "in a region without data")) == []
