"""The database of the guide as AWS has it."""

import pytest


@pytest.fixture(scope="module")
def instance(aws):
    (found,) = aws("rds").describe_db_instances()["DBInstances"]
    return found


@pytest.fixture(scope="module")
def key(aws):
    return aws("kms").describe_key(KeyId="alias/knowledge-production-data")["KeyMetadata"]["Arn"]


def test_it_is_the_guides(instance):
    assert (instance["DBInstanceIdentifier"], instance["Engine"], instance["DBInstanceClass"]) == (
        "knowledge-production",
        "postgres",
        "db.r6g.xlarge",
    )
    assert instance["EngineVersion"].startswith("15.")
    assert (instance["StorageType"], instance["AllocatedStorage"], instance["MaxAllocatedStorage"]) == (
        "gp3",
        200,
        1000,
    )
    assert instance["MultiAZ"] and instance["DBName"] == "knowledge" and not instance["PubliclyAccessible"]


def test_everything_is_encrypted_by_our_key(instance, key):
    assert instance["StorageEncrypted"] and instance["KmsKeyId"] == key
    assert instance["PerformanceInsightsEnabled"] and instance["PerformanceInsightsKMSKeyId"] == key
    assert instance["MasterUserSecret"]["KmsKeyId"] == key


def test_the_password_is_kept_by_rds(aws, instance):
    secret = aws("secretsmanager").describe_secret(SecretId=instance["MasterUserSecret"]["SecretArn"])
    assert secret["OwningService"] == "rds" and secret["Name"].startswith("rds!db-")


def test_it_is_protected_and_backed_up(instance):
    assert instance["DeletionProtection"] and instance["CopyTagsToSnapshot"] and instance["BackupRetentionPeriod"] == 7
    assert (instance["PreferredBackupWindow"], instance["PreferredMaintenanceWindow"]) == (
        "17:00-18:00",
        "sun:18:30-sun:19:30",
    )


def test_logs_and_measurements(aws, instance, key):
    assert sorted(instance["EnabledCloudwatchLogsExports"]) == ["postgresql", "upgrade"]
    groups = aws("logs").describe_log_groups(logGroupNamePrefix="/aws/rds/instance/knowledge-production/")["logGroups"]
    assert [(group["retentionInDays"], group["kmsKeyId"]) for group in groups] == [(30, key)] * 2
    assert (instance["MonitoringInterval"], instance["MonitoringRoleArn"].rsplit("/", 1)[-1]) == (
        60,
        "knowledge-production-rds-monitoring",
    )
    attached = aws("iam").list_attached_role_policies(RoleName="knowledge-production-rds-monitoring")[
        "AttachedPolicies"
    ]
    assert [policy["PolicyName"] for policy in attached] == ["AmazonRDSEnhancedMonitoringRole"]


def test_only_tls_and_logins_by_iam(aws, instance):
    assert instance["IAMDatabaseAuthenticationEnabled"]
    assert instance["DBParameterGroups"] == [
        {"DBParameterGroupName": "knowledge-production-postgres15", "ParameterApplyStatus": "in-sync"}
    ]
    pages = (
        aws("rds")
        .get_paginator("describe_db_parameters")
        .paginate(DBParameterGroupName="knowledge-production-postgres15", Source="user")
    )
    values = {one["ParameterName"]: one["ParameterValue"] for page in pages for one in page["Parameters"]}
    assert (values["rds.force_ssl"], values["log_min_duration_statement"], values["shared_preload_libraries"]) == (
        "1",
        "1000",
        "pg_stat_statements",
    )
    assert "work_mem" not in values


def test_it_stands_in_the_database_subnets_behind_its_group(aws, instance):
    zones = {subnet["SubnetAvailabilityZone"]["Name"] for subnet in instance["DBSubnetGroup"]["Subnets"]}
    assert zones == {"ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c"}
    (group,) = aws("ec2").describe_security_groups(
        GroupIds=[entry["VpcSecurityGroupId"] for entry in instance["VpcSecurityGroups"]]
    )["SecurityGroups"]
    assert group["GroupName"] == "knowledge-production-database"


def test_the_account_has_the_role_that_rds_needs(aws):
    roles = aws("iam").list_roles(PathPrefix="/aws-service-role/rds.amazonaws.com/")["Roles"]
    assert [role["RoleName"] for role in roles] == ["AWSServiceRoleForRDS"]


def test_it_is_tagged_as_the_stacks(instance):
    tags = {tag["Key"]: tag["Value"] for tag in instance["TagList"]}
    expected = {
        "Project": "knowledge-database",
        "Environment": "production",
        "ManagedBy": "ansible",
        "Component": "rds",
        "Name": "knowledge-production",
    }
    assert expected.items() <= tags.items()
