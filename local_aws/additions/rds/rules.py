"""RDS: what AWS refuses when an instance is made or changed."""

from functools import cache
from typing import Any

from moto.ec2.models import ec2_backends

from local_aws.additions.kms import find_key
from local_aws.additions.rds.engine_versions import POSTGRES, major, upgrade_targets
from local_aws.errors import AwsError
from local_aws.versions import read

# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage
GP3_STRIPED_FROM = 400
GP3_BASELINE = (3000, 125)
GP3_STRIPED_BASELINE = (12000, 500)
MINIMUM_STORAGE = 20
MAXIMUM_STORAGE = 65536
RESERVED_USERS = {"admin", "rdsadmin", "rds_superuser", "rdsrepladmin", "postgres_exporter", "public"}


def gp3_baseline(storage: int) -> tuple[int, int]:
    """IOPS and MiB/s that gp3 storage of PostgreSQL has by itself; `storage` in GiB."""
    return GP3_STRIPED_BASELINE if storage >= GP3_STRIPED_FROM else GP3_BASELINE


@cache
def classes(region: str) -> frozenset[str]:
    """Instance classes that the region has for PostgreSQL."""
    rules = read("aws_rds_dbinstance", "dbinstanceclass_enum.json").get(region, {}).get("allOf", [])
    of_postgres = [rule for rule in rules if rule["if"]["properties"]["Engine"].get("const") == POSTGRES]
    return frozenset(name for rule in of_postgres for name in rule["then"]["properties"]["DBInstanceClass"]["enum"])


def check_class(region: str, name: str) -> None:
    """Raises for an instance class that the region does not have."""
    if name not in classes(region):
        raise AwsError("InvalidParameterValue", f"Invalid DB Instance class: {name}")


def check_storage(storage_type: str | None, storage: int, iops: int | None, throughput: int | None) -> None:
    """Raises for a size that is not offered and for figures that small gp3 storage does not take."""
    if not MINIMUM_STORAGE <= storage <= MAXIMUM_STORAGE:
        raise AwsError(
            "InvalidParameterValue",
            f"Invalid storage size for engine name {POSTGRES} and storage type {storage_type}: {storage}",
        )
    if storage_type == "gp3":
        if (
            storage < GP3_STRIPED_FROM
            and (iops, throughput) != (None, None)
            and (iops or 3000, throughput or 125) != GP3_BASELINE
        ):
            size = f"engine {POSTGRES} and a storage size less than {GP3_STRIPED_FROM}"
            message = f"You can't specify IOPS or storage throughput for {size}."
            raise AwsError("InvalidParameterCombination", message)
        if storage >= GP3_STRIPED_FROM and iops is not None and iops < GP3_STRIPED_BASELINE[0]:
            raise AwsError(
                "InvalidParameterCombination",
                f"Invalid iops value {iops} for storage type gp3: the minimum is {GP3_STRIPED_BASELINE[0]}",
            )


def check_retention(days: int | None) -> None:
    """Raises for a backup retention that is not within 0 to 35 days."""
    if days is not None and not 0 <= days <= 35:
        raise AwsError("InvalidParameterValue", f"Invalid backup retention period: {days}. Must be between 0 and 35")


def check_security_groups(backend: Any, group_ids: list[str] | None, vpc_id: str | None) -> None:
    """Raises for groups that are not there or are in another VPC than the subnet group."""
    ec2 = ec2_backends[backend.account_id][backend.region_name]
    for group_id in group_ids or []:
        group = ec2.get_security_group_from_id(group_id)
        if group is None:
            raise AwsError("InvalidParameterValue", f"Invalid security group , groupId= {group_id}, groupName=.")
        if vpc_id and group.vpc_id != vpc_id:
            raise AwsError(
                "InvalidParameterCombination",
                f"The DB instance and EC2 security group are in different VPCs. The DB instance is in {vpc_id}",
            )


