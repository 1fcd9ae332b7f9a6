"""OpenSearch domains: states, configuration, log publishing, upgrades."""

import json

import pytest
from botocore.exceptions import ClientError
from network import make_network

NAME = "knowledge-production"
GROUP = "/opensearch/slow"


@pytest.fixture
def opensearch(account):
    return account.client("opensearch")


@pytest.fixture
def network(account):
    account.client("iam").create_service_linked_role(AWSServiceName="opensearchservice.amazonaws.com")
    return make_network(account)


def policy(account):
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account.id}:role/app"},
        "Action": "es:ESHttp*",
        "Resource": "*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def make_domain(account, network, **changed):
    options = {
        "DomainName": NAME,
        "EngineVersion": "OpenSearch_2.11",
        "ClusterConfig": {
            "InstanceType": "r6g.xlarge.search",
            "InstanceCount": 3,
            "ZoneAwarenessEnabled": True,
            "ZoneAwarenessConfig": {"AvailabilityZoneCount": 3},
            "DedicatedMasterEnabled": True,
            "DedicatedMasterType": "m6g.large.search",
            "DedicatedMasterCount": 3,
        },
        "EBSOptions": {"EBSEnabled": True, "VolumeType": "gp3", "VolumeSize": 200},
        "VPCOptions": {"SubnetIds": network.subnets, "SecurityGroupIds": [network.group]},
        "EncryptionAtRestOptions": {"Enabled": True},
        "NodeToNodeEncryptionOptions": {"Enabled": True},
        "DomainEndpointOptions": {"EnforceHTTPS": True},
        "AdvancedSecurityOptions": {
            "Enabled": True,
            "MasterUserOptions": {"MasterUserARN": f"arn:aws:iam::{account.id}:role/app"},
        },
        "AccessPolicies": policy(account),
        "TagList": [{"Key": "Project", "Value": "knowledge"}],
    } | changed
    return account.client("opensearch").create_domain(**options)["DomainStatus"]


def show(opensearch):
    return opensearch.describe_domain(DomainName=NAME)["DomainStatus"]


def test_states_last_as_long_as_told(account, opensearch, network, slow):
    slow("opensearch=60")
    made = make_domain(account, network)
    assert (made["Created"], made["Processing"], made["DomainProcessingStatus"]) == (
        True,
        True,
        "Creating",
    )
    assert "Endpoints" not in made
    with pytest.raises(ClientError, match="A change/update is in progress"):
        opensearch.update_domain_config(DomainName=NAME, SnapshotOptions={"AutomatedSnapshotStartHour": 3})
    slow("opensearch=0")
    shown = show(opensearch)
    assert (shown["Processing"], shown["DomainProcessingStatus"]) == (False, "Active")
    assert shown["Endpoints"]["vpc"].startswith(f"vpc-{NAME}-")
    slow("opensearch=60")
    opensearch.delete_domain(DomainName=NAME)
    shown = show(opensearch)
    assert (shown["Deleted"], shown["Processing"], shown["DomainProcessingStatus"]) == (True, True, "Deleting")
    assert opensearch.list_domain_names()["DomainNames"] == [{"DomainName": NAME, "EngineType": "OpenSearch"}]
    slow("opensearch=0")
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        show(opensearch)
    assert opensearch.list_domain_names()["DomainNames"] == []


def test_a_second_domain_of_the_name_is_refused(account, opensearch, network):
    make_domain(account, network)
    with pytest.raises(ClientError, match="ResourceAlreadyExistsException"):
        make_domain(account, network)


def test_what_was_asked_for_is_told_with_defaults(account, opensearch, network):
    make_domain(account, network)
    shown = show(opensearch)
    assert shown["EBSOptions"] == {
        "EBSEnabled": True,
        "VolumeType": "gp3",
        "VolumeSize": 200,
        "Iops": 3000,
        "Throughput": 125,
    }
    assert shown["VPCOptions"]["VPCId"] == network.vpc
    assert [zone[-1] for zone in shown["VPCOptions"]["AvailabilityZones"]] == ["a", "b", "c"]
    assert shown["DomainEndpointOptions"]["TLSSecurityPolicy"] == "Policy-Min-TLS-1-2-2019-07"
    assert shown["AutoTuneOptions"]["State"] == "ENABLED"
    assert "MasterUserOptions" not in shown["AdvancedSecurityOptions"] and shown["AdvancedSecurityOptions"]["Enabled"]
    assert opensearch.describe_domains(DomainNames=[NAME, "other"])["DomainStatusList"][0]["ARN"] == shown["ARN"]
    assert opensearch.list_tags(ARN=shown["ARN"])["TagList"] == [{"Key": "Project", "Value": "knowledge"}]


