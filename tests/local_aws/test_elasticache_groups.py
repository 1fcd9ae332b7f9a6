"""ElastiCache parameter groups, subnet groups, users, tags."""

import pytest
from botocore.exceptions import ClientError
from caches import NAME, make_cache, make_groups, members
from network import make_network

TAGS = [{"Key": "Project", "Value": "knowledge"}]


@pytest.fixture
def elasticache(account):
    return account.client("elasticache")


@pytest.fixture
def network(account):
    return make_groups(account)


def parameters(elasticache, source=None):
    options = {"Source": source} if source else {}
    pages = elasticache.get_paginator("describe_cache_parameters").paginate(CacheParameterGroupName=NAME, **options)
    return {parameter["ParameterName"]: parameter for page in pages for parameter in page["Parameters"]}


def change(elasticache, name, value, group=NAME):
    wanted = [{"ParameterName": name, "ParameterValue": value}]
    return elasticache.modify_cache_parameter_group(CacheParameterGroupName=group, ParameterNameValues=wanted)


def test_parameters_have_defaults_and_sources(elasticache, network):
    default = parameters(elasticache)["maxmemory-policy"]
    assert (default["ParameterValue"], default["Source"], default["ChangeType"], default["IsModifiable"]) == ("volatile-lru", "system", "immediate", True)
    assert parameters(elasticache, "user") == {}
    change(elasticache, "maxmemory-policy", "allkeys-lru")
    assert {name: parameter["ParameterValue"] for name, parameter in parameters(elasticache, "user").items()} == {"maxmemory-policy": "allkeys-lru"}
    assert "maxmemory-policy" not in parameters(elasticache, "system")
    reset = [{"ParameterName": "maxmemory-policy"}]
    elasticache.reset_cache_parameter_group(CacheParameterGroupName=NAME, ParameterNameValues=reset)
    change(elasticache, "timeout", "300")
    elasticache.reset_cache_parameter_group(CacheParameterGroupName=NAME, ResetAllParameters=True)
    assert parameters(elasticache, "user") == {}


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("max-memory-policy", "allkeys-lru", "Could not find parameter"),
        ("maxmemory-policy", "newest", "allowed values"),
        ("appendonly", "yes", "cannot be modified"),
        ("timeout", "5", "allowed values"),
        ("slowlog-max-len", "many", "allowed values"),
    ],
)
def test_impossible_parameters_are_refused(elasticache, network, name, value, message):
    with pytest.raises(ClientError, match=message):
        change(elasticache, name, value)


def test_groups_of_aws_and_groups_in_use(account, elasticache, network):
    names = {group["CacheParameterGroupName"] for group in elasticache.describe_cache_parameter_groups()["CacheParameterGroups"]}
    assert {"default.redis7", "default.redis7.cluster.on", "default.redis6.x", "default.valkey8", NAME} <= names
    with pytest.raises(ClientError, match="InvalidCacheParameterGroupState"):
        change(elasticache, "timeout", "300", group="default.redis7")
    with pytest.raises(ClientError, match="CacheParameterGroupAlreadyExists"):
        elasticache.create_cache_parameter_group(CacheParameterGroupName=NAME, CacheParameterGroupFamily="redis7", Description=NAME)
    with pytest.raises(ClientError, match="not a valid parameter group family"):
        elasticache.create_cache_parameter_group(CacheParameterGroupName="bad", CacheParameterGroupFamily="redis99", Description="bad")
    make_cache(account, network)
    with pytest.raises(ClientError, match="InvalidCacheParameterGroupState"):
        elasticache.delete_cache_parameter_group(CacheParameterGroupName=NAME)
    change(elasticache, "databases", "32")
    assert members(elasticache)[0]["CacheParameterGroup"]["ParameterApplyStatus"] == "pending-reboot"
    for member in members(elasticache):
        elasticache.reboot_cache_cluster(CacheClusterId=member["CacheClusterId"], CacheNodeIdsToReboot=["0001"])
    assert members(elasticache)[0]["CacheParameterGroup"]["ParameterApplyStatus"] == "in-sync"
    with pytest.raises(ClientError, match="CacheParameterGroupNotFound"):
        elasticache.describe_cache_parameter_groups(CacheParameterGroupName="none")


def test_defaults_and_versions_are_told(elasticache):
    defaults = elasticache.describe_engine_default_parameters(CacheParameterGroupFamily="redis6.x")["EngineDefaults"]["Parameters"]
    assert "latency-tracking" not in {parameter["ParameterName"] for parameter in defaults}
    versions = elasticache.describe_cache_engine_versions(Engine="redis")["CacheEngineVersions"]
    assert ("7.0", "redis7") in {(version["EngineVersion"], version["CacheParameterGroupFamily"]) for version in versions}


