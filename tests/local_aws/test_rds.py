"""RDS instances: states, what is filled in, the managed password, changes, deletion."""

import json

import pytest
from botocore.exceptions import ClientError
from databases import NAME, make_database, make_groups, show


@pytest.fixture
def rds(account):
    return account.client("rds")


@pytest.fixture
def network(account):
    return make_groups(account)


def status(rds):
    return show(rds)["DBInstanceStatus"]


def test_states_last_as_long_as_told(account, rds, network, slow):
    slow("rds=60")
    assert make_database(account, network)["DBInstanceStatus"] == "creating"
    with pytest.raises(ClientError, match="InvalidDBInstanceState"):
        rds.modify_db_instance(DBInstanceIdentifier=NAME, DeletionProtection=True)
    slow("rds=0")
    assert status(rds) == "available"
    slow("rds=60")
    rds.delete_db_instance(DBInstanceIdentifier=NAME, SkipFinalSnapshot=True)
    assert status(rds) == "deleting"
    with pytest.raises(ClientError, match="already being deleted"):
        rds.delete_db_instance(DBInstanceIdentifier=NAME, SkipFinalSnapshot=True)
    slow("rds=0")
    with pytest.raises(ClientError, match="DBInstanceNotFound"):
        show(rds)


def test_what_was_asked_for_is_told(account, rds, network):
    make_database(account, network)
    shown = show(rds)
    assert (shown["Iops"], shown["StorageThroughput"], shown["MaxAllocatedStorage"]) == (3000, 125, 1000)
    assert shown["PerformanceInsightsEnabled"] and shown["PerformanceInsightsRetentionPeriod"] == 7
    assert shown["PerformanceInsightsKMSKeyId"] == shown["KmsKeyId"] and ":key/" in shown["KmsKeyId"]
    assert (shown["AvailabilityZone"], shown["SecondaryAvailabilityZone"]) == ("ap-northeast-2a", "ap-northeast-2b")
    assert shown["EnabledCloudwatchLogsExports"] == ["postgresql", "upgrade"]
    assert shown["IAMDatabaseAuthenticationEnabled"]
    assert shown["DBParameterGroups"] == [{"DBParameterGroupName": NAME, "ParameterApplyStatus": "in-sync"}]
    assert shown["LicenseModel"] == "postgresql-license" and shown["PendingModifiedValues"] == {}
    assert shown["TagList"] == [{"Key": "Project", "Value": "knowledge"}]


def test_large_storage_has_the_figures_of_four_volumes(account, rds, network):
    make_database(account, network, AllocatedStorage=400)
    assert (show(rds)["Iops"], show(rds)["StorageThroughput"]) == (12000, 500)


def test_the_managed_password_belongs_to_the_user_and_goes_with_the_instance(account, rds, network):
    make_database(account, network)
    secret = show(rds)["MasterUserSecret"]
    secrets = account.client("secretsmanager")
    content = json.loads(secrets.get_secret_value(SecretId=secret["SecretArn"])["SecretString"])
    assert content["username"] == "knowledge_admin" and len(content["password"]) >= 20
    show(rds)
    assert show(rds)["MasterUserSecret"]["SecretStatus"] == "active"
    rds.delete_db_instance(DBInstanceIdentifier=NAME, SkipFinalSnapshot=True)
    assert rds.describe_db_instances()["DBInstances"] == []
    assert secrets.list_secrets()["SecretList"] == []


def test_changes_wait_for_the_window_or_for_the_word(account, rds, network, slow):
    make_database(account, network)
    answer = rds.modify_db_instance(
        DBInstanceIdentifier=NAME, DBInstanceClass="db.r6g.2xlarge", AllocatedStorage=300, DeletionProtection=True
    )
    assert answer["DBInstance"]["PendingModifiedValues"] == {
        "DBInstanceClass": "db.r6g.2xlarge",
        "AllocatedStorage": 300,
    }
    assert show(rds)["DBInstanceClass"] == "db.r6g.xlarge"
    assert show(rds)["DeletionProtection"] is True
    assert status(rds) == "available"
    rds.modify_db_instance(DBInstanceIdentifier=NAME, DBInstanceClass="db.r6g.xlarge")
    assert show(rds)["PendingModifiedValues"] == {"AllocatedStorage": 300}
    slow("rds=60")
    rds.modify_db_instance(DBInstanceIdentifier=NAME, MultiAZ=False, ApplyImmediately=True)
    shown = show(rds)
    assert shown["DBInstanceStatus"] == "modifying"
    assert shown["MultiAZ"]
    assert shown["PendingModifiedValues"] == {"AllocatedStorage": 300, "MultiAZ": False}
    slow("rds=0")
    shown = show(rds)
    assert (shown["DBInstanceStatus"], shown["AllocatedStorage"], shown["MultiAZ"], shown["PendingModifiedValues"]) == (
        "available",
        300,
        False,
        {},
    )


def test_a_reboot_applies_what_waits(account, rds, network, slow):
    make_database(account, network)
    rds.modify_db_instance(DBInstanceIdentifier=NAME, DBInstanceClass="db.r6g.2xlarge")
    slow("rds=60")
    assert (
        rds.reboot_db_instance(DBInstanceIdentifier=NAME, ForceFailover=True)["DBInstance"]["DBInstanceStatus"]
        == "rebooting"
    )
    slow("rds=0")
    shown = show(rds)
    assert (shown["DBInstanceClass"], shown["AvailabilityZone"]) == ("db.r6g.2xlarge", "ap-northeast-2b")
    messages = [
        event["Message"] for event in rds.describe_events(SourceIdentifier=NAME, SourceType="db-instance")["Events"]
    ]
    assert "DB instance restarted" in messages


