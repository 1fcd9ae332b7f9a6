"""By hand: a larger node, snapshots switched on."""

import os

from tests.support.cloud import client

client("elasticache", os.environ).modify_replication_group(
    ReplicationGroupId="knowledge-production",
    CacheNodeType="cache.t4g.medium",
    SnapshotRetentionLimit=5,
    ApplyImmediately=True,
)