def test_a_subnet_group_changes(account, elasticache, network):
    group = elasticache.describe_cache_subnet_groups(CacheSubnetGroupName=NAME)["CacheSubnetGroups"][0]
    assert {subnet["SubnetAvailabilityZone"]["Name"][-1] for subnet in group["Subnets"]} == {"a", "b", "c"} and group["VpcId"] == network.vpc
    options = {"CacheSubnetGroupName": NAME, "CacheSubnetGroupDescription": "two zones", "SubnetIds": network.subnets[:2]}
    changed = elasticache.modify_cache_subnet_group(**options)["CacheSubnetGroup"]
    assert [subnet["SubnetIdentifier"] for subnet in changed["Subnets"]] == network.subnets[:2] and changed["CacheSubnetGroupDescription"] == "two zones"
    make_cache(account, network, NumCacheClusters=2)
    with pytest.raises(ClientError, match="SubnetInUse"):
        elasticache.modify_cache_subnet_group(CacheSubnetGroupName=NAME, SubnetIds=network.subnets[2:])
    with pytest.raises(ClientError, match="InvalidSubnet"):
        elasticache.create_cache_subnet_group(CacheSubnetGroupName="x", CacheSubnetGroupDescription="x", SubnetIds=["subnet-0123456789abcdef0"])
    mixed = [network.subnets[0], make_network(account).subnets[0]]
    with pytest.raises(ClientError, match="InvalidSubnet"):
        elasticache.create_cache_subnet_group(CacheSubnetGroupName="x", CacheSubnetGroupDescription="x", SubnetIds=mixed)


def make_user(elasticache, user_id, name):
    return elasticache.create_user(UserId=user_id, UserName=name, Engine="redis", AccessString="on ~* +@all", Passwords=["0123456789abcdef"])


def test_users_and_user_groups(account, elasticache, network):
    make_user(elasticache, "knowledge-default", "default")
    make_user(elasticache, "app", "app")
    with pytest.raises(ClientError, match="DefaultUserRequired"):
        elasticache.create_user_group(UserGroupId="app", Engine="redis", UserIds=["app"])
    with pytest.raises(ClientError, match="UserNotFound"):
        elasticache.create_user_group(UserGroupId="app", Engine="redis", UserIds=["none"])
    elasticache.create_user_group(UserGroupId="app", Engine="redis", UserIds=["knowledge-default"], Tags=TAGS)
    elasticache.modify_user_group(UserGroupId="app", UserIdsToAdd=["app"])
    assert elasticache.describe_users(UserId="app")["Users"][0]["UserGroupIds"] == ["app"]
    elasticache.modify_user(UserId="app", AccessString="on ~cache:* +@read")
    assert elasticache.describe_users(UserId="app")["Users"][0]["AccessString"] == "on ~cache:* +@read"
    make_cache(account, network, AuthToken=None, UserGroupIds=["app"])
    assert elasticache.describe_user_groups(UserGroupId="app")["UserGroups"][0]["ReplicationGroups"] == [NAME]
    with pytest.raises(ClientError, match="InvalidUserGroupState"):
        elasticache.delete_user_group(UserGroupId="app")
    elasticache.modify_replication_group(ReplicationGroupId=NAME, UserGroupIdsToRemove=["app"], ApplyImmediately=True)
    with pytest.raises(ClientError, match="DefaultUserAssociatedToUserGroup"):
        elasticache.delete_user(UserId="knowledge-default")
    elasticache.delete_user(UserId="app")
    assert elasticache.describe_user_groups()["UserGroups"][0]["UserIds"] == ["knowledge-default"]
    elasticache.delete_user_group(UserGroupId="app")
    elasticache.delete_user(UserId="knowledge-default")
    assert [user["UserId"] for user in elasticache.describe_users()["Users"]] == ["default"]


def test_every_kind_is_tagged_and_listed(account, elasticache, network):
    group = make_cache(account, network)
    elasticache.create_snapshot(ReplicationGroupId=NAME, SnapshotName="first")
    make_user(elasticache, "knowledge-default", "default")
    user_group = elasticache.create_user_group(UserGroupId="app", Engine="redis", UserIds=["knowledge-default"])
    arns = [
        group["ARN"],
        user_group["ARN"],
        elasticache.describe_snapshots()["Snapshots"][0]["ARN"],
        elasticache.describe_users(UserId="knowledge-default")["Users"][0]["ARN"],
        elasticache.describe_cache_subnet_groups()["CacheSubnetGroups"][0]["ARN"],
        elasticache.describe_cache_parameter_groups(CacheParameterGroupName=NAME)["CacheParameterGroups"][0]["ARN"],
    ]
    extra = {"Key": "Name", "Value": "cache"}
    for arn in arns:
        assert extra in elasticache.add_tags_to_resource(ResourceName=arn, Tags=[extra])["TagList"]
        assert extra in elasticache.list_tags_for_resource(ResourceName=arn)["TagList"]
    member = members(elasticache)[0]["ARN"]
    assert elasticache.list_tags_for_resource(ResourceName=member)["TagList"] == [*TAGS, extra]
    tagging = account.client("resourcegroupstaggingapi")
    found = tagging.get_resources(TagFilters=[{"Key": "Name", "Values": ["cache"]}])["ResourceTagMappingList"]
    assert {resource["ResourceARN"] for resource in found} == {*arns, *(one["ARN"] for one in members(elasticache))}
    assert elasticache.remove_tags_from_resource(ResourceName=arns[0], TagKeys=["Name"])["TagList"] == TAGS
    assert elasticache.list_tags_for_resource(ResourceName=member)["TagList"] == TAGS
    with pytest.raises(ClientError, match="CacheParameterGroupNotFound"):
        elasticache.list_tags_for_resource(ResourceName=arns[-1] + "-none")
    with pytest.raises(ClientError, match="InvalidARN"):
        elasticache.list_tags_for_resource(ResourceName="knowledge-production")
