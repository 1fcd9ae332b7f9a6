"""Redis replication groups: states, members, changes, the final snapshot."""

import pytest
from botocore.exceptions import ClientError
from caches import LOG, NAME, make_cache, make_groups, make_token, members, show


@pytest.fixture
def elasticache(account):
    return account.client("elasticache")


@pytest.fixture
def network(account):
    return make_groups(account)


def modify(elasticache, **wanted):
    return elasticache.modify_replication_group(ReplicationGroupId=NAME, **wanted)["ReplicationGroup"]


def test_states_last_as_long_as_told(account, elasticache, network, slow):
    slow("elasticache=60")
    made = make_cache(account, network)
    assert made["Status"] == "creating" and "NodeGroups" not in made
    for call in (
        lambda: modify(elasticache, SnapshotRetentionLimit=5),
        lambda: elasticache.delete_replication_group(ReplicationGroupId=NAME),
    ):
        with pytest.raises(ClientError, match="InvalidReplicationGroupState"):
            call()
    with pytest.raises(ClientError, match="InvalidReplicationGroupState"):
        elasticache.add_tags_to_resource(ResourceName=made["ARN"], Tags=[{"Key": "Name", "Value": "x"}])
    slow("elasticache=0")
    assert show(elasticache)["Status"] == "available"
    slow("elasticache=60")
    elasticache.delete_replication_group(ReplicationGroupId=NAME)
    assert show(elasticache)["Status"] == "deleting"
    assert {member["CacheClusterStatus"] for member in members(elasticache)} == {"deleting"}
    with pytest.raises(ClientError, match="CacheSubnetGroupInUse"):
        elasticache.delete_cache_subnet_group(CacheSubnetGroupName=NAME)
    slow("elasticache=0")
    with pytest.raises(ClientError, match="ReplicationGroupNotFoundFault"):
        show(elasticache)
    assert members(elasticache) == []
    elasticache.delete_cache_subnet_group(CacheSubnetGroupName=NAME)
    elasticache.delete_cache_parameter_group(CacheParameterGroupName=NAME)


def test_three_members_in_three_zones(account, elasticache, network):
    make_cache(account, network)
    group, nodes = show(elasticache), show(elasticache)["NodeGroups"][0]
    assert group["MemberClusters"] == [f"{NAME}-001", f"{NAME}-002", f"{NAME}-003"]
    assert group["SnapshottingClusterId"] == f"{NAME}-002"
    assert (group["AutomaticFailover"], group["MultiAZ"], group["AuthTokenEnabled"], group["ClusterEnabled"]) == (
        "enabled",
        "enabled",
        True,
        False,
    )
    assert group["LogDeliveryConfigurations"][0]["Status"] == "active" and group["TransitEncryptionMode"] == "required"
    assert [node["CurrentRole"] for node in nodes["NodeGroupMembers"]] == ["primary", "replica", "replica"]
    assert [node["PreferredAvailabilityZone"][-1] for node in nodes["NodeGroupMembers"]] == ["a", "b", "c"]
    assert nodes["PrimaryEndpoint"]["Address"].startswith(f"master.{NAME}.")
    assert nodes["ReaderEndpoint"]["Address"].startswith(f"replica.{NAME}.")


def test_a_member_tells_what_the_group_does_not(account, elasticache, network):
    topic = "arn:aws:sns:ap-northeast-2:123456789012:alarms"
    make_cache(account, network, NotificationTopicArn=topic)
    answer = elasticache.describe_cache_clusters(CacheClusterId=f"{NAME}-002", ShowCacheNodeInfo=True)
    member = answer["CacheClusters"][0]
    assert member["EngineVersion"] == "7.0.7" and member["PreferredMaintenanceWindow"] == "sun:18:30-sun:19:30"
    assert member["CacheParameterGroup"] == {
        "CacheParameterGroupName": NAME,
        "ParameterApplyStatus": "in-sync",
        "CacheNodeIdsToReboot": [],
    }
    assert member["CacheSubnetGroupName"] == NAME
    assert member["SecurityGroups"] == [{"SecurityGroupId": network.group, "Status": "active"}]
    assert member["NotificationConfiguration"] == {"TopicArn": topic, "TopicStatus": "active"}
    assert member["SnapshotRetentionLimit"] == 7
    assert member["CacheNodes"][0]["Endpoint"]["Port"] == 6379 and member["ReplicationGroupId"] == NAME
    assert elasticache.describe_cache_clusters(ShowCacheClustersNotInReplicationGroups=True)["CacheClusters"] == []
    assert elasticache.describe_cache_clusters()["CacheClusters"][0]["CacheNodes"] == []
    with pytest.raises(ClientError, match="CacheClusterNotFound"):
        elasticache.describe_cache_clusters(CacheClusterId="other")


