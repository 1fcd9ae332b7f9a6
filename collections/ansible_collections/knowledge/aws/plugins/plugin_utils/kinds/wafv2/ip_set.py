# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""IP sets of AWS WAF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.fields import Field
from ...core.kind import Finding, Query, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES
from .common import Waf
from .rules import address_findings


class IpSet(Waf):
    """List of addresses that rules refer to. https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateIPSet.html"""

    name, noun = "wafv2_ip_set", "ip set"
    arn_prefix = ("regional/ipset/", "global/ipset/")
    fields = {
        "description": Field("str", "What the addresses have in common.", setter="update"),
        "ip_address_version": Field(
            "str",
            "Kind of addresses. Cannot be changed.",
            api="IPAddressVersion",
            choices=("IPV4", "IPV6"),
            default="IPV4",
        ),
        "addresses": Field(
            "list",
            "Ranges with their length, such as 203.0.113.7/32.",
            elements="str",
            default=[],
            unordered=True,
            setter="update",
        ),
    }
    example = """\
- knowledge.aws.wafv2_ip_set:
    scope: REGIONAL
    config:
      - {key: offices, description: Our offices, addresses: [203.0.113.0/24]}
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Ranges of the right kind."""
        yield from address_findings(want["ip_address_version"], want["addresses"] or [])

    def find(self, query: Query) -> list[Any]:
        """One list; addresses and tags set by set."""
        return self.free(self.each(self._details, self.listed("list_ip_sets", "IPSets", query)), query)

    def used(self, arn: str) -> bool:
        """Whether a rule of one of our web ACLs names it."""
        acls = self.listed("list_web_acls", "WebACLs", Query())
        told = (self.aws.read("get_web_acl", "WebACL", CODES.gone, **self.one_of(entry)) for entry in acls)
        return any(arn in str(acl) for acl in told)

    def _details(self, entry: dict[str, Any]) -> dict[str, Any] | None:
        found = self.aws.read("get_ip_set", "IPSet", CODES.gone, **self.one_of(entry))
        return found | {"Tags": self.tags_of_one(entry["ARN"])} if found else None

    def create(self, want: Wanted) -> None:
        """CreateIPSet."""
        asked = self.request("create_ip_set", want)
        self.aws.create("create_ip_set", Name=want.name, Scope=self.scope["scope"], Tags=tag_list(want.tags), **asked)

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateIPSet replaces all of it, with the lock token of this moment."""
        token = self.aws.read("get_ip_set", "LockToken", **self.one(have))
        described = {"Description": have["description"]} if have["description"] else {}
        asked = described | self.request("update_ip_set", want)
        self.aws.write("update_ip_set", **self.one(have), LockToken=token, **asked)

    def delete(self, have: Resource) -> None:
        """DeleteIPSet, with the lock token of this moment."""
        token = self.aws.read("get_ip_set", "LockToken", **self.one(have))
        self.aws.write("delete_ip_set", already=CODES.gone, **self.one(have), LockToken=token)
