"""RDS subnet groups, parameter groups, snapshots and restores."""

import pytest
from botocore.exceptions import ClientError
from databases import NAME, make_database, make_groups, show
from network import make_network


@pytest.fixture
def rds(account):
    return account.client("rds")


@pytest.fixture
def network(account):
    return make_groups(account)


def test_a_subnet_group_survives_its_change(rds, network):
    rds.modify_db_subnet_group(
        DBSubnetGroupName=NAME, SubnetIds=network.subnets[:2], DBSubnetGroupDescription="two zones"
    )
    group = rds.describe_db_subnet_groups(DBSubnetGroupName=NAME)["DBSubnetGroups"][0]
    assert [subnet["SubnetIdentifier"] for subnet in group["Subnets"]] == network.subnets[:2]
    assert group["DBSubnetGroupDescription"] == "two zones"


def test_impossible_subnet_groups_are_refused(account, rds, network):
    with pytest.raises(ClientError, match="DBSubnetGroupAlreadyExists"):
        rds.create_db_subnet_group(DBSubnetGroupName=NAME, DBSubnetGroupDescription=NAME, SubnetIds=network.subnets)
    with pytest.raises(ClientError, match="DBSubnetGroupDoesNotCoverEnoughAZs"):
        rds.create_db_subnet_group(
            DBSubnetGroupName="one", DBSubnetGroupDescription="one", SubnetIds=network.subnets[:1]
        )
    other = make_network(account)
    with pytest.raises(ClientError, match="InvalidSubnet"):
        rds.modify_db_subnet_group(DBSubnetGroupName=NAME, SubnetIds=[network.subnets[0], other.subnets[1]])
    with pytest.raises(ClientError, match="DBSubnetGroupNotFoundFault"):
        rds.modify_db_subnet_group(DBSubnetGroupName="none", SubnetIds=network.subnets)


def test_groups_in_use_stay(account, rds, network):
    make_database(account, network)
    with pytest.raises(ClientError, match="InvalidDBSubnetGroupStateFault"):
        rds.delete_db_subnet_group(DBSubnetGroupName=NAME)
    with pytest.raises(ClientError, match="InvalidDBParameterGroupState"):
        rds.delete_db_parameter_group(DBParameterGroupName=NAME)
    rds.delete_db_instance(DBInstanceIdentifier=NAME, SkipFinalSnapshot=True)
    rds.delete_db_subnet_group(DBSubnetGroupName=NAME)
    rds.delete_db_parameter_group(DBParameterGroupName=NAME)


def parameters(rds, source=None):
    options = {"Source": source} if source else {}
    pages = rds.get_paginator("describe_db_parameters").paginate(DBParameterGroupName=NAME, **options)
    return {parameter["ParameterName"]: parameter for page in pages for parameter in page["Parameters"]}


def change(rds, name, value, method="immediate"):
    parameter = {"ParameterName": name, "ParameterValue": value, "ApplyMethod": method}
    return rds.modify_db_parameter_group(DBParameterGroupName=NAME, Parameters=[parameter])


def test_parameters_have_defaults_types_and_sources(rds, network):
    everything = parameters(rds)
    assert len(everything) > 200
    assert {
        key: everything["rds.force_ssl"][key]
        for key in ("ParameterValue", "Source", "ApplyType", "DataType", "IsModifiable")
    } == {
        "ParameterValue": "1",
        "Source": "system",
        "ApplyType": "dynamic",
        "DataType": "boolean",
        "IsModifiable": True,
    }
    assert everything["log_min_duration_statement"]["Source"] == "engine-default"
    assert "ParameterValue" not in everything["log_min_duration_statement"]
    assert parameters(rds, "user") == {}
    change(rds, "log_min_duration_statement", "1000")
    assert {name: parameter["ParameterValue"] for name, parameter in parameters(rds, "user").items()} == {
        "log_min_duration_statement": "1000"
    }
    rds.reset_db_parameter_group(
        DBParameterGroupName=NAME,
        Parameters=[{"ParameterName": "log_min_duration_statement", "ApplyMethod": "immediate"}],
    )
    assert parameters(rds, "user") == {}
    change(rds, "rds.force_ssl", "0")
    rds.reset_db_parameter_group(DBParameterGroupName=NAME, ResetAllParameters=True)
    assert parameters(rds)["rds.force_ssl"]["Source"] == "system"


@pytest.mark.parametrize(
    ("name", "value", "method", "message"),
    [
        ("log_min_duration", "1000", "immediate", "Could not find parameter"),
        ("fsync", "0", "immediate", "cannot be modified"),
        ("shared_preload_libraries", "pg_cron", "immediate", "static parameter"),
        ("shared_preload_libraries", "pg_none", "pending-reboot", "allowed values"),
        ("log_statement", "everything", "immediate", "allowed values"),
        ("work_mem", "10", "immediate", "allowed values"),
        ("work_mem", "much", "immediate", "allowed values"),
        ("autovacuum_vacuum_cost_delay", "-2", "immediate", "allowed values"),
    ],
)
def test_impossible_parameters_are_refused(rds, network, name, value, method, message):
    with pytest.raises(ClientError, match=message):
        change(rds, name, value, method)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("work_mem", "65536"),
        ("autovacuum_vacuum_cost_delay", "-1"),
        ("shared_buffers", "{DBInstanceClassMemory/32768}"),
        ("pgaudit.log", "ddl,role"),
    ],
)
def test_possible_parameters_are_kept(rds, network, name, value):
    change(rds, name, value, "pending-reboot")
    assert parameters(rds, "user")[name]["ParameterValue"] == value


