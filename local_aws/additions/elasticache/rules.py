"""ElastiCache: versions and families, and what AWS refuses when a replication group is made or changed."""

import re
from typing import Any, NoReturn

from moto.ec2.models import ec2_backends

from local_aws.additions.kms import find_key
from local_aws.errors import AwsError
from local_aws.versions import machine_types, offered, sort_key

REDIS, VALKEY = "redis", "valkey"
# The full versions behind those that are asked for.
# https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html
FULL_VERSIONS = {
    (REDIS, "6.0"): "6.0.5",
    (REDIS, "6.2"): "6.2.6",
    (REDIS, "7.0"): "7.0.7",
    (VALKEY, "7.2"): "7.2.6",
    (VALKEY, "8.0"): "8.0.1",
}
TOKEN = re.compile(r"[A-Za-z0-9!&#$^<>-]{16,128}")
GROUP_ID = re.compile(r"[a-z]([a-z0-9]|-(?!-|$)){0,39}", re.IGNORECASE)
MOST_CLUSTERS = 6


def refuse(message: str, code: str = "InvalidParameterValue") -> NoReturn:
    """Raises the error that most refusals have."""
    raise AwsError(code, message)


def resolve(engine: str, version: str | None) -> str:
    """The full version that is running when `version` was asked for, `7.0.7` for `7.0`; the newest if none was.

    Errors: InvalidParameterCombination for a version that is not offered.
    """
    known = offered("aws_elasticache_cachecluster", engine)
    matching = [
        offer for offer in known if version in (None, offer) or sort_key(version or "")[:2] == sort_key(offer)[:2]
    ]
    if not matching:
        refuse(f"Cannot find version {version} for {engine}", "InvalidParameterCombination")
    newest = matching[-1]
    return FULL_VERSIONS.get((engine, newest), newest if newest.count(".") == 2 else f"{newest}.0")


def family(engine: str, version: str) -> str:
    """`redis7` for 7.0.7, `redis6.x` for 6.2.6, `valkey8` for 8.0.1."""
    major = sort_key(version)[0]
    if engine == REDIS and major == 6:
        return "redis6.x"
    return f"{engine}{major}" if major > 5 else f"{engine}{major}.0"


def check_parameter_group(backend: Any, name: str, engine: str, version: str) -> None:
    """Raises for a group that is not there or is of another family than the engine."""
    group = backend.parameter_group(name)
    expected = family(engine, version)
    if group.family != expected:
        refuse(
            f"Expected a parameter group of family {expected} but found one of family {group.family}",
            "InvalidParameterCombination",
        )


def check_security_groups(backend: Any, group_ids: list[str] | None) -> None:
    """Raises for security groups that are not there."""
    ec2 = ec2_backends[backend.account_id][backend.region_name]
    for group_id in group_ids or []:
        if ec2.get_security_group_from_id(group_id) is None:
            refuse(f"The security group {group_id} does not exist")


def check_node_type(region: str, name: str | None) -> None:
    """Raises for a node type that the region does not have."""
    if name and name not in machine_types("aws_elasticache_cachecluster", "cachenodetype_enum.json", region):
        refuse(f"The cache node type {name} is not available in {region}")


def check_token(token: str | None, encrypted: bool) -> None:
    """Raises for a token that is too short, has other characters, or would travel unencrypted."""
    if token is None:
        return
    if not encrypted:
        refuse("The AUTH token is only supported when encryption-in-transit is enabled.", "InvalidParameterCombination")
    if not TOKEN.fullmatch(token):
        refuse("Invalid AuthToken provided: it needs 16 to 128 letters, digits or characters of !&#$^<>-")


def check_figures(clusters: int, failover: bool, multi_az: bool, retention: int | None) -> None:
    """Raises for numbers of nodes and settings that do not go together."""
    if not 1 <= clusters <= MOST_CLUSTERS:
        refuse(f"The number of cache clusters must be between 1 and {MOST_CLUSTERS}, not {clusters}")
    if failover and clusters < 2:
        refuse("Automatic failover is not supported with fewer than two cache clusters.", "InvalidParameterCombination")
    if multi_az and not failover:
        refuse("Multi-AZ requires automatic failover to be enabled.", "InvalidParameterCombination")
    if retention is not None and not 0 <= retention <= 35:
        refuse(f"The snapshot retention limit must be between 0 and 35 days, not {retention}")


def key_arn(backend: Any, key: str | None) -> str | None:
    """ARN of a key given by id, ARN or alias. Errors: InvalidKMSKeyFault."""
    if not key:
        return None
    found = find_key(backend.account_id, backend.region_name, key)
    if found is None or not found.enabled:
        refuse(f"The KMS key {key} is not there or not enabled", "InvalidKMSKeyFault")
    return found.arn


def check_new_group(backend: Any, wanted: dict[str, Any]) -> None:
    """Raises for a replication group that AWS would not make; `wanted` has the parameters of CreateReplicationGroup."""
    name = wanted["ReplicationGroupId"]
    if not GROUP_ID.fullmatch(name):
        form = "letters, digits and single hyphens, a letter first, at most 40"
        refuse(f"The replication group identifier {name} is not valid: {form}")
    if name in backend.replication_groups:
        refuse(f"Replication group {name} already exists", "ReplicationGroupAlreadyExists")
    check_node_type(backend.region_name, wanted.get("CacheNodeType"))
    check_security_groups(backend, wanted.get("SecurityGroupIds"))
    check_token(wanted.get("AuthToken"), bool(wanted.get("TransitEncryptionEnabled")))
    if wanted.get("KmsKeyId") and not wanted.get("AtRestEncryptionEnabled"):
        refuse("A KMS key is only supported when encryption at rest is enabled.", "InvalidParameterCombination")
    subnet_group = wanted.get("CacheSubnetGroupName")
    if subnet_group:
        backend.describe_cache_subnet_groups(subnet_group)
    if wanted.get("SnapshotName"):
        backend.find_snapshot(wanted["SnapshotName"])
