# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What all kinds of Elastic Load Balancing have in common: tags 20 at a time, attributes one by one."""

from __future__ import annotations

from itertools import batched
from typing import Any

from ...core.fields import Field, as_texts
from ...core.kind import Kind, Query, tag_list
from ...core.model import Resource
from ..ec2.common import PRIVATE_SUBNETS_EXAMPLE
from .codes import CODES

DESCRIBED_AT_ONCE = 20  # ARNs that DescribeTags takes

# What examples stand on.
BALANCER_EXAMPLE = f"""\
{PRIVATE_SUBNETS_EXAMPLE}- name: Security group
  knowledge.aws.ec2_security_group:
    vpc_id: "{{{{ vpc.ids.main }}}}"
    config:
      - {{key: alb, description: Load balancer}}
  register: security_groups

- name: Load balancer
  knowledge.aws.elbv2_load_balancer:
    config:
      - key: main
        name: knowledge
        scheme: internal
        subnets: ["{{{{ subnets.ids.private.a }}}}", "{{{{ subnets.ids.private.b }}}}"]
        security_groups: ["{{{{ security_groups.ids.alb }}}}"]
        attributes: {{idle_timeout.timeout_seconds: 60}}
  register: load_balancers

"""
LISTENER_EXAMPLE = f"""\
{BALANCER_EXAMPLE}- name: Listener
  knowledge.aws.elbv2_listener:
    load_balancer_arn: "{{{{ load_balancers.arns.main }}}}"
    config:
      - key: http
        port: 80
        protocol: HTTP
        default_actions: [{{type: redirect, redirect_config: {{protocol: HTTPS, port: "443"}}}}]
  register: listeners

"""

ATTRIBUTES = Field(
    "dict",
    "Attributes in AWS's spelling, such as C(idle_timeout.timeout_seconds); those not given are left alone.",
    api="Attributes",
    norm=as_texts,
    subset=True,
    setter="set_attributes",
)


def pairs(attributes: dict[str, str]) -> list[dict[str, str]]:
    """Attributes as the API wants them."""
    return [{"Key": key, "Value": value} for key, value in sorted(attributes.items())]


class Elbv2(Kind):
    """A resource of Elastic Load Balancing v2."""

    service, codes = "elbv2", CODES
    arn_parameter = ""  # by which calls name one

    @classmethod
    def arn_service(cls) -> str:
        """As ARNs spell it."""
        return "elasticloadbalancing"

    def name_in_arn(self, arn: str) -> str:
        """Behind the name stands an id."""
        return super().name_in_arn(arn).partition("/")[0]

    def of_scope(self, operation: str, member: str, scope: str, parent: str, own: str) -> list[Any]:
        """What lives in the scope; without one, what the index of tags knows as ours."""
        if self.scope.get(scope):
            return self.aws.read(operation, member, CODES.gone, **{parent: self.scope[scope]})
        listed: list[Any] = []
        for arn in self.owned_arns():  # one that is gone must not hide the others
            listed += self.aws.read(operation, member, CODES.gone, **{own: [arn]})
        return listed

    def with_tags(self, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The entries with their tags; what the index does not know is asked for 20 a call."""
        tags: dict[str, Any] = dict(self.known_tags([one[self.id_path] for one in entries]))
        unknown = batched((one[self.id_path] for one in entries if one[self.id_path] not in tags), DESCRIBED_AT_ONCE)
        answers = self.each(
            lambda some: self.aws.read("describe_tags", "TagDescriptions", ResourceArns=list(some)), unknown
        )
        tags |= {one["ResourceArn"]: one["Tags"] for answer in answers for one in answer}
        return [entry | {"Tags": tags.get(entry[self.id_path], [])} for entry in entries]

    def with_attributes(self, entries: list[dict[str, Any]], operation: str) -> list[dict[str, Any]]:
        """The entries with their attributes, which AWS tells one by one."""
        found = self.each(
            lambda entry: self.aws.read(operation, "Attributes", **{self.arn_parameter: entry[self.id_path]}), entries
        )
        return [
            entry | {"Attributes": {one["Key"]: one.get("Value", "") for one in attributes}}
            for entry, attributes in zip(entries, found, strict=True)
        ]

    def named_like_ours(self, entries: list[dict[str, Any]], query: Query) -> list[dict[str, Any]]:
        """Those that may be ours, by their names."""
        names = self.may_be_ours([entry[self.name_path] for entry in entries], query)
        return [entry for entry in entries if entry[self.name_path] in names]

    def write_attributes(self, operation: str, have: Resource, attributes: dict[str, str]) -> None:
        """Change some attributes."""
        self.aws.write(operation, **{self.arn_parameter: have.id}, Attributes=pairs(attributes))

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """AddTags."""
        self.aws.write("add_tags", ResourceArns=[have.id], Tags=tag_list(tags))
