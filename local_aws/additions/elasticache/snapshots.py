"""ElastiCache snapshots: the final ones of groups, and their states."""

from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.elasticache.models import ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from local_aws.additions.elasticache.model import ReplicationGroup
from local_aws.attach import attach
from local_aws.delays import Clock
from local_aws.errors import AwsError
from local_aws.pages import page


class Snapshot:
    """What a group was when the snapshot was taken.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_Snapshot.html
    """

    def __init__(self, backend: Any, name: str, content: dict[str, Any], kms_key: str | None) -> None:
        self.name, self.content, self.kms_key = name, content, kms_key
        place = f"{backend.region_name}:{backend.account_id}"
        self.arn = f"arn:{backend.partition}:elasticache:{place}:snapshot:{name}"
        self.clock = Clock("elasticache", "creating")

    @property
    def status(self) -> str:
        """`creating` for the delay `elasticache`, then `available`."""
        return self.clock.running or "available"

    def answer(self) -> dict[str, Any]:
        """As DescribeSnapshots tells it."""
        return self.content | {
            "SnapshotName": self.name,
            "SnapshotStatus": self.status,
            "ARN": self.arn,
            "KmsKeyId": self.kms_key,
        }


def content(backend: Any, group: ReplicationGroup, cluster_id: str) -> dict[str, Any]:
    """The parts of a snapshot that come from its source."""
    member = next(member for member in group.members if member.cluster_id == cluster_id)
    subnet_group = backend.cache_subnet_groups.get(group.subnet_group)
    node = {
        "CacheNodeId": "0001",
        "CacheNodeCreateTime": member.created,
        "SnapshotCreateTime": utcnow(),
        "CacheSize": "4 MB",
    }
    return {
        "ReplicationGroupId": group.id,
        "ReplicationGroupDescription": group.description,
        "CacheClusterId": cluster_id,
        "SnapshotSource": "manual",
        "CacheNodeType": group.node_type,
        "Engine": group.engine,
        "EngineVersion": group.engine_version,
        "NumCacheNodes": 1,
        "PreferredAvailabilityZone": member.zone,
        "CacheClusterCreateTime": member.created,
        "PreferredMaintenanceWindow": group.maintenance_window,
        "TopicArn": group.topic,
        "Port": group.port,
        "CacheParameterGroupName": group.parameter_group,
        "CacheSubnetGroupName": group.subnet_group,
        "VpcId": subnet_group.vpc_id if subnet_group else None,
        "AutoMinorVersionUpgrade": group.minor_upgrades,
        "SnapshotRetentionLimit": group.retention,
        "SnapshotWindow": group.snapshot_window,
        "NumNodeGroups": 1,
        "AutomaticFailover": "enabled" if group.failover else "disabled",
        "NodeSnapshots": [node],
        "DataTiering": group.data_tiering,
    }


def find_snapshot(self: Any, name: str) -> Snapshot:
    """Errors: SnapshotNotFoundFault."""
    if name not in self.snapshots:
        raise AwsError("SnapshotNotFoundFault", f"Snapshot {name} not found.")
    return self.snapshots[name]


def take_snapshot(self: Any, group: ReplicationGroup, cluster_id: str, name: str) -> None:
    """A snapshot of a group from one of its members, encrypted as the group is. Errors: SnapshotAlreadyExistsFault."""
    if name in self.snapshots:
        raise AwsError("SnapshotAlreadyExistsFault", f"Snapshot {name} already exists.")
    self.snapshots[name] = Snapshot(self, name, content(self, group, cluster_id), group.kms_key)


def describe_snapshots(self: Any) -> ActionResult:
    """Snapshots of a group that is gone are found by its name; moto looks for the group first.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeSnapshots.html
    """
    backend, name = self.elasticache_backend, self._get_param("SnapshotName")
    snapshots = [backend.find_snapshot(name)] if name else list(backend.snapshots.values())
    wanted = {key: self._get_param(key) for key in ("ReplicationGroupId", "CacheClusterId")}
    answers = [
        snapshot.answer()
        for snapshot in snapshots
        if all(value in (None, snapshot.content[key]) for key, value in wanted.items())
    ]
    source = {"user": "manual", "system": "automated"}.get(self._get_param("SnapshotSource") or "")
    part, marker = page(
        [answer for answer in answers if source in (None, answer["SnapshotSource"])],
        self._get_param("Marker"),
        self._get_int_param("MaxRecords"),
    )
    return ActionResult({"Snapshots": part, "Marker": marker})


def apply() -> None:
    attach(ElastiCacheBackend, find_snapshot, take_snapshot)
    attach(ElastiCacheResponse, describe_snapshots)
