"""By hand: the database opened to the internet, tags no longer copied, a log exported."""

import os

from tests.support.cloud import client

client("rds", os.environ).modify_db_instance(
    DBInstanceIdentifier="knowledge-production",
    PubliclyAccessible=True,
    CopyTagsToSnapshot=False,
    CloudwatchLogsExportConfiguration={"EnableLogTypes": ["upgrade"]},
    ApplyImmediately=True,
)
