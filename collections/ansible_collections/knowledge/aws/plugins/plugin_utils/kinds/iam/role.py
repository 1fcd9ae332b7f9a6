"""Roles of IAM."""

from __future__ import annotations

import json
from typing import Any

from ...core.fields import Field, as_document, covers, same_policy
from ...core.kind import Codes, Kind, Query, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES

MISSING = ("NoSuchEntity",)


def same_policies(have: dict[str, Any], want: dict[str, Any]) -> bool:
    """Whether two sets of inline policies allow the same under the same names."""
    return have.keys() == want.keys() and all(same_policy(have[name], want[name]) for name in want)


class Role(Kind):
    """Role with its policies. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html"""

    name, noun, service = "iam_role", "iam role", "iam"
    region = "us-east-1"
    found_by_name = True
    id_path, arn_path, name_path = "RoleName", "Arn", "RoleName"
    # a principal made just now is not known everywhere yet
    codes = CODES | Codes(not_yet=("MalformedPolicyDocument",))
    fields = {
        "trust": Field(
            "dict",
            "Trust policy: who may take the role.",
            api="AssumeRolePolicyDocument",
            required=True,
            norm=as_document,
            same=same_policy,
            setter="set_trust",
        ),
        "description": Field("str", "What the role is for.", api="Description", setter="set_description"),
        "policies": Field(
            "dict",
            "Inline policies by name. Others are removed.",
            default={},
            same=same_policies,
            setter="set_policies",
            api="",
        ),
        "managed_policies": Field(
            "list",
            "ARNs of managed policies. Others are detached.",
            elements="str",
            default=[],
            unordered=True,
            setter="set_managed_policies",
            api="",
        ),
    }
    example = (
        "- knowledge.aws.iam_role:\n    config:\n      - key: flow-logs\n        trust: '{{ flow_logs_trust }}'\n"
        "        policies: {write-logs: '{{ flow_logs_policy }}'}\n"
    )

    def find(self, query: Query) -> list[Any]:
        """Roles one by one: a list tells neither tags nor policies. Others of ours begin with the stack's name."""
        names = set(query.names)
        if query.everything:
            listed = self.index.once("roles", self.stack, self._all_names)
            names |= {name for name in listed if name.startswith(f"{self.stack.name}-")}
        return [role for role in self.each(self._read, sorted(names)) if role]

    def _all_names(self) -> list[str]:
        return [role["RoleName"] for role in self.aws.read("list_roles", "Roles")]

    def _read(self, role_name: str) -> dict[str, Any] | None:
        role = self.aws.read("get_role", "Role", MISSING, RoleName=role_name)
        if not role:
            return None
        attached, inline = self.each(
            lambda call: self.aws.read(*call, RoleName=role_name),
            [("list_attached_role_policies", "AttachedPolicies"), ("list_role_policies", "PolicyNames")],
        )
        documents = self.each(
            lambda name: self.aws.read("get_role_policy", "PolicyDocument", RoleName=role_name, PolicyName=name), inline
        )
        return role | {
            "Attached": [policy["PolicyArn"] for policy in attached],
            "Inline": dict(zip(inline, documents, strict=True)),
        }

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Policies have calls of their own."""
        return super().shape(raw) | {
            "description": raw.get("Description", ""),
            "policies": raw["Inline"],
            "managed_policies": raw["Attached"],
        }

    def create(self, want: Wanted) -> None:
        """CreateRole; the policies are setters' work."""
        self.aws.create(
            "create_role",
            RoleName=want.name,
            AssumeRolePolicyDocument=json.dumps(want["trust"]),
            Description=want["description"] or "",
            Tags=tag_list(want.tags),
        )

    def set_trust(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateAssumeRolePolicy."""
        self.aws.write("update_assume_role_policy", RoleName=have.id, PolicyDocument=json.dumps(want["trust"]))

    def set_description(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateRole."""
        self.aws.write("update_role", RoleName=have.id, Description=want["description"])

    def set_policies(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutRolePolicy and DeleteRolePolicy, one policy a call."""
        for name, document in want["policies"].items():
            if (
                name not in have["policies"]
                or not covers(have["policies"][name], document)
                or not same_policy(have["policies"][name], document)
            ):
                self.aws.write(
                    "put_role_policy", RoleName=have.id, PolicyName=name, PolicyDocument=json.dumps(document)
                )
        for name in have["policies"].keys() - want["policies"].keys():
            self.aws.write("delete_role_policy", already=MISSING, RoleName=have.id, PolicyName=name)

    def set_managed_policies(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """AttachRolePolicy and DetachRolePolicy."""
        for arn in set(want["managed_policies"]) - set(have["managed_policies"]):
            self.aws.write("attach_role_policy", RoleName=have.id, PolicyArn=arn)
        for arn in set(have["managed_policies"]) - set(want["managed_policies"]):
            self.aws.write("detach_role_policy", already=MISSING, RoleName=have.id, PolicyArn=arn)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagRole."""
        self.aws.write("tag_role", RoleName=have.id, Tags=tag_list(tags))

    def detach(self, have: Resource) -> None:
        """A role with policies cannot be deleted."""
        for name in have["policies"]:
            self.aws.write("delete_role_policy", already=MISSING, RoleName=have.id, PolicyName=name)
        for arn in have["managed_policies"]:
            self.aws.write("detach_role_policy", already=MISSING, RoleName=have.id, PolicyArn=arn)

    def delete(self, have: Resource) -> None:
        """DeleteRole."""
        self.aws.write("delete_role", RoleName=have.id)
