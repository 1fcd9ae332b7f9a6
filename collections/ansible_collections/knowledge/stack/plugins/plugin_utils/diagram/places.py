# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The table of kinds: where each has its place, its colour and symbol, and what its box says.

A new kind needs a line here only to look better.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from . import labels
from .boxes import Item
from .labels import Lines, always, count, fields
from .stack import Stack

# Places that are no group of small boxes; written so that no component can have the same name.
DNS, EDGE, GUARD, EDGE_DETAILS = "@dns", "@edge", "@guard", "@edge_details"
VPC, SUBNET, IN_SUBNET, HEAD, BAND = "@vpc", "@subnet", "@in_subnet", "@head", "@band"
# Groups of what belongs to the whole account, wherever its API is.
ACCOUNT_WIDE = ("access", "cost")
# Groups of small boxes in their order: title, and where: in the VPC, beside it, or below.
# A group that is not here is called by its component.
GROUPS = {
    "security_groups": ("Security groups", "vpc"),
    "routing": ("Routing and flow logs", "vpc"),
    "firewall": ("Firewall", "side"),
    "load_balancing": ("Load balancing", "side"),
    "service": ("Service and scaling", "side"),
    "storage": ("Storage and images", "side"),
    "keys": ("Keys, secrets, certificates", "side"),
    "settings": ("Settings of the stores", "side"),
    "access": ("Access", "side"),
    "logs": ("Logs", "below"),
    "cost": ("Budget and cost", "below"),
}


@dataclass(frozen=True)
class Place:
    """Where a kind is drawn. title: what its box is called; None: by its name. parts: what a band has in each zone."""

    where: str
    family: str
    glyph: str
    lines: Lines
    title: str | None = None
    parts: Callable[[Item, Stack, int], list[list[str]]] | None = None


KINDS = {
    "route53_record": Place(DNS, "network", "dns", labels.record),
    "cloudfront_distribution": Place(EDGE, "network", "globe", labels.distribution, "CloudFront"),
    "wafv2_web_acl": Place("firewall", "security", "shield", labels.web_acl, "WAF"),
    "wafv2_ip_set": Place("firewall", "security", "shield", count("addresses", "range")),
    "cloudfront_vpc_origin": Place(EDGE_DETAILS, "network", "globe", always("to an internal load balancer")),
    "ec2_vpc": Place(VPC, "network", "cloud", fields("cidr_block"), "VPC"),
    "ec2_subnet": Place(SUBNET, "network", "", fields("cidr_block")),
    "ec2_internet_gateway": Place(HEAD, "network", "gateway", always("to the internet"), "Internet gateway"),
    "ec2_nat_gateway": Place(IN_SUBNET, "network", "gateway", always("way out"), "NAT gateway"),
    "ec2_eip": Place(IN_SUBNET, "network", "pin", labels.address, "Elastic IP"),
    "elbv2_load_balancer": Place(BAND, "network", "balance", labels.load_balancer, "Application Load Balancer"),
    "ecs_service": Place(BAND, "compute", "container", labels.ecs_service, "ECS service", labels.task_parts),
    "opensearch_domain": Place(BAND, "analytics", "search", labels.opensearch, "OpenSearch", labels.search_parts),
    "elasticache_replication_group": Place(
        BAND, "database", "bolt", labels.replication_group, "ElastiCache", labels.cache_parts
    ),
    "rds_instance": Place(BAND, "database", "database", labels.rds_instance, "RDS", labels.database_parts),
    "ec2_security_group": Place("security_groups", "security", "shield", labels.rules_of_group),
    "ec2_route_table": Place("routing", "network", "route", labels.route_table),
    "ec2_vpc_endpoint": Place("routing", "network", "gateway", labels.endpoint),
    "ec2_flow_log": Place("routing", "management", "log", fields("traffic_type")),
    "elbv2_listener": Place("load_balancing", "network", "balance", labels.listener),
    "elbv2_rule": Place("load_balancing", "network", "route", labels.priority),
    "elbv2_target_group": Place("load_balancing", "network", "target", labels.target_group),
    "ecs_cluster": Place("service", "compute", "container", labels.cluster, "ECS cluster"),
    "ecs_task_definition": Place("service", "compute", "log", labels.task_definition, "Task definition"),
    "autoscaling_target": Place("service", "management", "scale", labels.capacity, "Scalable target"),
    "autoscaling_policy": Place("service", "management", "scale", labels.policy),
    "autoscaling_scheduled_action": Place("service", "management", "clock", labels.scheduled),
    "s3_bucket": Place("storage", "storage", "bucket", labels.bucket),
    "ecr_repository": Place("storage", "compute", "container", fields("image_tag_mutability"), "ECR repository"),
    "kms_key": Place("keys", "security", "key", labels.key),
    "secretsmanager_secret": Place("keys", "security", "lock", always("secret")),
    "acm_certificate": Place("keys", "security", "certificate", fields("domain_name")),
    "rds_subnet_group": Place("settings", "database", "database", count("subnet_ids", "subnet"), "RDS subnets"),
    "rds_parameter_group": Place("settings", "database", "database", count("parameters", "parameter")),
    "elasticache_subnet_group": Place("settings", "database", "bolt", count("subnet_ids", "subnet"), "Cache subnets"),
    "elasticache_parameter_group": Place("settings", "database", "bolt", count("parameters", "parameter")),
    "iam_role": Place("access", "security", "person", always("IAM role")),
    "iam_service_linked_role": Place("access", "security", "person", always("service-linked role")),
    "logs_group": Place("logs", "management", "log", labels.days),
    "logs_resource_policy": Place("logs", "management", "log", always("resource policy")),
}
# Of a service whose kinds have no line above. Without a place they are in the group of their component.
SERVICES = {
    "cloudwatch": Place("", "management", "bell", labels.alarm),
    "chatbot": Place("", "integration", "topic", labels.plainly),
    "sns": Place("", "integration", "topic", labels.plainly),
    "events": Place("", "integration", "bolt", labels.plainly),
    "budgets": Place("cost", "management", "coin", labels.budget),
    "ce": Place("cost", "management", "coin", labels.plainly),
}
UNKNOWN = Place("", "other", "dot", labels.plainly)


def place_of(item: Item, stack: Stack) -> Place:
    """The place of a resource.

    What protects a distribution stands beside it, what is small and of another region at the edge.
    """
    place = KINDS.get(item["kind"]) or SERVICES.get(item["kind"].partition("_")[0], UNKNOWN)
    where = place.where or item["component"] or "other"
    if any(stack.find(other["values"].get("web_acl_id")) is item for other in stack.of("cloudfront_distribution")):
        where = GUARD
    elif item["region"] != stack.heading.region and where not in (DNS, EDGE, *ACCOUNT_WIDE):
        where = EDGE_DETAILS
    return Place(where, place.family, place.glyph, place.lines, place.title, place.parts)


def title_of(item: Item, place: Place, stack: Stack) -> str:
    """What a box is called: the word of its kind, or its name without what all names share."""
    if place.title:
        return place.title
    name = stack.short(item["name"])
    return name if name != stack.heading.name else item["noun"] if item["key"] == "main" else item["key"]
