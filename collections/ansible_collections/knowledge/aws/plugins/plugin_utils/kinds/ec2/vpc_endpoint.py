"""Route tables, VPC endpoints and flow logs."""

from __future__ import annotations

import json
from typing import Any

from ...core.fields import Field, as_document, same_policy
from ...core.kind import Life, Query
from ...core.model import Resource, Wanted
from .common import IN_VPC, Ec2


class VpcEndpoint(Ec2):
    """Way to an AWS service that stays inside AWS. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html"""

    name, noun, resource_type = "ec2_vpc_endpoint", "vpc endpoint", "vpc-endpoint"
    scope_fields = IN_VPC
    id_path, state_path, reason_path = "VpcEndpointId", "State", "LastError.Message"
    life = Life(
        ready=("available", "Available"),
        gone=("deleted", "Deleted"),
        failed=("failed", "Failed", "rejected", "expired"),
        usual=60,
        deadline=600,
    )
    natural_key = ("service",)
    fields = {
        "service": Field(
            "str",
            "Name of the service: com.amazonaws.<region>.s3. Cannot be changed.",
            api="ServiceName",
            required=True,
        ),
        "type": Field(
            "str",
            "Gateway (S3 and DynamoDB, free) or Interface. Cannot be changed.",
            api="VpcEndpointType",
            choices=("Gateway", "Interface"),
            required=True,
        ),
        "route_tables": Field(
            "list",
            "Gateway: ids of the route tables that lead to it.",
            elements="str",
            api="RouteTableIds",
            unordered=True,
            setter="modify",
        ),
        "subnets": Field(
            "list",
            "Interface: ids of the subnets it has an address in.",
            elements="str",
            api="SubnetIds",
            unordered=True,
            setter="modify",
        ),
        "groups": Field(
            "list", "Interface: ids of its security groups.", elements="str", unordered=True, setter="modify", api=""
        ),
        "private_dns": Field(
            "bool", "Interface: whether the service's own name leads to it.", api="PrivateDnsEnabled", setter="modify"
        ),
        "policy": Field(
            "dict",
            "Policy document: what may be called through it. Left out: everything.",
            norm=as_document,
            same=same_policy,
            setter="modify",
            api="",
        ),
    }
    example = (
        "- knowledge.aws.ec2_vpc_endpoint:\n    vpc: vpc-0a1b2c3d\n    config:\n"
        "      - {key: s3, service: com.amazonaws.ap-northeast-2.s3, type: Gateway, route_tables: [rtb-0a1b2c3d]}\n"
    )

    def find(self, query: Query) -> list[Any]:
        """All endpoints of the VPC."""
        return self.aws.read("describe_vpc_endpoints", "VpcEndpoints", Filters=self.in_vpc())

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The groups come with names, the policy as text."""
        return super().shape(raw) | {
            "groups": [group["GroupId"] for group in raw.get("Groups", [])],
            "policy": raw.get("PolicyDocument") or None,
        }

    def create(self, want: Wanted) -> None:
        """CreateVpcEndpoint."""
        parts = {
            "RouteTableIds": want["route_tables"],
            "SubnetIds": want["subnets"],
            "SecurityGroupIds": want["groups"],
            "PrivateDnsEnabled": want["private_dns"],
        }
        given = {key: value for key, value in parts.items() if value is not None}
        if want["policy"]:
            given["PolicyDocument"] = json.dumps(want["policy"])
        self.aws.create(
            "create_vpc_endpoint",
            VpcId=self.scope["vpc"],
            ServiceName=want["service"],
            VpcEndpointType=want["type"],
            ClientToken=want.token,
            **given,
            **self.tagged(want),
        )

    def modify(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """One ModifyVpcEndpoint for all that differs."""
        changes: dict[str, Any] = {}
        for name, add, remove in (
            ("route_tables", "AddRouteTableIds", "RemoveRouteTableIds"),
            ("subnets", "AddSubnetIds", "RemoveSubnetIds"),
            ("groups", "AddSecurityGroupIds", "RemoveSecurityGroupIds"),
        ):
            if name in changed:
                old, new = set(have[name] or []), set(want[name])
                changes |= {key: sorted(value) for key, value in ((add, new - old), (remove, old - new)) if value}
        if "private_dns" in changed:
            changes["PrivateDnsEnabled"] = want["private_dns"]
        if "policy" in changed:
            changes["PolicyDocument"] = json.dumps(want["policy"])
        self.aws.write("modify_vpc_endpoint", VpcEndpointId=have.id, **changes)

    def delete(self, have: Resource) -> None:
        """DeleteVpcEndpoints."""
        self.aws.write("delete_vpc_endpoints", VpcEndpointIds=[have.id])
