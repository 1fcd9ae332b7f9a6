"""Web ACLs and IP sets of AWS WAF, regional ones and those of CloudFront."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Query, tag_list
from ...core.model import Resource, Wanted
from .common import MISSING, Waf
from .rules import address_objections


class IpSet(Waf):
    """List of addresses that rules refer to. https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateIPSet.html"""

    name, noun = "wafv2_ip_set", "ip set"
    arn_prefix = ("regional/ipset/", "global/ipset/")
    fields = {
        "description": Field("str", "What the addresses have in common.", api="Description", setter="update"),
        "version": Field("str", "Kind of addresses.", api="IPAddressVersion", choices=("IPV4", "IPV6"), default="IPV4"),
        "addresses": Field(
            "list",
            "Ranges with their length, such as 203.0.113.7/32.",
            api="Addresses",
            elements="str",
            default=[],
            unordered=True,
            setter="update",
        ),
    }
    example = "- knowledge.aws.wafv2_ip_set:\n    scope: REGIONAL\n    config:\n      - {key: allowed, description: Our offices, addresses: [203.0.113.0/24]}\n"

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Ranges of the right kind."""
        return [
            f"ip set {want.key}: {text}"
            for want in wanted
            for text in address_objections(want["version"], want["addresses"])
        ]

    def find(self, query: Query) -> list[Any]:
        """One list; addresses and tags set by set."""
        return self.free(self.each(self._details, self.listed("list_ip_sets", "IPSets", query.names)), query)

    def used(self, arn: str) -> bool:
        """Whether a rule of one of our web ACLs names it."""
        acls = self.listed("list_web_acls", "WebACLs", [])
        return any(arn in str(self.aws.read("get_web_acl", "WebACL", MISSING, **self.one_of(entry))) for entry in acls)

    def _details(self, entry: dict[str, Any]) -> dict[str, Any] | None:
        found = self.aws.read("get_ip_set", "IPSet", MISSING, **self.one_of(entry))
        return found | {"Tags": self.tags_of_one(entry["ARN"])} if found else None

    def create(self, want: Wanted) -> None:
        """CreateIPSet."""
        text = {"Description": want["description"]} if want["description"] else {}
        self.aws.create(
            "create_ip_set",
            Name=want.name,
            Scope=self.scope["scope"],
            IPAddressVersion=want["version"],
            Addresses=want["addresses"],
            Tags=tag_list(want.tags),
            **text,
        )

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateIPSet, with the lock token of this moment."""
        token = self.aws.read("get_ip_set", "LockToken", **self.one(have))
        text = want["description"] or have["description"]
        described = {"Description": text} if text else {}
        self.aws.write("update_ip_set", **self.one(have), Addresses=want["addresses"], LockToken=token, **described)

    def delete(self, have: Resource) -> None:
        """DeleteIPSet, with the lock token of this moment."""
        token = self.aws.read("get_ip_set", "LockToken", MISSING, **self.one(have))
        if token:
            self.aws.write("delete_ip_set", already=MISSING, **self.one(have), LockToken=token)
