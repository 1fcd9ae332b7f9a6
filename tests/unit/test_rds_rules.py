"""What RDS refuses is refused before it is asked: each rule is made to speak once, silent about what AWS takes."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.rds import rules as rds
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.rds.instance import Instance
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.rds.instance_fields import grown
from ansible_collections.knowledge.aws.plugins.plugin_utils.reference import catalog, parameters, windows
from ansible_collections.knowledge.aws.plugins.plugin_utils.reference.versions import raised_by_itself, same_version
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import rds as inventory

from tests.unit.inventory import found as said

REGION = "ap-northeast-2"
GOOD: dict[str, Any] = {
    "engine_version": "15.19",
    "db_instance_class": "db.r6g.xlarge",
    "allocated_storage": 200,
    "max_allocated_storage": 1000,
    "master_username": "dbadmin",
    "db_name": "knowledge",
    "backup_retention_period": 7,
    "preferred_backup_window": "17:00-18:00",
    "preferred_maintenance_window": "sun:18:30-sun:19:30",
    "monitoring_interval": 60,
    "monitoring_role_arn": "arn:aws:iam::123456789012:role/monitoring",
    "performance_insights_retention_period": 7,
    "port": 5432,
}


def wrong(fields: dict[str, Any]) -> list[str]:
    found = list(rds.instance_findings(fields, REGION))
    assert all(finding.valid for finding in found)
    return [finding.field for finding in found]


def test_the_guide_is_right() -> None:
    assert wrong(GOOD) == []


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("engine", {"engine": "postgre"}),
        ("engine", {"engine": "mysql"}),
        ("db_instance_class", {"db_instance_class": "db.r99g.huge"}),
        ("db_instance_class", {"db_instance_class": "r6g.xlarge"}),
        ("engine_version", {"engine_version": "15.99"}),
        ("allocated_storage", {"allocated_storage": 5}),
        ("allocated_storage", {"allocated_storage": 70000, "max_allocated_storage": None}),
        ("allocated_storage", {"storage_type": "io1", "allocated_storage": 50, "iops": 1000}),
        ("max_allocated_storage", {"max_allocated_storage": 100}),
        ("max_allocated_storage", {"max_allocated_storage": 210}),
        ("max_allocated_storage", {"max_allocated_storage": 70000}),
        ("iops", {"iops": 100}),
        ("iops", {"iops": 12000}),
        ("storage_throughput", {"storage_throughput": 500}),
        ("iops", {"allocated_storage": 400, "iops": 3000}),
        ("storage_throughput", {"allocated_storage": 400, "storage_throughput": 125}),
        ("iops", {"storage_type": "gp2", "iops": 3000}),
        ("iops", {"storage_type": "io1"}),
        ("backup_retention_period", {"backup_retention_period": 36}),
        ("backup_retention_period", {"backup_retention_period": 40}),
        ("port", {"port": 80}),
        ("master_username", {"master_username": "admin"}),
        ("master_username", {"master_username": "rdsadmin"}),
        ("master_username", {"master_username": "pg_owner"}),
        ("master_username", {"master_username": "1st"}),
        ("db_name", {"db_name": "knowledge-base"}),
        ("monitoring_interval", {"monitoring_role_arn": None}),
        ("kms_key_id", {"kms_key_id": "arn:aws:kms:x", "storage_encrypted": False}),
        ("performance_insights_retention_period", {"performance_insights_retention_period": 8}),
        ("preferred_maintenance_window", {"preferred_maintenance_window": "sun:17:30-sun:18:30"}),
        ("preferred_maintenance_window", {"preferred_maintenance_window": "sun:18:30-sun:18:45"}),
        ("preferred_backup_window", {"preferred_backup_window": "5pm-6pm"}),
        ("preferred_backup_window", {"preferred_backup_window": "17:00-17:10"}),
    ],
)
def test_what_aws_refuses(field: str, values: dict[str, Any]) -> None:
    assert wrong(GOOD | values) == [field]


@pytest.mark.parametrize(
    "values",
    [
        {"allocated_storage": 400, "iops": 12000, "storage_throughput": 500},
        {"engine_version": "15"},
        {"master_username": "postgres"},
        {"performance_insights_retention_period": 731},
    ],
)
def test_what_aws_takes(values: dict[str, Any]) -> None:
    assert wrong(GOOD | values) == []


@pytest.mark.parametrize("name", ["Knowledge", "1st", "a--b", "ends-", "under_score", "a" * 64])
def test_names_that_aws_refuses(name: str) -> None:
    assert [finding.field for finding in rds.name_findings(name)] == ["name"]


@pytest.mark.parametrize(
    ("name", "family", "fields"),
    [
        ("postgres15", "postgres15", []),
        ("postgres15", "postgres1", ["db_parameter_group_family"]),
        ("postgres15", "mysql8.0", ["db_parameter_group_family"]),
        ("Postgres", "postgres15", ["name"]),
        ("a" * 256, "postgres15", ["name"]),
    ],
)
def test_parameter_groups(name: str, family: str, fields: list[str]) -> None:
    found = list(rds.group_findings(name, family))
    assert [finding.field for finding in found] == fields and all(finding.valid for finding in found)


def test_variables_of_the_inventory_are_named() -> None:
    given = {
        "aws_region": REGION,
        "rds_engine_version": "15",
        "rds_instance_class": "db.huge",
        "rds_allocated_storage": 5,
        "rds_iops": 0,
        "rds_subnet_ids": {"a": "subnet-0a1b2c3d"},
    }
    found = list(inventory.findings(given))
    assert all(finding.valid for finding in found)
    assert {finding.field for finding in found} == {
        "rds_engine_version",
        "rds_instance_class",
        "rds_allocated_storage",
        "rds_subnet_ids",
    }


@pytest.mark.parametrize("variable", ["rds_port", "rds_allocated_storage", "rds_backup_retention_period", "rds_iops"])
def test_what_is_no_number_is_said_by_its_type_alone(variable: str) -> None:
    (finding,) = said(**{variable: "many"})
    assert finding.field == variable and "unable to convert to int" in finding.wrong


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
    assert bool(list(parameters.value_objection(parameter, value))) is refused


def test_parameters_that_a_family_does_not_have() -> None:
    known = {"rds.force_ssl": {"ParameterName": "rds.force_ssl", "DataType": "boolean"}}
    assert list(parameters.objections({"rds.force_ssl": "1"}, known, "postgres15")) == []
    (text,) = parameters.objections({"rds.force_tls": "1"}, known, "postgres15")
    assert text == "postgres15 has no parameter rds.force_tls (close to it: rds.force_ssl)"


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
    assert list(catalog.objection("db_instance_class", "anything", frozenset(), "in a region without data")) == []
