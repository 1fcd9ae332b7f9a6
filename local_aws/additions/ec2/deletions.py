"""EC2 deletions: what still holds something is refused, and what is gone leaves nothing behind."""

from collections.abc import Callable
from typing import Any

from moto.ec2.models import EC2Backend
from moto.ec2.models.internet_gateways import InternetGatewayBackend
from moto.ec2.models.subnets import SubnetBackend
from moto.ec2.responses.vpcs import VPCs

from local_aws.additions.ec2.tenants import tenants
from local_aws.attach import wrap
from local_aws.errors import AwsError


def delete_subnet(original: Callable[..., Any], self: Any, subnet_id: str) -> Any:
    """A subnet with network interfaces, or with what has them on AWS, is refused; its route table lets go of it.

    moto deletes such a subnet, and keeps it in its route table.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSubnet.html
    """
    self.get_subnet(subnet_id)
    if any(eni.subnet.id == subnet_id for eni in self.enis.values()) or any(
        subnet_id in tenant.subnets for tenant in tenants(self)
    ):
        raise AwsError("DependencyViolation", f"The subnet '{subnet_id}' has dependencies and cannot be deleted.")
    for table in self.route_tables.values():
        table._associations = {
            association: target for association, target in table._associations.items() if target != subnet_id
        }
    return original(self, subnet_id)


def detach_internet_gateway(original: Callable[..., Any], self: Any, internet_gateway_id: str, vpc_id: str) -> None:
    """A VPC with mapped public addresses, those of NAT gateways for instance, keeps its internet gateway.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachInternetGateway.html
    """
    in_vpc = {subnet.id for subnets in self.subnets.values() for subnet in subnets.values() if subnet.vpc_id == vpc_id}
    public = any(tenant.public and tenant.subnets & in_vpc for tenant in tenants(self))
    if public or any(address.eni and address.eni.subnet.vpc_id == vpc_id for address in self.addresses):
        message = (
            f"Network {vpc_id} has some mapped public address(es). Please unmap those before detaching the gateway."
        )
        raise AwsError("DependencyViolation", message)
    original(self, internet_gateway_id, vpc_id)


def contents(backend: Any, vpc_id: str) -> list[str]:
    """Ids of what a user made in the VPC and has to delete before it."""
    return [
        *(subnet.id for subnets in backend.subnets.values() for subnet in subnets.values() if subnet.vpc_id == vpc_id),
        *(gateway.id for gateway in backend.internet_gateways.values() if gateway.vpc and gateway.vpc.id == vpc_id),
        *(
            gateway.id
            for gateway in backend.nat_gateways.values()
            if gateway.vpc_id == vpc_id and gateway.state in ("pending", "available", "deleting")
        ),
        *(endpoint.id for endpoint in backend.vpc_end_points.values() if endpoint.vpc_id == vpc_id),
        *(
            table.id
            for table in backend.route_tables.values()
            if table.vpc_id == vpc_id and not table.main_association_id
        ),
        *(group.id for group in backend.groups[vpc_id].values() if not group.is_default),
        *(eni.id for eni in backend.enis.values() if eni.subnet.vpc_id == vpc_id),
    ]


def delete_vpc(original: Callable[..., Any], self: Any) -> Any:
    """A VPC that is not empty is refused; with it go its default network ACL and the tags of what AWS made.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVpc.html
    """
    backend, vpc_id = self.ec2_backend, self._get_param("VpcId")
    backend.get_vpc(vpc_id)
    if contents(backend, vpc_id):
        raise AwsError("DependencyViolation", f"The vpc '{vpc_id}' has dependencies and cannot be deleted.")
    acls = [acl.id for acl in backend.network_acls.values() if acl.vpc_id == vpc_id]
    for made_by_aws in [
        *acls,
        *backend.groups[vpc_id],
        *(table.id for table in backend.route_tables.values() if table.vpc_id == vpc_id),
    ]:
        backend.tags.pop(made_by_aws, None)
    answer = original(self)
    for acl_id in acls:
        del backend.network_acls[acl_id]
    return answer


def forget_tags(original: Callable[..., Any], self: Any, *arguments: Any, **options: Any) -> Any:
    """Tags go with their resource; moto goes on to list them in DescribeTags.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTags.html
    """
    answer = original(self, *arguments, **options)
    for value in [*arguments, *options.values()]:
        for resource_id in value if isinstance(value, list) else [value]:
            self.tags.pop(resource_id, None)
    return answer


def apply() -> None:
    wrap(SubnetBackend, "delete_subnet", delete_subnet)
    wrap(InternetGatewayBackend, "detach_internet_gateway", detach_internet_gateway)
    wrap(VPCs, "delete_vpc", delete_vpc)
    for name in (
        "delete_vpc",
        "delete_subnet",
        "delete_internet_gateway",
        "delete_route_table",
        "delete_security_group",
        "delete_flow_logs",
        "release_address",
    ):
        wrap(EC2Backend, name, forget_tags)
