# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the boxes say: a few short lines for each kind of resource, and what a band has in each zone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .boxes import Item
from .stack import Stack, port, told

Lines = Callable[[Item, Stack], list[str]]


def always(text: str) -> Lines:
    """The same line for all."""
    return lambda item, stack: [text]


def fields(*names: str) -> Lines:
    """Lines that are fields as they are."""
    return lambda item, stack: [str(item["values"][name]) for name in names if told(item["values"].get(name))]


def many(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def days(item: Item, stack: Stack) -> list[str]:
    """How long a log is kept."""
    kept = item["values"].get("retention_in_days")
    return [many(kept, "day") if kept else "kept for ever"]


def count(field: str, noun: str) -> Lines:
    """How many entries a field has."""

    def lines(item: Item, stack: Stack) -> list[str]:
        return [many(len(item["values"].get(field) or []), noun)]

    return lines


def joined(*parts: Any) -> str:
    """What is there of some texts, in one line."""
    return " · ".join(str(part) for part in parts if part)


def distribution(item: Item, stack: Stack) -> list[str]:
    v = item["values"]
    cached = [entry.get("path_pattern", "") for entry in v.get("cache_behaviors") or []]
    return [
        joined(*(v.get("aliases") or [])) or "no alias",
        joined((v.get("viewer_certificate") or {}).get("minimum_protocol_version"), v.get("http_version")),
        str(v.get("price_class") or ""),
        f"cached: {', '.join(cached)}" if cached else "nothing is cached",
    ]


def web_acl(item: Item, stack: Stack) -> list[str]:
    rules = item["values"].get("rules") or []
    return [
        f"{len(rules)} rules, else {item['values'].get('default_action', '')}",
        *(str(rule.get("Name", "")) for rule in rules),
    ]


def load_balancer(item: Item, stack: Stack) -> list[str]:
    protected = (item["values"].get("attributes") or {}).get("deletion_protection.enabled") == "true"
    return [joined(item["values"].get("scheme"), "deletion protection" if protected else "")]


def tasks_range(item: Item, stack: Stack) -> str:
    """The autoscaler's range of a service's tasks."""
    for target in stack.of("autoscaling_target"):
        capacity = target["values"].get("capacity") or {}
        if target["name"].endswith(f"/{item['name']}") and capacity:
            return f"{capacity.get('min_capacity')}–{capacity.get('max_capacity')}"
    return ""


def task_size(item: Item, stack: Stack) -> str:
    """vCPU and memory of one task."""
    found = stack.find(item["values"].get("task_definition"), "ecs_task_definition") or stack.find(
        item["name"], "ecs_task_definition"
    )
    v = found["values"] if found else {}
    return f"{v['cpu'] / 1024:g} vCPU {v['memory'] / 1024:g} GB" if v.get("cpu") and v.get("memory") else ""


def ecs_service(item: Item, stack: Stack) -> list[str]:
    scaled, size = tasks_range(item, stack), task_size(item, stack)
    return [
        joined(
            "Fargate", f"{scaled or item['values'].get('desired_count')} tasks of {size}" if size else f"{scaled} tasks"
        )
    ]


def task_definition(item: Item, stack: Stack) -> list[str]:
    v = item["values"]
    return [
        joined(
            f"{v['cpu'] / 1024:g} vCPU {v['memory'] / 1024:g} GB" if v.get("cpu") and v.get("memory") else "",
            v.get("cpu_architecture"),
        )
    ]


def rds_instance(item: Item, stack: Stack) -> list[str]:
    v = item["values"]
    grows = f", up to {v['max_allocated_storage']}" if v.get("max_allocated_storage") else ""
    engine = f"{v.get('engine')} {v.get('engine_version')}".replace("postgres ", "PostgreSQL ")
    return [
        joined(v.get("db_instance_class"), engine, "Multi-AZ" if v.get("multi_az") else "Single-AZ"),
        joined(
            f"{v.get('allocated_storage')} GB {v.get('storage_type') or ''}{grows}",
            f"backups for {many(v.get('backup_retention_period') or 0, 'day')}",
        ),
    ]


def opensearch(item: Item, stack: Stack) -> list[str]:
    v = item["values"]
    number, of_type = v.get("dedicated_master_count"), v.get("dedicated_master_type")
    masters = f"{number} × {of_type}" if number else ""
    size = f"{v.get('volume_size')} GB {v.get('volume_type') or ''} each"
    return [
        joined(f"{v.get('instance_count')} × {v.get('instance_type')}", size),
        joined(f"OpenSearch {v.get('engine_version')}", masters),
    ]


def replication_group(item: Item, stack: Stack) -> list[str]:
    v = item["values"]
    engine = f"{str(v.get('engine')).capitalize()} {v.get('engine_version')}"
    return [
        joined(f"{v.get('num_cache_clusters')} × {v.get('cache_node_type')}", engine),
        joined(
            "Multi-AZ" if v.get("multi_az_enabled") else "Single-AZ",
            "automatic failover" if v.get("automatic_failover_enabled") else "",
            "TLS" if v.get("transit_encryption_enabled") else "",
        ),
    ]


def spread(number: int, zones: int) -> list[int]:
    """How many of a number fall to each zone."""
    return [number // zones + (zone < number % zones) for zone in range(zones)]


def task_parts(item: Item, stack: Stack, zones: int) -> list[list[str]]:
    size = task_size(item, stack)
    return [
        [many(here, "task"), size] if here else [] for here in spread(item["values"].get("desired_count") or 0, zones)
    ]


def search_parts(item: Item, stack: Stack, zones: int) -> list[list[str]]:
    v = item["values"]
    data, masters = spread(v.get("instance_count") or 0, zones), spread(v.get("dedicated_master_count") or 0, zones)
    words = [
        (many(one, "data node") if one else "", many(two, "master") if two else "")
        for one, two in zip(data, masters, strict=True)
    ]
    return [[joined(*pair), str(v.get("instance_type"))] if any(pair) else [] for pair in words]


def cache_parts(item: Item, stack: Stack, zones: int) -> list[list[str]]:
    nodes = spread(item["values"].get("num_cache_clusters") or 0, zones)
    replicas = [number - (zone == 0) for zone, number in enumerate(nodes)]
    words = [
        joined("primary" if zone == 0 and nodes[0] else "", many(more, "replica") if more > 0 else "")
        for zone, more in enumerate(replicas)
    ]
    return [[word, str(item["values"].get("cache_node_type"))] if word else [] for word in words]


def database_parts(item: Item, stack: Stack, zones: int) -> list[list[str]]:
    words = ["primary", "standby" if item["values"].get("multi_az") else ""]
    return [
        [word, str(item["values"].get("db_instance_class"))] if word else [] for word in (words + [""] * zones)[:zones]
    ]


def listener(item: Item, stack: Stack) -> list[str]:
    v = item["values"]
    action: dict[str, Any] = next(iter(v.get("default_actions") or []), {})
    return [joined(f"{v.get('protocol')} {v.get('port')}", action.get("type"))]


def target_group(item: Item, stack: Stack) -> list[str]:
    v = item["values"]
    return [joined(f"{v.get('protocol')} {v.get('port')}", v.get("health_check_path"))]


def capacity(item: Item, stack: Stack) -> list[str]:
    wanted = item["values"].get("capacity") or {}
    return [f"{wanted.get('min_capacity')}–{wanted.get('max_capacity')} tasks"]


def policy(item: Item, stack: Stack) -> list[str]:
    v = item["values"]
    metric = (
        str(v.get("predefined_metric_type", ""))
        .removeprefix("ECSServiceAverage")
        .removesuffix("Utilization")
        .replace("ALBRequestCountPerTarget", "requests")
    )
    return [f"{metric} at {v.get('target_value', 0):g}"]


def scheduled(item: Item, stack: Stack) -> list[str]:
    v = item["values"]
    return [joined(v.get("schedule"), f"min {v['min_capacity']}" if v.get("min_capacity") is not None else "")]


def rules_of_group(item: Item, stack: Stack) -> list[str]:
    v = item["values"]
    ways = [
        f"{word} {' '.join(dict.fromkeys(port(rule) for rule in v[name]))}"
        for word, name in (("in", "ingress"), ("out", "egress"))
        if v.get(name)
    ]
    return [joined(*ways) or "closed"]


def route_table(item: Item, stack: Stack) -> list[str]:
    way = way_out(item, stack)
    return [f"to {way}" if way else "no way out"]


def way_out(table: Item, stack: Stack) -> str:
    """Where the default route of a table leads; empty without one."""
    for route in table["values"].get("routes") or []:
        if route.get("destination_cidr_block") == "0.0.0.0/0":
            reference = next((value for name, value in route.items() if name != "destination_cidr_block"), "")
            target = stack.find(reference)
            key = target["key"].rpartition(".")[2] if target else ""
            return f"{target['noun'].replace('nat', 'NAT')} {key}".removesuffix(" main") if target else "elsewhere"
    return ""


def bucket(item: Item, stack: Stack) -> list[str]:
    return [
        joined(
            "KMS" if item["values"].get("kms_master_key_id") else "S3 keys",
            "versions" if item["values"].get("versioning") else "",
        )
    ]


def record(item: Item, stack: Stack) -> list[str]:
    v = item["values"]
    return [joined(v.get("type"), "alias" if v.get("alias_target") else "")]


def endpoint(item: Item, stack: Stack) -> list[str]:
    v = item["values"]
    return [joined(v.get("vpc_endpoint_type"), str(v.get("service_name", "")).rpartition(".")[2])]


def plainly(item: Item, stack: Stack) -> list[str]:
    """Of a kind that the picture does not know: its noun and its first short field."""
    shown = [
        str(value)
        for name, value in item["values"].items()
        if told(value) and not isinstance(value, bool) and name not in ("description", "name")
    ]
    return [joined(item["noun"], *shown[:1])]


def alarm(item: Item, stack: Stack) -> list[str]:
    return fields("metric_name", "alarm_rule", "threshold")(item, stack)[:1] or plainly(item, stack)


def address(item: Item, stack: Stack) -> list[str]:
    """The allocation id of an address."""
    return [item["id"] if told(item["id"]) else "fixed address"]


def priority(item: Item, stack: Stack) -> list[str]:
    """Where a listener's rule stands among the others."""
    return [f"rule {item['values'].get('priority', '')}"]


def key(item: Item, stack: Stack) -> list[str]:
    """Whether AWS renews a key every year."""
    return [joined("KMS key", "rotated" if item["values"].get("enable_key_rotation") else "")]


def cluster(item: Item, stack: Stack) -> list[str]:
    """Whether the cluster is watched in detail."""
    return [f"insights {item['values'].get('container_insights', 'disabled')}"]


def budget(item: Item, stack: Stack) -> list[str]:
    """The limit and its period."""
    v = item["values"]
    limit = v.get("budget_limit") or {}
    return [joined(f"{limit.get('amount', 0):,.0f} {limit.get('unit', 'USD')}", str(v.get("time_unit") or "").lower())]
