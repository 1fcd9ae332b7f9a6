# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What there is to watch in a stack, from what its parts publish. Pure.

A target has ``dimensions`` (of its metrics), or ``each`` with dimensions by a short key where there are several;
``region`` where it is not the stack's; and properties on which thresholds and conditions of the catalogue depend.
A part that was left out makes no target.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

GLOBAL = "us-east-1"
MIB, GIB = 1024**2, 1024**3
Target = dict[str, Any]
# GiB of memory for each vCPU by the letter of a database class, and vCPUs by size; the small classes of t are a row of
# their own.
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html
GIB_PER_VCPU = {"c": 2, "m": 4, "r": 8}
SIZES = {"large": 2, "xlarge": 4}
SMALL = {"micro": 1, "small": 2, "medium": 4, "large": 8, "xlarge": 16, "2xlarge": 32}


def memory_gib(instance_class: str) -> int | None:
    """GiB of a class of RDS, such as 32 of db.r6g.xlarge; None for one that this table does not know."""
    _, family, size, *_ = [*instance_class.split("."), "", ""]
    if family[:1] == "t":
        return SMALL.get(size)
    if size == "medium":  # of the generations 6 to 8 only: one vCPU
        return GIB_PER_VCPU.get(family[:1])
    count = SIZES.get(size) or (
        4 * int(number) if size.endswith("xlarge") and (number := size.removesuffix("xlarge")).isdigit() else None
    )
    per_vcpu = GIB_PER_VCPU.get(family[:1])
    return per_vcpu * count if per_vcpu and count and not family.startswith("x") else None


def max_connections(memory: int | None, parameters: dict[str, Any]) -> int | None:
    """What PostgreSQL on RDS takes: the parameter, or AWS's own LEAST({DBInstanceClassMemory/9531392}, 5000).

    https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
    """
    if str(parameters.get("max_connections", "")).isdigit():
        return int(parameters["max_connections"])
    return min(memory * GIB // 9531392, 5000) if memory else None


def database(part: dict[str, Any]) -> Target:
    """The database, with what its class and storage hold."""
    memory = memory_gib(part["instance_class"])
    return {
        "dimensions": {"DBInstanceIdentifier": part["name"]},
        "burstable": part["instance_class"].startswith("db.t"),
        "storage_bytes": int(part["storage"]) * GIB,
        "memory_bytes": memory * GIB if memory else None,
        "max_connections": max_connections(memory, part["parameters"]),
    }


def search(part: dict[str, Any], account: str) -> Target:
    """The search domain. Its storage is told for each node, in MiB."""
    dimensions = {"DomainName": part["name"], "ClientId": account}
    return {
        "dimensions": dimensions,
        "several_nodes": int(part["node_count"]) > 1,
        "node_storage_mib": int(part["node_storage"]) * 1024,
    }


def cache_nodes(part: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Dimensions of the cache's nodes by the end of their names.

    AWS numbers them; in a plan they are those that a new group gets.
    """
    nodes = part.get("nodes")
    names = (
        nodes
        if isinstance(nodes, list) and nodes
        else [f"{part['name']}-{number:03}" for number in range(1, int(part["node_count"]) + 1)]
    )
    return {name.rsplit("-", 1)[-1]: {"CacheClusterId": name} for name in names}


def web_acls(names: dict[str, str], region: str) -> dict[str, Target]:
    """Web ACLs by scope; only regional ones name their region."""
    found: dict[str, Target] = {}
    if names.get("edge"):
        found["web_acl_edge"] = {"dimensions": {"WebACL": names["edge"], "Rule": "ALL"}, "region": GLOBAL}
    if names.get("regional"):
        found["web_acl_regional"] = {"dimensions": {"WebACL": names["regional"], "Rule": "ALL", "Region": region}}
    return found


def service(part: dict[str, Any], stack: dict[str, Any]) -> dict[str, Target]:
    """The service, and the rule that counts its failed deployments."""
    names = {"ClusterName": part["cluster_name"], "ServiceName": part["service_name"]}
    rule: Target = {"dimensions": {"RuleName": f"{stack['name']}-deployment-failed"}}
    return {
        "service": {"dimensions": names, "insights": part["container_insights"] != "disabled"},
        "deployment_rule": rule,
    }


def load_balancer(part: dict[str, Any]) -> dict[str, Target]:
    """The load balancer and what is behind it."""
    balancer = {"LoadBalancer": part["metric_name"]}
    return {
        "load_balancer": {"dimensions": balancer},
        "target_group": {"dimensions": balancer | {"TargetGroup": part["target_group_metric_name"]}},
    }


def network(part: dict[str, Any]) -> dict[str, Target]:
    """NAT gateways by zone."""
    gateways = part.get("nat_gateway_ids") or {}
    return (
        {"nat_gateways": {"each": {zone: {"NatGatewayId": gateway} for zone, gateway in sorted(gateways.items())}}}
        if gateways
        else {}
    )


def cache(part: dict[str, Any]) -> dict[str, Target]:
    """Nodes of the cache. Where there are several any may be a replica after a failover."""
    nodes: Target = {"each": cache_nodes(part)}
    return {"cache_nodes": nodes} | ({"cache_replicas": nodes} if len(nodes["each"]) > 1 else {})


def distribution(part: dict[str, Any]) -> dict[str, Target]:
    """The distribution, if there is one."""
    return (
        {"distribution": {"dimensions": {"DistributionId": part["id"], "Region": "Global"}, "region": GLOBAL}}
        if part["id"]
        else {}
    )


def certificates(part: dict[str, Any]) -> dict[str, Target]:
    """The certificates of load balancer and distribution."""
    arns: dict[str, str] = part["arns"]
    found: dict[str, Target] = {}
    if arns.get("alb"):
        found["certificate"] = {"dimensions": {"CertificateArn": arns["alb"]}}
    if arns.get("cloudfront"):
        found["certificate_edge"] = {"dimensions": {"CertificateArn": arns["cloudfront"]}, "region": GLOBAL}
    return found


def monitoring_targets(parts: dict[str, dict[str, Any]], stack: dict[str, Any]) -> dict[str, Target]:
    """Everything that can be watched, by the word that the catalogue uses.

    parts: what the roles published, by role; {} for one that was left out.
    """
    makers: dict[str, Callable[[dict[str, Any]], dict[str, Target]]] = {
        "ecs": lambda part: service(part, stack),
        "alb": load_balancer,
        "vpc": network,
        "rds": lambda part: {"database": database(part)},
        "opensearch": lambda part: {"search": search(part, stack["account_id"])},
        "elasticache": cache,
        "waf": lambda part: web_acls(part["names"], stack["region"]),
        "cloudfront": distribution,
        "acm": certificates,
    }
    found: dict[str, Target] = {}
    for part, make in makers.items():
        if parts.get(part):
            found |= make(parts[part])
    return found
