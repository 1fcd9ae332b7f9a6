"""EC2 route tables: black holes, associations, repeated creates."""

from collections.abc import Callable
from typing import Any

from moto.ec2.models.route_tables import Route, RouteBackend
from moto.ec2.responses.route_tables import RouteTables

from local_aws.attach import wrap
from local_aws.client_tokens import honour_client_token
from local_aws.errors import AwsError


def state(self: Any) -> str:
    """A route to a NAT gateway or internet gateway that is gone is a `blackhole`; moto calls every route active.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html
    """
    if self.nat_gateway and self.nat_gateway.state in ("deleting", "deleted", "failed"):
        return "blackhole"
    if self.gateway_id and self.gateway_id.startswith("igw-"):
        attached = self.route_table.ec2_backend.internet_gateways.get(self.gateway_id)
        if attached is None or attached.vpc is None:
            return "blackhole"
    return "active"


def create_route(
    original: Callable[..., Any], self: Any, *arguments: Any, nat_gateway_id: str | None = None, **options: Any
) -> Any:
    """A route to a NAT gateway that does not exist is refused; moto makes a route to nowhere.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html
    """
    if nat_gateway_id is not None:
        gateway = self.nat_gateways.get(nat_gateway_id)
        if gateway is None or gateway.state in ("deleting", "deleted", "failed"):
            raise AwsError("InvalidNatGatewayID.NotFound", f"The natGateway ID '{nat_gateway_id}' does not exist")
    return original(self, *arguments, nat_gateway_id=nat_gateway_id, **options)


def associate_route_table(
    original: Callable[..., Any],
    self: Any,
    route_table_id: str,
    gateway_id: str | None = None,
    subnet_id: str | None = None,
) -> str:
    """A subnet that has another table is refused; moto answers with the other association, as if it had been moved.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html
    """
    table = self.get_route_table(route_table_id)
    for other in self.route_tables.values():
        if subnet_id and other is not table and subnet_id in other._associations.values():
            raise AwsError(
                "Resource.AlreadyAssociated",
                f"the specified association for route table {route_table_id} conflicts with an existing association",
            )
    return original(self, route_table_id, gateway_id, subnet_id)


def delete_route_table(original: Callable[..., Any], self: Any) -> Any:
    """The main route table goes with its VPC only.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteRouteTable.html
    """
    route_table_id = self._get_param("RouteTableId")
    if self.ec2_backend.get_route_table(route_table_id).main_association_id:
        raise AwsError(
            "DependencyViolation", f"The routeTable '{route_table_id}' has dependencies and cannot be deleted."
        )
    return original(self)


def apply() -> None:
    Route.state = property(state)
    wrap(RouteBackend, "create_route", create_route)
    wrap(RouteBackend, "associate_route_table", associate_route_table)
    wrap(RouteTables, "delete_route_table", delete_route_table)
    honour_client_token(RouteTables, "ec2_backend", "create_route_table")
