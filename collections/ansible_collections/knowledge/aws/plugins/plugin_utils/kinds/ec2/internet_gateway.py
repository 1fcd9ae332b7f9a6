# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Internet gateways."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Query
from ...core.model import Resource, Wanted
from .common import VPC_EXAMPLE, Ec2


class InternetGateway(Ec2):
    """Way to the internet. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateInternetGateway.html"""

    name, noun, resource_type = "ec2_internet_gateway", "internet gateway", "internet-gateway"
    id_path = "InternetGatewayId"
    natural_key = ("vpc_id",)
    fields = {
        "vpc_id": Field(
            "str",
            "Id of the VPC it is attached to.",
            required=True,
            setter="attach",
            api="Attachments[?State != 'detached' && State != 'detaching'].VpcId | [0]",
        )
    }
    example = f"""\
{VPC_EXAMPLE}- name: Internet gateway
  knowledge.aws.ec2_internet_gateway:
    config:
      - {{key: main, vpc_id: "{{{{ vpc.ids.main }}}}"}}
"""

    def find(self, query: Query) -> list[Any]:
        """All gateways of the region.

        One that a crash left unattached is found by its tags, one without tags by what it is attached to.
        """
        return self.aws.read("describe_internet_gateways", "InternetGateways")

    def create(self, want: Wanted) -> None:
        """CreateInternetGateway; attaching is the setter's work."""
        self.aws.create("create_internet_gateway", **self.tagged(want))

    def attach(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """AttachInternetGateway, after leaving another VPC."""
        self.detach(have)
        self.write("attach_internet_gateway", InternetGatewayId=have.id, VpcId=want["vpc_id"])

    def detach(self, have: Resource) -> None:
        """DetachInternetGateway."""
        if have["vpc_id"]:
            self.write("detach_internet_gateway", InternetGatewayId=have.id, VpcId=have["vpc_id"])

    def delete(self, have: Resource) -> None:
        """DeleteInternetGateway."""
        self.aws.write("delete_internet_gateway", InternetGatewayId=have.id)