def key_arn(backend: Any, key: str) -> str:
    """ARN of a key given by id, ARN or alias. Errors: KMSKeyNotAccessibleFault."""
    found = find_key(backend.account_id, backend.region_name, key)
    if found is None or not found.enabled:
        message = f"The specified KMS key [{key}] does not exist or is not enabled."
        raise AwsError("KMSKeyNotAccessibleFault", message)
    return found.arn


def check_new_instance(backend: Any, wanted: dict[str, Any]) -> None:
    """Raises for a PostgreSQL instance that AWS would not make; `wanted` has the parameters of CreateDBInstance."""
    check_class(backend.region_name, wanted["db_instance_class"])
    check_storage(
        wanted["storage_type"], wanted["allocated_storage"], wanted.get("iops"), wanted.get("storage_throughput")
    )
    check_retention(wanted.get("backup_retention_period"))
    user = wanted.get("master_username") or ""
    if user.lower() in RESERVED_USERS:
        raise AwsError(
            "InvalidParameterValue", f"MasterUsername {user} cannot be used as it is a reserved word used by the engine"
        )
    if wanted.get("manage_master_user_password") and wanted.get("master_user_password"):
        message = "You can't specify MasterUserPassword for an instance with ManageMasterUserPassword enabled."
        raise AwsError("InvalidParameterCombination", message)
    if wanted.get("multi_az") and wanted.get("availability_zone"):
        raise AwsError(
            "InvalidParameterCombination",
            "Requesting a specific availability zone is not valid for Multi-AZ instances.",
        )
    if wanted.get("kms_key_id") and not wanted.get("storage_encrypted"):
        raise AwsError(
            "InvalidParameterCombination", "You can't specify a KMS key for an instance that isn't encrypted."
        )
    group = backend.subnet_groups.get(wanted.get("db_subnet_group_name") or "")
    check_security_groups(backend, wanted.get("vpc_security_group_ids"), group.vpc_id if group else None)


def check_change(backend: Any, instance: Any, wanted: dict[str, Any]) -> None:
    """Raises for a change of a PostgreSQL instance that AWS would not make; `wanted` is that of ModifyDBInstance."""
    storage = wanted.get("allocated_storage", instance.allocated_storage)
    if storage < instance.allocated_storage:
        message = f"Storage can't be reduced from {instance.allocated_storage} to {storage} GiB."
        raise AwsError("InvalidParameterCombination", message)
    check_class(backend.region_name, wanted.get("db_instance_class", instance.db_instance_class))
    check_storage(
        wanted.get("storage_type", instance.storage_type), storage, wanted.get("iops"), wanted.get("storage_throughput")
    )
    check_retention(wanted.get("backup_retention_period"))
    check_security_groups(
        backend,
        wanted.get("vpc_security_group_ids"),
        instance.db_subnet_group.vpc_id if instance.db_subnet_group else None,
    )
    version = wanted.get("engine_version", instance.engine_version)
    if version == instance.engine_version:
        return
    if version not in upgrade_targets(instance.engine_version):
        raise AwsError(
            "InvalidParameterCombination", f"Cannot upgrade {POSTGRES} from {instance.engine_version} to {version}"
        )
    if major(version) != major(instance.engine_version) and not wanted.get("allow_major_version_upgrade"):
        message = "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version."
        raise AwsError("InvalidParameterCombination", message)


def settle_figures(instance: Any) -> None:
    """Storage has its baseline where no figures were asked for, and insights have a key and a retention."""
    if instance.storage_type == "gp3":
        iops, throughput = gp3_baseline(instance.allocated_storage)
        instance.iops = max(int(instance.iops or 0), iops)
        instance.storage_throughput = max(instance.storage_throughput or 0, throughput)
    if instance.enable_performance_insights:
        instance.performance_insights_kms_key_id = key_arn(
            instance.backend, instance.performance_insights_kms_key_id or "alias/aws/rds"
        )
        instance.performance_insights_retention_period = instance.performance_insights_retention_period or 7
    else:
        instance.performance_insights_kms_key_id = instance.performance_insights_retention_period = None
