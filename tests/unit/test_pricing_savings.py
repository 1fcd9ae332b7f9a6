"""What could be had for less equals the price of the changed stack; and what a plan changes of the bill."""

from dataclasses import replace

import pytest
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost import tables
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.difference import Difference, difference
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.lines import estimate
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.prices import SEOUL, Price, PriceList, price_list
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.savings import Saving, savings

from tests.unit import bill
from tests.unit.bill import Item, item

PRICES = price_list(SEOUL)


def found(items: list[Item], prices: PriceList = PRICES) -> dict[str, Saving]:
    return {one.name: one for one in savings(items, prices)}


def cheaper(items: list[Item]) -> float:
    return round(estimate(bill.guide(), PRICES).month - estimate(items, PRICES).month, 2)


def with_values(kind: str, **values: object) -> list[Item]:
    return [one | {"values": one["values"] | values} if one["kind"] == kind else one for one in bill.guide()]


def test_savings_are_the_difference_to_the_changed_stack() -> None:
    less = found(bill.guide())
    assert (
        less["Valkey instead of Redis"].month
        == cheaper(with_values("elasticache_replication_group", engine="valkey"))
        > 200
    )
    assert less["Tasks on ARM"].month == cheaper(with_values("ecs_task_definition", cpu_architecture="ARM64")) > 40
    assert (
        less["No dedicated masters"].month == cheaper(with_values("opensearch_domain", dedicated_master_count=0)) > 300
    )
    others = [one for one in bill.guide() if one["kind"] not in ("ec2_eip", "ec2_nat_gateway")]
    assert less["One NAT gateway"].month == cheaper([*others, *bill.gateways(("a",))]) == pytest.approx(2 * 730 * 0.064)


def test_alarms_of_gateways_go_with_them() -> None:
    gateways = [one for one in bill.gateways() if one["kind"] == "ec2_nat_gateway"]
    alarms = [item("cloudwatch_alarm", one["name"], dimensions={"NatGatewayId": one["id"]}) for one in gateways]
    assert found([*bill.gateways(), *alarms, item("cloudwatch_alarm", "other")])[
        "One NAT gateway"
    ].month == pytest.approx(2 * 730 * 0.064 + 0.2)


def test_what_is_done_already_is_no_saving() -> None:
    small = [
        *bill.service(2, 2, "ARM64"),
        *bill.gateways(("a",)),
        item("opensearch_domain", instance_type="t3.small.search", instance_count=1),
    ]
    assert set(found(small)) == {"OpenSearch nodes reserved for a year"}


def test_a_what_if_without_a_price_says_what_is_missing() -> None:
    prices = replace(
        PRICES,
        prices={name: price for name, price in PRICES.prices.items() if not name.startswith("elasticache.valkey")},
    )
    saving = found([bill.CACHE], prices)["Valkey instead of Redis"]
    assert saving.month is None and "no price known for valkey.cache.r6g.xlarge" in saving.price


def test_fewer_tasks_at_night_are_nine_hours_of_the_day() -> None:
    saving = found(bill.service())["2 instead of 3 tasks at night"]
    assert saving.month == pytest.approx(82.90 * 9 / 24, abs=0.01)
    assert "cron(0 22" in saving.how
    scheduled = found(
        [
            *bill.service(),
            item("autoscaling_scheduled_action", min_capacity=1),
            item("autoscaling_scheduled_action", "morning", min_capacity=3),
        ]
    )
    assert scheduled["1 instead of 3 tasks at night"].how == "ecs_schedules has it"
    assert not [name for name in found(bill.service(2)) if "night" in name]


def test_reservations_come_from_the_price_list_or_say_what_to_look_up() -> None:
    assert found([bill.CACHE])["ElastiCache nodes reserved for a year"].month is None
    offer = Price(0.3, "node-hour", "AWS Price List API", "2026-11-20")
    prices = replace(PRICES, prices=PRICES.prices | {"reserved_1y.elasticache.redis.cache.r6g.xlarge": offer})
    assert found([bill.CACHE], prices)["ElastiCache nodes reserved for a year"].month == pytest.approx(
        3 * 730 * (0.4917 - 0.3), abs=0.01
    )
    text = tables.savings_table(savings([bill.CACHE], PRICES))
    assert "no reserved price known for redis.cache.r6g.xlarge" in text and " ?  " in text


# The difference


def test_a_new_stack_costs_from_nothing() -> None:
    costs = estimate(bill.guide(), PRICES).month
    new = difference(bill.guide(), SEOUL)
    assert (new.before, new.after) == (0, costs)
    assert new.text() == f"Cost: +{costs:,.0f} USD a month (0 -> {costs:,.0f})"


def test_a_change_and_a_removal_cost_less() -> None:
    gone = [one | {"before": one["values"]} for one in bill.guide()]
    arm = [
        one | {"values": one["values"] | {"cpu_architecture": "ARM64"}} if one["kind"] == "ecs_task_definition" else one
        for one in gone
    ]
    assert difference(arm, SEOUL).text() == "Cost: -49.70 USD a month"
    removed = difference([one | {"values": None} for one in gone], SEOUL)
    assert removed.after == 0 and removed.text().endswith("-> 0)")


def test_nothing_is_said_where_nothing_that_costs_changes() -> None:
    kept = [one | {"before": one["values"]} for one in bill.guide()]
    assert difference([*kept, item("ec2_subnet")], SEOUL).text() == "" == Difference().text()
    assert difference([], SEOUL).as_dict() == {
        "before": 0.0,
        "after": 0.0,
        "change": 0.0,
        "unknown": [],
        "currency": "USD",
    }


def test_an_unknown_price_is_named_and_only_where_it_is_new() -> None:
    huge = item("rds_instance", db_instance_class="db.x9.huge", allocated_storage=100)
    assert (
        difference([huge], SEOUL).text()
        == "Cost: +13.10 USD a month (0 -> 13.10); no price known for db.x9.huge (knowledge-production): left out"
    )
    both = Difference()
    both.add(difference([huge], SEOUL))
    both.add(difference([huge], SEOUL))
    assert (both.after, len(both.unknown)) == (26.2, 1)
    assert difference([huge | {"before": huge["values"]}, item("kms_key")], SEOUL).text() == "Cost: +1.00 USD a month"


def test_other_assumptions_are_those_of_the_estimate() -> None:
    assert difference([item("logs_group")], SEOUL, {"logs_gb": 0, "logs_kept_months": 0}).text() == ""
