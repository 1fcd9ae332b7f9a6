"""What all EC2 kinds share: tags in the create call, tags by id, look-ups inside a VPC."""

from __future__ import annotations

from typing import Any

from ...core.arns import parts_of
from ...core.fields import Field
from ...core.kind import Kind, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES

IN_VPC = {"vpc": Field("str", "Id of the VPC that everything in the list lives in.", required=True)}


class Ec2(Kind):
    """A resource of the EC2 API. Its ids carry no account, so its ARN is derived from id and type."""

    service, arn_prefix = "ec2", ""
    codes = CODES
    resource_type = ""  # as in TagSpecifications and ARNs: subnet, natgateway

    @classmethod
    def is_arn_of_kind(cls, arn: str) -> bool:
        """https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html"""
        told = parts_of(arn)
        return told["service"] == "ec2" and told["resource"].startswith(f"{cls.resource_type}/")

    def arn(self, have: Resource) -> str:
        """Ids carry no account."""
        return self.arn_of(f"{self.resource_type}/{have.id}")

    def tagged(self, want: Wanted) -> dict[str, Any]:
        """The argument that puts the tags into the create call."""
        return {"TagSpecifications": [{"ResourceType": self.resource_type, "Tags": tag_list(want.tags)}]}

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTags.html"""
        self.aws.write("create_tags", Resources=[have.id], Tags=tag_list(tags))

    def ours(self) -> list[dict[str, Any]]:
        """Filter: what carries the ownership tags of this stack."""
        return [{"Name": f"tag:{key}", "Values": [value]} for key, value in self.stack.ownership.items()]

    def in_vpc(self, name: str = "vpc-id") -> list[dict[str, Any]]:
        """Filter: what lives in the VPC of the task; without one, what is ours."""
        vpc = self.scope.get("vpc")
        return [{"Name": name, "Values": [vpc]}] if vpc else self.ours()
