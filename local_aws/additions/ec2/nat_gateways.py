"""EC2 NAT gateways: states that last, failures, filters, repeated creates."""

from collections.abc import Callable
from typing import Any

from moto.core.utils import utcnow
from moto.ec2.models.core import TaggedEC2Resource
from moto.ec2.models.nat_gateways import NatGateway, NatGatewayBackend
from moto.ec2.responses import EC2Response
from moto.ec2.responses.nat_gateways import NatGateways
from moto.ec2.utils import generic_filter

from local_aws.attach import attach, before_each_call, wrap
from local_aws.client_tokens import honour_client_token
from local_aws.delays import Clock
from local_aws.errors import AwsError


def state(self: Any) -> str:
    """`pending`, then `available` or `failed`; `deleting`, then `deleted`, each change as long as the delay `nat`.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NatGateway.html
    """
    if self.clock.change == "deleting":
        return self.clock.running or "deleted"
    return self.clock.running or ("failed" if self.failure_code else "available")


def set_state(self: Any, value: str) -> None:
    """moto sets `available` in the constructor and `deleted` at deletion: here the two changes begin."""
    if value == "deleted":
        self.clock.start("deleting")
    else:
        self.clock = Clock("nat", "pending")


def create_nat_gateway(
    original: Callable[..., Any],
    self: Any,
    subnet_id: str,
    allocation_id: str | None,
    tags: dict[str, str] | None = None,
    connectivity_type: str | None = None,
) -> Any:
    """A public gateway needs a free address and a VPC with an internet gateway, else it is made and then fails.

    https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html#nat-gateway-troubleshooting-failed
    """
    connectivity_type = connectivity_type or "public"
    vpc_id = self.get_subnet(subnet_id).vpc_id
    failure: tuple[str, str] | None = None
    if connectivity_type == "public":
        if not allocation_id:
            raise AwsError("MissingParameter", "The request must contain the parameter AllocationId")
        address = self.address_by_allocation([allocation_id])[0]
        if address.association_id:
            failure = ("Resource.AlreadyAssociated", f"Elastic IP address [{allocation_id}] is already associated")
        elif not any(gateway.vpc and gateway.vpc.id == vpc_id for gateway in self.internet_gateways.values()):
            failure = ("Gateway.NotAttached", f"Network {vpc_id} has no Internet gateway attached")
    gateway = original(self, subnet_id, None if failure else allocation_id, tags, connectivity_type)
    if failure:
        gateway.failure_code, gateway.failure_message = failure
    return gateway


def get_filter_value(self: Any, filter_name: str, method_name: str | None = None) -> Any:
    """The filter `nat-gateway-id`; the others, tags among them, are attributes."""
    if filter_name == "nat-gateway-id":
        return self.id
    return TaggedEC2Resource.get_filter_value(self, filter_name, method_name or "DescribeNatGateways")


def describe_nat_gateways(self: Any, filters: dict[str, list[str]], nat_gateway_ids: list[str] | None) -> list[Any]:
    """Filters by tag, which moto ignores (every gateway is found), and refuses an unknown id.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNatGateways.html
    """
    found = [self.nat_gateways[one] for one in nat_gateway_ids or self.nat_gateways if one in self.nat_gateways]
    if nat_gateway_ids and len(found) < len(set(nat_gateway_ids)):
        raise AwsError(
            "NatGatewayNotFound", f"NatGateway {sorted(set(nat_gateway_ids) - set(self.nat_gateways))[0]} was not found"
        )
    return generic_filter(filters, found)


def delete_nat_gateway(original: Callable[..., Any], self: Any, nat_gateway_id: str) -> Any:
    """An unknown or deleted gateway is refused, and a gateway that is being deleted keeps its time.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteNatGateway.html
    """
    gateway = self.nat_gateways.get(nat_gateway_id)
    if gateway is None or gateway.state == "deleted":
        raise AwsError("NatGatewayNotFound", f"The Nat Gateway {nat_gateway_id} was not found")
    if gateway.state == "deleting":
        return gateway
    gateway.delete_time = utcnow()
    return original(self, nat_gateway_id)


def let_go(backend: Any) -> None:
    """A gateway that is deleted or has failed gives its address and its network interface back."""
    for gateway in backend.nat_gateways.values():
        if gateway.state not in ("deleted", "failed") or gateway._eni.id not in backend.enis:
            continue
        for address in backend.addresses:
            if address.eni is gateway._eni:
                backend.disassociate_address(association_id=address.association_id)
        del backend.enis[gateway._eni.id]


def apply() -> None:
    NatGateway.state = property(state, set_state)
    for name in ("failure_code", "failure_message", "delete_time"):
        setattr(NatGateway, name, None)
    attach(NatGateway, get_filter_value)
    attach(NatGatewayBackend, describe_nat_gateways)
    wrap(NatGatewayBackend, "create_nat_gateway", create_nat_gateway)
    wrap(NatGatewayBackend, "delete_nat_gateway", delete_nat_gateway)
    honour_client_token(NatGateways, "ec2_backend", "create_nat_gateway")
    before_each_call(EC2Response, lambda response: let_go(response.ec2_backend))
