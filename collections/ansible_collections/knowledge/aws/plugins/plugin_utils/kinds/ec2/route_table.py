"""Route tables, VPC endpoints and flow logs."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Query
from ...core.model import Resource, Wanted
from .common import IN_VPC, Ec2

# The targets that a route can have, by their words in a task: AWS's parameter.
TARGETS = {
    "internet_gateway": "GatewayId",
    "nat_gateway": "NatGatewayId",
    "transit_gateway": "TransitGatewayId",
    "peering": "VpcPeeringConnectionId",
}


class RouteTable(Ec2):
    """Routes of some subnets. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRouteTable.html"""

    name, noun, resource_type = "ec2_route_table", "route table", "route-table"
    scope_fields = IN_VPC
    id_path = "RouteTableId"
    fields = {
        "routes": Field(
            "list",
            "Routes beside the VPC's own and those of gateway endpoints. Others are removed.",
            elements="dict",
            unordered=True,
            setter="set_routes",
            default=[],
            norm=lambda routes: [{key: value for key, value in route.items() if value is not None} for route in routes],
            options={
                "to": Field("str", "Destination, as an address range.", required=True),
                "internet_gateway": Field("str", "Id of an internet gateway."),
                "nat_gateway": Field("str", "Id of a NAT gateway."),
                "transit_gateway": Field("str", "Id of a transit gateway."),
                "peering": Field("str", "Id of a peering connection."),
            },
            api="",
        ),
        "subnets": Field(
            "list",
            "Ids of the subnets that use the table. Others leave it.",
            elements="str",
            unordered=True,
            setter="set_subnets",
            default=[],
            api="",
        ),
    }
    example = (
        "- knowledge.aws.ec2_route_table:\n    vpc: vpc-0a1b2c3d\n    config:\n      - key: private.a\n"
        "        routes:\n          - {to: 0.0.0.0/0, nat_gateway: nat-0a1b2c3d}\n        subnets: [subnet-0a1b2c3d]\n"
    )

    def find(self, query: Query) -> list[Any]:
        """All route tables of the VPC but its main one, which is nobody's; with the associations of all, for moves."""
        tables = self.aws.read("describe_route_tables", "RouteTables", Filters=self.in_vpc())
        associations = {
            link["SubnetId"]: link["RouteTableAssociationId"]
            for table in tables
            for link in table["Associations"]
            if link.get("SubnetId")
        }
        own = [table for table in tables if not any(link.get("Main") for link in table["Associations"])]
        wanted = [subnet for want in query.wanted for subnet in want["subnets"] or []]
        return [table | {"All": associations, "Wanted": wanted} for table in own]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Only routes that somebody made: not the local one, not those of gateway endpoints."""
        routes = []
        for route in raw["Routes"]:
            to = route.get("DestinationCidrBlock") or route.get("DestinationIpv6CidrBlock")
            if not to or route.get("GatewayId") == "local" or str(route.get("GatewayId", "")).startswith("vpce-"):
                continue
            routes.append(
                {"to": to, **{word: route[parameter] for word, parameter in TARGETS.items() if route.get(parameter)}}
            )
        return {"routes": routes, "subnets": [link["SubnetId"] for link in raw["Associations"] if link.get("SubnetId")]}

    def create(self, want: Wanted) -> None:
        """CreateRouteTable; routes and subnets are setters' work."""
        self.aws.create("create_route_table", VpcId=self.scope["vpc"], ClientToken=want.token, **self.tagged(want))

    def set_routes(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """One call a route: CreateRoute, ReplaceRoute, DeleteRoute."""
        old, new = ({route["to"]: route for route in routes} for routes in (have["routes"] or [], want["routes"] or []))
        for to in old.keys() - new.keys():
            self.aws.write(
                "delete_route", already=["InvalidRoute.NotFound"], RouteTableId=have.id, DestinationCidrBlock=to
            )
        for to, route in new.items():
            target = {parameter: route[word] for word, parameter in TARGETS.items() if route.get(word)}
            if to not in old:
                self.aws.write(
                    "create_route",
                    already=["RouteAlreadyExists"],
                    RouteTableId=have.id,
                    DestinationCidrBlock=to,
                    **target,
                )
            elif old[to] != route:
                self.aws.write("replace_route", RouteTableId=have.id, DestinationCidrBlock=to, **target)

    def set_subnets(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """AssociateRouteTable; ReplaceRouteTableAssociation where the subnet has another table, so that it is never without.

        A subnet that another table of the list wants is left to that one to take.
        """
        associations = have.raw["All"]
        for subnet in set(have["subnets"] or []) - set(have.raw["Wanted"]):
            self.aws.write(
                "disassociate_route_table",
                already=["InvalidAssociationID.NotFound"],
                AssociationId=associations[subnet],
            )
        for subnet in set(want["subnets"]) - set(have["subnets"] or []):
            if subnet in associations:
                moved = ["InvalidAssociationID.NotFound"]  # by the first try of this call, whose answer was lost
                self.aws.write(
                    "replace_route_table_association",
                    already=moved,
                    AssociationId=associations[subnet],
                    RouteTableId=have.id,
                )
            else:
                self.aws.write(
                    "associate_route_table",
                    already=["Resource.AlreadyAssociated"],
                    SubnetId=subnet,
                    RouteTableId=have.id,
                )

    def detach(self, have: Resource) -> None:
        """A table with subnets cannot be deleted."""
        for subnet in have["subnets"] or []:
            self.aws.write(
                "disassociate_route_table",
                already=["InvalidAssociationID.NotFound"],
                AssociationId=have.raw["All"][subnet],
            )

    def delete(self, have: Resource) -> None:
        """DeleteRouteTable."""
        self.aws.write("delete_route_table", RouteTableId=have.id)
