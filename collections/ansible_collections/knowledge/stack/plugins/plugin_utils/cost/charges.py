# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What AWS charges for: one small function for each kind of resource that costs money. Pure.

A function gets one item of the journal and everything around it, and says of what price how much is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .prices import HOURS

Item = dict[str, Any]


@dataclass(frozen=True)
class Charge:
    """So many units of one price a month.

    most: at the maximum number of tasks. assumed: the amount is an assumption, not in the inventory.
    """

    service: str
    resource: str
    what: str
    price: str
    quantity: float
    most: float | None = None
    assumed: bool = False


class Around:
    """The items of a stack by kind, and what a month's use of it is taken to be."""

    def __init__(self, items: Iterable[Item], use: dict[str, float]) -> None:
        self.use = use
        self.by_kind: dict[str, list[Item]] = {}
        for item in items:
            self.by_kind.setdefault(item["kind"], []).append(item)

    def of(self, kind: str) -> list[Item]:
        """All items of a kind."""
        return self.by_kind.get(kind, [])


def ecs_service(item: Item, around: Around) -> Iterator[Charge]:
    """Tasks on Fargate: from the fewest to the most that autoscaling may run.

    AWS does not tell whose a task definition is: then its name does.
    """
    name = item["name"]
    task = next(
        (
            one["values"]
            for one in around.of("ecs_task_definition")
            if one["values"].get("service", one["name"]) == name
        ),
        None,
    )
    if not task:
        return
    target = next(
        (one["values"]["capacity"] for one in around.of("autoscaling_target") if one["name"].endswith(f"/{name}")), None
    )
    count = item["values"].get("desired_count", 1)
    fewest, most = (target["min_capacity"], target["max_capacity"]) if target else (count, count)
    family = f"fargate.{task.get('cpu_architecture', 'X86_64').lower()}"
    for what, unit, each in (
        ("vCPU", "vcpu", int(task["cpu"]) / 1024),
        ("GB of memory", "memory", int(task["memory"]) / 1024),
    ):
        text = f"{fewest} to {most} tasks x {each:g} {what}" if most != fewest else f"{fewest} tasks x {each:g} {what}"
        yield Charge("ECS Fargate", name, text, f"{family}.{unit}", fewest * each * HOURS, most * each * HOURS)
    if len(item["values"].get("subnets", [])) > 1:
        yield Charge(
            "Data transfer", name, "between zones, both ways", "zones.gb", 2 * around.use["zones_gb"], assumed=True
        )


def ecs_cluster(item: Item, around: Around) -> Iterator[Charge]:
    """Container Insights sends metrics that cost like one's own."""
    if item["values"].get("container_insights", "disabled") != "disabled":
        yield Charge(
            "CloudWatch",
            item["name"],
            "metrics of Container Insights",
            "cloudwatch.metric",
            around.use["insights_metrics"],
            assumed=True,
        )


def rds_instance(item: Item, around: Around) -> Iterator[Charge]:
    """Instance and storage, twice where a standby stands in another zone; backups as large as the storage are free."""
    values, name = item["values"], item["name"]
    copies = 2 if values.get("multi_az") else 1
    where = "primary and standby" if copies == 2 else "one zone"
    kind = values.get("storage_type", "gp3")
    size, storage = values["db_instance_class"], values.get("allocated_storage", 0)
    yield Charge("RDS", name, f"{size}, {where}", f"rds.{size}", copies * HOURS)
    yield Charge("RDS", name, f"{storage} GB {kind}, {where}", f"rds.storage.{kind}", copies * storage)
    yield Charge(
        "RDS", name, "backups beyond the free ones", "rds.backup", around.use["backup_beyond_gb"], assumed=True
    )
    days = values.get("performance_insights_retention_period", 7)
    if values.get("enable_performance_insights") and days > 7:
        yield Charge("RDS", name, f"Performance Insights kept for {days} days", "rds.insights", 1)
    if values.get("manage_master_user_password"):
        yield Charge("Secrets Manager", name, "master password, kept by RDS", "secret", 1)


def opensearch_domain(item: Item, around: Around) -> Iterator[Charge]:
    """Data nodes with their volumes, and dedicated masters."""
    values, name = item["values"], item["name"]
    nodes, masters = values.get("instance_count", 1), values.get("dedicated_master_count") or 0
    size, kind = values.get("volume_size") or 0, values.get("volume_type", "gp3")
    yield Charge(
        "OpenSearch",
        name,
        f"{nodes} x {values['instance_type']}",
        f"opensearch.{values['instance_type']}",
        nodes * HOURS,
    )
    yield Charge("OpenSearch", name, f"{nodes} x {size} GB {kind}", f"opensearch.storage.{kind}", nodes * size)
    if masters:
        yield Charge(
            "OpenSearch",
            name,
            f"{masters} masters {values['dedicated_master_type']}",
            f"opensearch.{values['dedicated_master_type']}",
            masters * HOURS,
        )


def replication_group(item: Item, around: Around) -> Iterator[Charge]:
    """Nodes; snapshots as large as the nodes are free, one a day for each."""
    values = item["values"]
    nodes, engine = values.get("num_cache_clusters", 1), values.get("engine", "redis")
    yield Charge(
        "ElastiCache",
        item["name"],
        f"{nodes} x {values['cache_node_type']} ({engine})",
        f"elasticache.{engine}.{values['cache_node_type']}",
        nodes * HOURS,
    )


def nat_gateway(item: Item, around: Around) -> Iterator[Charge]:
    """An hour is paid for whether it is used or not; the traffic is that of all together."""
    yield Charge("NAT gateway", item["name"], "hours", "nat.hour", HOURS)
    if item is around.of("ec2_nat_gateway")[0]:
        yield Charge("NAT gateway", "all", "traffic", "nat.gb", around.use["nat_gb"], assumed=True)


