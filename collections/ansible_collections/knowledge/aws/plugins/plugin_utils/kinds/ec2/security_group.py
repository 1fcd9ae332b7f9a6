"""Security groups: all groups first, then their rules, so that groups may name each other."""

from __future__ import annotations

from typing import Any

from ...core.errors import StackError
from ...core.fields import Field
from ...core.kind import Query
from ...core.model import Resource, Wanted
from .common import IN_VPC, Ec2

PEERS = ("cidr", "group", "prefix_list")


def rule(entry: dict[str, Any]) -> dict[str, Any]:
    """A rule in comparable form: protocol, ports, one peer, description."""
    protocol = str(entry.get("protocol") or "tcp")
    first: Any = entry.get("port")
    last: Any = entry.get("to_port")
    comparable: dict[str, Any] = {"protocol": protocol, "description": entry.get("description") or ""}
    if protocol != "-1" and first is not None:
        comparable |= {"port": int(first), "to_port": int(first if last is None else last)}
    return comparable | {peer: entry[peer] for peer in PEERS if entry.get(peer)}


def rules(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All rules of a list in comparable form."""
    return [rule(entry) for entry in entries]


def identity(entry: dict[str, Any]) -> tuple[Any, ...]:
    """What makes it this rule; its description may change."""
    return tuple(entry.get(key) for key in ("protocol", "port", "to_port", *PEERS))


RULE = {
    "protocol": Field("str", "Protocol: tcp, udp, icmp, or -1 for everything.", default="tcp"),
    "port": Field("int", "Port, or the first of a range."),
    "to_port": Field("int", "Last port of a range."),
    "cidr": Field("str", "Peer: an address range, IPv4 or IPv6."),
    "group": Field("str", "Peer: the id of a security group, or @key for another of the same list."),
    "prefix_list": Field("str", "Peer: the name or id of a managed prefix list."),
    "description": Field("str", "What the rule is for."),
}


class SecurityGroup(Ec2):
    """Who may talk to whom. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html"""

    name, noun, resource_type = "ec2_security_group", "security group", "security-group"
    scope_fields = IN_VPC
    id_path, name_path = "GroupId", "GroupName"
    fields = {
        "description": Field("str", "What the group is for. Cannot be changed.", api="Description", required=True),
        "ingress": Field(
            "list",
            "Who may come in. Other rules are removed.",
            "",
            "set_ingress",
            default=[],
            elements="dict",
            options=RULE,
            norm=rules,
            unordered=True,
            refs=True,
        ),
        "egress": Field(
            "list",
            "Where it may go. Other rules are removed.",
            "",
            "set_egress",
            default=[],
            elements="dict",
            options=RULE,
            norm=rules,
            unordered=True,
            refs=True,
        ),
    }
    example = (
        "- knowledge.aws.ec2_security_group:\n    vpc: vpc-0a1b2c3d\n    config:\n"
        "      - {key: alb, description: Load balancer, egress: [{port: 8000, group: '@app'}]}\n"
        "      - {key: app, description: Service, ingress: [{port: 8000, group: '@alb', description: Requests}]}\n"
    )

    def find(self, query: Query) -> list[Any]:
        """All groups of the VPC but its default one, rules included; each with the others, for ``detach``."""
        groups = self.aws.read("describe_security_groups", "SecurityGroups", Filters=self.in_vpc())
        own = [group for group in groups if group["GroupName"] != "default"]
        return [group | {"Others": [other for other in own if other is not group]} for group in own]

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Rules as lines, with prefix lists by name."""
        return {
            "description": raw["Description"],
            "ingress": self._lines(raw["IpPermissions"]),
            "egress": self._lines(raw["IpPermissionsEgress"]),
        }

    def _lines(self, permissions: list[dict[str, Any]]) -> list[dict[str, Any]]:
        lines = []
        for permission in permissions:
            common = {
                "protocol": permission["IpProtocol"],
                "port": permission.get("FromPort"),
                "to_port": permission.get("ToPort"),
            }
            peers = [("cidr", peer["CidrIp"], peer) for peer in permission.get("IpRanges", [])]
            peers += [("cidr", peer["CidrIpv6"], peer) for peer in permission.get("Ipv6Ranges", [])]
            peers += [("group", peer["GroupId"], peer) for peer in permission.get("UserIdGroupPairs", [])]
            peers += [
                ("prefix_list", self._prefix_list_name(peer["PrefixListId"]), peer)
                for peer in permission.get("PrefixListIds", [])
            ]
            lines += [common | {word: value, "description": peer.get("Description")} for word, value, peer in peers]
        return lines

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

    def create(self, want: Wanted) -> None:
        """CreateSecurityGroup; the rules, and AWS's own allow-all, are setters' work."""
        self.aws.create(
            "create_security_group",
            GroupName=want.name,
            Description=want["description"],
            VpcId=self.scope["vpc"],
            **self.tagged(want),
        )

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
        for operation, entries, already in (
            ("authorize_security_group_", missing, ["InvalidPermission.Duplicate"]),
            ("update_security_group_rule_descriptions_", reworded, []),
            ("revoke_security_group_", surplus, ["InvalidPermission.NotFound"]),
        ):
            if entries:
                self.aws.write(
                    operation + way,
                    already=already,
                    GroupId=have.id,
                    IpPermissions=[self._permission(entry) for entry in entries],
                )

    def _permission(self, entry: dict[str, Any]) -> dict[str, Any]:
        """One rule as the API wants it."""
        permission: dict[str, Any] = {"IpProtocol": entry["protocol"]}
        if "port" in entry:
            permission |= {"FromPort": entry["port"], "ToPort": entry["to_port"]}
        text = {"Description": entry["description"]} if entry["description"] else {}
        if entry.get("group"):
            permission["UserIdGroupPairs"] = [{"GroupId": entry["group"], **text}]
        elif entry.get("prefix_list"):
            permission["PrefixListIds"] = [{"PrefixListId": self._prefix_list_id(entry["prefix_list"]), **text}]
        elif ":" in entry["cidr"]:
            permission["Ipv6Ranges"] = [{"CidrIpv6": entry["cidr"], **text}]
        else:
            permission["IpRanges"] = [{"CidrIp": entry["cidr"], **text}]
        return permission

    def detach(self, have: Resource) -> None:
        """Rules of this stack's other groups that name it would hold it."""
        for other in map(self.resource, have.raw["Others"]):
            if not self.stack.owns(other.tags):
                continue
            for way in ("ingress", "egress"):
                naming = [self._permission(entry) for entry in other[way] if entry.get("group") == have.id]
                if naming:
                    self.aws.write(
                        f"revoke_security_group_{way}",
                        already=["InvalidPermission.NotFound", "InvalidGroup.NotFound"],
                        GroupId=other.id,
                        IpPermissions=naming,
                    )

    def delete(self, have: Resource) -> None:
        """DeleteSecurityGroup."""
        self.aws.write("delete_security_group", GroupId=have.id)
