"""VPC, subnets, gateways, addresses: the ground of the network."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Query
from ...core.model import Resource, Wanted
from .common import Ec2


class InternetGateway(Ec2):
    """Way to the internet. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateInternetGateway.html"""

    name, noun, resource_type = "ec2_internet_gateway", "internet gateway", "internet-gateway"
    id_path = "InternetGatewayId"
    fields = {"vpc": Field("str", "Id of the VPC it is attached to.", required=True, setter="attach", api="")}
    example = "- knowledge.aws.ec2_internet_gateway:\n    config:\n      - {key: main, vpc: vpc-0a1b2c3d}\n"

    def find(self, query: Query) -> list[Any]:
        """All gateways of the region: one that a crash left unattached is found by its tags, one without tags by what it is attached to."""
        return self.aws.read("describe_internet_gateways", "InternetGateways")

    natural_key = ("vpc",)

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """At most one attachment."""
        attached = [
            attachment["VpcId"]
            for attachment in raw.get("Attachments", [])
            if attachment.get("State") not in ("detached", "detaching")
        ]
        return {"vpc": attached[0] if attached else ""}

    def create(self, want: Wanted) -> None:
        """CreateInternetGateway; attaching is the setter's work."""
        self.aws.create("create_internet_gateway", **self.tagged(want))

    def attach(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """AttachInternetGateway, after leaving another VPC."""
        self.detach(have)
        self.aws.write(
            "attach_internet_gateway",
            already=["Resource.AlreadyAssociated"],
            InternetGatewayId=have.id,
            VpcId=want["vpc"],
        )

    def detach(self, have: Resource) -> None:
        """DetachInternetGateway."""
        if have["vpc"]:
            self.aws.write(
                "detach_internet_gateway", already=["Gateway.NotAttached"], InternetGatewayId=have.id, VpcId=have["vpc"]
            )

    def delete(self, have: Resource) -> None:
        """DeleteInternetGateway."""
        self.aws.write("delete_internet_gateway", InternetGatewayId=have.id)
