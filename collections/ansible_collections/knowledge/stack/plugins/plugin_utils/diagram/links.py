# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Who talks to whom: read from the rules of security groups, from names and from what protects what.

Nothing is known beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .boxes import Item
from .stack import Stack, port

EVERYWHERE = ("0.0.0.0/0", "::/0")
# Who is outside: anybody, and networks that rules name by their range.
USERS, NETWORKS = "Users", "Networks"


@dataclass(frozen=True)
class Link:
    """An arrow.

    source: an item, or the name of somebody outside. sort: traffic, or guard for what protects something.
    """

    source: Any
    target: Item
    label: str
    sort: str = "traffic"


def links(stack: Stack) -> list[Link]:
    """All arrows, each once."""
    found = [*by_rules(stack), *by_names(stack), *by_guards(stack)]
    once: dict[tuple[Any, ...], Link] = {}
    for link in found:
        source = link.source if isinstance(link.source, str) else id(link.source)
        once.setdefault((source, id(link.target), link.label), link)
    return list(once.values())


def by_rules(stack: Stack) -> list[Link]:
    """What ingress rules of security groups let in, from everything in the source group to everything in the group."""
    members: dict[str, list[Item]] = {}
    for item in stack.items:
        for reference in groups_of(item):
            group = stack.find(reference, "ec2_security_group")
            if group and item is not group:
                members.setdefault(group["id"], []).append(item)
    return [
        Link(source, target, port(rule))
        for group in stack.of("ec2_security_group")
        for target in members.get(group["id"], [])
        for rule in group["values"].get("ingress") or []
        for source in sources(rule, members, stack)
        if source is not target
    ]


def groups_of(item: Item) -> list[str]:
    """The security groups that something is in, by the word that its API has for them."""
    words = ("security_groups", "security_group_ids", "vpc_security_group_ids")
    return next((item["values"][word] for word in words if item["values"].get(word)), [])


def sources(rule: dict[str, Any], members: dict[str, list[Item]], stack: Stack) -> list[Any]:
    """Whom a rule lets in."""
    if rule.get("group_id"):
        group = stack.find(rule["group_id"], "ec2_security_group")
        return list(members.get(group["id"], [])) if group else []
    if "cloudfront" in str(rule.get("prefix_list")):
        return list(stack.of("cloudfront_distribution")) or [USERS]
    return [USERS] if (rule.get("cidr_ip") or rule.get("cidr_ipv6")) in EVERYWHERE else [NETWORKS]


def by_names(stack: Stack) -> list[Link]:
    """Users ask for a name; its record leads to a distribution or a load balancer.

    Without a record they come directly.
    """
    found = []
    served = [(item, names_of(item)) for item in stack.of("cloudfront_distribution", "elbv2_load_balancer")]
    records = [record for record in stack.of("route53_record") if record["values"].get("alias_target")]
    for record in records:
        reached = [
            item for item, names in served if record["values"].get("record") in names or leads_to(record, item, stack)
        ]
        found += [Link(USERS, record, "DNS")]
        found += [Link(record, item, "443") for item in reached[:1] if item["kind"] == "cloudfront_distribution"]
    for item in stack.of("cloudfront_distribution"):
        if not any(link.target is item for link in found) and item["values"].get("enabled", True):
            found.append(Link(USERS, item, "443"))
    return found


def names_of(item: Item) -> list[str]:
    """The names under which a distribution is reached."""
    return item["values"].get("aliases") or []


def leads_to(record: Item, item: Item, stack: Stack) -> bool:
    """Whether a record is an alias of a resource."""
    return stack.find((record["values"].get("alias_target") or {}).get("dns_name")) is item


def by_guards(stack: Stack) -> list[Link]:
    """Web ACLs before what they protect: a distribution names its own, the others name what they protect."""
    found = []
    for item in stack.of("cloudfront_distribution"):
        acl = stack.find(item["values"].get("web_acl_id"), "wafv2_web_acl")
        found += [Link(acl, item, "", "guard")] if acl else []
    for acl in stack.of("wafv2_web_acl"):
        targets = [stack.find(reference) for reference in acl["values"].get("resource_arns") or []]
        found += [Link(acl, target, "", "guard") for target in targets if target]
    return found


def in_order(bands: list[Item], found: list[Link]) -> list[Item]:
    """Bands so that who is talked to stands below who talks, else as they come."""
    traffic = [
        (link.source, link.target) for link in found if link.sort == "traffic" and not isinstance(link.source, str)
    ]
    ordered: list[Item] = []
    waiting = list(bands)
    while waiting:
        free = [
            item
            for item in waiting
            if not any(target is item and any(source is other for other in waiting) for source, target in traffic)
        ]
        ordered.append((free or waiting)[0])
        waiting = [item for item in waiting if item is not ordered[-1]]
    return ordered
