"""What RDS refuses about a PostgreSQL instance, told before it is asked.

https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html and
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...core.finding import Finding
from ...reference import catalog, windows

ENGINE = "postgres"
# Below this size (GiB) gp3 of PostgreSQL has fixed 3,000 IOPS and 125 MiB/s; from here on 12,000 and 500 at least.
GP3_STRIPED = 400
GP3_IOPS, GP3_THROUGHPUT = (12000, 64000), (500, 4000)
STORAGE = {"gp2": (20, 65536), "gp3": (20, 65536), "io1": (100, 65536), "io2": (100, 65536)}
INSIGHTS_DAYS = (7, *(31 * months for months in range(1, 24)), 731)
RESERVED_USERS = {
    "admin",
    "rdsadmin",
    "rdsrepladmin",
    "rdstopmgr",
    "public",
    "user",
    "select",
    "table",
    "group",
    "order",
    "all",
    "default",
    "analyze",
}
NAME = r"[a-zA-Z_][a-zA-Z0-9_]{0,62}"


def name_findings(name: str) -> Iterator[Finding]:
    """The instance's name."""
    if not re.fullmatch(r"[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]|[a-z]", name):
        yield Finding(
            "name",
            f"'{name}' is no instance name",
            "1 to 63 lower-case letters, digits and single hyphens, a letter first, no hyphen last",
        )


def instance_findings(fields: dict[str, Any], region: str) -> Iterator[Finding]:
    """Everything that is wrong with one instance. Values that are known after apply are texts like any other and are not looked into."""
    get = fields.get
    engine = get("engine") or ENGINE
    if engine != ENGINE:
        yield Finding("engine", f"'{engine}' is not supported", ENGINE)
        return
    yield from catalog.objection(
        "instance_class", get("instance_class"), catalog.db_classes(region, engine), f"for {engine} in {region}"
    )
    yield from catalog.objection("engine_version", get("engine_version"), catalog.db_versions(engine), f"of {engine}")
    yield from _user_and_database(get("master_username"), get("database"))
    if get("storage") is not None:
        yield from _storage(
            get("storage_type") or "gp3", int(fields["storage"]), get("max_storage"), get("iops"), get("throughput")
        )
    if not 0 <= (get("backup_retention_days") or 0) <= 35:
        yield Finding("backup_retention_days", f"{get('backup_retention_days')} is out of range", "0 to 35 days")
    if not 1150 <= (get("port") or 5432) <= 65535:
        yield Finding("port", f"{get('port')} is out of range", "1150 to 65535")
    if get("monitoring_interval") and not get("monitoring_role"):
        yield Finding("monitoring_interval", f"{get('monitoring_interval')} needs monitoring_role", "0, or a role")
    if get("kms_key") and get("storage_encrypted") is False:
        yield Finding("kms_key", "is given, but storage_encrypted is false", "both or none")
    if get("performance_insights_days") and get("performance_insights_days") not in INSIGHTS_DAYS:
        yield Finding(
            "performance_insights_days",
            f"{get('performance_insights_days')} is not possible",
            "7, a multiple of 31 up to 713, 731",
        )
    yield from windows.objections(
        "backup_window", get("backup_window"), "maintenance_window", get("maintenance_window"), 30
    )


def _user_and_database(user: str | None, database: str | None) -> Iterator[Finding]:
    form = "1 to 63 letters, digits and underscores, no digit first"
    if user and not re.fullmatch(NAME, user):
        yield Finding("master_username", f"'{user}' is no name of a user", form)
    elif user and (user.lower() in RESERVED_USERS or user.lower().startswith(("pg_", "rds_"))):
        yield Finding("master_username", f"'{user}' is reserved by RDS or PostgreSQL", "another name, such as dbadmin")
    if database and not re.fullmatch(NAME, database):
        yield Finding("database", f"'{database}' is no name of a database", form)


def _storage(kind: str, size: int, largest: int | None, iops: int | None, throughput: int | None) -> Iterator[Finding]:
    low, high = STORAGE[kind]
    if not low <= size <= high:
        yield Finding("storage", f"{size} GiB is out of range", f"{low} to {high} for {kind}")
    if largest is not None and not size * 1.1 <= largest <= high:
        yield Finding(
            "max_storage",
            f"{largest} GiB is out of range",
            f"a tenth more than storage ({size}) at least, {high} at most",
        )
    if kind == "gp3" and size < GP3_STRIPED and (iops or throughput):
        wrong = "iops" if iops else "throughput"
        yield Finding(
            wrong,
            f"cannot be chosen for gp3 below {GP3_STRIPED} GiB, which has 3000 IOPS and 125 MiB/s",
            f"nothing, or storage of {GP3_STRIPED}",
        )
    elif kind == "gp3":
        for what, value, (least, most) in (("iops", iops, GP3_IOPS), ("throughput", throughput, GP3_THROUGHPUT)):
            if value and not least <= value <= most:
                yield Finding(what, f"{value} is out of range", f"{least} to {most} for gp3 from {GP3_STRIPED} GiB on")
    elif kind == "gp2" and (iops or throughput):
        yield Finding("iops" if iops else "throughput", "cannot be chosen for gp2", "nothing, or another storage_type")
    elif kind in ("io1", "io2") and not iops:
        yield Finding("iops", f"is missing; {kind} needs it", "1000 or more")


def value_objection(parameter: dict[str, Any], value: str) -> str | None:
    """Why a parameter cannot have a value, by what DescribeEngineDefaultParameters says about it."""
    name, allowed = parameter["ParameterName"], parameter.get("AllowedValues") or ""
    if parameter.get("IsModifiable") is False:
        return f"{name} cannot be changed on RDS"
    number = re.fullmatch(r"(-?\d+)-(-?\d+)", allowed)
    if number and re.fullmatch(r"-?\d+", value) and not int(number[1]) <= int(value) <= int(number[2]):
        return f"{name} = {value} is out of range ({allowed})"
    if parameter.get("DataType") == "boolean" and value not in ("0", "1"):
        return f"{name} = {value} is not possible (0 or 1)"
    return None
