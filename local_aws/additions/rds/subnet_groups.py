"""RDS subnet groups: the change that moto loses, and what AWS refuses."""

from collections.abc import Callable
from typing import Any

from moto.rds.models import RDSBackend

from local_aws.attach import attach, wrap
from local_aws.errors import AwsError


def check_subnets(subnets: list[Any]) -> None:
    """Raises unless the subnets are in one VPC and cover two zones."""
    if len({subnet.vpc_id for subnet in subnets}) > 1:
        raise AwsError(
            "InvalidSubnet", "Subnets specified to be part of the DB subnet group must belong to the same VPC."
        )
    zones = sorted({subnet.availability_zone for subnet in subnets})
    if len(zones) < 2:
        message = f"The DB subnet group needs subnets in two Availability Zones. Current coverage: {', '.join(zones)}"
        raise AwsError("DBSubnetGroupDoesNotCoverEnoughAZs", message)


def create_subnet_group(
    original: Callable[..., Any], self: Any, subnet_name: str, description: str, subnets: list[Any], tags: Any
) -> Any:
    """A taken name and too few zones are refused; moto overwrites the group, and takes one zone.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html
    """
    if subnet_name in self.subnet_groups:
        raise AwsError("DBSubnetGroupAlreadyExists", f"The DB subnet group '{subnet_name}' already exists.")
    check_subnets(subnets)
    return original(self, subnet_name, description, subnets, tags)


def modify_db_subnet_group(self: Any, subnet_name: str, description: str | None, subnets: list[Any]) -> Any:
    """The group stays; moto removes it, and every instance in it can no longer be described.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBSubnetGroup.html
    """
    group = self.describe_db_subnet_groups(subnet_name)[0]
    check_subnets(subnets)
    if subnets[0].vpc_id != group.vpc_id:
        raise AwsError("InvalidSubnet", f"The new subnets must be in the VPC of the group, {group.vpc_id}.")
    group.subnets = subnets
    if description is not None:
        group.description = description
    return group


def delete_subnet_group(original: Callable[..., Any], self: Any, subnet_name: str) -> Any:
    """A group with instances stays; moto deletes it, and the instances can no longer be described.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBSubnetGroup.html
    """
    users = [
        instance.db_instance_identifier
        for instance in self.databases.values()
        if (instance._db_subnet_group_name or "").lower() == subnet_name.lower()
    ]
    if users:
        message = f"Cannot delete the subnet group '{subnet_name}' because {users[0]} is still using it."
        raise AwsError("InvalidDBSubnetGroupStateFault", message)
    return original(self, subnet_name)


def apply() -> None:
    wrap(RDSBackend, "create_subnet_group", create_subnet_group)
    wrap(RDSBackend, "delete_subnet_group", delete_subnet_group)
    attach(RDSBackend, modify_db_subnet_group)
