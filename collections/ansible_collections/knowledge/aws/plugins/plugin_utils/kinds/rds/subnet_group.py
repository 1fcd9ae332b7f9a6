"""Groups of RDS: subnets that instances may stand in, and parameters that they run with."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Query, tag_list
from ...core.model import Resource, Wanted
from ...core.symbols import find_symbol
from .codes import CODES
from .common import Rds


class SubnetGroup(Rds):
    """Subnets that instances may stand in. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html"""

    name, noun, needs = "rds_subnet_group", "rds subnet group", ("ec2",)
    codes = CODES
    arn_prefix = "subgrp:"
    id_path, arn_path, name_path = "DBSubnetGroupName", "DBSubnetGroupArn", "DBSubnetGroupName"
    fields = {
        "description": Field(
            "str", "What the group is for.", api="DBSubnetGroupDescription", required=True, setter="modify"
        ),
        "subnets": Field(
            "list",
            "Ids of the subnets, in two zones at least.",
            elements="str",
            required=True,
            unordered=True,
            setter="modify",
            api="",
        ),
    }
    example = "- knowledge.aws.rds_subnet_group:\n    config:\n      - {key: main, description: Databases, subnets: [subnet-0a1b2c3d, subnet-0b2c3d4e]}\n"

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Two subnets at least, each once."""
        return [
            f"rds subnet group {want.name}: RDS wants subnets in two zones at least"
            for want in wanted
            if len(set(want["subnets"])) < 2
        ]

    def find(self, query: Query) -> list[Any]:
        """All groups; tags one by one."""
        return self.tagged(self.aws.read("describe_db_subnet_groups", "DBSubnetGroups"), query.names)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Ids of the subnets."""
        return super().shape(raw) | {"subnets": [subnet["SubnetIdentifier"] for subnet in raw["Subnets"]]}

    def forbid_new(self, want: Wanted) -> str | None:
        """The zones, where the subnets exist already."""
        if find_symbol(want["subnets"]):
            return None
        subnets = self.aws.of("ec2").read("describe_subnets", "Subnets", SubnetIds=want["subnets"])
        zones, networks = ({subnet[key] for subnet in subnets} for key in ("AvailabilityZone", "VpcId"))
        if len(networks) > 1:
            return f"the subnets are in {len(networks)} VPCs ({', '.join(sorted(networks))}); they must be in one"
        return None if len(zones) > 1 else f"all subnets are in {', '.join(zones)}; RDS wants two zones at least"

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """The same for other subnets."""
        return self.forbid_new(want) if "subnets" in changes else None

    def create(self, want: Wanted) -> None:
        """CreateDBSubnetGroup."""
        self.aws.create("create_db_subnet_group", **self._arguments(want), Tags=tag_list(want.tags))

    def modify(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyDBSubnetGroup."""
        self.aws.write("modify_db_subnet_group", **self._arguments(want))

    @staticmethod
    def _arguments(want: Wanted) -> dict[str, Any]:
        return {
            "DBSubnetGroupName": want.name,
            "DBSubnetGroupDescription": want["description"],
            "SubnetIds": want["subnets"],
        }

    def delete(self, have: Resource) -> None:
        """DeleteDBSubnetGroup."""
        self.aws.write("delete_db_subnet_group", DBSubnetGroupName=have.id)
