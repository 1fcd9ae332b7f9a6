# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What EC2 refuses about a network, told before it is asked. Pure.

https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html, subnet-sizing.html, amazon-vpc-limits.html and
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from ...core.finding import Finding

SMALLEST, LARGEST = 28, 16
HIGHEST_PORT = 65535
# A default quota, which an account may have raised.
RULES_A_GROUP = 60
# https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
WEIGHTS = {"com.amazonaws.global.cloudfront.origin-facing": 55}
TARGETS = ("gateway_id", "nat_gateway_id")
RANGES = {"cidr_ip": (ipaddress.IPv4Network, "203.0.113.0/24"), "cidr_ipv6": (ipaddress.IPv6Network, "2001:db8::/32")}
PEERS = (*RANGES, "group_id", "prefix_list")
TEXT = re.compile(r"[A-Za-z0-9 ._\-:/()#,@\[\]+=&;{}!$*]{0,255}")


def network(text: Any) -> ipaddress.IPv4Network | str:
    """An IPv4 range, or what is wrong with it."""
    try:
        return ipaddress.IPv4Network(str(text))
    except ValueError as error:
        return str(error)


def block_findings(text: Any) -> Iterator[Finding]:
    """The range of a VPC or subnet."""
    block = network(text)
    if isinstance(block, str):
        yield Finding("cidr_block", f"'{text}' is no address range ({block})", "a range such as 10.0.0.0/16")
    elif not LARGEST <= block.prefixlen <= SMALLEST:
        yield Finding("cidr_block", f"{block} has a size that AWS refuses", f"/{LARGEST} to /{SMALLEST}")


def inside_findings(text: Any, vpc: Any) -> Iterator[Finding]:
    """A subnet's range in that of its VPC."""
    block, whole = network(text), network(vpc)
    if not isinstance(block, str) and not isinstance(whole, str) and not block.subnet_of(whole):
        yield Finding("cidr_block", f"{block} is outside the VPC's {whole}", f"a range inside {whole}")


def overlap_findings(texts: Mapping[str, Any]) -> Iterator[Finding]:
    """Ranges of several subnets, by what they are called."""
    blocks = {name: block for name, text in texts.items() if not isinstance(block := network(text), str)}
    for (one, first), (other, second) in combinations(blocks.items(), 2):
        if first.overlaps(second):
            yield Finding("cidr_block", f"{one} {first} overlaps with {other} {second}", "ranges that do not overlap")


def zone_findings(zone: Any, region: str) -> Iterator[Finding]:
    """A zone is the region's, or a local zone that belongs to it (``us-west-2-lax-1a``)."""
    if not re.fullmatch(rf"{re.escape(region)}([a-z]|-[a-z0-9-]+)", str(zone)):
        yield Finding("availability_zone", f"'{zone}' is no zone of {region}", f"{region}a, {region}b, …")


def route_findings(routes: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    """Each route leads from one range, named once, to one target."""
    seen = set()
    for number, route in enumerate(routes):
        here, text = f"routes[{number}]", route.get("destination_cidr_block")
        block = network(text)
        if isinstance(block, str):
            wrong = f"'{text}' is no address range ({block})"
            yield Finding(f"{here}.destination_cidr_block", wrong, "a range such as 0.0.0.0/0")
        if text in seen:
            yield Finding(f"{here}.destination_cidr_block", f"{text} stands there twice", "one route for each range")
        seen.add(text)
        given = [name for name in TARGETS if route.get(name)]
        if len(given) != 1:
            yield Finding(here, f"{text} has {len(given)} targets", f"one of {', '.join(TARGETS)}")


def rule_findings(field: str, rules: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    """Rules of a security group."""
    for number, rule in enumerate(rules):
        here = f"{field}[{number}]"
        yield from peer_findings(here, rule)
        yield from port_findings(here, rule)
        yield from text_findings(f"{here}.description", rule.get("description"))


def peer_findings(field: str, rule: Mapping[str, Any], peers: Iterable[str] = PEERS) -> Iterator[Finding]:
    """A rule names one peer; a range without host bits."""
    given = [name for name in peers if rule.get(name)]
    if len(given) != 1:
        yield Finding(field, f"names {len(given)} peers", f"one of {', '.join(peers)}")
    for name, (form, sample) in RANGES.items():
        try:
            form(rule.get(name) or sample)
        except ValueError as error:
            yield Finding(
                f"{field}.{name}", f"'{rule[name]}' is no address range ({error})", f"a range such as {sample}"
            )


def port_findings(field: str, rule: Mapping[str, Any]) -> Iterator[Finding]:
    """TCP and UDP have ports; ICMP has types and codes there, which are left to AWS."""
    if (rule.get("ip_protocol") or "tcp") not in ("tcp", "udp"):
        return
    first: Any = rule.get("from_port")
    last: Any = first if rule.get("to_port") is None else rule["to_port"]
    if first is None or not 0 <= first <= last <= HIGHEST_PORT:
        yield Finding(f"{field}.from_port", f"{first} to {last} are no ports", f"0 to {HIGHEST_PORT}, the lower first")


def text_findings(field: str, text: Any) -> Iterator[Finding]:
    """Names and descriptions of groups and rules."""
    if text and not TEXT.fullmatch(str(text)):
        valid = "at most 255 of a-z, A-Z, 0-9, space and ._-:/()#,@[]+=&;{}!$*"
        yield Finding(field, f"'{text}' has characters that AWS refuses, or too many", valid)


def weight(rules: Iterable[Mapping[str, Any]]) -> int:
    """As how many rules these count: a prefix list as the most entries that it may have."""
    return sum(WEIGHTS.get(str(rule.get("prefix_list")), 1) for rule in rules)


def quota_findings(field: str, rules: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    """The quota of an account that never asked for more; so only advice, and no part of the kind's own check."""
    number = weight(rules)
    if number > RULES_A_GROUP:
        heaviest = max(WEIGHTS.values())
        valid = f"at most {RULES_A_GROUP} a group; CloudFront's prefix list counts as {heaviest}"
        yield Finding(field, f"makes {number} rules", valid)
