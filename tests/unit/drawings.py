"""Items as the journal gives them, and a small stack of them to draw."""

from typing import Any

from ansible_collections.knowledge.stack.plugins.plugin_utils.diagram.boxes import Box, Item
from ansible_collections.knowledge.stack.plugins.plugin_utils.diagram.layout import Picture, lay_out
from ansible_collections.knowledge.stack.plugins.plugin_utils.diagram.stack import Heading, Stack

REGION = "ap-northeast-2"
HEADING = Heading("knowledge-test", "123456789012", REGION, "2026-01-31", True)


def resource(
    kind: str, key: str = "main", component: str = "part", region: str = REGION, name: str | None = None, **values: Any
) -> Item:
    """A resource whose id and ARN follow from its kind and key."""
    identity = f"{kind}/{key}"
    default = HEADING.name if key == "main" else f"{HEADING.name}-{key.replace('.', '-')}"
    return {
        "kind": kind, "noun": kind.partition("_")[2].replace("_", " "), "key": key, "name": name or default,
        "id": identity, "arn": f"arn:{identity}", "component": component, "region": region, "action": "keep",
        "values": values, "before": values,
    }  # fmt: skip


def group(key: str, *ingress: dict[str, Any]) -> Item:
    """A security group with rules in."""
    return resource("ec2_security_group", key, ingress=list(ingress), egress=[])


def network(zones: str = "abc") -> list[Item]:
    """A VPC with three tiers; the private one leaves by a NAT gateway in zone a."""
    subnets = [
        resource(
            "ec2_subnet",
            f"{tier}.{zone}",
            cidr_block=f"10.0.{10 * number + index}.0/24",
            availability_zone=f"{REGION}{zone}",
        )
        for number, tier in enumerate(("public", "private", "database"))
        for index, zone in enumerate(zones)
    ]
    return [
        resource("ec2_vpc", cidr_block="10.0.0.0/16"),
        *subnets,
        resource("ec2_internet_gateway", vpc_id="ec2_vpc/main"),
        resource("ec2_eip", "nat.a"),
        resource("ec2_nat_gateway", "nat.a", subnet_id="ec2_subnet/public.a", allocation_id="ec2_eip/nat.a"),
        resource(
            "ec2_route_table",
            "public",
            routes=[{"destination_cidr_block": "0.0.0.0/0", "gateway_id": "ec2_internet_gateway/main"}],
            subnet_ids=tier("public", zones),
        ),
        resource(
            "ec2_route_table",
            "private",
            routes=[{"destination_cidr_block": "0.0.0.0/0", "nat_gateway_id": "ec2_nat_gateway/nat.a"}],
            subnet_ids=tier("private", zones),
        ),
        resource("ec2_route_table", "database", routes=[], subnet_ids=tier("database", zones)),
    ]


def tier(name: str, zones: str = "abc") -> list[str]:
    """Ids of a tier's subnets."""
    return [f"ec2_subnet/{name}.{zone}" for zone in zones]


def services(zones: str = "abc") -> list[Item]:
    """What talks with each other, with the groups that allow it; the store comes before the service, as in a run."""
    private, used = tier("private", zones), "ec2_security_group/"
    return [
        group(
            "alb",
            {
                "ip_protocol": "tcp",
                "from_port": 443,
                "to_port": 443,
                "prefix_list": "com.amazonaws.global.cloudfront.origin-facing",
            },
        ),
        group("app", {"ip_protocol": "tcp", "from_port": 8000, "to_port": 8000, "group_id": "@alb"}),
        group("search", {"ip_protocol": "tcp", "from_port": 9200, "to_port": 9300, "group_id": f"{used}app"}),
        group("cache", {"ip_protocol": "tcp", "from_port": 6379, "to_port": 6379, "group_id": "@app"}),
        resource(
            "opensearch_domain",
            instance_type="r6g.large.search",
            instance_count=3,
            subnet_ids=private,
            security_group_ids=[f"{used}search"],
            volume_size=100,
        ),
        resource("elasticache_subnet_group", subnet_ids=private),
        resource(
            "elasticache_replication_group",
            cache_node_type="cache.t4g.small",
            num_cache_clusters=2,
            cache_subnet_group_name="knowledge-test",
            security_group_ids=[f"{used}cache"],
        ),
        resource(
            "elbv2_load_balancer",
            scheme="internet-facing",
            subnets=tier("public", zones),
            security_groups=[f"{used}alb"],
        ),
        resource("ecs_task_definition", cpu=2048, memory=4096, cpu_architecture="ARM64"),
        resource(
            "ecs_service",
            desired_count=4,
            subnets=private,
            security_groups=[f"{used}app"],
            task_definition="ecs_task_definition/main",
        ),
        resource(
            "autoscaling_target",
            name="service/knowledge-test/knowledge-test",
            capacity={"min_capacity": 3, "max_capacity": 20},
        ),
        resource("wafv2_web_acl", "edge", region="us-east-1", rules=[{"Name": "common"}], default_action="allow"),
        resource(
            "cloudfront_distribution", region="us-east-1", aliases=["example.com"], web_acl_id="arn:wafv2_web_acl/edge"
        ),
        resource(
            "route53_record",
            "a",
            region="us-east-1",
            name="example.com A",
            record="example.com",
            type="A",
            alias_target={"dns_name": "d1.cloudfront.net"},
        ),
        resource("acm_certificate", "cloudfront", region="us-east-1", domain_name="example.com"),
    ]


def everything(zones: str = "abc") -> list[Item]:
    """The whole small stack, with a kind that nobody knows and more alarms than fit into one row."""
    alarms = [
        resource("cloudwatch_alarm", f"alarm.{number}", "monitoring", metric="CPUUtilization") for number in range(23)
    ]
    return [
        *network(zones),
        *services(zones),
        *alarms,
        resource("quantum_computer", "q", "laboratory", qubits=12),
        resource("quantum_computer", "v", "vpc"),
    ]


def drawn(items: list[Item]) -> Picture:
    """The picture of some items."""
    return lay_out(Stack(HEADING, items))


def box_of(picture: Picture, kind: str, key: str = "main") -> Box:
    """The one box of a resource."""
    (found,) = [
        box
        for top in picture.boxes
        for box in top.walk()
        if box.item and (box.item["kind"], box.item["key"]) == (kind, key)
    ]
    return found


def ways(picture: Picture) -> list[str]:
    """What the arrows say: ``one to other: port``."""
    return sorted(arrow.tip for arrow in picture.arrows)
