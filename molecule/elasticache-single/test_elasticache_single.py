"""The smaller cache as AWS has it."""


def test_one_node_of_valkey(aws):
    (group,) = aws("elasticache").describe_replication_groups()["ReplicationGroups"]
    (node,) = aws("elasticache").describe_cache_clusters()["CacheClusters"]
    assert (node["Engine"], node["CacheNodeType"], node["CacheParameterGroup"]["CacheParameterGroupName"]) == (
        "valkey",
        "cache.t4g.small",
        "knowledge-production-valkey8",
    )
    assert node["EngineVersion"].startswith("8.0")
    assert (group["AutomaticFailover"], group["MultiAZ"], group["SnapshotRetentionLimit"]) == (
        "disabled",
        "disabled",
        0,
    )
    assert group["TransitEncryptionEnabled"] and group["AtRestEncryptionEnabled"] and not group["AuthTokenEnabled"]


def test_there_is_neither_a_secret_nor_a_log(aws):
    assert aws("secretsmanager").list_secrets()["SecretList"] == []
    assert aws("logs").describe_log_groups(logGroupNamePrefix="/aws/elasticache/")["logGroups"] == []
