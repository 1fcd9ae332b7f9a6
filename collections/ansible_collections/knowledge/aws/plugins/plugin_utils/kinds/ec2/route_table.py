# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Route tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.fields import Field, camel, spelled
from ...core.kind import Finding, Query
from ...core.model import AROUND, Resource, Wanted
from .common import IN_VPC, INTERNET_EXAMPLE, Ec2
from .rules import route_findings

Route = dict[str, Any]
DESTINATIONS = ("destination_cidr_block", "destination_ipv6_cidr_block")


def destination(route: Route) -> Route:
    """What makes it this route; its target may change."""
    return {name: route[name] for name in DESTINATIONS if route.get(name)}


def given(routes: list[Route]) -> list[Route]:
    """Routes without what they leave out."""
    return [{name: value for name, value in route.items() if value is not None} for route in routes]


class RouteTable(Ec2):
    """Routes of some subnets. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRouteTable.html"""

    name, noun, resource_type = "ec2_route_table", "route table", "route-table"
    scope_fields = IN_VPC
    id_path = "RouteTableId"
    fields = {
        "routes": Field(
            "list",
            "Routes as CreateRoute takes them, beside the VPC's own and those of gateway endpoints. Others go.",
            elements="dict",
            unordered=True,
            setter="set_routes",
            default=[],
            norm=given,
            options={
                "destination_cidr_block": Field("str", "Destination, as an IPv4 range.", required=True),
                "gateway_id": Field("str", "Target: the id of an internet gateway."),
                "nat_gateway_id": Field("str", "Target: the id of a NAT gateway."),
            },
            api="",
        ),
        "subnet_ids": Field(
            "list",
            "Ids of the subnets that use the table, each of which AssociateRouteTable takes one. Others leave it.",
            elements="str",
            unordered=True,
            setter="set_subnets",
            default=[],
            api="Associations[].SubnetId",
        ),
    }
    example = f"""\
{INTERNET_EXAMPLE}- name: Route tables
  knowledge.aws.ec2_route_table:
    vpc_id: "{{{{ vpc.ids.main }}}}"
    config:
      - key: public
        routes:
          - {{destination_cidr_block: 0.0.0.0/0, gateway_id: "{{{{ internet_gateways.ids.main }}}}"}}
        subnet_ids: ["{{{{ subnets.ids.public.a }}}}"]
      - key: private
        subnet_ids: ["{{{{ subnets.ids.private.a }}}}"]
"""

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
        wanted = [subnet for want in query.wanted for subnet in want["subnet_ids"] or []]
        return [table | {AROUND: {"associations": associations, "wanted": wanted}} for table in own]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Only routes that somebody made: not the local one, not those of gateway endpoints."""
        made = [
            route
            for route in map(spelled, raw["Routes"])
            if destination(route) and not str(route.get("gateway_id")).startswith(("local", "vpce-"))
        ]
        members = self.aws.members("create_route")
        routes = [{name: value for name, value in route.items() if name in members and value} for route in made]
        return super().shape(raw) | {"routes": routes}

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Its routes."""
        yield from route_findings(want["routes"] or [])

    def create(self, want: Wanted) -> None:
        """CreateRouteTable; routes and subnets are setters' work."""
        vpc = self.scope["vpc_id"]
        self.aws.create("create_route_table", VpcId=vpc, ClientToken=want.token, **self.tagged(want))

    def set_routes(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """One call a route: CreateRoute, ReplaceRoute, DeleteRoute."""
        old, new = have["routes"] or [], want["routes"] or []
        known, wanted = [destination(route) for route in old], [destination(route) for route in new]
        for route in (one for one in known if one not in wanted):
            self.write("delete_route", RouteTableId=have.id, **self._route(route))
        for route in (one for one in new if one not in old):
            if destination(route) in known:
                self.aws.write("replace_route", RouteTableId=have.id, **self._route(route))
            else:
                self.write("create_route", RouteTableId=have.id, **self._route(route))

    def _route(self, route: Route) -> dict[str, Any]:
        return dict(camel(route, self.aws.input("create_route")))

    def set_subnets(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """AssociateRouteTable; ReplaceRouteTableAssociation where the subnet has another table: it is never without.

        A subnet that another table of the list wants is left to that one to take.
        """
        associations, wanted = have.raw[AROUND]["associations"], have.raw[AROUND]["wanted"]
        for subnet in set(have["subnet_ids"] or []) - set(wanted):
            self.write("disassociate_route_table", AssociationId=associations[subnet])
        for subnet in set(want["subnet_ids"]) - set(have["subnet_ids"] or []):
            if subnet in associations:
                association = associations[subnet]
                self.write("replace_route_table_association", AssociationId=association, RouteTableId=have.id)
            else:
                self.write("associate_route_table", SubnetId=subnet, RouteTableId=have.id)

    def detach(self, have: Resource) -> None:
        """A table with subnets cannot be deleted."""
        for subnet in have["subnet_ids"] or []:
            self.write("disassociate_route_table", AssociationId=have.raw[AROUND]["associations"][subnet])

    def delete(self, have: Resource) -> None:
        """DeleteRouteTable."""
        self.aws.write("delete_route_table", RouteTableId=have.id)