def test_a_change_merges_and_is_processed(account, opensearch, network, slow):
    make_domain(account, network)
    show(opensearch)
    slow("opensearch=60")
    wanted = {"InstanceType": "r6g.2xlarge.search"}
    told = opensearch.update_domain_config(DomainName=NAME, ClusterConfig=wanted)["DomainConfig"]
    assert (told["ClusterConfig"]["Status"]["State"], told["AutoTuneOptions"]["Status"]["State"]) == (
        "Processing",
        "ENABLED",
    )
    shown = show(opensearch)
    assert shown["ClusterConfig"].items() >= {**wanted, "InstanceCount": 3}.items()
    assert shown["ClusterConfig"]["ZoneAwarenessConfig"] == {"AvailabilityZoneCount": 3}
    assert (shown["Processing"], shown["DomainProcessingStatus"]) == (True, "Modifying")
    slow("opensearch=0")
    assert show(opensearch)["DomainProcessingStatus"] == "Active"
    opensearch.update_domain_config(DomainName=NAME, ClusterConfig={"DedicatedMasterEnabled": False})
    assert "DedicatedMasterType" not in show(opensearch)["ClusterConfig"]


def test_what_cannot_be_changed_is_refused(account, opensearch, network):
    make_domain(account, network)
    key = account.client("kms").create_key()["KeyMetadata"]["Arn"]
    for changed in (
        {"EncryptionAtRestOptions": {"Enabled": False}, "AdvancedSecurityOptions": {"Enabled": False}},
        {"AdvancedSecurityOptions": {"Enabled": False}},
        {"EncryptionAtRestOptions": {"Enabled": True, "KmsKeyId": key}},
        {"VPCOptions": {"SubnetIds": []}},
        {"EBSOptions": {"VolumeSize": 300}, "DryRun": True},
    ):
        with pytest.raises(ClientError, match="ValidationException"):
            opensearch.update_domain_config(DomainName=NAME, **changed)
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        opensearch.update_domain_config(DomainName="other", EBSOptions={"VolumeSize": 300})


CLUSTER = {
    "InstanceType": "r6g.xlarge.search",
    "InstanceCount": 3,
    "ZoneAwarenessEnabled": True,
    "ZoneAwarenessConfig": {"AvailabilityZoneCount": 3},
}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"EngineVersion": "OpenSearch_9.9"}, "Invalid Engine version"),
        ({"ClusterConfig": CLUSTER | {"InstanceType": "r99g.huge.search"}}, "InvalidTypeException"),
        ({"ClusterConfig": CLUSTER | {"InstanceCount": 2}}, "minimum of 3"),
        ({"ClusterConfig": CLUSTER | {"DedicatedMasterEnabled": True, "DedicatedMasterCount": 2}}, "three or five"),
        ({"ClusterConfig": CLUSTER | {"ZoneAwarenessConfig": {"AvailabilityZoneCount": 2}}}, "exactly 2 subnets"),
        ({"EBSOptions": {"EBSEnabled": False}}, "EBS storage must"),
        ({"EBSOptions": {"EBSEnabled": True, "VolumeType": "gp3", "VolumeSize": 99999}}, "out of range"),
        ({"VPCOptions": {"SubnetIds": ["subnet-1", "subnet-2", "subnet-3"]}}, "does not exist"),
        ({"NodeToNodeEncryptionOptions": {"Enabled": False}}, "advanced security options"),
        ({"EncryptionAtRestOptions": {"Enabled": True, "KmsKeyId": "alias/none"}}, "Invalid KMS key"),
        ({"AccessPolicies": "{}"}, "access policy"),
        ({"DomainName": "9-knowledge"}, "Invalid domain name"),
    ],
)
def test_impossible_domains_are_refused(account, opensearch, network, changed, message):
    with pytest.raises(ClientError, match=message):
        make_domain(account, network, **changed)
    assert opensearch.list_domain_names()["DomainNames"] == []


