"""EC2 VPC endpoints: changes that take effect, refusals, repeated creates."""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models.vpcs import VPCBackend, VPCEndPoint
from moto.ec2.responses.vpcs import VPCs
from moto.ec2.utils import random_private_ip

from local_aws.attach import attach, wrap
from local_aws.client_tokens import honour_client_token
from local_aws.errors import AwsError


def get_filter_value(original: Callable[..., Any], self: Any, filter_name: str, method_name: str | None = None) -> Any:
    """The filter `vpc-endpoint-id`, which moto answers with an error.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpoints.html
    """
    return self.id if filter_name == "vpc-endpoint-id" else original(self, filter_name, method_name)


def add_to_subnet(backend: Any, subnet_id: str, endpoint: Any) -> None:
    """An interface endpoint has one network interface in each of its subnets."""
    subnet = backend.get_subnet(subnet_id)
    groups = endpoint.security_group_ids
    eni = backend.create_network_interface(
        subnet,
        random_private_ip(subnet.cidr_block),
        group_ids=groups,
        description=f"VPC Endpoint Interface {endpoint.id}",
    )
    endpoint.network_interface_ids.append(eni.id)


def check_private_dns(backend: Any, vpc_id: str, service_name: str, besides: str | None = None) -> None:
    """Private names need DNS support and DNS host names of the VPC, and one endpoint of a VPC has them."""
    vpc = backend.get_vpc(vpc_id)
    if not (vpc.enable_dns_support and vpc.enable_dns_hostnames):
        raise AwsError(
            "InvalidParameter",
            "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true",
        )
    others = [one for one in backend.vpc_end_points.values() if one.id != besides and one.private_dns_enabled]
    if any((other.vpc_id, other.service_name) == (vpc_id, service_name) for other in others):
        conflict = f"there is already a conflicting DNS domain for {service_name} in the VPC {vpc_id}"
        raise AwsError("InvalidParameter", f"private-dns-enabled cannot be set because {conflict}")


def check_routes(backend: Any, service_name: str, route_table_ids: list[str]) -> None:
    """A route table has one route to a service's prefix list."""
    for route_table_id in route_table_ids:
        for route in backend.get_route_table(route_table_id).routes:
            if route.destination_prefix_list and route.destination_prefix_list.prefix_list_name == service_name:
                list_id = route.destination_prefix_list_id
                message = f"route table {route_table_id} already has a route with destination-prefix-list-id {list_id}"
                raise AwsError("RouteAlreadyExists", message)


def create_vpc_endpoint(original: Callable[..., Any], self: Any, **options: Any) -> Any:
    """Gateway is the default type, and an interface endpoint has security groups.

    Unknown services, second routes and conflicting private names are refused.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html
    """
    options["endpoint_type"] = options["endpoint_type"] or "Gateway"
    service_name, vpc_id = options["service_name"], options["vpc_id"]
    if service_name not in {
        service["ServiceName"] for service in self._collect_default_endpoint_services(self.account_id, self.region_name)
    }:
        raise AwsError("InvalidServiceName", f"The Vpc Endpoint Service '{service_name}' does not exist")
    if options["endpoint_type"] == "Gateway":
        options["private_dns_enabled"] = False
        check_routes(self, service_name, options["route_table_ids"])
        return original(self, **options)
    if options["private_dns_enabled"]:
        check_private_dns(self, vpc_id, service_name)
    options["security_group_ids"] = options["security_group_ids"] or [self.get_default_security_group(vpc_id).id]
    subnet_ids = options.pop("subnet_ids")
    for subnet_id in subnet_ids:
        self.get_subnet(subnet_id)
    endpoint = original(self, subnet_ids=[], **options)
    endpoint.subnet_ids = subnet_ids
    for subnet_id in subnet_ids:
        add_to_subnet(self, subnet_id, endpoint)
    return endpoint


def modify_vpc_endpoint(original: Callable[..., Any], self: Any) -> ActionResult:
    """Routes, network interfaces, private names and the default policy follow; moto changes its lists and nothing else.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcEndpoint.html
    """
    backend = self.ec2_backend
    endpoint = backend.get_vpc_end_point(self._get_param("VpcEndpointId"))
    added_tables = [one for one in self._get_param("AddRouteTableIds", []) if one not in endpoint.route_table_ids]
    check_routes(backend, endpoint.service_name, added_tables)
    added_subnets = [one for one in self._get_param("AddSubnetIds", []) if one not in (endpoint.subnet_ids or [])]
    private_dns = self._get_bool_param("PrivateDnsEnabled")
    if private_dns:
        check_private_dns(backend, endpoint.vpc_id, endpoint.service_name, besides=endpoint.id)
    answer = original(self)
    if private_dns is not None:
        endpoint.private_dns_enabled = private_dns
    if self._get_bool_param("ResetPolicy"):
        endpoint.policy_document = VPCEndPoint(
            backend, "", endpoint.vpc_id, endpoint.service_name, None, None, []
        ).policy_document
    for table_id in added_tables:
        backend.create_route(
            table_id, None, gateway_id=endpoint.id, destination_prefix_list_id=endpoint.destination_prefix_list_id
        )
    for table_id in self._get_param("RemoveRouteTableIds", []):
        backend.delete_route(table_id, None, None, endpoint.destination_prefix_list_id)
    for subnet_id in added_subnets:
        add_to_subnet(backend, subnet_id, endpoint)
    for eni_id in list(endpoint.network_interface_ids):
        eni = backend.enis[eni_id]
        if eni.subnet.id in self._get_param("RemoveSubnetIds", []):
            endpoint.network_interface_ids.remove(eni_id)
            del backend.enis[eni_id]
        else:
            eni._group_set = [backend.get_security_group_from_id(group_id) for group_id in endpoint.security_group_ids]
    return answer


def delete_vpc_endpoints(self: Any) -> ActionResult:
    """A deleted endpoint is gone and an unknown one is told; moto lists deleted ones for ever and tells nothing.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVpcEndpoints.html
    """
    backend = self.ec2_backend
    unsuccessful = []
    for endpoint_id in self._get_param("VpcEndpointIds", []):
        endpoint = backend.vpc_end_points.get(endpoint_id)
        if endpoint is None:
            error = {
                "Code": "InvalidVpcEndpoint.NotFound",
                "Message": f"The VpcEndpoint Id '{endpoint_id}' does not exist",
            }
            unsuccessful.append({"ResourceId": endpoint_id, "Error": error})
            continue
        backend.delete_vpc_endpoints(vpce_ids=[endpoint_id])
        del backend.vpc_end_points[endpoint_id]
        backend.tags.pop(endpoint_id, None)
    return ActionResult({"Unsuccessful": unsuccessful})


def apply() -> None:
    wrap(VPCEndPoint, "get_filter_value", get_filter_value)
    wrap(VPCBackend, "create_vpc_endpoint", create_vpc_endpoint)
    wrap(VPCs, "modify_vpc_endpoint", modify_vpc_endpoint)
    attach(VPCs, delete_vpc_endpoints)
    honour_client_token(VPCs, "ec2_backend", "create_vpc_endpoint")
