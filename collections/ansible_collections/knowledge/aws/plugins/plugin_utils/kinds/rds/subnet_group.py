# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Subnet groups of RDS."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.fields import Field
from ...core.kind import Finding, Query, tag_list
from ...core.model import Resource, Wanted
from ...core.symbols import find_symbol
from .common import SUBNET_GROUP_EXAMPLE, Rds


class SubnetGroup(Rds):
    """Subnets that instances may stand in.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html
    """

    name, noun, needs = "rds_subnet_group", "rds subnet group", ("ec2",)
    arn_prefix = "subgrp:"
    id_path, arn_path, name_path = "DBSubnetGroupName", "DBSubnetGroupArn", "DBSubnetGroupName"
    fields = {
        "db_subnet_group_description": Field("str", "What the group is for.", required=True, setter="modify"),
        "subnet_ids": Field(
            "list",
            "Ids of the subnets, in two zones at least.",
            api="Subnets[].SubnetIdentifier",
            elements="str",
            required=True,
            unordered=True,
            setter="modify",
        ),
    }
    example = SUBNET_GROUP_EXAMPLE

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Two zones need two subnets."""
        number = len(set(want["subnet_ids"]))
        if number < 2:
            yield Finding("subnet_ids", f"names {number} subnet{'s' * (number != 1)}", "subnets in two zones at least")

    def find(self, query: Query) -> list[Any]:
        """All groups; tags one by one."""
        return self.ours_with_tags(self.aws.read("describe_db_subnet_groups", "DBSubnetGroups"), query)

    def forbid_new(self, want: Wanted) -> str | None:
        """The zones, where the subnets exist already."""
        if find_symbol(want["subnet_ids"]):
            return None
        subnets = self.aws.of("ec2").read("describe_subnets", "Subnets", SubnetIds=want["subnet_ids"])
        zones, networks = ({subnet[key] for subnet in subnets} for key in ("AvailabilityZone", "VpcId"))
        if len(networks) > 1:
            return f"the subnets are in {len(networks)} VPCs ({', '.join(sorted(networks))}); they must be in one"
        return None if len(zones) > 1 else f"all subnets are in {', '.join(zones)}; RDS wants two zones at least"

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """The same for other subnets."""
        return self.forbid_new(want) if "subnet_ids" in changes else None

    def create(self, want: Wanted) -> None:
        """CreateDBSubnetGroup."""
        request = self.request("create_db_subnet_group", want)
        self.aws.create("create_db_subnet_group", DBSubnetGroupName=want.name, Tags=tag_list(want.tags), **request)

    def modify(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyDBSubnetGroup, which wants all of it."""
        request = self.request("modify_db_subnet_group", want)
        self.aws.write("modify_db_subnet_group", DBSubnetGroupName=have.id, **request)

    def delete(self, have: Resource) -> None:
        """DeleteDBSubnetGroup."""
        self.aws.write("delete_db_subnet_group", DBSubnetGroupName=have.id)
