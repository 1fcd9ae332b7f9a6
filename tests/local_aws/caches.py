"""A Redis replication group as the production stack has it."""

from typing import Any

from network import make_network

NAME = "knowledge-production"
LOG = {
    "LogType": "slow-log",
    "DestinationType": "cloudwatch-logs",
    "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "/elasticache/slow"}},
    "LogFormat": "json",
    "Enabled": True,
}


def make_token() -> str:
    """A token as Secrets Manager makes them: 32 characters."""
    return "0123456789abcdef" * 2


def make_groups(account: Any) -> Any:
    """A network with a subnet group and a parameter group, both named `knowledge-production`; returns the network."""
    network, elasticache = make_network(account), account.client("elasticache")
    elasticache.create_cache_subnet_group(
        CacheSubnetGroupName=NAME, CacheSubnetGroupDescription=NAME, SubnetIds=network.subnets
    )
    elasticache.create_cache_parameter_group(
        CacheParameterGroupName=NAME, CacheParameterGroupFamily="redis7", Description=NAME
    )
    return network


def make_cache(account: Any, network: Any, **changed: Any) -> dict[str, Any]:
    """Creates the group with all its options, some of them changed (None: left out); returns what is answered."""
    options = {
        "ReplicationGroupId": NAME,
        "ReplicationGroupDescription": "cache of the stack",
        "Engine": "redis",
        "EngineVersion": "7.0",
        "CacheNodeType": "cache.r6g.xlarge",
        "NumCacheClusters": 3,
        "AutomaticFailoverEnabled": True,
        "MultiAZEnabled": True,
        "CacheSubnetGroupName": NAME,
        "CacheParameterGroupName": NAME,
        "SecurityGroupIds": [network.group],
        "TransitEncryptionEnabled": True,
        "AtRestEncryptionEnabled": True,
        "AuthToken": make_token(),
        "SnapshotRetentionLimit": 7,
        "SnapshotWindow": "17:00-18:00",
        "PreferredMaintenanceWindow": "sun:18:30-sun:19:30",
        "LogDeliveryConfigurations": [LOG],
        "Tags": [{"Key": "Project", "Value": "knowledge"}],
    } | changed
    given = {name: value for name, value in options.items() if value is not None}
    return account.client("elasticache").create_replication_group(**given)["ReplicationGroup"]


def show(elasticache: Any, name: str = NAME) -> dict[str, Any]:
    """The group as it is now."""
    return elasticache.describe_replication_groups(ReplicationGroupId=name)["ReplicationGroups"][0]


def members(elasticache: Any) -> list[dict[str, Any]]:
    """The members as they are now, with their nodes."""
    return elasticache.describe_cache_clusters(ShowCacheNodeInfo=True)["CacheClusters"]
