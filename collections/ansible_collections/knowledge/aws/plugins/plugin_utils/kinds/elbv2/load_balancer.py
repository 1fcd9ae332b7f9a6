# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Application load balancers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.fields import Field
from ...core.kind import Finding, Life, Query, Report, tag_list
from ...core.model import Resource, Wanted
from ...core.symbols import find_symbol
from . import rules
from .common import ATTRIBUTES, BALANCER_EXAMPLE, Elbv2


class LoadBalancer(Elbv2):
    """Application load balancer. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html"""

    name, noun, needs = "elbv2_load_balancer", "load balancer", ("ec2",)
    arn_prefix, arn_parameter = "loadbalancer/app/", "LoadBalancerArn"
    id_path, arn_path, name_path = "LoadBalancerArn", "LoadBalancerArn", "LoadBalancerName"
    state_path, reason_path = "State.Code", "State.Reason"
    life = Life(
        ready=("active", "active_impaired"), failed=("failed",), usual=150, deadline=900, always_changeable=True
    )
    reports = {
        "dns_name": Report(
            "DNSName", "Name in DNS.", "knowledge-production-1234567890.ap-northeast-2.elb.amazonaws.com"
        ),
        "zone_id": Report("CanonicalHostedZoneId", "Hosted zone of that name, for alias records.", "ZWKZPGTI48KDX"),
        "suffix": Report(
            "Suffix", "End of the ARN, by which CloudWatch knows it.", "app/knowledge-production/0123456789abcdef"
        ),
        "scheme": Report("Scheme", "Whether it has public addresses.", "internet-facing"),
    }
    fields = {
        "scheme": Field(
            "str",
            "Whether it has public addresses. Cannot be changed.",
            choices=("internet-facing", "internal"),
            default="internet-facing",
        ),
        "subnets": Field(
            "list",
            "Ids of its subnets, in two zones at least.",
            api="AvailabilityZones[].SubnetId",
            elements="str",
            required=True,
            unordered=True,
            setter="set_subnets",
        ),
        "security_groups": Field(
            "list",
            "Ids of its security groups.",
            elements="str",
            required=True,
            unordered=True,
            setter="set_security_groups",
        ),
        "ip_address_type": Field(
            "str",
            "Kinds of addresses.",
            choices=("ipv4", "dualstack"),
            default="ipv4",
            setter="set_ip_address_type",
        ),
        "attributes": ATTRIBUTES,
    }
    example = BALANCER_EXAMPLE

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Name, two subnets at least, attributes."""
        yield from rules.name_findings(want.name)
        if len(set(want["subnets"])) < 2 and not find_symbol(want["subnets"]):
            yield Finding("subnets", f"names {len(set(want['subnets']))} subnet", "subnets in two zones at least")
        yield from rules.attribute_findings(want["attributes"] or {})

    def find(self, query: Query) -> list[Any]:
        """All load balancers; tags 20 at a time, attributes one by one."""
        listed = self.named_like_ours(self.aws.read("describe_load_balancers", "LoadBalancers"), query)
        balancers = [one for one in listed if one["Type"] == "application"]
        for one in balancers:
            one["Suffix"] = one["LoadBalancerArn"].split(":loadbalancer/")[-1]
        return self.with_attributes(self.with_tags(balancers), "describe_load_balancer_attributes")

    def forbid_new(self, want: Wanted) -> str | None:
        """Zones and VPC of the subnets, where these exist already."""
        if find_symbol(want["subnets"]):
            return None
        subnets = self.aws.of("ec2").read("describe_subnets", "Subnets", SubnetIds=want["subnets"])
        networks, zones = {one["VpcId"] for one in subnets}, [one["AvailabilityZone"] for one in subnets]
        if len(networks) > 1:
            return f"the subnets are in {len(networks)} VPCs ({', '.join(sorted(networks))}); they must be in one"
        doubled = sorted({zone for zone in zones if zones.count(zone) > 1})
        return f"two subnets are in {', '.join(doubled)}; a load balancer takes one subnet a zone" if doubled else None

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """The same for other subnets."""
        return self.forbid_new(want) if "subnets" in changes else None

    def create(self, want: Wanted) -> None:
        """CreateLoadBalancer; the attributes are a setter's work."""
        request = self.request("create_load_balancer", want)
        self.aws.create("create_load_balancer", Name=want.name, Type="application", Tags=tag_list(want.tags), **request)

    def set_subnets(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """SetSubnets."""
        self.aws.write("set_subnets", LoadBalancerArn=have.id, Subnets=want["subnets"])

    def set_security_groups(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """SetSecurityGroups."""
        self.aws.write("set_security_groups", LoadBalancerArn=have.id, SecurityGroups=want["security_groups"])

    def set_ip_address_type(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """SetIpAddressType."""
        self.aws.write("set_ip_address_type", LoadBalancerArn=have.id, IpAddressType=want["ip_address_type"])

    def set_attributes(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """ModifyLoadBalancerAttributes."""
        self.write_attributes("modify_load_balancer_attributes", have, want["attributes"])

    def protected(self, have: Resource) -> str | None:
        """AWS's own protection."""
        return "deletion protection is on" if have["attributes"].get("deletion_protection.enabled") == "true" else None

    def unprotect(self, have: Resource) -> None:
        """Deletion protection off."""
        self.write_attributes("modify_load_balancer_attributes", have, {"deletion_protection.enabled": "false"})

    def delete(self, have: Resource) -> None:
        """DeleteLoadBalancer, with its listeners and their rules."""
        self.aws.write("delete_load_balancer", LoadBalancerArn=have.id)
