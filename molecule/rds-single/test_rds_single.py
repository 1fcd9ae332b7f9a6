"""The smaller database as AWS has it."""


def test_one_small_instance_without_a_standby(aws):
    (instance,) = aws("rds").describe_db_instances()["DBInstances"]
    assert (instance["DBInstanceClass"], instance["AllocatedStorage"], instance["MaxAllocatedStorage"]) == (
        "db.t4g.medium",
        20,
        100,
    )
    assert not instance["MultiAZ"] and not instance["DeletionProtection"] and not instance["PubliclyAccessible"]
    assert not instance.get("PerformanceInsightsEnabled") and not instance.get("MonitoringRoleArn")
    assert instance["EnabledCloudwatchLogsExports"] == ["postgresql"] and instance["CopyTagsToSnapshot"]
    assert instance["StorageEncrypted"] and instance["MasterUserSecret"]


def test_there_is_no_role_for_measurements(aws):
    roles = aws("iam").list_roles()["Roles"]
    assert not [role for role in roles if "monitoring" in role["RoleName"]]