def test_a_vpc_domain_needs_the_service_linked_role(account):
    with pytest.raises(ClientError, match="service-linked role"):
        make_domain(account, make_network(account))


def test_logs_are_published_where_a_policy_allows_it(account, opensearch, network):
    make_domain(account, network)
    logs = account.client("logs")
    arn = f"arn:aws:logs:{account.region}:{account.id}:log-group:{GROUP}"
    publish = {
        "DomainName": NAME,
        "LogPublishingOptions": {"SEARCH_SLOW_LOGS": {"CloudWatchLogsLogGroupArn": arn, "Enabled": True}},
    }
    with pytest.raises(ClientError, match="does not exist"):
        opensearch.update_domain_config(**publish)
    logs.create_log_group(logGroupName=GROUP)
    with pytest.raises(ClientError, match="Resource Access Policy"):
        opensearch.update_domain_config(**publish)
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "es.amazonaws.com"},
        "Action": ["logs:PutLogEvents", "logs:CreateLogStream"],
        "Resource": f"{arn}:*",
    }
    logs.put_resource_policy(
        policyName="opensearch", policyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    )
    opensearch.update_domain_config(**publish)
    second = {"AUDIT_LOGS": {"CloudWatchLogsLogGroupArn": arn, "Enabled": True}}
    opensearch.update_domain_config(DomainName=NAME, LogPublishingOptions=second)
    assert set(show(opensearch)["LogPublishingOptions"]) == {"SEARCH_SLOW_LOGS", "AUDIT_LOGS"}
    off = {"AUDIT_LOGS": {"CloudWatchLogsLogGroupArn": arn, "Enabled": False}}
    opensearch.update_domain_config(DomainName=NAME, LogPublishingOptions=off)
    assert show(opensearch)["LogPublishingOptions"]["AUDIT_LOGS"]["Enabled"] is False


def test_upgrades_go_by_known_paths(account, opensearch, network, slow):
    make_domain(account, network)
    paths = opensearch.get_compatible_versions(DomainName=NAME)["CompatibleVersions"]
    assert paths[0]["SourceVersion"] == "OpenSearch_2.11" and "OpenSearch_2.13" in paths[0]["TargetVersions"]
    assert not {"OpenSearch_2.9", "OpenSearch_3.1"} & set(paths[0]["TargetVersions"])
    with pytest.raises(ClientError, match="not supported"):
        opensearch.upgrade_domain(DomainName=NAME, TargetVersion="OpenSearch_3.1")
    with pytest.raises(ClientError, match="without making it"):
        opensearch.upgrade_domain(DomainName=NAME, TargetVersion="OpenSearch_2.13", PerformCheckOnly=True)
    slow("opensearch=60")
    opensearch.upgrade_domain(DomainName=NAME, TargetVersion="OpenSearch_2.13")
    assert (show(opensearch)["UpgradeProcessing"], show(opensearch)["EngineVersion"]) == (True, "OpenSearch_2.11")
    with pytest.raises(ClientError, match="in progress"):
        opensearch.update_domain_config(DomainName=NAME, EBSOptions={"VolumeSize": 300})
    slow("opensearch=0")
    assert (show(opensearch)["UpgradeProcessing"], show(opensearch)["EngineVersion"]) == (False, "OpenSearch_2.13")


def test_tags_change_and_are_listed(account, opensearch, network):
    arn = make_domain(account, network)["ARN"]
    opensearch.add_tags(ARN=arn, TagList=[{"Key": "Name", "Value": "search"}])
    opensearch.remove_tags(ARN=arn, TagKeys=["Project"])
    assert opensearch.list_tags(ARN=arn)["TagList"] == [{"Key": "Name", "Value": "search"}]
    answer = account.client("resourcegroupstaggingapi").get_resources(ResourceTypeFilters=["es:domain"])
    found = answer["ResourceTagMappingList"]
    assert [resource["ResourceARN"] for resource in found] == [arn]
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        opensearch.list_tags(ARN=arn + "-other")