def test_every_setting_changes(account, elasticache, network):
    make_cache(account, network)
    answer = account.client("ec2").create_security_group(GroupName="other", Description="other", VpcId=network.vpc)
    other = answer["GroupId"]
    elasticache.create_cache_parameter_group(
        CacheParameterGroupName="other", CacheParameterGroupFamily="redis7", Description="other"
    )
    modify(
        elasticache,
        ReplicationGroupDescription="changed",
        SecurityGroupIds=[other],
        CacheParameterGroupName="other",
        PreferredMaintenanceWindow="Mon:01:00-Mon:02:00",
        SnapshotWindow="03:00-04:00",
        SnapshotRetentionLimit=3,
        AutoMinorVersionUpgrade=False,
        MultiAZEnabled=False,
        AutomaticFailoverEnabled=False,
        LogDeliveryConfigurations=[LOG | {"Enabled": False}, LOG | {"LogType": "engine-log"}],
    )
    group, member = show(elasticache), members(elasticache)[0]
    assert (group["Description"], group["SnapshotWindow"], group["SnapshotRetentionLimit"]) == (
        "changed",
        "03:00-04:00",
        3,
    )
    assert (group["AutomaticFailover"], group["MultiAZ"], group["AutoMinorVersionUpgrade"]) == (
        "disabled",
        "disabled",
        False,
    )
    assert [log["LogType"] for log in group["LogDeliveryConfigurations"]] == ["engine-log"]
    assert member["PreferredMaintenanceWindow"] == "mon:01:00-mon:02:00"
    assert member["CacheParameterGroup"]["CacheParameterGroupName"] == "other"
    assert member["SecurityGroups"][0]["SecurityGroupId"] == other


def test_version_and_node_type_wait_for_the_word(account, elasticache, network, slow):
    make_cache(account, network)
    modify(elasticache, CacheNodeType="cache.r6g.2xlarge")
    assert show(elasticache)["CacheNodeType"] == "cache.r6g.xlarge"
    assert members(elasticache)[0]["PendingModifiedValues"] == {"CacheNodeType": "cache.r6g.2xlarge"}
    slow("elasticache=60")
    assert modify(elasticache, EngineVersion="7.1", ApplyImmediately=True)["Status"] == "modifying"
    assert members(elasticache)[0]["EngineVersion"] == "7.0.7"
    slow("elasticache=0")
    show(elasticache)
    assert (show(elasticache)["CacheNodeType"], members(elasticache)[0]["EngineVersion"]) == (
        "cache.r6g.2xlarge",
        "7.1.0",
    )
    assert members(elasticache)[0]["PendingModifiedValues"] == {}


def test_redis_becomes_valkey_with_its_own_parameters(account, elasticache, network):
    make_cache(account, network)
    with pytest.raises(ClientError, match="family valkey8"):
        modify(elasticache, Engine="valkey", EngineVersion="8.0", ApplyImmediately=True)
    elasticache.create_cache_parameter_group(
        CacheParameterGroupName="valkey", CacheParameterGroupFamily="valkey8", Description="valkey"
    )
    modify(elasticache, Engine="valkey", EngineVersion="8.0", CacheParameterGroupName="valkey", ApplyImmediately=True)
    assert show(elasticache)["Engine"] == "valkey" and members(elasticache)[0]["EngineVersion"] == "8.0.1"
    with pytest.raises(ClientError, match="engine cannot be changed"):
        modify(elasticache, Engine="redis", ApplyImmediately=True)


def test_tokens_rotate_and_end(account, elasticache, network):
    make_cache(account, network)
    first = show(elasticache)["AuthTokenLastModifiedDate"]
    with pytest.raises(ClientError, match="AuthTokenUpdateStrategy"):
        modify(elasticache, AuthToken=make_token() + "2", ApplyImmediately=True)
    modify(elasticache, AuthToken=make_token() + "2", AuthTokenUpdateStrategy="ROTATE", ApplyImmediately=True)
    modify(elasticache, AuthToken=make_token() + "2", AuthTokenUpdateStrategy="SET", ApplyImmediately=True)
    assert show(elasticache)["AuthTokenEnabled"] and show(elasticache)["AuthTokenLastModifiedDate"] >= first
    modify(elasticache, AuthTokenUpdateStrategy="DELETE", ApplyImmediately=True)
    assert show(elasticache)["AuthTokenEnabled"] is False


