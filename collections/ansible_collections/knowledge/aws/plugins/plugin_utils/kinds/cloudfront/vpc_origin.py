"""Distributions of CloudFront and the way to internal load balancers."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Codes, Query, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES
from .common import STALE, CloudFront


class VpcOrigin(CloudFront):
    """Way from CloudFront to an internal load balancer. https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateVpcOrigin.html"""

    name, noun = "cloudfront_vpc_origin", "vpc origin"
    arn_prefix = "vpcorigin/"
    id_path, arn_path, name_path, state_path = "Id", "Arn", "VpcOriginEndpointConfig.Name", "Status"
    codes = CODES | Codes(not_yet=STALE, still_used=("CannotDeleteEntityWhileInUse",))
    # a distribution lets go some minutes after its end
    fields = {
        "load_balancer": Field(
            "str", "ARN of the load balancer.", api="VpcOriginEndpointConfig.Arn", required=True, setter="update"
        ),
        "https_port": Field("int", "Port.", api="VpcOriginEndpointConfig.HTTPSPort", default=443, setter="update"),
    }
    example = (
        "- knowledge.aws.cloudfront_vpc_origin:\n    config:\n      - {key: alb, load_balancer: '{{ alb_arn }}'}\n"
    )

    def find(self, query: Query) -> list[Any]:
        """One list; details and tags of those of our name."""
        listed = [
            entry
            for entry in self.listed("list_vpc_origins", "VpcOriginList")
            if entry["Name"] in query.names or entry["Name"].startswith(self.stack.name)
        ]
        return [one for one in self.each(self._details, listed) if one]

    def _details(self, entry: dict[str, Any]) -> dict[str, Any] | None:
        found = self.aws.read("get_vpc_origin", "VpcOrigin", ("EntityNotFound",), Id=entry["Id"])
        return found | {"Tags": self.tags_of_one(found["Arn"])} if found else None

    @staticmethod
    def _config(want: Wanted) -> dict[str, Any]:
        protocols = {"OriginProtocolPolicy": "https-only", "OriginSslProtocols": {"Quantity": 1, "Items": ["TLSv1.2"]}}
        return {
            "Name": want.name,
            "Arn": want["load_balancer"],
            "HTTPPort": 80,
            "HTTPSPort": want["https_port"],
            **protocols,
        }

    def create(self, want: Wanted) -> None:
        """CreateVpcOrigin."""
        self.aws.create(
            "create_vpc_origin", VpcOriginEndpointConfig=self._config(want), Tags={"Items": tag_list(want.tags)}
        )

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateVpcOrigin, with the version of this moment."""
        version = self.aws.read("get_vpc_origin", "ETag", Id=have.id)
        self.aws.write("update_vpc_origin", Id=have.id, IfMatch=version, VpcOriginEndpointConfig=self._config(want))

    def delete(self, have: Resource) -> None:
        """DeleteVpcOrigin, with the version of this moment."""
        self.aws.write("delete_vpc_origin", Id=have.id, IfMatch=self.aws.read("get_vpc_origin", "ETag", Id=have.id))
