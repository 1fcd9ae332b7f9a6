"""By hand: protection off, backups short, a window moved, a log no longer exported, a parameter and a tag changed,
entries kept for ever.
"""

import os

from tests.support.cloud import client

rds = client("rds", os.environ)
NAME = "knowledge-production"
rds.modify_db_instance(
    DBInstanceIdentifier=NAME,
    DeletionProtection=False,
    BackupRetentionPeriod=1,
    PreferredMaintenanceWindow="mon:03:00-mon:04:00",
    CloudwatchLogsExportConfiguration={"DisableLogTypes": ["upgrade"]},
    ApplyImmediately=True,
)
slow = {"ParameterName": "log_min_duration_statement", "ParameterValue": "-1", "ApplyMethod": "immediate"}
stranger = {"ParameterName": "work_mem", "ParameterValue": "65536", "ApplyMethod": "immediate"}
rds.modify_db_parameter_group(DBParameterGroupName=f"{NAME}-postgres15", Parameters=[slow, stranger])
rds.remove_tags_from_resource(
    ResourceName=rds.describe_db_instances()["DBInstances"][0]["DBInstanceArn"], TagKeys=["Environment"]
)
client("logs", os.environ).delete_retention_policy(logGroupName=f"/aws/rds/instance/{NAME}/postgresql")
