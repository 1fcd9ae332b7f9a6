"""A PostgreSQL instance as the production stack has it."""

from typing import Any

from network import make_network

NAME = "knowledge-production"


def make_groups(account: Any) -> Any:
    """A network with a subnet group and a parameter group, both named `knowledge-production`; returns the network."""
    network, rds = make_network(account), account.client("rds")
    rds.create_db_subnet_group(DBSubnetGroupName=NAME, DBSubnetGroupDescription=NAME, SubnetIds=network.subnets)
    rds.create_db_parameter_group(DBParameterGroupName=NAME, DBParameterGroupFamily="postgres15", Description=NAME)
    return network


def make_database(account: Any, network: Any, **changed: Any) -> dict[str, Any]:
    """Creates the instance with all its options, some of them changed (None: left out); returns what is answered."""
    options = {
        "DBInstanceIdentifier": NAME,
        "Engine": "postgres",
        "EngineVersion": "15.13",
        "DBInstanceClass": "db.r6g.xlarge",
        "AllocatedStorage": 200,
        "MaxAllocatedStorage": 1000,
        "StorageType": "gp3",
        "StorageEncrypted": True,
        "MultiAZ": True,
        "DBSubnetGroupName": NAME,
        "DBParameterGroupName": NAME,
        "VpcSecurityGroupIds": [network.group],
        "DBName": "knowledge",
        "MasterUsername": "knowledge_admin",
        "ManageMasterUserPassword": True,
        "EnableIAMDatabaseAuthentication": True,
        "EnableCloudwatchLogsExports": ["postgresql", "upgrade"],
        "EnablePerformanceInsights": True,
        "PerformanceInsightsRetentionPeriod": 7,
        "BackupRetentionPeriod": 7,
        "PreferredBackupWindow": "17:00-18:00",
        "PreferredMaintenanceWindow": "sun:18:30-sun:19:30",
        "CopyTagsToSnapshot": True,
        "Tags": [{"Key": "Project", "Value": "knowledge"}],
    } | changed
    given = {name: value for name, value in options.items() if value is not None}
    return account.client("rds").create_db_instance(**given)["DBInstance"]


def show(rds: Any, name: str = NAME) -> dict[str, Any]:
    """The instance as it is now."""
    return rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]
