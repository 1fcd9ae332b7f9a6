# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Roles of IAM."""

from __future__ import annotations

import json
from typing import Any

from ...core.fields import Field, as_document, same_policy
from ...core.kind import Codes, Kind, Query, tag_dict, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES


def same_policies(have: dict[str, Any], want: dict[str, Any]) -> bool:
    """Whether two sets of inline policies allow the same under the same names."""
    return have.keys() == want.keys() and all(same_policy(have[name], want[name]) for name in want)


class Role(Kind):
    """Role with its policies.

    https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
    """

    name, noun, service = "iam_role", "iam role", "iam"
    is_global = True
    found_by_name = True
    id_path, arn_path, name_path = "RoleName", "Arn", "RoleName"
    # a principal made just now is not known everywhere yet
    codes = CODES | Codes(not_yet=("MalformedPolicyDocument",))
    fields = {
        "assume_role_policy_document": Field(
            "dict",
            "Trust policy: who may assume the role.",
            required=True,
            norm=as_document,
            same=same_policy,
            setter="update_trust",
        ),
        "description": Field("str", "What the role is for.", setter="update_description"),
        "policies": Field(
            "dict",
            "Inline policies by name, each a document (PutRolePolicy). Others are removed.",
            api="Inline",
            default={},
            same=same_policies,
            setter="put_policies",
        ),
        "managed_policy_arns": Field(
            "list",
            "ARNs of managed policies (AttachRolePolicy). Others are detached.",
            api="Attached[].PolicyArn",
            elements="str",
            default=[],
            unordered=True,
            setter="attach_policies",
        ),
    }
    example = """\
- knowledge.aws.iam_role:
    config:
      - key: flow-logs
        description: Lets VPC flow logs write to their log group
        assume_role_policy_document:
          Version: "2012-10-17"
          Statement:
            - {Effect: Allow, Principal: {Service: vpc-flow-logs.amazonaws.com}, Action: "sts:AssumeRole"}
        policies:
          write:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
                Resource: "arn:aws:logs:ap-northeast-2:123456789012:log-group:/vpc/knowledge-production:*"
        managed_policy_arns: ["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"]
"""

    def find(self, query: Query) -> list[Any]:
        """Roles one by one: a list tells neither tags nor policies. Others of ours begin with the stack's name.

        Of these the policies are not asked for: who removes one looks again.
        """
        found = self.each(self._read, sorted(query.names))
        if query.everything:
            listed = self.index.once("roles", self.stack, self._tags_by_name)
            known = {*query.names, *(want.name for want in query.wanted)}
            others = sorted(name for name, tags in listed.items() if self.stack.owns_part(tags))
            found += self.each(self._role, [name for name in others if name not in known])
        return [role for role in found if role]

    def _role(self, name: str) -> dict[str, Any] | None:
        role = self.aws.read("get_role", "Role", self.codes.gone, RoleName=name)
        if role:  # for the look at all of ours, which then need not ask again
            self.index.once(f"role-{name}", self.stack, lambda: tag_dict(role.get("Tags")))
        # AWS leaves out a description that is empty
        return {"Description": "", "Attached": [], "Inline": {}} | role if role else None

    def _tags_by_name(self) -> dict[str, dict[str, str]]:
        """Of the roles that begin with the stack's name."""
        listed = [role["RoleName"] for role in self.aws.read("list_roles", "Roles")]
        names = [name for name in listed if name.startswith(f"{self.stack.name}-")]
        return {name: self._tags(name) for name in names}

    def _tags(self, name: str) -> dict[str, str]:
        def ask() -> dict[str, str]:
            role = self.aws.read("get_role", "Role", self.codes.gone, RoleName=name)
            return tag_dict(role.get("Tags") if role else {})

        told: dict[str, str] = self.index.once(f"role-{name}", self.stack, ask)
        return told

    def _read(self, role_name: str) -> dict[str, Any] | None:
        role = self._role(role_name)
        if not role:
            return None
        attached, inline = self.each(
            lambda call: self.aws.read(*call, RoleName=role_name),
            [("list_attached_role_policies", "AttachedPolicies"), ("list_role_policies", "PolicyNames")],
        )
        documents = self.each(
            lambda name: self.aws.read("get_role_policy", "PolicyDocument", RoleName=role_name, PolicyName=name), inline
        )
        return role | {"Attached": attached, "Inline": dict(zip(inline, documents, strict=True))}

    def create(self, want: Wanted) -> None:
        """CreateRole; the policies are setters' work."""
        request = self.request("create_role", want)
        self.aws.create("create_role", RoleName=want.name, Tags=tag_list(want.tags), **request)

    def update_trust(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateAssumeRolePolicy."""
        document = json.dumps(want["assume_role_policy_document"])
        self.aws.write("update_assume_role_policy", RoleName=have.id, PolicyDocument=document)

    def update_description(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateRole."""
        self.aws.write("update_role", RoleName=have.id, Description=want["description"])

    def put_policies(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutRolePolicy and DeleteRolePolicy, one policy a call."""
        for name, document in want["policies"].items():
            if name not in have["policies"] or not same_policy(have["policies"][name], document):
                text = json.dumps(document)
                self.aws.write("put_role_policy", RoleName=have.id, PolicyName=name, PolicyDocument=text)
        self._delete_policies(have, have["policies"].keys() - want["policies"].keys())

    def _delete_policies(self, have: Resource, names: Any) -> None:
        for name in sorted(names):
            self.aws.write("delete_role_policy", already=self.codes.gone, RoleName=have.id, PolicyName=name)

    def attach_policies(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """AttachRolePolicy and DetachRolePolicy."""
        for arn in sorted(set(want["managed_policy_arns"]) - set(have["managed_policy_arns"])):
            self.aws.write("attach_role_policy", RoleName=have.id, PolicyArn=arn)
        self._detach_policies(have, set(have["managed_policy_arns"]) - set(want["managed_policy_arns"]))

    def _detach_policies(self, have: Resource, arns: Any) -> None:
        for arn in sorted(arns):
            self.aws.write("detach_role_policy", already=self.codes.gone, RoleName=have.id, PolicyArn=arn)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagRole."""
        self.aws.write("tag_role", RoleName=have.id, Tags=tag_list(tags))

    def detach(self, have: Resource) -> None:
        """A role with policies cannot be deleted."""
        role = self._read(have.id) or {"Inline": {}, "Attached": []}
        self._delete_policies(have, role["Inline"])
        self._detach_policies(have, [policy["PolicyArn"] for policy in role["Attached"]])

    def delete(self, have: Resource) -> None:
        """DeleteRole."""
        self.aws.write("delete_role", RoleName=have.id)
