# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""VPC origins: the way from CloudFront to load balancers without a public address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...core.fields import Field
from ...core.kind import Query, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES
from .common import HTTPS_ONLY, CloudFront

CONFIG = {"arn": Field("str", "ARN of the load balancer. It is asked by HTTPS only, on port 443.", required=True)}


class VpcOrigin(CloudFront):
    """Way from CloudFront to an internal load balancer. https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateVpcOrigin.html"""

    name, noun = "cloudfront_vpc_origin", "vpc origin"
    arn_prefix = "vpcorigin/"
    id_path, arn_path, name_path, state_path = "Id", "Arn", "VpcOriginEndpointConfig.Name", "Status"
    # a distribution detaches some minutes after its end
    codes = replace(CODES, still_used=("CannotDeleteEntityWhileInUse",))
    fields = {
        "vpc_origin_endpoint_config": Field(
            "dict",
            "Where it leads.",
            options=CONFIG,
            required=True,
            setter="update",
            api="VpcOriginEndpointConfig.{arn: Arn}",
        )
    }
    example = """\
- knowledge.aws.ec2_vpc:
    config:
      - {key: main, name: example, cidr_block: 10.0.0.0/16}
  register: vpc

- knowledge.aws.ec2_internet_gateway:
    config:
      - {key: main, name: example, vpc_id: "{{ vpc.ids.main }}"}

- knowledge.aws.ec2_subnet:
    vpc_id: "{{ vpc.ids.main }}"
    config:
      - {key: a, cidr_block: 10.0.0.0/24, availability_zone: ap-northeast-2a}
      - {key: b, cidr_block: 10.0.1.0/24, availability_zone: ap-northeast-2b}
  register: subnets

- knowledge.aws.ec2_security_group:
    vpc_id: "{{ vpc.ids.main }}"
    config:
      - {key: alb, description: Load balancer}
  register: firewalls

- knowledge.aws.elbv2_load_balancer:
    config:
      - key: main
        name: example
        scheme: internal
        subnets: ["{{ subnets.ids.a }}", "{{ subnets.ids.b }}"]
        security_groups: ["{{ firewalls.ids.alb }}"]
  register: balancers

- knowledge.aws.cloudfront_vpc_origin:
    config:
      - {key: alb, vpc_origin_endpoint_config: {arn: "{{ balancers.arns.main }}"}}
"""

    def find(self, query: Query) -> list[Any]:
        """One list; details and tags of those of our name."""
        listed = [
            entry
            for entry in self.listed("list_vpc_origins", "VpcOriginList")
            if entry["Name"] in query.names or entry["Name"].startswith(self.stack.name)
        ]
        return [one for one in self.each(self._details, listed) if one]

    def _details(self, entry: dict[str, Any]) -> dict[str, Any] | None:
        found = self.aws.read("get_vpc_origin", "VpcOrigin", CODES.gone, Id=entry["Id"])
        return found | {"Tags": self.tags_of_one(found["Arn"])} if found else None

    def _config(self, want: Wanted) -> dict[str, Any]:
        asked = self.request("create_vpc_origin", want)["VpcOriginEndpointConfig"]
        return {"Name": want.name, **HTTPS_ONLY, **asked}

    def create(self, want: Wanted) -> None:
        """CreateVpcOrigin."""
        self.aws.create(
            "create_vpc_origin", VpcOriginEndpointConfig=self._config(want), Tags={"Items": tag_list(want.tags)}
        )

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateVpcOrigin, with the version of this moment."""
        self.aws.write("update_vpc_origin", **self._now(have), VpcOriginEndpointConfig=self._config(want))

    def delete(self, have: Resource) -> None:
        """DeleteVpcOrigin, with the version of this moment."""
        self.aws.write("delete_vpc_origin", **self._now(have))

    def _now(self, have: Resource) -> dict[str, Any]:
        return {"Id": have.id, "IfMatch": self.aws.read("get_vpc_origin", "ETag", Id=have.id)}
