"""Load balancers and target groups of Elastic Load Balancing v2."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from ...core.kind import Life, Query, Report, tag_list
from ...core.model import Resource, Wanted
from ...core.symbols import find_symbol
from . import rules
from .codes import CODES
from .common import Elbv2, as_texts, pairs


class LoadBalancer(Elbv2):
    """Application load balancer. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html"""

    name, noun, needs = "elbv2_load_balancer", "load balancer", ("ec2",)
    codes = CODES
    arn_prefix = "loadbalancer/app/"
    id_path, arn_path, name_path = "LoadBalancerArn", "LoadBalancerArn", "LoadBalancerName"
    state_path, reason_path = "State.Code", "State.Reason"
    life = Life(
        ready=("active", "active_impaired"), failed=("failed",), usual=150, deadline=900, always_changeable=True
    )
    reports = {
        "dns_name": Report("DNSName"),
        "zone_id": Report("CanonicalHostedZoneId"),
        "suffix": Report("Suffix"),
        "scheme": Report("Scheme"),
    }
    fields = {
        "scheme": Field(
            "str",
            "Whether it has public addresses. Cannot be changed.",
            api="Scheme",
            choices=("internet-facing", "internal"),
            default="internet-facing",
        ),
        "subnets": Field(
            "list",
            "Ids of its subnets, in two zones at least.",
            elements="str",
            required=True,
            unordered=True,
            setter="set_subnets",
            api="",
        ),
        "security_groups": Field(
            "list",
            "Ids of its security groups.",
            api="SecurityGroups",
            elements="str",
            required=True,
            unordered=True,
            setter="set_security_groups",
        ),
        "ip_address_type": Field(
            "str",
            "Kinds of addresses.",
            api="IpAddressType",
            choices=("ipv4", "dualstack"),
            default="ipv4",
            setter="set_ip_address_type",
        ),
        "attributes": Field(
            "dict",
            "Attributes in AWS's spelling; those not given are left alone.",
            norm=as_texts,
            subset=True,
            setter="set_attributes",
            api="",
        ),
    }
    example = (
        "- knowledge.aws.elbv2_load_balancer:\n    config:\n      - key: main\n        subnets: [subnet-0a1b2c3d, subnet-0b2c3d4e]\n"
        "        security_groups: [sg-0a1b2c3d]\n        attributes: {deletion_protection.enabled: true}\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Names, two subnets at least, attributes."""
        found = []
        for want in wanted:
            texts = [*rules.name_objections(want.name), *rules.attribute_objections(want["attributes"] or {})]
            if len(set(want["subnets"])) < 2 and not find_symbol(want["subnets"]):
                texts.append("AWS wants subnets in two zones at least")
            found += [f"load balancer {want.name}: {text}" for text in texts]
        return found

    def find(self, query: Query) -> list[Any]:
        """All load balancers; tags 20 at a time, attributes one by one."""
        balancers = [
            one
            for one in self.ours(self.aws.read("describe_load_balancers", "LoadBalancers"), query.names)
            if one["Type"] == "application"
        ]
        for one in balancers:
            one["Suffix"] = one["LoadBalancerArn"].split(":loadbalancer/")[-1]
        return self.with_attributes(self.with_tags(balancers), "describe_load_balancer_attributes", "LoadBalancerArn")

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Subnets by id; attributes have a call of their own."""
        return super().shape(raw) | {
            "subnets": [zone["SubnetId"] for zone in raw["AvailabilityZones"]],
            "attributes": raw["Attributes"],
        }

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
        self.aws.create(
            "create_load_balancer",
            Name=want.name,
            Type="application",
            Scheme=want["scheme"],
            IpAddressType=want["ip_address_type"],
            Subnets=want["subnets"],
            SecurityGroups=want["security_groups"],
            Tags=tag_list(want.tags),
        )

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
        self.aws.write("modify_load_balancer_attributes", LoadBalancerArn=have.id, Attributes=pairs(want["attributes"]))

    def protected(self, have: Resource) -> str | None:
        """AWS's own protection."""
        return "deletion protection is on" if have["attributes"].get("deletion_protection.enabled") == "true" else None

    def unprotect(self, have: Resource) -> None:
        """Deletion protection off."""
        self.aws.write(
            "modify_load_balancer_attributes",
            LoadBalancerArn=have.id,
            Attributes=pairs({"deletion_protection.enabled": "false"}),
        )

    def delete(self, have: Resource) -> None:
        """DeleteLoadBalancer, with its listeners and their rules."""
        self.aws.write("delete_load_balancer", LoadBalancerArn=have.id)
