# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Security groups: all groups first, then their rules, so that groups may name each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.errors import StackError
from ...core.fields import Field
from ...core.kind import Finding, Query
from ...core.model import AROUND, Resource, Wanted
from .common import IN_VPC, VPC_EXAMPLE, Ec2
from .rules import rule_findings, text_findings

# Where an IpPermission lists the peers of each sort, and the member that says which.
PEERS = {
    "cidr_ip": ("IpRanges", "CidrIp"),
    "cidr_ipv6": ("Ipv6Ranges", "CidrIpv6"),
    "group_id": ("UserIdGroupPairs", "GroupId"),
    "prefix_list": ("PrefixListIds", "PrefixListId"),
}
Rule = dict[str, Any]


def rule(entry: Rule) -> Rule:
    """A rule in comparable form: protocol, ports, one peer, description."""
    protocol = str(entry.get("ip_protocol") or "tcp")
    first: Any = entry.get("from_port")
    last: Any = entry.get("to_port")
    comparable: Rule = {"ip_protocol": protocol, "description": entry.get("description") or ""}
    if protocol != "-1" and first is not None:
        comparable |= {"from_port": int(first), "to_port": int(first if last is None else last)}
    return comparable | {peer: entry[peer] for peer in PEERS if entry.get(peer)}


def rules(entries: list[Rule]) -> list[Rule]:
    """All rules of a list in comparable form."""
    return [rule(entry) for entry in entries]


def identity(entry: Rule) -> tuple[Any, ...]:
    """What makes it this rule; its description may change."""
    return tuple(entry.get(key) for key in ("ip_protocol", "from_port", "to_port", *PEERS))


RULE = {
    "ip_protocol": Field("str", "Protocol: tcp, udp, icmp, or -1 for everything.", default="tcp"),
    "from_port": Field("int", "Port, or the first of a range. Of icmp the type."),
    "to_port": Field("int", "Last port of a range; by default the first. Of icmp the code."),
    "cidr_ip": Field("str", "Peer: an IPv4 range."),
    "cidr_ipv6": Field("str", "Peer: an IPv6 range."),
    "group_id": Field("str", "Peer: the id of a security group, or @key for another of the same list."),
    "prefix_list": Field("str", "Peer: the name of a managed prefix list, as its id differs by region, or the id."),
    "description": Field("str", "What the rule is for."),
}


def rules_field(doc: str, setter: str) -> Field:
    """One rule a line, as amazon.aws has it; the API's permissions nest lists of peers of each sort."""
    common: dict[str, Any] = {"elements": "dict", "options": RULE, "norm": rules, "unordered": True, "refs": True}
    return Field("list", f"{doc} Other rules are removed.", "", setter, default=[], **common)


