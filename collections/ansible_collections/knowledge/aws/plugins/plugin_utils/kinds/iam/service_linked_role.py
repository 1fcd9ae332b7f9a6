# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Service-linked roles of IAM."""

from __future__ import annotations

from typing import Any

from ...core.codes import code_of
from ...core.fields import Field
from ...core.kind import Kind, Life, Query
from ...core.model import Resource, Wanted
from .codes import CODES


class ServiceLinkedRole(Kind):
    """Role that a service of AWS needs in an account, shared by all who use the service.

    https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html
    """

    name, noun, service = "iam_service_linked_role", "service-linked role", "iam"
    is_global = True
    codes = CODES
    id_path, arn_path, name_path = "RoleName", "Arn", "RoleName"
    taggable = False
    life = Life(of_account=True)
    natural_key = ("aws_service_name",)
    fields = {
        "aws_service_name": Field(
            "str", "Service, such as rds.amazonaws.com. Cannot be changed.", required=True, api=""
        )
    }
    example = """\
- knowledge.aws.iam_service_linked_role:
    config:
      - {key: rds, name: AWSServiceRoleForRDS, aws_service_name: rds.amazonaws.com}
"""

    def find(self, query: Query) -> list[Any]:
        """All of the account in one call."""
        return self.aws.read("list_roles", "Roles", PathPrefix="/aws-service-role/")

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The service stands in the path."""
        return {"aws_service_name": raw["Path"].strip("/").split("/")[-1]}

    def create(self, want: Wanted) -> None:
        """CreateServiceLinkedRole; that another run, or the service itself, was faster is as good."""
        try:
            self.aws.create("create_service_linked_role", **self.request("create_service_linked_role", want))
        except self.aws.client().exceptions.ClientError as error:
            if code_of(error) != "InvalidInput" or "taken" not in str(error):
                raise

    def delete(self, have: Resource) -> None:
        """DeleteServiceLinkedRole; AWS refuses while anything uses it."""
        self.aws.write("delete_service_linked_role", RoleName=have.id)
