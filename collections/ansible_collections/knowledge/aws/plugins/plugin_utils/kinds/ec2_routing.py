"""Route tables, VPC endpoints and flow logs."""

from __future__ import annotations

import json
from typing import Any

from ..core.fields import Field, as_document, same_policy
from ..core.kind import States
from ..core.model import Resource, Wanted
from .ec2_base import IN_VPC, Ec2

# The targets that a route can have, by their words in a task: AWS's parameter.
TARGETS = {"internet_gateway": "GatewayId", "nat_gateway": "NatGatewayId", "transit_gateway": "TransitGatewayId", "peering": "VpcPeeringConnectionId"}


class RouteTable(Ec2):
    """Routes of some subnets. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRouteTable.html"""

    name, noun, resource_type = "ec2_route_table", "route table", "route-table"
    scope = IN_VPC
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
        ),
        "subnets": Field("list", "Ids of the subnets that use the table. Others leave it.", elements="str", unordered=True, setter="set_subnets", default=[]),
    }
    example = (
        "- knowledge.aws.ec2_route_table:\n    vpc: vpc-0a1b2c3d\n    config:\n      - key: private.a\n"
        "        routes:\n          - {to: 0.0.0.0/0, nat_gateway: nat-0a1b2c3d}\n        subnets: [subnet-0a1b2c3d]\n"
    )

    def find(self, names: list[str]) -> list[Any]:
        """All route tables of the VPC but its main one, which is nobody's; its associations are remembered for moves."""
        tables = self.aws.read("describe_route_tables", "RouteTables", Filters=self.in_vpc())
        self._associations = {link["SubnetId"]: link["RouteTableAssociationId"] for table in tables for link in table["Associations"] if link.get("SubnetId")}
        return [table for table in tables if not any(link.get("Main") for link in table["Associations"])]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Only routes that somebody made: not the local one, not those of gateway endpoints."""
        routes = []
        for route in raw["Routes"]:
            to = route.get("DestinationCidrBlock") or route.get("DestinationIpv6CidrBlock")
            if not to or route.get("GatewayId") == "local" or str(route.get("GatewayId", "")).startswith("vpce-"):
                continue
            routes.append({"to": to, **{word: route[parameter] for word, parameter in TARGETS.items() if route.get(parameter)}})
        return {"routes": routes, "subnets": [link["SubnetId"] for link in raw["Associations"] if link.get("SubnetId")]}

    def create(self, want: Wanted) -> None:
        """CreateRouteTable; routes and subnets are setters' work."""
        self.aws.create("create_route_table", VpcId=self.given["vpc"], ClientToken=want.token, **self.tagged(want))

    def set_routes(self, have: Resource, want: Wanted) -> None:
        """One call a route: CreateRoute, ReplaceRoute, DeleteRoute."""
        old, new = ({route["to"]: route for route in routes} for routes in (have["routes"] or [], want["routes"] or []))
        for to in old.keys() - new.keys():
            self.aws.write("delete_route", already=["InvalidRoute.NotFound"], RouteTableId=have.id, DestinationCidrBlock=to)
        for to, route in new.items():
            target = {parameter: route[word] for word, parameter in TARGETS.items() if route.get(word)}
            if to not in old:
                self.aws.write("create_route", already=["RouteAlreadyExists"], RouteTableId=have.id, DestinationCidrBlock=to, **target)
            elif old[to] != route:
                self.aws.write("replace_route", RouteTableId=have.id, DestinationCidrBlock=to, **target)

    def set_subnets(self, have: Resource, want: Wanted) -> None:
        """AssociateRouteTable; ReplaceRouteTableAssociation where the subnet has another table, so that it is never without.

        A subnet that another table of the list wants is left to that one to take.
        """
        taken = {subnet for other in self.wanted for subnet in other["subnets"] or []}
        for subnet in set(have["subnets"] or []) - taken:
            self.aws.write("disassociate_route_table", already=["InvalidAssociationID.NotFound"], AssociationId=self._associations[subnet])
        for subnet in set(want["subnets"]) - set(have["subnets"] or []):
            if subnet in self._associations:
                moved = ["InvalidAssociationID.NotFound"]  # by the first try of this call, whose answer was lost
                self.aws.write("replace_route_table_association", already=moved, AssociationId=self._associations[subnet], RouteTableId=have.id)
            else:
                self.aws.write("associate_route_table", already=["Resource.AlreadyAssociated"], SubnetId=subnet, RouteTableId=have.id)

    def release(self, have: Resource) -> None:
        """A table with subnets cannot be deleted."""
        for subnet in have["subnets"] or []:
            self.aws.write("disassociate_route_table", already=["InvalidAssociationID.NotFound"], AssociationId=self._associations[subnet])

    def delete(self, have: Resource) -> None:
        """DeleteRouteTable."""
        self.aws.write("delete_route_table", RouteTableId=have.id)


