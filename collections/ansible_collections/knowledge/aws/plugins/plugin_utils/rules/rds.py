"""What RDS refuses about a PostgreSQL instance, told before it is asked.

https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html and
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
"""

from __future__ import annotations

import re
from typing import Any

from . import catalog, windows

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
    "current_user",
    "session_user",
    "all",
    "default",
    "analyse",
    "analyze",
}


def instance_objections(name: str, fields: dict[str, Any], region: str) -> list[str]:
    """Everything that is wrong with one instance. Values that are known after apply are texts like any other and are not looked into."""
    get = fields.get
    engine, storage, kind_of_storage = get("engine") or "postgres", get("storage"), get("storage_type") or "gp3"
    found = _names(name, fields)
    if engine not in ("postgres",):
        return [*found, f"engine {engine} is not supported; valid: postgres"]
    found += catalog.objection("instance_class", get("instance_class"), catalog.db_classes(region, engine), f"for {engine} in {region}")
    found += catalog.objection("engine_version", get("engine_version"), catalog.db_versions(engine), f"of {engine}")
    if storage is not None:
        found += _storage(kind_of_storage, storage, get("max_storage"), get("iops"), get("throughput"))
    if not 0 <= (get("backup_retention_days") or 0) <= 35:
        found.append(f"backup_retention_days {get('backup_retention_days')} is out of range; AWS keeps backups 0 to 35 days")
    if not 1150 <= (get("port") or 5432) <= 65535:
        found.append(f"port {get('port')} is out of range; RDS takes 1150 to 65535")
    if get("monitoring_interval") and not get("monitoring_role"):
        found.append(f"monitoring_interval {get('monitoring_interval')} needs monitoring_role")
    if get("kms_key") and get("storage_encrypted") is False:
        found.append("kms_key is given, but storage_encrypted is false")
    if get("performance_insights_days") and get("performance_insights_days") not in INSIGHTS_DAYS:
        found.append(f"performance_insights_days {get('performance_insights_days')} is not possible; valid: 7, a multiple of 31 up to 713, 731")
    return found + windows.objections("backup_window", get("backup_window"), "maintenance_window", get("maintenance_window"), 30)


def _names(name: str, fields: dict[str, Any]) -> list[str]:
    found = []
    if not re.fullmatch(r"[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]|[a-z]", name):
        found.append(
            f"{name} is no instance name; it has 1 to 63 lower-case letters, digits and single hyphens, begins with a letter and does not end with a hyphen"
        )
    user, database = fields.get("master_username"), fields.get("database")
    if user and not re.fullmatch(r"[a-zA-Z_][a-zA-Z0-9_]{0,62}", user):
        found.append(f"master_username {user} is not possible; it has 1 to 63 letters, digits and underscores and begins with a letter")
    elif user and (user.lower() in RESERVED_USERS or user.lower().startswith(("pg_", "rds_"))):
        found.append(f"master_username {user} is reserved by RDS or PostgreSQL; choose another, such as dbadmin")
    if database and not re.fullmatch(r"[a-zA-Z_][a-zA-Z0-9_]{0,62}", database):
        found.append(f"database {database} is not possible; it has 1 to 63 letters, digits and underscores and begins with a letter")
    return found


def _storage(kind: str, size: int, largest: int | None, iops: int | None, throughput: int | None) -> list[str]:
    found = []
    low, high = STORAGE[kind]
    if not low <= size <= high:
        found.append(f"storage {size} GiB is out of range; {kind} has {low} to {high}")
    if largest is not None and not size * 1.1 <= largest <= high:
        found.append(f"max_storage {largest} GiB is out of range; it is at least a tenth above storage ({size}) and at most {high}")
    if kind == "gp3" and size < GP3_STRIPED and (iops or throughput):
        found.append(f"iops and throughput cannot be chosen for gp3 below {GP3_STRIPED} GiB (it has 3000 and 125); leave them out, or take {GP3_STRIPED} GiB")
    elif kind == "gp3":
        for what, value, (least, most) in (("iops", iops, GP3_IOPS), ("throughput", throughput, GP3_THROUGHPUT)):
            if value and not least <= value <= most:
                found.append(f"{what} {value} is out of range; gp3 from {GP3_STRIPED} GiB on has {least} to {most}")
    elif kind == "gp2" and (iops or throughput):
        found.append("gp2 takes neither iops nor throughput")
    elif kind in ("io1", "io2") and not iops:
        found.append(f"{kind} needs iops")
    return found


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
