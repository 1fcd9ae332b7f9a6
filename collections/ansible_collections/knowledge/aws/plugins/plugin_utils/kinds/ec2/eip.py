# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Elastic IP addresses."""

from __future__ import annotations

from typing import Any

from ...core.kind import Query, Report
from ...core.model import Resource, Wanted
from .common import Ec2


class Address(Ec2):
    """Elastic IP address. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllocateAddress.html"""

    name, noun, resource_type = "ec2_eip", "elastic ip", "elastic-ip"
    id_path = "AllocationId"
    reports = {"public_ip": Report("PublicIp", "The address itself.", "203.0.113.25")}
    example = """\
- name: Elastic IP of a NAT gateway
  knowledge.aws.ec2_eip:
    config:
      - key: nat.a
"""

    def find(self, query: Query) -> list[Any]:
        """All addresses of the region."""
        return self.aws.read("describe_addresses", "Addresses")

    def create(self, want: Wanted) -> None:
        """AllocateAddress has no client token: only the look by tag keeps a lost answer from making two."""
        self.aws.create("allocate_address", Domain="vpc", **self.tagged(want))

    def delete(self, have: Resource) -> None:
        """ReleaseAddress."""
        self.aws.write("release_address", AllocationId=have.id)