def elastic_ip(item: Item, around: Around) -> Iterator[Charge]:
    """A public address costs the same in use and idle."""
    yield Charge("Public IPv4", item["name"], "elastic IP", "ipv4", HOURS)


def load_balancer(item: Item, around: Around) -> Iterator[Charge]:
    """Hours and capacity units; one that faces the internet has a public address a zone."""
    values, name = item["values"], item["name"]
    yield Charge("ALB", name, "hours", "alb.hour", HOURS)
    yield Charge("ALB", name, "capacity units", "alb.lcu", around.use["lcu"] * HOURS, assumed=True)
    if values.get("scheme", "internet-facing") == "internet-facing":
        zones = len(values.get("subnets", []))
        yield Charge("Public IPv4", name, f"{zones} addresses of the load balancer", "ipv4", zones * HOURS)
    if not around.of("cloudfront_distribution"):
        yield Charge("Data transfer", name, "to clients", "internet.gb", around.use["out_gb"], assumed=True)


def vpc_endpoint(item: Item, around: Around) -> Iterator[Charge]:
    """Interface endpoints cost by zone and hour; gateway endpoints nothing."""
    zones = len(item["values"].get("subnet_ids", []))
    if item["values"].get("vpc_endpoint_type") == "Interface":
        yield Charge("VPC endpoints", item["name"], f"{zones} zones", "endpoint.interface", zones * HOURS)


def web_acl(item: Item, around: Around) -> Iterator[Charge]:
    """The ACL, each of its rules (a managed group counts as one), and requests."""
    rules = len(item["values"].get("rules", []))
    yield Charge("WAF", item["name"], "web ACL", "waf.acl", 1)
    yield Charge("WAF", item["name"], f"{rules} rules", "waf.rule", rules)
    yield Charge("WAF", item["name"], "requests", "waf.requests", around.use["requests_million"], assumed=True)


def distribution(item: Item, around: Around) -> Iterator[Charge]:
    """A distribution costs by use only."""
    yield Charge("CloudFront", item["name"], "to clients", "cloudfront.gb", around.use["out_gb"], assumed=True)
    yield Charge(
        "CloudFront", item["name"], "requests", "cloudfront.requests", around.use["requests_million"], assumed=True
    )


def once(
    service: str, what: str, price: str, used: Callable[[dict[str, float]], float]
) -> Callable[[Item, Around], Iterator[Charge]]:
    """A kind that costs by use, which is taken to be that of all its resources together."""

    def charge(item: Item, around: Around) -> Iterator[Charge]:
        if item is around.of(item["kind"])[0]:
            yield Charge(service, "all", what, price, used(around.use), assumed=True)

    return charge


def each(service: str, what: str, price: str, count: int = 1) -> Callable[[Item, Around], Iterator[Charge]]:
    """A kind of which every one costs the same."""

    def charge(item: Item, around: Around) -> Iterator[Charge]:
        yield Charge(service, item["name"], what, price, count)

    return charge


def hosted_zone(item: Item, around: Around) -> Iterator[Charge]:
    """The zone in which the names stand; it is not made here, but paid for."""
    if item is around.of("route53_record")[0]:
        yield Charge("Route 53", "hosted zone", "in which the names stand", "route53.zone", 1)


def log_groups(item: Item, around: Around) -> Iterator[Charge]:
    """All log groups together."""
    if item is around.of("logs_group")[0]:
        yield Charge("CloudWatch", "all logs", "taken in", "logs.ingest", around.use["logs_gb"], assumed=True)
        yield Charge(
            "CloudWatch",
            "all logs",
            "kept",
            "logs.storage",
            around.use["logs_gb"] * around.use["logs_kept_months"],
            assumed=True,
        )


KINDS: dict[str, Callable[[Item, Around], Iterator[Charge]]] = {
    "ecs_service": ecs_service,
    "ecs_cluster": ecs_cluster,
    "rds_instance": rds_instance,
    "opensearch_domain": opensearch_domain,
    "elasticache_replication_group": replication_group,
    "ec2_nat_gateway": nat_gateway,
    "ec2_eip": elastic_ip,
    "ec2_vpc_endpoint": vpc_endpoint,
    "elbv2_load_balancer": load_balancer,
    "wafv2_web_acl": web_acl,
    "cloudfront_distribution": distribution,
    "kms_key": each("KMS", "key", "kms.key"),
    "secretsmanager_secret": each("Secrets Manager", "secret", "secret"),
    "cloudwatch_alarm": each("CloudWatch", "alarm", "cloudwatch.alarm"),
    "cloudwatch_composite_alarm": each("CloudWatch", "composite alarm", "cloudwatch.composite_alarm"),
    "cloudwatch_dashboard": each("CloudWatch", "dashboard", "cloudwatch.dashboard"),
    "autoscaling_policy": each("CloudWatch", "two alarms of target tracking", "cloudwatch.alarm", 2),
    "logs_group": log_groups,
    "s3_bucket": once("S3", "in all buckets", "s3.storage", lambda use: use["s3_gb"]),
    "ecr_repository": once("ECR", "images", "ecr.storage", lambda use: use["ecr_gb"]),
    "route53_record": hosted_zone,
}


def charges(items: Iterable[Item], use: dict[str, float]) -> list[Charge]:
    """What AWS charges a month for these items; use: amounts by the name of the assumption."""
    items = list(items)
    around = Around(items, use)
    return [charge for item in items if item["kind"] in KINDS for charge in KINDS[item["kind"]](item, around)]
