"""RDS for PostgreSQL."""

from moto.rds.responses import RDSResponse

from local_aws.additions.rds import changes, engine_versions, instances, parameters, snapshots, subnet_groups
from local_aws.attach import attach


def apply() -> None:
    attach(RDSResponse, engine_versions.describe_db_engine_versions)
    for part in (subnet_groups, parameters, instances, changes, snapshots):
        part.apply()
