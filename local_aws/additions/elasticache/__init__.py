"""ElastiCache for Redis and Valkey: replication groups with members, and what belongs to them."""

from local_aws.additions.elasticache import changes, parameters, replication_groups, snapshots, subnet_groups, tags


def apply() -> None:
    for part in (parameters, subnet_groups, snapshots, replication_groups, changes, tags):
        part.apply()
