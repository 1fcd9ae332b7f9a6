# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The cost table of the deployment guide beside ours, with the reason for each difference. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from .charges import Item
from .lines import Estimate

OTHER = "Other"
GUIDE = {"ECS Fargate": 300, "RDS": 400, "OpenSearch": 600, "ElastiCache": 350, "ALB": 50, OTHER: 110}  # USD a month


@dataclass(frozen=True)
class Row:
    """One row of the guide. Amounts in USD a month; reason: why ours differs."""

    service: str
    guide: float
    ours: float
    reason: str


def values(items: list[Item], kind: str) -> dict[str, Any]:
    """The values of the first item of a kind; empty without one."""
    return next((item["values"] for item in items if item["kind"] == kind), {})


def about_tasks(items: list[Item], ours: float) -> str:
    """Fargate."""
    most = values(items, "autoscaling_target").get("capacity", {}).get("max_capacity")
    return (
        f"AWS's own prices by vCPU and GB; this is for the fewest tasks, up to {most} may run"
        if most
        else "AWS's own prices by vCPU and GB"
    )


def about_database(items: list[Item], ours: float) -> str:
    """RDS."""
    database = values(items, "rds_instance")
    if database.get("multi_az"):
        return "the guide's amount is that of one zone; the standby it asks for has an instance and a volume of its own"
    return f"one {database.get('db_instance_class')} in one zone, without the standby that the guide asks for"


def about_search(items: list[Item], ours: float) -> str:
    """OpenSearch."""
    masters = values(items, "opensearch_domain").get("dedicated_master_count") or 0
    nodes = (
        "the guide's amount does not pay for such nodes and their volumes"
        if ours > GUIDE["OpenSearch"]
        else "fewer or smaller nodes than the guide's"
    )
    return nodes + (f"; {masters} dedicated masters, which the guide leaves out" if masters else "")


def about_cache(items: list[Item], ours: float) -> str:
    """ElastiCache."""
    nodes = values(items, "elasticache_replication_group").get("num_cache_clusters", 1)
    return (
        f"the guide's amount pays for one such node, not for {nodes}"
        if nodes > 1
        else "one node, without the replicas that the guide asks for"
    )


def about_balancer(items: list[Item], ours: float) -> str:
    """Load balancer."""
    return "hours and capacity units; data sent to clients is counted at CloudFront"


def about_rest(items: list[Item], ours: float) -> str:
    """Everything else."""
    gateways = sum(item["kind"] == "ec2_nat_gateway" for item in items)
    addresses = "public addresses, WAF, CloudFront, keys, secrets, alarms and logs are not in the guide"
    return f"{gateways} NAT gateway{'s' if gateways != 1 else ''} before the first byte; {addresses}"


REASONS: dict[str, Callable[[list[Item], float], str]] = {
    "ECS Fargate": about_tasks,
    "RDS": about_database,
    "OpenSearch": about_search,
    "ElastiCache": about_cache,
    "ALB": about_balancer,
    OTHER: about_rest,
}


def compare(items: list[Item], ours: Estimate) -> list[Row]:
    """The guide's rows and the total."""
    amounts = ours.by_service()
    rest = round(sum(amount for service, amount in amounts.items() if service not in GUIDE), 2)
    rows = []
    for service, guide in GUIDE.items():
        amount = rest if service == OTHER else amounts.get(service, 0.0)
        rows.append(Row(service, guide, amount, REASONS[service](items, amount) if amount else "not in this stack"))
    total = sum(GUIDE.values())
    return [*rows, Row("Total", total, ours.month, f"{ours.month / total:.1f} times the guide")]


def as_dicts(rows: list[Row]) -> list[dict[str, Any]]:
    """For results and files."""
    return [asdict(row) for row in rows]
