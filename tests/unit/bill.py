"""Items of a journal for tests of prices: the guide's stack, and the smallest of each kind."""

from __future__ import annotations

from typing import Any

Item = dict[str, Any]
NAME = "knowledge-production"
ZONES = ("a", "b", "c")


def item(kind: str, name: str = NAME, before: Any = None, region: str = "ap-northeast-2", **values: Any) -> Item:
    """One item as `journal.items` has it."""
    return {
        "kind": kind,
        "name": name,
        "id": f"id of {kind} {name}",
        "region": region,
        "action": "create",
        "values": values,
        "before": before,
    }


def service(fewest: int = 3, most: int = 20, architecture: str = "X86_64") -> list[Item]:
    """The service of the guide: tasks of 2 vCPU and 4 GB."""
    return [
        item("ecs_task_definition", service=NAME, cpu=2048, memory=4096, cpu_architecture=architecture),
        item("autoscaling_target", f"service/{NAME}/{NAME}", capacity={"min_capacity": fewest, "max_capacity": most}),
        item("ecs_service", desired_count=3, subnets=["one"]),
    ]


DATABASE = item(
    "rds_instance",
    db_instance_class="db.r6g.xlarge",
    allocated_storage=200,
    storage_type="gp3",
    multi_az=True,
    manage_master_user_password=False,
)
SEARCH = item(
    "opensearch_domain",
    instance_type="r6g.xlarge.search",
    instance_count=3,
    volume_size=200,
    volume_type="gp3",
    dedicated_master_count=3,
    dedicated_master_type="m6g.large.search",
)
CACHE = item("elasticache_replication_group", engine="redis", cache_node_type="cache.r6g.xlarge", num_cache_clusters=3)
BALANCER = item("elbv2_load_balancer", scheme="internet-facing", subnets=list(ZONES))


def gateways(zones: tuple[str, ...] = ZONES) -> list[Item]:
    """NAT gateways with their addresses."""
    return [item(kind, f"{NAME}-nat-{zone}") for kind in ("ec2_eip", "ec2_nat_gateway") for zone in zones]


def guide() -> list[Item]:
    """What the guide's table names, and what it forgets of it."""
    return [
        *service(),
        DATABASE,
        SEARCH,
        CACHE,
        BALANCER,
        *gateways(),
        item("logs_group"),
        item("kms_key"),
        item("secretsmanager_secret"),
    ]
