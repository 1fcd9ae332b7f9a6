"""The search domain of the guide as AWS has it."""

import json

import pytest


@pytest.fixture(scope="module")
def domain(aws):
    return aws("opensearch").describe_domain(DomainName="knowledge-production")["DomainStatus"]


@pytest.fixture(scope="module")
def key(aws):
    return aws("kms").describe_key(KeyId="alias/knowledge-production-data")["KeyMetadata"]["Arn"]


def test_it_is_the_guides_with_dedicated_masters(domain):
    assert domain["EngineVersion"] == "OpenSearch_2.11"
    cluster = domain["ClusterConfig"]
    assert (cluster["InstanceType"], cluster["InstanceCount"]) == ("r6g.xlarge.search", 3)
    assert cluster["ZoneAwarenessEnabled"] and cluster["ZoneAwarenessConfig"]["AvailabilityZoneCount"] == 3
    assert (cluster["DedicatedMasterEnabled"], cluster["DedicatedMasterType"], cluster["DedicatedMasterCount"]) == (
        True,
        "m6g.large.search",
        3,
    )
    assert (domain["EBSOptions"]["VolumeType"], domain["EBSOptions"]["VolumeSize"]) == ("gp3", 200)


def test_it_is_encrypted_everywhere(domain, key):
    assert domain["EncryptionAtRestOptions"] == {"Enabled": True, "KmsKeyId": key}
    assert domain["NodeToNodeEncryptionOptions"]["Enabled"]
    assert (domain["DomainEndpointOptions"]["EnforceHTTPS"], domain["DomainEndpointOptions"]["TLSSecurityPolicy"]) == (
        True,
        "Policy-Min-TLS-1-2-2019-07",
    )


def test_only_the_services_role_gets_in(aws, domain):
    assert (
        domain["AdvancedSecurityOptions"]["Enabled"]
        and not domain["AdvancedSecurityOptions"]["InternalUserDatabaseEnabled"]
    )
    (statement,) = json.loads(domain["AccessPolicies"])["Statement"]
    account = domain["ARN"].split(":")[4]
    assert statement["Principal"] == {"AWS": f"arn:aws:iam::{account}:root"}
    assert statement["Condition"]["ArnEquals"]["aws:PrincipalArn"] == [
        f"arn:aws:iam::{account}:role/knowledge-production-ecs-task"
    ]
    tags = {tag["Key"]: tag["Value"] for tag in aws("opensearch").list_tags(ARN=domain["ARN"])["TagList"]}
    assert tags["MasterUser"] == f"arn:aws:iam::{account}:role/knowledge-production-ecs-task"
    assert (tags["Project"], tags["Environment"], tags["Component"]) == (
        "knowledge-database",
        "production",
        "opensearch",
    )


def test_it_stands_in_the_private_subnets_behind_its_group(aws, domain):
    subnets = aws("ec2").describe_subnets(SubnetIds=domain["VPCOptions"]["SubnetIds"])["Subnets"]
    assert {subnet["CidrBlock"] for subnet in subnets} == {"10.0.10.0/24", "10.0.11.0/24", "10.0.12.0/24"}
    (group,) = aws("ec2").describe_security_groups(GroupIds=domain["VPCOptions"]["SecurityGroupIds"])["SecurityGroups"]
    assert group["GroupName"] == "knowledge-production-search"


def test_logs_are_written_and_kept_for_thirty_days(aws, domain, key):
    logs = domain["LogPublishingOptions"]
    assert sorted(log for log, option in logs.items() if option["Enabled"]) == [
        "AUDIT_LOGS",
        "ES_APPLICATION_LOGS",
        "INDEX_SLOW_LOGS",
        "SEARCH_SLOW_LOGS",
    ]
    groups = aws("logs").describe_log_groups(logGroupNamePrefix="/aws/opensearch/knowledge-production/")["logGroups"]
    assert [(group["retentionInDays"], group["kmsKeyId"]) for group in groups] == [(30, key)] * 4
    (policy,) = aws("logs").describe_resource_policies()["resourcePolicies"]
    (statement,) = json.loads(policy["policyDocument"])["Statement"]
    assert (
        statement["Principal"] == {"Service": "es.amazonaws.com"}
        and statement["Condition"]["ArnLike"]["aws:SourceArn"] == domain["ARN"]
    )


def test_aws_works_on_it_at_night(domain):
    assert domain["OffPeakWindowOptions"]["OffPeakWindow"]["WindowStartTime"] == {"Hours": 15, "Minutes": 0}
    assert domain["SoftwareUpdateOptions"]["AutoSoftwareUpdateEnabled"]
    assert domain["SnapshotOptions"]["AutomatedSnapshotStartHour"] == 17
