"""ElastiCache parameter groups, subnet groups, tags."""

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
    assert (default["ParameterValue"], default["Source"], default["ChangeType"], default["IsModifiable"]) == (
        "volatile-lru",
        "system",
        "immediate",
        True,
    )
    assert parameters(elasticache, "user") == {}
    change(elasticache, "maxmemory-policy", "allkeys-lru")
    assert {name: parameter["ParameterValue"] for name, parameter in parameters(elasticache, "user").items()} == {
        "maxmemory-policy": "allkeys-lru"
    }
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
    names = {
        group["CacheParameterGroupName"]
        for group in elasticache.describe_cache_parameter_groups()["CacheParameterGroups"]
    }
    assert {"default.redis7", "default.redis6.x", "default.valkey8", NAME} <= names
    with pytest.raises(ClientError, match="InvalidCacheParameterGroupState"):
        change(elasticache, "timeout", "300", group="default.redis7")
    with pytest.raises(ClientError, match="CacheParameterGroupAlreadyExists"):
        elasticache.create_cache_parameter_group(
            CacheParameterGroupName=NAME, CacheParameterGroupFamily="redis7", Description=NAME
        )
    with pytest.raises(ClientError, match="not a valid parameter group family"):
        elasticache.create_cache_parameter_group(
            CacheParameterGroupName="bad", CacheParameterGroupFamily="redis99", Description="bad"
        )
    make_cache(account, network)
    with pytest.raises(ClientError, match="InvalidCacheParameterGroupState"):
        elasticache.delete_cache_parameter_group(CacheParameterGroupName=NAME)
    change(elasticache, "databases", "32")
    assert members(elasticache)[0]["CacheParameterGroup"]["ParameterApplyStatus"] == "pending-reboot"
    with pytest.raises(ClientError, match="CacheParameterGroupNotFound"):
        elasticache.describe_cache_parameter_groups(CacheParameterGroupName="none")


def test_defaults_belong_to_a_version(elasticache):
    told = elasticache.describe_engine_default_parameters(CacheParameterGroupFamily="redis6.x")["EngineDefaults"]
    assert "latency-tracking" not in {parameter["ParameterName"] for parameter in told["Parameters"]}


def test_a_subnet_group_changes(account, elasticache, network):
    group = elasticache.describe_cache_subnet_groups(CacheSubnetGroupName=NAME)["CacheSubnetGroups"][0]
    assert {subnet["SubnetAvailabilityZone"]["Name"][-1] for subnet in group["Subnets"]} == {"a", "b", "c"}
    assert group["VpcId"] == network.vpc
    options = {
        "CacheSubnetGroupName": NAME,
        "CacheSubnetGroupDescription": "two zones",
        "SubnetIds": network.subnets[:2],
    }
    changed = elasticache.modify_cache_subnet_group(**options)["CacheSubnetGroup"]
    assert [subnet["SubnetIdentifier"] for subnet in changed["Subnets"]] == network.subnets[:2]
    assert changed["CacheSubnetGroupDescription"] == "two zones"
    make_cache(account, network, NumCacheClusters=2)
    with pytest.raises(ClientError, match="SubnetInUse"):
        elasticache.modify_cache_subnet_group(CacheSubnetGroupName=NAME, SubnetIds=network.subnets[2:])
    with pytest.raises(ClientError, match="InvalidSubnet"):
        elasticache.create_cache_subnet_group(
            CacheSubnetGroupName="x", CacheSubnetGroupDescription="x", SubnetIds=["subnet-0123456789abcdef0"]
        )
    mixed = [network.subnets[0], make_network(account).subnets[0]]
    with pytest.raises(ClientError, match="InvalidSubnet"):
        elasticache.create_cache_subnet_group(
            CacheSubnetGroupName="x", CacheSubnetGroupDescription="x", SubnetIds=mixed
        )


def test_every_kind_is_tagged_and_listed(account, elasticache, network):
    group = make_cache(account, network)
    arns = [
        group["ARN"],
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
