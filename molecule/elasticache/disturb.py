"""By hand: a replica fewer, one zone, snapshots short, a log switched off, a parameter and a tag changed."""

import os

from tests.support.cloud import client

cache = client("elasticache", os.environ)
NAME = "knowledge-production"
cache.decrease_replica_count(ReplicationGroupId=NAME, NewReplicaCount=1, ApplyImmediately=True)
cache.modify_replication_group(
    ReplicationGroupId=NAME,
    MultiAZEnabled=False,
    SnapshotRetentionLimit=1,
    PreferredMaintenanceWindow="mon:03:00-mon:04:00",
    LogDeliveryConfigurations=[{"LogType": "slow-log", "Enabled": False}],
    ApplyImmediately=True,
)
policy = {"ParameterName": "maxmemory-policy", "ParameterValue": "noeviction"}
cache.modify_cache_parameter_group(CacheParameterGroupName=f"{NAME}-redis7", ParameterNameValues=[policy])
cache.remove_tags_from_resource(
    ResourceName=cache.describe_replication_groups()["ReplicationGroups"][0]["ARN"], TagKeys=["Environment"]
)
