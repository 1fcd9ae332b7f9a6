"""EC2 elastic IP addresses."""

from collections.abc import Callable
from typing import Any

from moto.ec2.models.elastic_ip_addresses import ElasticAddressBackend

from local_aws.attach import wrap
from local_aws.errors import AwsError


def release_address(
    original: Callable[..., Any], self: Any, address: str | None = None, allocation_id: str | None = None
) -> None:
    """An address that is still in use is not released: moto takes it away from a NAT gateway that works.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReleaseAddress.html (InvalidIPAddress.InUse)
    """
    found = self.address_by_ip([address]) if address else self.address_by_allocation([allocation_id])
    if found[0].association_id:
        raise AwsError("InvalidIPAddress.InUse", f"The address {found[0].public_ip} is in use.")
    original(self, address=address, allocation_id=allocation_id)


def apply() -> None:
    wrap(ElasticAddressBackend, "release_address", release_address)
