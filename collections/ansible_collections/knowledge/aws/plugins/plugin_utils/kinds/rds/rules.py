# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What RDS refuses about a PostgreSQL instance and its groups, told before it is asked.

https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html and
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...core.finding import Finding
from ...reference import catalog, names, windows

ENGINE = "postgres"
# Below this size (GiB) gp3 of PostgreSQL has fixed 3,000 IOPS and 125 MiB/s; from here on 12,000 and 500 at least.
GP3_STRIPED = 400
SPEED = {"iops": (12000, 64000), "storage_throughput": (500, 4000)}
STORAGE = {"gp2": (20, 65536), "gp3": (20, 65536), "io1": (100, 65536), "io2": (100, 65536)}
INSIGHTS_DAYS = (7, *(31 * months for months in range(1, 24)), 731)
RESERVED_USERS = {"admin", "rdsadmin", "rdsrepladmin", "rdstopmgr"}
RESERVED_USERS |= {"public", "user", "select", "table", "group", "order", "all", "default", "analyze"}
NAME = r"[a-zA-Z_][a-zA-Z0-9_]{0,62}"


def name_findings(name: str) -> Iterator[Finding]:
    """The instance's name."""
    yield from names.hyphened(name, 63, "an instance")


def group_findings(name: str, family: str) -> Iterator[Finding]:
    """Name and family of a parameter group."""
    yield from names.hyphened(name, 255, "a parameter group")
    versions = (version for version in catalog.db_versions(ENGINE) if catalog.version_key(version) >= (10,))
    families = {f"{ENGINE}{version.split('.')[0]}" for version in versions}
    yield from catalog.objection("db_parameter_group_family", family, families, "of PostgreSQL")


def instance_findings(fields: dict[str, Any], region: str) -> Iterator[Finding]:
    """All that is wrong with one instance. What is known after apply is a text like any other and not looked into."""
    get = fields.get
    engine = get("engine") or ENGINE
    if engine != ENGINE:
        yield Finding("engine", f"'{engine}' is not supported", ENGINE)
        return
    classes = catalog.db_classes(region, engine)
    yield from catalog.objection("db_instance_class", get("db_instance_class"), classes, f"for {engine} in {region}")
    yield from catalog.objection("engine_version", get("engine_version"), catalog.db_versions(engine), f"of {engine}")
    yield from _user_and_database(get("master_username"), get("db_name"))
    if get("allocated_storage") is not None:
        yield from _storage(fields)
    yield from _number("backup_retention_period", get("backup_retention_period"), 0, 35, " days")
    yield from _number("port", get("port"), 1150, 65535)
    if get("monitoring_interval") and not get("monitoring_role_arn"):
        yield Finding("monitoring_interval", f"{get('monitoring_interval')} needs monitoring_role_arn", "0, or a role")
    if get("kms_key_id") and get("storage_encrypted") is False:
        yield Finding("kms_key_id", "is given, but storage_encrypted is false", "both or none")
    days = get("performance_insights_retention_period")
    if days and days not in INSIGHTS_DAYS:
        valid = "7, a multiple of 31 up to 713, 731"
        yield Finding("performance_insights_retention_period", f"{days} is not possible", valid)
    backup, maintenance = get("preferred_backup_window"), get("preferred_maintenance_window")
    yield from windows.objections("preferred_backup_window", backup, "preferred_maintenance_window", maintenance, 30)


def _number(field: str, value: int | None, least: int, most: int, unit: str = "") -> Iterator[Finding]:
    if value is not None and not least <= value <= most:
        yield Finding(field, f"{value} is out of range", f"{least} to {most}{unit}")


def _user_and_database(user: str | None, database: str | None) -> Iterator[Finding]:
    form = "1 to 63 letters, digits and underscores, no digit first"
    if user and not re.fullmatch(NAME, user):
        yield Finding("master_username", f"'{user}' is no name of a user", form)
    elif user and (user.lower() in RESERVED_USERS or user.lower().startswith(("pg_", "rds_"))):
        yield Finding("master_username", f"'{user}' is reserved by RDS or PostgreSQL", "another name, such as dbadmin")
    if database and not re.fullmatch(NAME, database):
        yield Finding("db_name", f"'{database}' is no name of a database", form)


def _storage(fields: dict[str, Any]) -> Iterator[Finding]:
    kind, size = fields.get("storage_type") or "gp3", int(fields["allocated_storage"])
    low, high = STORAGE[kind]
    if not low <= size <= high:
        yield Finding("allocated_storage", f"{size} GiB is out of range", f"{low} to {high} for {kind}")
    largest = fields.get("max_allocated_storage")
    if largest is not None and not size * 1.1 <= largest <= high:
        valid = f"a tenth more than allocated_storage ({size}) at least, {high} at most"
        yield Finding("max_allocated_storage", f"{largest} GiB is out of range", valid)
    yield from _speed(kind, size, {name: fields[name] for name in SPEED if fields.get(name)})


def _speed(kind: str, size: int, chosen: dict[str, int]) -> Iterator[Finding]:
    if kind == "gp3" and size < GP3_STRIPED:
        wrong = f"cannot be chosen for gp3 below {GP3_STRIPED} GiB, which has 3000 IOPS and 125 MiB/s"
        valid = f"nothing, or allocated_storage of {GP3_STRIPED}"
        yield from (Finding(name, wrong, valid) for name in list(chosen)[:1])
    elif kind == "gp3":
        for name, value in chosen.items():
            least, most = SPEED[name]
            yield from _number(name, value, least, most, f" for gp3 from {GP3_STRIPED} GiB on")
    elif kind == "gp2":
        valid = "nothing, or another storage_type"
        yield from (Finding(name, "cannot be chosen for gp2", valid) for name in list(chosen)[:1])
    elif "iops" not in chosen:
        yield Finding("iops", f"is missing; {kind} needs it", "1000 or more")
