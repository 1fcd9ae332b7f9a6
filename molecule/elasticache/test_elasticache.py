"""The cache of the guide as AWS has it."""

import json

import pytest


@pytest.fixture(scope="module")
def group(aws):
    (found,) = aws("elasticache").describe_replication_groups()["ReplicationGroups"]
    return found


@pytest.fixture(scope="module")
def nodes(aws):
    return aws("elasticache").describe_cache_clusters(ShowCacheNodeInfo=True)["CacheClusters"]


@pytest.fixture(scope="module")
def key(aws):
    return aws("kms").describe_key(KeyId="alias/knowledge-production-data")["KeyMetadata"]["Arn"]


def test_a_primary_and_two_replicas_over_three_zones(group, nodes):
    assert group["ReplicationGroupId"] == "knowledge-production"
    assert {node["EngineVersion"].rsplit(".", 1)[0] for node in nodes} == {"7.0"} and {
        node["Engine"] for node in nodes
    } == {"redis"}
    assert [node["CacheNodeType"] for node in nodes] == ["cache.r6g.xlarge"] * 3
    assert {node["PreferredAvailabilityZone"] for node in nodes} == {
        "ap-northeast-2a",
        "ap-northeast-2b",
        "ap-northeast-2c",
    }
    assert (group["AutomaticFailover"], group["MultiAZ"], len(group["MemberClusters"])) == ("enabled", "enabled", 3)


def test_it_is_encrypted_and_wants_a_token(group, key):
    assert group["TransitEncryptionEnabled"] and group["AtRestEncryptionEnabled"] and group["AuthTokenEnabled"]
    assert group["KmsKeyId"] == key


def test_the_token_is_kept_by_secrets_manager(aws, key):
    secret = aws("secretsmanager").describe_secret(SecretId="knowledge-production-redis-auth")
    assert secret["KmsKeyId"] == key
    token = json.loads(aws("secretsmanager").get_secret_value(SecretId=secret["ARN"])["SecretString"])["auth_token"]
    assert len(token) == 64 and token.isalnum()


def test_snapshots_windows_and_parameters(aws, group, nodes):
    assert (group["SnapshotRetentionLimit"], group["SnapshotWindow"]) == (7, "17:00-18:00")
    assert {node["PreferredMaintenanceWindow"] for node in nodes} == {"sun:18:30-sun:19:30"}
    assert {node["CacheParameterGroup"]["CacheParameterGroupName"] for node in nodes} == {"knowledge-production-redis7"}
    parameters = aws("elasticache").describe_cache_parameters(
        CacheParameterGroupName="knowledge-production-redis7", Source="user"
    )["Parameters"]
    assert {one["ParameterName"]: one["ParameterValue"] for one in parameters} == {"maxmemory-policy": "volatile-lru"}


def test_logs_are_kept_for_thirty_days(aws, group, key):
    logs = {
        log["LogType"]: log["DestinationDetails"]["CloudWatchLogsDetails"]["LogGroup"]
        for log in group["LogDeliveryConfigurations"]
    }
    prefix = "/aws/elasticache/knowledge-production/"
    assert logs == {"slow-log": f"{prefix}slow-log", "engine-log": f"{prefix}engine-log"}
    groups = aws("logs").describe_log_groups(logGroupNamePrefix=prefix)["logGroups"]
    assert [(entry["retentionInDays"], entry["kmsKeyId"]) for entry in groups] == [(30, key)] * 2


def test_it_stands_in_the_private_subnets_behind_its_group(aws, nodes):
    (subnet_group,) = aws("elasticache").describe_cache_subnet_groups(CacheSubnetGroupName="knowledge-production")[
        "CacheSubnetGroups"
    ]
    assert len(subnet_group["Subnets"]) == 3
    ids = {entry["SecurityGroupId"] for node in nodes for entry in node["SecurityGroups"]}
    (security_group,) = aws("ec2").describe_security_groups(GroupIds=list(ids))["SecurityGroups"]
    assert security_group["GroupName"] == "knowledge-production-cache"


def test_it_is_tagged_as_the_stacks(aws, group):
    tags = {
        tag["Key"]: tag["Value"]
        for tag in aws("elasticache").list_tags_for_resource(ResourceName=group["ARN"])["TagList"]
    }
    assert (tags["Project"], tags["Environment"], tags["Component"]) == (
        "knowledge-database",
        "production",
        "elasticache",
    )