class VpcEndpoint(Ec2):
    """Way to an AWS service that stays inside AWS. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html"""

    name, noun, resource_type = "ec2_vpc_endpoint", "vpc endpoint", "vpc-endpoint"
    scope = IN_VPC
    id_path, state_path, reason_path = "VpcEndpointId", "State", "LastError.Message"
    states = States(ready=("available", "Available"), gone=("deleted", "Deleted"), failed=("failed", "Failed", "rejected", "expired"), usual=60, deadline=600)
    nature = ("service",)
    fields = {
        "service": Field("str", "Name of the service: com.amazonaws.<region>.s3. Cannot be changed.", api="ServiceName", required=True),
        "type": Field(
            "str", "Gateway (S3 and DynamoDB, free) or Interface. Cannot be changed.", api="VpcEndpointType", choices=("Gateway", "Interface"), required=True
        ),
        "route_tables": Field(
            "list", "Gateway: ids of the route tables that lead to it.", elements="str", api="RouteTableIds", unordered=True, setter="modify"
        ),
        "subnets": Field("list", "Interface: ids of the subnets it has an address in.", elements="str", api="SubnetIds", unordered=True, setter="modify"),
        "groups": Field("list", "Interface: ids of its security groups.", elements="str", unordered=True, setter="modify"),
        "private_dns": Field("bool", "Interface: whether the service's own name leads to it.", api="PrivateDnsEnabled", setter="modify"),
        "policy": Field("dict", "Policy document: what may be called through it. Left out: everything.", norm=as_document, same=same_policy, setter="modify"),
    }
    example = (
        "- knowledge.aws.ec2_vpc_endpoint:\n    vpc: vpc-0a1b2c3d\n    config:\n"
        "      - {key: s3, service: com.amazonaws.ap-northeast-2.s3, type: Gateway, route_tables: [rtb-0a1b2c3d]}\n"
    )

    def find(self, names: list[str]) -> list[Any]:
        """All endpoints of the VPC."""
        return self.aws.read("describe_vpc_endpoints", "VpcEndpoints", Filters=self.in_vpc())

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The groups come with names, the policy as text."""
        return super().shape(raw) | {"groups": [group["GroupId"] for group in raw.get("Groups", [])], "policy": raw.get("PolicyDocument") or None}

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
            VpcId=self.given["vpc"],
            ServiceName=want["service"],
            VpcEndpointType=want["type"],
            ClientToken=want.token,
            **given,
            **self.tagged(want),
        )

    def modify(self, have: Resource, want: Wanted) -> None:
        """One ModifyVpcEndpoint for all that differs."""
        changes: dict[str, Any] = {}
        for name, add, remove in (
            ("route_tables", "AddRouteTableIds", "RemoveRouteTableIds"),
            ("subnets", "AddSubnetIds", "RemoveSubnetIds"),
            ("groups", "AddSecurityGroupIds", "RemoveSecurityGroupIds"),
        ):
            if name in want.changed:
                old, new = set(have[name] or []), set(want[name])
                changes |= {key: sorted(value) for key, value in ((add, new - old), (remove, old - new)) if value}
        if "private_dns" in want.changed:
            changes["PrivateDnsEnabled"] = want["private_dns"]
        if "policy" in want.changed:
            changes["PolicyDocument"] = json.dumps(want["policy"])
        self.aws.write("modify_vpc_endpoint", VpcEndpointId=have.id, **changes)

    def delete(self, have: Resource) -> None:
        """DeleteVpcEndpoints."""
        self.aws.write("delete_vpc_endpoints", VpcEndpointIds=[have.id])


class FlowLog(Ec2):
    """Record of a VPC's traffic. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html"""

    name, noun, resource_type = "ec2_flow_log", "flow log", "vpc-flow-log"
    scope = IN_VPC
    id_path = "FlowLogId"
    nature = ("log_group",)
    not_yet = ("InvalidParameter", "InvalidParameterValue")  # a role made just now cannot be assumed everywhere yet
    fields = {
        "log_group": Field("str", "Name of the log group it writes to. Cannot be changed.", api="LogGroupName", required=True),
        "role": Field("str", "ARN of the role that writes. Cannot be changed.", api="DeliverLogsPermissionArn", required=True),
        "traffic": Field("str", "What is recorded. Cannot be changed.", api="TrafficType", choices=("ALL", "ACCEPT", "REJECT"), default="ALL"),
        "interval": Field("int", "Seconds that are summed up. Cannot be changed.", api="MaxAggregationInterval", choices=(60, 600), default=600),
    }
    example = (
        "- knowledge.aws.ec2_flow_log:\n    vpc: vpc-0a1b2c3d\n    config:\n"
        "      - {key: flow, log_group: /vpc/knowledge-production, role: 'arn:aws:iam::123456789012:role/knowledge-production-flow-logs'}\n"
    )

    def find(self, names: list[str]) -> list[Any]:
        """All flow logs of the VPC."""
        return self.aws.read("describe_flow_logs", "FlowLogs", Filter=self.in_vpc("resource-id"))

    def create(self, want: Wanted) -> None:
        """CreateFlowLogs; it reports errors in its answer, too."""
        answer = self.aws.create(
            "create_flow_logs",
            ResourceIds=[self.given["vpc"]],
            ResourceType="VPC",
            TrafficType=want["traffic"],
            LogDestinationType="cloud-watch-logs",
            LogGroupName=want["log_group"],
            DeliverLogsPermissionArn=want["role"],
            MaxAggregationInterval=want["interval"],
            ClientToken=want.token,
            **self.tagged(want),
        )
        self.raise_unsuccessful(answer)

    def raise_unsuccessful(self, answer: dict[str, Any]) -> None:
        """The first error of an answer that lists what did not work."""
        for failure in answer.get("Unsuccessful") or []:
            error = failure.get("Error", {})
            raise self.aws.client().exceptions.ClientError({"Error": error}, "CreateFlowLogs")

    def delete(self, have: Resource) -> None:
        """DeleteFlowLogs."""
        self.aws.write("delete_flow_logs", FlowLogIds=[have.id])
