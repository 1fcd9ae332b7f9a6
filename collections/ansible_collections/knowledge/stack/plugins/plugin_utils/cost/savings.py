# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What could be had for less: each as a change of the items, priced again. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from .charges import Item
from .lines import assumed, estimate
from .prices import PriceList

NIGHT_HOURS = 9  # from 22 to 7 o'clock
NIGHT_TASKS = 2  # one bad task must not be an outage
RESERVED = {"rds_instance": "RDS", "opensearch_domain": "OpenSearch", "elasticache_replication_group": "ElastiCache"}


@dataclass(frozen=True)
class Saving:
    """One way to pay less.

    month: USD less a month; None where a price is missing. how: the variable to set; price: what is given up.
    """

    name: str
    month: float | None
    how: str
    price: str


def changed(items: list[Item], kind: str, fits: Callable[[dict[str, Any]], bool], **values: Any) -> list[Item]:
    """The items with other values in those of a kind that fit."""
    return [
        item | {"values": item["values"] | values} if item["kind"] == kind and fits(item["values"]) else item
        for item in items
    ]


def valkey(items: list[Item]) -> list[Item]:
    """Every Redis as Valkey."""
    return changed(
        items, "elasticache_replication_group", lambda values: values.get("engine", "redis") == "redis", engine="valkey"
    )


def arm(items: list[Item]) -> list[Item]:
    """Every task on ARM."""
    return changed(items, "ecs_task_definition", lambda values: True, cpu_architecture="ARM64")


def one_gateway(items: list[Item]) -> list[Item]:
    """One NAT gateway for all zones, with its address and its alarms."""
    gateways = [item for item in items if item["kind"] == "ec2_nat_gateway"]
    extra = len(gateways) - 1
    addresses = [item for item in items if item["kind"] == "ec2_eip"]
    going = gateways[1:] + addresses[len(addresses) - extra :] if extra > 0 else []
    watched = [str(gateway["id"]) for gateway in gateways[1:]]

    def stays(item: Item) -> bool:
        watches = item["kind"] == "cloudwatch_alarm" and any(one in str(item["values"]) for one in watched)
        return not watches and not any(item is one for one in going)

    return [item for item in items if stays(item)]


def no_masters(items: list[Item]) -> list[Item]:
    """Data nodes that elect their master among themselves."""
    count = "dedicated_master_count"
    return changed(items, "opensearch_domain", lambda values: bool(values.get(count)), **{count: 0})


WHAT_IFS: tuple[tuple[str, Callable[[list[Item]], list[Item]], str, str], ...] = (
    (
        "Valkey instead of Redis",
        valkey,
        "elasticache_engine: valkey",
        "clients speak the same protocol; it cannot become Redis again",
    ),
    ("Tasks on ARM", arm, "ecs_cpu_architecture: ARM64", "the image has to be built for arm64"),
    (
        "One NAT gateway",
        one_gateway,
        "vpc_nat_mode: single",
        "the loss of its zone cuts off all zones; traffic from other zones costs 0.01 USD a GB more",
    ),
    (
        "No dedicated masters",
        no_masters,
        "opensearch_dedicated_master_count: 0",
        "a busy data node may lose the cluster",
    ),
)


def savings(items: list[Item], prices: PriceList, assumptions: dict[str, float] | None = None) -> list[Saving]:
    """Everything that this stack could pay less for."""
    now = estimate(items, prices, assumptions)
    found = []
    for name, what_if, how, lost in WHAT_IFS:
        then = estimate(what_if(items), prices, assumptions)
        new = set(then.unknown) - set(now.unknown)
        less = round(now.month - then.month, 2)
        if new:
            found.append(Saving(name, None, how, f"{'; '.join(sorted(new))}; {lost}"))
        elif less > 0:
            found.append(Saving(name, less, how, lost))
    return [*found, *night(items, prices), *reserved(items, prices, assumptions)]


def night(items: list[Item], prices: PriceList) -> list[Saving]:
    """Fewer tasks from 22 to 7 o'clock: what a schedule of the inventory brings, or would bring."""
    found = []
    for target in (item for item in items if item["kind"] == "autoscaling_target"):
        fewest = target["values"]["capacity"]["min_capacity"]
        actions = [
            item["values"]["min_capacity"]
            for item in items
            if item["kind"] == "autoscaling_scheduled_action" and item["values"].get("min_capacity") is not None
        ]
        at_night = min(actions, default=NIGHT_TASKS)
        if at_night >= fewest:
            continue
        fewer = target | {"values": {"capacity": target["values"]["capacity"] | {"min_capacity": at_night}}}
        all_day = (
            estimate(items, prices).month
            - estimate([fewer if item is target else item for item in items], prices).month
        )
        if actions:
            how, lost = "ecs_schedules has it", "not taken off above: autoscaling may keep more tasks than the fewest"
        else:
            how, lost = (
                f"ecs_schedules: {{night: {{schedule: 'cron(0 22 * * ? *)', min_capacity: {at_night}}}, …}}",
                "fewer tasks while few ask",
            )
        found.append(
            Saving(f"{at_night} instead of {fewest} tasks at night", round(all_day * NIGHT_HOURS / 24, 2), how, lost)
        )
    return found


def reserved(items: list[Item], prices: PriceList, assumptions: dict[str, float] | None = None) -> list[Saving]:
    """A year paid for in advance, from the price list; where that has no such price, what to look up."""
    nodes = [
        line
        for line in estimate(items, prices, assumptions).lines
        if line.service in RESERVED.values() and line.unit.endswith("-hour")
    ]
    found = []
    for service in dict.fromkeys(line.service for line in nodes):
        of_service = [line for line in nodes if line.service == service]
        offers = [prices.of(f"reserved_1y.{line.price}") for line in of_service]
        name = f"{service} nodes reserved for a year"
        if all(offers):
            less = sum(
                (line.unit_price or 0) * line.quantity - offer.price * line.quantity
                for line, offer in zip(of_service, offers, strict=True)
                if offer
            )
            found.append(
                Saving(name, round(less, 2), "buy the reservation in the console", "paid for a year, used or not")
            )
        else:
            missing = ", ".join(
                line.price.partition(".")[2] for line, offer in zip(of_service, offers, strict=True) if not offer
            )
            found.append(
                Saving(
                    name,
                    None,
                    "-e cost_refresh=true asks AWS",
                    f"no reserved price known for {missing}; it depends on class, term and payment",
                )
            )
    return found


def as_dicts(found: list[Saving]) -> list[dict[str, Any]]:
    """For results and files."""
    return [asdict(one) for one in found]


__all__ = ["Saving", "as_dicts", "assumed", "savings"]
