"""Load balancers and target groups of Elastic Load Balancing v2."""

from __future__ import annotations

from itertools import batched
from typing import Any

from ..core.fields import Field
from ..core.kind import Kind, States, tag_list
from ..core.model import Resource, Wanted
from ..core.symbols import find_symbol
from ..rules import elbv2 as rules

DESCRIBED_AT_ONCE = 20  # ARNs that DescribeTags takes


def as_texts(attributes: dict[str, Any]) -> dict[str, str]:
    """Attributes as AWS writes them: true and false, numbers as text."""
    return {str(key): str(value).lower() if isinstance(value, bool) else str(value) for key, value in attributes.items()}


def pairs(attributes: dict[str, str]) -> list[dict[str, str]]:
    """Attributes as the API wants them."""
    return [{"Key": key, "Value": value} for key, value in sorted(attributes.items())]


class Elbv2(Kind):
    """What all kinds of Elastic Load Balancing have in common."""

    service = "elbv2"

    def with_tags(self, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The entries with their tags; what the index does not know is asked for 20 a call."""
        tags: dict[str, Any] = dict(self.known_tags([one[self.id_path] for one in entries]))
        unknown = batched((one[self.id_path] for one in entries if one[self.id_path] not in tags), DESCRIBED_AT_ONCE)
        answers = self.each(lambda some: self.aws.read("describe_tags", "TagDescriptions", ResourceArns=list(some)), unknown)
        tags |= {one["ResourceArn"]: one["Tags"] for answer in answers for one in answer}
        return [entry | {"Tags": tags.get(entry[self.id_path], [])} for entry in entries]

    def with_attributes(self, entries: list[dict[str, Any]], operation: str, parameter: str) -> list[dict[str, Any]]:
        """The entries with their attributes, which AWS tells one by one."""
        found = self.each(lambda entry: self.aws.read(operation, "Attributes", **{parameter: entry[self.id_path]}), entries)
        return [entry | {"Attributes": {one["Key"]: one.get("Value", "") for one in attributes}} for entry, attributes in zip(entries, found, strict=True)]

    def ours(self, entries: list[dict[str, Any]], names: list[str]) -> list[dict[str, Any]]:
        """Those that may be ours, by their names."""
        return [entry for entry in entries if entry[self.name_path] in names or entry[self.name_path].startswith(self.stack.name)]

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """AddTags."""
        self.aws.write("add_tags", ResourceArns=[have.id], Tags=tag_list(tags))


def health(description: str, api: str, type_: str = "int", **more: Any) -> Field:
    """One part of the health check, all of them changed by one call."""
    return Field(type_, description, api=api, setter="set_health_check", **more)


HEALTH = {  # parameters of CreateTargetGroup and ModifyTargetGroup by field
    "health_path": "HealthCheckPath",
    "health_interval": "HealthCheckIntervalSeconds",
    "health_timeout": "HealthCheckTimeoutSeconds",
    "healthy_threshold": "HealthyThresholdCount",
    "unhealthy_threshold": "UnhealthyThresholdCount",
}


class TargetGroup(Elbv2):
    """Where requests go, and how it is told whether it is well. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html"""

    name, noun = "elbv2_target_group", "target group"
    id_path, arn_path, name_path = "TargetGroupArn", "TargetGroupArn", "TargetGroupName"
    reports = {"suffix": "Suffix"}
    still_used = ("ResourceInUse",)
    fields = {
        "vpc": Field("str", "Id of the VPC. Cannot be changed.", api="VpcId", required=True),
        "port": Field("int", "Port of the targets. Cannot be changed.", api="Port", required=True),
        "protocol": Field("str", "How the targets are spoken to. Cannot be changed.", api="Protocol", choices=("HTTP", "HTTPS"), default="HTTP"),
        "target_type": Field("str", "What targets are registered by. Cannot be changed.", api="TargetType", choices=("ip", "instance"), default="ip"),
        "health_path": health("Path that answers when a target is well.", "HealthCheckPath", "str", default="/health"),
        "health_interval": health("Seconds between two checks.", "HealthCheckIntervalSeconds", default=30),
        "health_timeout": health("Seconds until a check counts as failed.", "HealthCheckTimeoutSeconds", default=5),
        "healthy_threshold": health("Good checks in a row until a target is well.", "HealthyThresholdCount", default=2),
        "unhealthy_threshold": health("Failed checks in a row until a target is not well.", "UnhealthyThresholdCount", default=3),
        "health_codes": health("Status codes that mean well, such as 200 or 200-299.", "Matcher.HttpCode", "str", default="200"),
        "attributes": Field("dict", "Attributes in AWS's spelling; those not given are left alone.", norm=as_texts, subset=True, setter="set_attributes"),
    }
    example = (
        "- knowledge.aws.elbv2_target_group:\n    config:\n      - key: app\n        vpc: vpc-0a1b2c3d\n        port: 8000\n        health_path: /health\n"
        "        attributes: {deregistration_delay.timeout_seconds: 30}\n"
    )

    def check(self, wanted: list[Wanted]) -> list[str]:
        """Names, ports, health check, attributes."""
        found = []
        for want in wanted:
            texts = [*rules.name_objections(want.name), *rules.port_objections("port", want["port"]), *rules.attribute_objections(want["attributes"] or {})]
            texts += rules.health_objections(*(want[name] for name in (*HEALTH, "health_codes")))
            found += [f"target group {want.name}: {text}" for text in texts]
        return found

    def find(self, names: list[str]) -> list[Any]:
        """All groups; tags 20 at a time, attributes one by one."""
        groups = self.ours(self.aws.read("describe_target_groups", "TargetGroups"), names)
        for group in groups:
            group["Suffix"] = group["TargetGroupArn"].rsplit(":", 1)[-1]
        return self.with_attributes(self.with_tags(groups), "describe_target_group_attributes", "TargetGroupArn")

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Attributes have a call of their own."""
        return super().shape(raw) | {"attributes": raw["Attributes"]}

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """AWS deletes no group that a listener forwards to."""
        stuck = [name for name in changes if name in self.fields and not self.fields[name].setter]
        if not stuck or not have.raw.get("LoadBalancerArns"):
            return None
        return (
            f"{', '.join(stuck)} cannot be changed, and a load balancer forwards to it, so it cannot be made anew either; "
            "give the new group another name, and remove this one afterwards"
        )

    def create(self, want: Wanted) -> None:
        """CreateTargetGroup; the attributes are a setter's work."""
        self.aws.create(
            "create_target_group",
            Name=want.name,
            VpcId=want["vpc"],
            Port=want["port"],
            Protocol=want["protocol"],
            TargetType=want["target_type"],
            HealthCheckEnabled=True,
            Tags=tag_list(want.tags),
            **self._health_check(want),
        )

    @staticmethod
    def _health_check(want: Wanted) -> dict[str, Any]:
        return {parameter: want[name] for name, parameter in HEALTH.items()} | {"Matcher": {"HttpCode": want["health_codes"]}}

    def set_health_check(self, have: Resource, want: Wanted) -> None:
        """ModifyTargetGroup."""
        self.aws.write("modify_target_group", TargetGroupArn=have.id, HealthCheckEnabled=True, **self._health_check(want))

    def set_attributes(self, have: Resource, want: Wanted) -> None:
        """ModifyTargetGroupAttributes."""
        self.aws.write("modify_target_group_attributes", TargetGroupArn=have.id, Attributes=pairs(want["attributes"]))

    def delete(self, have: Resource) -> None:
        """DeleteTargetGroup."""
        self.aws.write("delete_target_group", TargetGroupArn=have.id)


class LoadBalancer(Elbv2):
    """Application load balancer. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html"""

    name, noun, needs = "elbv2_load_balancer", "load balancer", ("ec2",)
    id_path, arn_path, name_path = "LoadBalancerArn", "LoadBalancerArn", "LoadBalancerName"
    state_path, reason_path = "State.Code", "State.Reason"
    states = States(ready=("active", "active_impaired"), failed=("failed",), usual=150, deadline=900)
    always_changeable = True
    reports = {"dns_name": "DNSName", "zone_id": "CanonicalHostedZoneId", "suffix": "Suffix", "scheme": "Scheme"}
    fields = {
        "scheme": Field(
            "str", "Whether it has public addresses. Cannot be changed.", api="Scheme", choices=("internet-facing", "internal"), default="internet-facing"
        ),
        "subnets": Field("list", "Ids of its subnets, in two zones at least.", elements="str", required=True, unordered=True, setter="set_subnets"),
        "security_groups": Field(
            "list", "Ids of its security groups.", api="SecurityGroups", elements="str", required=True, unordered=True, setter="set_security_groups"
        ),
        "ip_address_type": Field(
            "str", "Kinds of addresses.", api="IpAddressType", choices=("ipv4", "dualstack"), default="ipv4", setter="set_ip_address_type"
        ),
        "attributes": Field("dict", "Attributes in AWS's spelling; those not given are left alone.", norm=as_texts, subset=True, setter="set_attributes"),
    }
    example = (
        "- knowledge.aws.elbv2_load_balancer:\n    config:\n      - key: main\n        subnets: [subnet-0a1b2c3d, subnet-0b2c3d4e]\n"
        "        security_groups: [sg-0a1b2c3d]\n        attributes: {deletion_protection.enabled: true}\n"
    )

    def check(self, wanted: list[Wanted]) -> list[str]:
        """Names, two subnets at least, attributes."""
        found = []
        for want in wanted:
            texts = [*rules.name_objections(want.name), *rules.attribute_objections(want["attributes"] or {})]
            if len(set(want["subnets"])) < 2 and not find_symbol(want["subnets"]):
                texts.append("AWS wants subnets in two zones at least")
            found += [f"load balancer {want.name}: {text}" for text in texts]
        return found

    def find(self, names: list[str]) -> list[Any]:
        """All load balancers; tags 20 at a time, attributes one by one."""
        balancers = [one for one in self.ours(self.aws.read("describe_load_balancers", "LoadBalancers"), names) if one["Type"] == "application"]
        for one in balancers:
            one["Suffix"] = one["LoadBalancerArn"].split(":loadbalancer/")[-1]
        return self.with_attributes(self.with_tags(balancers), "describe_load_balancer_attributes", "LoadBalancerArn")

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Subnets by id; attributes have a call of their own."""
        return super().shape(raw) | {"subnets": [zone["SubnetId"] for zone in raw["AvailabilityZones"]], "attributes": raw["Attributes"]}

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

    def set_subnets(self, have: Resource, want: Wanted) -> None:
        """SetSubnets."""
        self.aws.write("set_subnets", LoadBalancerArn=have.id, Subnets=want["subnets"])

    def set_security_groups(self, have: Resource, want: Wanted) -> None:
        """SetSecurityGroups."""
        self.aws.write("set_security_groups", LoadBalancerArn=have.id, SecurityGroups=want["security_groups"])

    def set_ip_address_type(self, have: Resource, want: Wanted) -> None:
        """SetIpAddressType."""
        self.aws.write("set_ip_address_type", LoadBalancerArn=have.id, IpAddressType=want["ip_address_type"])

    def set_attributes(self, have: Resource, want: Wanted) -> None:
        """ModifyLoadBalancerAttributes."""
        self.aws.write("modify_load_balancer_attributes", LoadBalancerArn=have.id, Attributes=pairs(want["attributes"]))

    def protected(self, have: Resource) -> str | None:
        """AWS's own protection."""
        return "deletion protection is on" if have["attributes"].get("deletion_protection.enabled") == "true" else None

    def unprotect(self, have: Resource) -> None:
        """Deletion protection off."""
        self.aws.write("modify_load_balancer_attributes", LoadBalancerArn=have.id, Attributes=pairs({"deletion_protection.enabled": "false"}))

    def delete(self, have: Resource) -> None:
        """DeleteLoadBalancer, with its listeners and their rules."""
        self.aws.write("delete_load_balancer", LoadBalancerArn=have.id)