def test_log_exports_and_insights_change(account, rds, network):
    make_database(account, network, EnablePerformanceInsights=None, PerformanceInsightsRetentionPeriod=None)
    assert "PerformanceInsightsKMSKeyId" not in show(rds)
    exports = {"EnableLogTypes": ["postgresql", "iam-db-auth-error"], "DisableLogTypes": ["upgrade", "error"]}
    rds.modify_db_instance(
        DBInstanceIdentifier=NAME,
        CloudwatchLogsExportConfiguration=exports,
        EnablePerformanceInsights=True,
        ApplyImmediately=True,
    )
    shown = show(rds)
    assert shown["EnabledCloudwatchLogsExports"] == ["postgresql", "iam-db-auth-error"]
    assert (shown["PerformanceInsightsEnabled"], shown["PerformanceInsightsRetentionPeriod"]) == (True, 7)
    rds.modify_db_instance(DBInstanceIdentifier=NAME, EnablePerformanceInsights=False)
    assert "PerformanceInsightsRetentionPeriod" not in show(rds)


def test_versions_go_up_by_known_paths(account, rds, network):
    make_database(account, network, EngineVersion="15.13", DBParameterGroupName=None)
    for version, message in (
        ("15.6", "Cannot find version"),
        ("15.99", "Cannot find version"),
        ("14.20", "Cannot upgrade"),
        ("16.13", "AllowMajorVersionUpgrade"),
    ):
        with pytest.raises(ClientError, match=message):
            rds.modify_db_instance(DBInstanceIdentifier=NAME, EngineVersion=version, ApplyImmediately=True)
    rds.modify_db_instance(
        DBInstanceIdentifier=NAME, EngineVersion="16.13", AllowMajorVersionUpgrade=True, ApplyImmediately=True
    )
    assert show(rds)["EngineVersion"] == "16.13"
    assert show(rds)["DBParameterGroups"][0]["DBParameterGroupName"] == "default.postgres16"


def test_engine_versions_tell_where_each_can_go(rds):
    versions = rds.describe_db_engine_versions(Engine="postgres", EngineVersion="15.13")["DBEngineVersions"]
    assert [(version["DBParameterGroupFamily"], version["EngineVersion"]) for version in versions] == [
        ("postgres15", "15.13")
    ]
    targets = {target["EngineVersion"]: target["IsMajorVersionUpgrade"] for target in versions[0]["ValidUpgradeTarget"]}
    assert targets["15.14"] is False and targets["16.9"] is True and not {"15.12", "16.8"} & set(targets)
    old = rds.describe_db_engine_versions(Engine="postgres", EngineVersion="15.7", IncludeAll=True)["DBEngineVersions"]
    assert [version["Status"] for version in old] == ["deprecated"]
    assert rds.describe_db_engine_versions(Engine="postgres", EngineVersion="15.7")["DBEngineVersions"] == []
    assert (
        len(
            rds.describe_db_engine_versions(Engine="postgres", EngineVersion="15", DefaultOnly=True)["DBEngineVersions"]
        )
        == 1
    )


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"AllocatedStorage": 5, "MaxAllocatedStorage": None}, "Invalid storage size"),
        ({"DBInstanceClass": "db.r99g.huge"}, "Invalid DB Instance class"),
        ({"Iops": 12000}, "less than 400"),
        ({"StorageThroughput": 500}, "less than 400"),
        ({"BackupRetentionPeriod": 40}, "retention period"),
        ({"MasterUsername": "rdsadmin"}, "reserved word"),
        ({"MasterUserPassword": "a-password-of-16"}, "ManageMasterUserPassword"),
        ({"AvailabilityZone": "ap-northeast-2a"}, "Multi-AZ"),
        ({"KmsKeyId": "alias/none"}, "KMSKeyNotAccessibleFault"),
        ({"StorageEncrypted": False, "KmsKeyId": "alias/aws/rds"}, "isn't encrypted"),
        ({"VpcSecurityGroupIds": ["sg-0123456789abcdef0"]}, "Invalid security group"),
        ({"EngineVersion": "15.99"}, "Cannot find version"),
        ({"EngineVersion": "15.7"}, "Cannot find version"),
        ({"DBParameterGroupName": "other"}, "DBParameterGroupNotFound"),
        ({"DBSubnetGroupName": "other"}, "DBSubnetGroupNotFoundFault"),
    ],
)
def test_impossible_instances_are_refused(account, rds, network, changed, message):
    with pytest.raises(ClientError, match=message):
        make_database(account, network, **changed)
    assert rds.describe_db_instances()["DBInstances"] == []


def test_storage_never_shrinks(account, rds, network):
    make_database(account, network)
    with pytest.raises(ClientError, match="can't be reduced"):
        rds.modify_db_instance(DBInstanceIdentifier=NAME, AllocatedStorage=100, ApplyImmediately=True)


def test_another_port_and_a_password_set_by_hand(account, rds, network, slow):
    make_database(account, network, ManageMasterUserPassword=None, MasterUserPassword="a-password-of-long-life")
    slow("rds=60")
    rds.modify_db_instance(DBInstanceIdentifier=NAME, DBPortNumber=5433)
    assert (status(rds), show(rds)["Endpoint"]["Port"]) == ("modifying", 5433)
    slow("rds=0")
    assert status(rds) == "available"
    slow("rds=60")
    rds.modify_db_instance(
        DBInstanceIdentifier=NAME, MasterUserPassword="another-password-of-long-life", ApplyImmediately=True
    )
    assert status(rds) == "modifying"
