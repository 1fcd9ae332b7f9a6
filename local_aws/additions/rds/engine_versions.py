"""RDS engine versions: which there are, what `15` stands for, and where each can be upgraded to."""

from functools import cache
from typing import Any

from moto.core.responses import ActionResult

from local_aws.errors import AwsError
from local_aws.pages import page
from local_aws.versions import engine_versions, offered, sort_key

POSTGRES = "postgres"
# Minor version 16.n is released together with minor n - offset of another major: 15.7, 14.12 and 16.3 on one day.
# https://www.postgresql.org/support/versioning/
RELEASED_WITH_16 = {13: -12, 14: -9, 15: -4, 16: 0, 17: 4, 18: 10}
LOG_TYPES = ["postgresql", "upgrade", "iam-db-auth-error"]


def major(version: str) -> int:
    """15 for `15.7`."""
    return sort_key(version)[0]


def versions() -> list[str]:
    """PostgreSQL versions of the majors that RDS supports, oldest first."""
    return [version for version in offered("aws_rds_dbinstance", POSTGRES) if major(version) in RELEASED_WITH_16]


@cache
def deprecated() -> frozenset[str]:
    """Versions that instances may still have, but that none can be made with."""
    return frozenset(engine_versions("aws_rds_dbinstance", "engine_version_deprecated.json", POSTGRES, "if"))


def resolve(engine: str, version: str | None) -> str | None:
    """The full version that a request means: `15` is the newest of that major, none is the newest of all.

    Other engines than PostgreSQL are left to moto.
    Errors: InvalidParameterCombination for a version that is not offered, or no longer.
    """
    if engine != POSTGRES:
        return version
    matching = [
        offer
        for offer in versions()
        if offer not in deprecated() and (version in (None, offer) or offer.startswith(f"{version}."))
    ]
    if not matching:
        raise AwsError("InvalidParameterCombination", f"Cannot find version {version} for {engine}")
    return matching[-1]


def released(version: str) -> int:
    """Orders versions of different majors by the day of their release."""
    return sort_key(version)[1] + RELEASED_WITH_16[major(version)]


def upgrade_targets(version: str) -> list[str]:
    """Newer minors of the same major, and versions of newer majors that are not older than this one.

    https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-versions.html
    """
    newer = [other for other in versions() if other not in deprecated() and sort_key(other) > sort_key(version)]
    return [other for other in newer if major(other) == major(version) or released(other) >= released(version)]


def describe(version: str) -> dict[str, Any]:
    """https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBEngineVersion.html"""
    targets = upgrade_targets(version)
    newest_minor = [target for target in targets if major(target) == major(version)][-1:]
    return {
        "Engine": POSTGRES,
        "MajorEngineVersion": str(major(version)),
        "EngineVersion": version,
        "DBParameterGroupFamily": f"postgres{major(version)}",
        "DBEngineDescription": "PostgreSQL",
        "DBEngineVersionDescription": f"PostgreSQL {version}-R1",
        "ValidUpgradeTarget": [
            {
                "Engine": POSTGRES,
                "EngineVersion": target,
                "Description": f"PostgreSQL {target}-R1",
                "AutoUpgrade": target in newest_minor,
                "IsMajorVersionUpgrade": major(target) != major(version),
            }
            for target in targets
        ],
        "ExportableLogTypes": LOG_TYPES,
        "SupportsLogExportsToCloudwatchLogs": True,
        "SupportsReadReplica": True,
        "SupportedCACertificateIdentifiers": ["rds-ca-rsa2048-g1", "rds-ca-ecc384-g1", "rds-ca-rsa4096-g1"],
        "SupportsCertificateRotationWithoutRestart": True,
        "Status": "deprecated" if version in deprecated() else "available",
        "SupportsParallelQuery": False,
        "SupportsGlobalDatabases": False,
        "SupportsBabelfish": False,
        "SupportsLimitlessDatabase": False,
    }


def describe_db_engine_versions(self: Any) -> ActionResult:
    """moto does not know this call. PostgreSQL is told; the versions of other engines are not.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBEngineVersions.html
    """
    engine, version, family = (self._get_param(name) for name in ("Engine", "EngineVersion", "DBParameterGroupFamily"))
    found = [describe(offer) for offer in versions()] if engine in (None, POSTGRES) else []
    if not self._get_bool_param("IncludeAll"):
        found = [offer for offer in found if offer["Status"] == "available"]
    if version:
        found = [
            offer
            for offer in found
            if version == offer["EngineVersion"] or offer["EngineVersion"].startswith(f"{version}.")
        ]
    if family:
        found = [offer for offer in found if offer["DBParameterGroupFamily"] == family]
    if self._get_bool_param("DefaultOnly"):
        found = found[-1:]
    part, marker = page(found, self._get_param("Marker"), self._get_int_param("MaxRecords"))
    return ActionResult({"DBEngineVersions": part, "Marker": marker})
