# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Tags by which Cost Explorer tells costs apart."""

from __future__ import annotations

from typing import Any

from ...core.codes import code_of
from ...core.errors import StackError
from ...core.fields import Field
from ...core.kind import Kind, Life, Query
from ...core.model import Resource, Wanted
from .codes import CODES

STATUSES = ("Active", "Inactive")
NOT_LISTED = "not listed by AWS yet, which can take a day"
NOT_OURS = "for the account that pays to decide, not for this one"
NO_ACCESS = ("AccessDeniedException", "ValidationException")


def cannot_be_changed(have: Any, want: Any) -> bool:
    """Whether AWS has no such switch for us, now or at all."""
    return have not in STATUSES


class CostAllocationTag(Kind):
    """Tag by which costs are told apart. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_UpdateCostAllocationTagsStatus.html"""

    name, noun, service = "ce_cost_allocation_tag", "cost allocation tag", "ce"
    codes = CODES
    is_global = True
    taggable = False
    life = Life(of_account=True)
    id_path, name_path = "TagKey", "TagKey"
    fields = {
        "status": Field(
            "str",
            "Whether costs are told apart by it.",
            choices=STATUSES,
            default="Active",
            accept=cannot_be_changed,
            setter="set_status",
        )
    }
    example = """
- knowledge.aws.ce_cost_allocation_tag:
    config:
      - {key: environment, name: Environment}
"""

    def find(self, query: Query) -> list[Any]:
        """The keys in one call.

        One that AWS does not list is there all the same, with the reason as its status: it can be waited for, not made.
        """
        if not query.names:
            return []
        try:
            listed = self.aws.read(
                "list_cost_allocation_tags", "CostAllocationTags", TagKeys=query.names, Type="UserDefined"
            )
            reason = NOT_LISTED
        except self.aws.client().exceptions.ClientError as error:
            if code_of(error) not in NO_ACCESS or "inked account" not in str(error):
                raise
            listed, reason = [], NOT_OURS
        missing = set(query.names) - {one["TagKey"] for one in listed}
        return (
            listed if query.everything else [*listed, *({"TagKey": name, "Status": reason} for name in sorted(missing))]
        )

    def arn(self, have: Resource) -> str:
        """Keys have none."""
        return have.id

    def create(self, want: Wanted) -> None:
        """There is nothing to make: a key exists as soon as a resource carries it."""
        raise StackError(f"cost allocation tag {want.name} cannot be made")

    def set_status(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateCostAllocationTagsStatus, which tells errors in its answer."""
        status = [{"TagKey": have.id, "Status": want["status"]}]
        for error in (
            self.aws.write("update_cost_allocation_tags_status", CostAllocationTagsStatus=status).get("Errors") or []
        ):
            raise StackError(f"cost allocation tag {have.id}: {error.get('Code')}: {error.get('Message')}")

    def retains(self, have: Resource) -> str | None:
        """The account's, not the stack's."""
        return f"cost allocation tag {have.id}: other stacks of the account use it, too"

    def delete(self, have: Resource) -> None:
        """Never: it is retained."""