def apply_status(rds):
    return show(rds)["DBParameterGroups"][0]["ParameterApplyStatus"]


def test_static_parameters_wait_for_a_reboot(account, rds, network):
    make_database(account, network)
    change(rds, "log_statement", "ddl")
    assert apply_status(rds) == "in-sync"
    change(rds, "shared_preload_libraries", "pg_stat_statements,auto_explain", "pending-reboot")
    assert apply_status(rds) == "pending-reboot"
    rds.reboot_db_instance(DBInstanceIdentifier=NAME)
    assert apply_status(rds) == "in-sync"
    rds.create_db_parameter_group(
        DBParameterGroupName="other", DBParameterGroupFamily="postgres15", Description="other"
    )
    rds.modify_db_instance(DBInstanceIdentifier=NAME, DBParameterGroupName="other")
    assert show(rds)["DBParameterGroups"] == [
        {"DBParameterGroupName": "other", "ParameterApplyStatus": "pending-reboot"}
    ]


def test_groups_of_aws_and_missing_groups(rds, network):
    default = rds.describe_db_parameter_groups(DBParameterGroupName="default.postgres15")["DBParameterGroups"][0]
    assert default["DBParameterGroupFamily"] == "postgres15"
    with pytest.raises(ClientError, match="DBParameterGroupNotFound"):
        rds.describe_db_parameter_groups(DBParameterGroupName="none")
    with pytest.raises(ClientError, match="cannot be modified"):
        rds.modify_db_parameter_group(
            DBParameterGroupName="default.postgres15",
            Parameters=[{"ParameterName": "work_mem", "ParameterValue": "4096"}],
        )
    with pytest.raises(ClientError, match="Default DBParameterGroup"):
        rds.delete_db_parameter_group(DBParameterGroupName="default.postgres15")
    with pytest.raises(ClientError, match="not a valid parameter group family"):
        rds.create_db_parameter_group(
            DBParameterGroupName="bad", DBParameterGroupFamily="postgres99", Description="bad"
        )
    pages = rds.get_paginator("describe_engine_default_parameters").paginate(DBParameterGroupFamily="postgres14")
    defaults = [parameter for page in pages for parameter in page["EngineDefaults"]["Parameters"]]
    assert (
        next(parameter for parameter in defaults if parameter["ParameterName"] == "rds.force_ssl")["ParameterValue"]
        == "0"
    )


def snapshot(rds, name):
    return rds.describe_db_snapshots(DBSnapshotIdentifier=name)["DBSnapshots"][0]


def test_the_final_snapshot_is_taken_and_restored(account, rds, network, slow):
    make_database(account, network, DeletionProtection=True)
    with pytest.raises(ClientError, match="protected"):
        rds.delete_db_instance(DBInstanceIdentifier=NAME, SkipFinalSnapshot=True)
    rds.modify_db_instance(DBInstanceIdentifier=NAME, DeletionProtection=False)
    with pytest.raises(ClientError, match="FinalDBSnapshotIdentifier is required"):
        rds.delete_db_instance(DBInstanceIdentifier=NAME)
    slow("rds=60")
    rds.delete_db_instance(DBInstanceIdentifier=NAME, FinalDBSnapshotIdentifier="final")
    assert (snapshot(rds, "final")["Status"], show(rds)["DBInstanceStatus"]) == ("creating", "deleting")
    with pytest.raises(ClientError, match="InvalidDBSnapshotState"):
        rds.restore_db_instance_from_db_snapshot(DBInstanceIdentifier="restored", DBSnapshotIdentifier="final")
    slow("rds=0")
    shown = snapshot(rds, "final")
    assert (shown["Status"], shown["PercentProgress"], shown["StorageType"], shown["SnapshotType"]) == (
        "available",
        100,
        "gp3",
        "manual",
    )
    assert shown["TagList"] == [{"Key": "Project", "Value": "knowledge"}] and shown["VpcId"] == network.vpc
    assert rds.describe_db_instances()["DBInstances"] == []
    options = {
        "DBInstanceIdentifier": "restored",
        "DBSnapshotIdentifier": "final",
        "DBSubnetGroupName": NAME,
        "AutoMinorVersionUpgrade": False,
    }
    rds.restore_db_instance_from_db_snapshot(**options)
    restored = show(rds, "restored")
    assert (restored["MultiAZ"], restored["DeletionProtection"], restored["AutoMinorVersionUpgrade"]) == (
        False,
        False,
        False,
    )
    assert (restored["AllocatedStorage"], restored["MasterUsername"], restored["KmsKeyId"]) == (
        200,
        "knowledge_admin",
        shown["KmsKeyId"],
    )
    assert "MasterUserSecret" not in restored
    assert restored["DBParameterGroups"][0]["DBParameterGroupName"] == "default.postgres15"