def test_replicas_come_and_go(account, elasticache, network, slow):
    make_cache(account, network)
    slow("elasticache=60")
    elasticache.increase_replica_count(ReplicationGroupId=NAME, NewReplicaCount=4, ApplyImmediately=True)
    assert len(show(elasticache)["MemberClusters"]) == 3 and show(elasticache)["Status"] == "modifying"
    slow("elasticache=0")
    show(elasticache)
    assert len(show(elasticache)["MemberClusters"]) == 5 and len(members(elasticache)) == 5
    elasticache.decrease_replica_count(ReplicationGroupId=NAME, NewReplicaCount=1, ApplyImmediately=True)
    show(elasticache)
    assert show(elasticache)["MemberClusters"] == [f"{NAME}-001", f"{NAME}-002"]
    with pytest.raises(ClientError, match="at least 1"):
        elasticache.decrease_replica_count(ReplicationGroupId=NAME, NewReplicaCount=0, ApplyImmediately=True)
    with pytest.raises(ClientError, match="NoOperationFault"):
        elasticache.increase_replica_count(ReplicationGroupId=NAME, NewReplicaCount=1, ApplyImmediately=True)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"AuthToken": "too-short"}, "Invalid AuthToken"),
        ({"AuthToken": "with spaces and @ signs"}, "Invalid AuthToken"),
        ({"TransitEncryptionEnabled": None}, "encryption-in-transit"),
        ({"NumCacheClusters": 1}, "fewer than two"),
        ({"NumCacheClusters": 9}, "between 1 and 6"),
        ({"AutomaticFailoverEnabled": False}, "Multi-AZ requires"),
        ({"SnapshotRetentionLimit": 50}, "retention limit"),
        ({"CacheNodeType": "cache.r99g.huge"}, "not available"),
        ({"EngineVersion": "9.9"}, "Cannot find version"),
        ({"EngineVersion": "6.2"}, "family redis6.x"),
        ({"ReplicationGroupId": "9-knowledge"}, "not valid"),
        ({"CacheSubnetGroupName": "other"}, "CacheSubnetGroupNotFoundFault"),
        ({"CacheParameterGroupName": "other"}, "CacheParameterGroupNotFound"),
        ({"SecurityGroupIds": ["sg-0123456789abcdef0"]}, "does not exist"),
        ({"KmsKeyId": "alias/none"}, "InvalidKMSKeyFault"),
        ({"AtRestEncryptionEnabled": False, "KmsKeyId": "alias/aws/elasticache"}, "encryption at rest"),
        ({"SnapshotName": "none"}, "SnapshotNotFoundFault"),
    ],
)
def test_impossible_groups_are_refused(account, elasticache, network, changed, message):
    with pytest.raises(ClientError, match=message):
        make_cache(account, network, **changed)
    assert elasticache.describe_replication_groups()["ReplicationGroups"] == []


def test_a_taken_name_is_refused(account, network):
    make_cache(account, network)
    with pytest.raises(ClientError, match="ReplicationGroupAlreadyExists"):
        make_cache(account, network)


def test_the_final_snapshot_outlives_the_group(account, elasticache, network, slow):
    make_cache(account, network)
    show(elasticache)
    slow("elasticache=60")
    elasticache.delete_replication_group(ReplicationGroupId=NAME, FinalSnapshotIdentifier="final")
    assert elasticache.describe_snapshots(SnapshotName="final")["Snapshots"][0]["SnapshotStatus"] == "creating"
    slow("elasticache=0")
    assert elasticache.describe_replication_groups()["ReplicationGroups"] == []
    snapshot = elasticache.describe_snapshots(ReplicationGroupId=NAME)["Snapshots"][0]
    assert (snapshot["SnapshotStatus"], snapshot["CacheClusterId"], snapshot["VpcId"]) == (
        "available",
        f"{NAME}-002",
        network.vpc,
    )
    with pytest.raises(ClientError, match="SnapshotNotFoundFault"):
        elasticache.describe_snapshots(SnapshotName="none")
    assert make_cache(account, network, SnapshotName="final")["ReplicationGroupId"] == NAME