class SecurityGroup(Ec2):
    """Who may talk to whom. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html"""

    name, noun, resource_type = "ec2_security_group", "security group", "security-group"
    scope_fields = IN_VPC
    id_path, name_path = "GroupId", "GroupName"
    fields = {
        "description": Field("str", "What the group is for. Cannot be changed.", required=True),
        "ingress": rules_field("Who may come in, a peer and its ports in each rule.", "set_ingress"),
        "egress": rules_field("Where it may go, a peer and its ports in each rule.", "set_egress"),
    }
    example = f"""\
{VPC_EXAMPLE}- name: Security groups
  knowledge.aws.ec2_security_group:
    vpc_id: "{{{{ vpc.ids.main }}}}"
    config:
      - key: alb
        description: Load balancer
        ingress:
          - {{from_port: 443, cidr_ip: 203.0.113.0/24, description: Partner}}
        egress:
          - {{from_port: 8000, group_id: "@app", description: To the service}}
      - key: app
        description: Service
        ingress:
          - {{from_port: 8000, group_id: "@alb", description: From the load balancer}}
"""

    def find(self, query: Query) -> list[Any]:
        """All groups of the VPC but its default one, rules included; each with the others, for ``detach``."""
        groups = self.aws.read("describe_security_groups", "SecurityGroups", Filters=self.in_vpc())
        own = [group for group in groups if group["GroupName"] != "default"]
        return [group | {AROUND: [other for other in own if other is not group]} for group in own]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Rules as lines, with prefix lists by name."""
        return super().shape(raw) | {
            "ingress": self._lines(raw["IpPermissions"]),
            "egress": self._lines(raw["IpPermissionsEgress"]),
        }

    def _lines(self, permissions: list[dict[str, Any]]) -> list[Rule]:
        return [
            {
                "ip_protocol": permission["IpProtocol"],
                "from_port": permission.get("FromPort"),
                "to_port": permission.get("ToPort"),
                "description": one.get("Description"),
                peer: self._prefix_list_name(one[member]) if peer == "prefix_list" else one[member],
            }
            for permission in permissions
            for peer, (listed, member) in PEERS.items()
            for one in permission.get(listed, [])
        ]

    def _prefix_lists(self) -> dict[str, str]:
        """Ids of the managed prefix lists by name, read once a task and only where a rule names one."""
        listed = self.aws.once("describe_managed_prefix_lists", "PrefixLists")
        return {entry["PrefixListName"]: entry["PrefixListId"] for entry in listed}

    def _prefix_list_name(self, list_id: str) -> str:
        return next((name for name, value in self._prefix_lists().items() if value == list_id), list_id)

    def _prefix_list_id(self, name: str) -> str:
        if name.startswith("pl-"):
            return name
        if name not in self._prefix_lists():
            raise StackError(
                f"There is no managed prefix list {name} in {self.aws.region}",
                f"valid: {', '.join(sorted(self._prefix_lists()))}",
            )
        return self._prefix_lists()[name]

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Its name, description and rules. How many rules it may have is a quota of the account."""
        yield from text_findings("name", want.name)
        yield from text_findings("description", want["description"])
        for way in ("ingress", "egress"):
            yield from rule_findings(way, want[way] or [])

    def create(self, want: Wanted) -> None:
        """CreateSecurityGroup; the rules, and AWS's own allow-all, are setters' work."""
        given = self.request("create_security_group", want) | self.tagged(want)
        self.aws.create("create_security_group", GroupName=want.name, VpcId=self.scope["vpc_id"], **given)

    def set_ingress(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """Rules in."""
        self._set_rules("ingress", have, want)

    def set_egress(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """Rules out."""
        self._set_rules("egress", have, want)

    def _set_rules(self, way: str, have: Resource, want: Wanted) -> None:
        """Add first, then remove, so that nothing is cut off in between; descriptions in place."""
        old, new = ({identity(entry): entry for entry in entries} for entries in (have[way] or [], want[way]))
        missing = [new[key] for key in new.keys() - old.keys()]
        reworded = [new[key] for key in new.keys() & old.keys() if new[key] != old[key]]
        surplus = [old[key] for key in old.keys() - new.keys()]
        for write, operation, entries in (
            (self.write, "authorize_security_group_", missing),
            (self.aws.write, "update_security_group_rule_descriptions_", reworded),
            (self.write, "revoke_security_group_", surplus),
        ):
            if entries:
                write(operation + way, GroupId=have.id, IpPermissions=[self._permission(entry) for entry in entries])

    def _permission(self, entry: Rule) -> dict[str, Any]:
        """One rule as the API wants it."""
        permission: dict[str, Any] = {"IpProtocol": entry["ip_protocol"]}
        if "from_port" in entry:
            permission |= {"FromPort": entry["from_port"], "ToPort": entry["to_port"]}
        text = {"Description": entry["description"]} if entry["description"] else {}
        peer = next(peer for peer in PEERS if entry.get(peer))
        listed, member = PEERS[peer]
        value = self._prefix_list_id(entry[peer]) if peer == "prefix_list" else entry[peer]
        return permission | {listed: [{member: value, **text}]}

    def detach(self, have: Resource) -> None:
        """Rules of this stack's other groups that name it would hold it."""
        for other in map(self.resource, have.raw[AROUND]):
            if not self.stack.owns(other.tags):
                continue
            for way in ("ingress", "egress"):
                naming = [self._permission(entry) for entry in other[way] if entry.get("group_id") == have.id]
                if naming:
                    self.aws.write(
                        f"revoke_security_group_{way}",
                        already=(*self.codes.already, *self.codes.gone),
                        GroupId=other.id,
                        IpPermissions=naming,
                    )

    def delete(self, have: Resource) -> None:
        """DeleteSecurityGroup."""
        self.aws.write("delete_security_group", GroupId=have.id)
