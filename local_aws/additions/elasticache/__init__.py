"""ElastiCache for Redis and Valkey: replication groups with members, and what belongs to them."""

from local_aws.additions.elasticache import changes, parameters, replication_groups, snapshots, subnet_groups, tags, users


def apply() -> None:
    for part in (parameters, subnet_groups, users, snapshots, replication_groups, changes, tags):
        part.apply()
