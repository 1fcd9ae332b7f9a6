"""What a stack costs: each kind against figures computed by hand, and what is said of prices that are not known."""

import csv
import io

import pytest
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost import guide, tables
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.charges import KINDS
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.lines import Estimate, estimate, wrong_assumptions
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.prices import (
    FOLDER,
    SEOUL,
    default_assumptions,
    parsed,
    path_of,
    price_list,
    read,
)

from tests.unit import bill
from tests.unit.bill import NAME, Item, item

PRICES = price_list(SEOUL)


def priced(*items: Item, **assumptions: float) -> Estimate:
    return estimate(items, PRICES, assumptions)


def month(service: str, *items: Item, **assumptions: float) -> float:
    return priced(*items, **assumptions).by_service().get(service, 0.0)


# The figures of the price research, rounded there to whole dollars.


def test_fargate_costs_by_vcpu_and_memory_from_the_fewest_to_the_most_tasks() -> None:
    found = priced(*bill.service())
    assert found.month == pytest.approx(3 * (2 * 0.04656 + 4 * 0.00511) * 730, abs=0.02)
    assert (round(found.month), round(found.month_max)) == (249, 1658)
    assert round(priced(*bill.service(architecture="ARM64")).month) == 199


def test_without_autoscaling_the_desired_count_is_what_runs() -> None:
    task, _, service = bill.service()
    found = priced(task, service)
    assert (found.month, found.month_max) == (248.69, 248.69)
    assert priced(service).lines == []
    told_by_aws = task | {"values": {key: value for key, value in task["values"].items() if key != "service"}}
    assert priced(told_by_aws, service).month == 248.69


def test_a_database_with_a_standby_costs_twice() -> None:
    assert round(month("RDS", bill.DATABASE)) == 840
    alone = item(
        "rds_instance",
        db_instance_class="db.r6g.xlarge",
        allocated_storage=200,
        storage_type="gp3",
        multi_az=False,
    )
    assert round(month("RDS", alone)) == 420
    assert month("RDS", alone, backup_beyond_gb=100) - month("RDS", alone) == pytest.approx(9.5)


def test_search_has_nodes_volumes_and_masters() -> None:
    without = bill.SEARCH | {"values": bill.SEARCH["values"] | {"dedicated_master_count": 0}}
    assert round(month("OpenSearch", without)) == 965
    assert round(month("OpenSearch", bill.SEARCH) - month("OpenSearch", without)) == 335


def test_a_cache_costs_by_its_nodes_and_less_with_valkey() -> None:
    valkey = bill.CACHE | {"values": bill.CACHE["values"] | {"engine": "valkey"}}
    assert (round(month("ElastiCache", bill.CACHE)), round(month("ElastiCache", valkey), -1)) == (1077, 860)


def test_gateways_addresses_and_balancer() -> None:
    assert round(month("NAT gateway", *bill.gateways(), nat_gb=0)) == 129
    assert month("NAT gateway", *bill.gateways(), nat_gb=1000) - month("NAT gateway", *bill.gateways(), nat_gb=0) == 59
    assert round(month("Public IPv4", *bill.gateways(), bill.BALANCER)) == 22
    assert round(month("ALB", bill.BALANCER)) == 22
    internal = bill.BALANCER | {"values": bill.BALANCER["values"] | {"scheme": "internal"}}
    assert month("Public IPv4", internal) == 0


@pytest.mark.parametrize(
    ("service", "amount", "items"),
    [
        ("WAF", 5 + 3 + 1.2, [item("wafv2_web_acl", rules=[{}, {}, {}])]),
        ("KMS", 2, [item("kms_key", "one"), item("kms_key", "two")]),
        (
            "Secrets Manager",
            0.8,
            [
                item("secretsmanager_secret"),
                item(
                    "rds_instance",
                    db_instance_class="db.t4g.micro",
                    allocated_storage=20,
                    manage_master_user_password=True,
                ),
            ],
        ),
        (
            "VPC endpoints",
            2 * 730 * 0.013,
            [
                item("ec2_vpc_endpoint", vpc_endpoint_type="Interface", subnet_ids=["a", "c"]),
                item("ec2_vpc_endpoint", "s3", vpc_endpoint_type="Gateway"),
            ],
        ),
        (
            "CloudWatch",
            0.1 + 0.5 + 3,
            [item("cloudwatch_alarm"), item("cloudwatch_composite_alarm"), item("cloudwatch_dashboard")],
        ),
        ("CloudWatch", 0.2, [item("autoscaling_policy")]),
        ("CloudWatch", 38 + 1.57, [item("logs_group", "one"), item("logs_group", "two")]),
        ("CloudWatch", 9, [item("ecs_cluster", container_insights="enabled")]),
        ("CloudWatch", 0, [item("ecs_cluster", container_insights="disabled")]),
        ("CloudFront", 6.3 + 2.4, [item("cloudfront_distribution")]),
        ("Data transfer", 6.3, [bill.BALANCER]),
        ("Data transfer", 0, [bill.BALANCER, item("cloudfront_distribution")]),
        ("S3", 2.5, [item("s3_bucket", "one"), item("s3_bucket", "two")]),
        ("ECR", 1, [item("ecr_repository")]),
        ("Route 53", 0.5, [item("route53_record", "one"), item("route53_record", "two")]),
    ],
)
def test_every_other_kind(service: str, amount: float, items: list[Item]) -> None:
    assert month(service, *items) == pytest.approx(amount, abs=0.011)


def test_the_guides_stack_lies_in_the_researched_range_and_what_that_leaves_out_is_known() -> None:
    """3,020 to 3,360 USD without dedicated masters."""
    found = priced(*bill.guide())
    masters = next(line.month for line in found.lines if "masters" in line.what)
    assert masters and 3020 <= found.month - masters <= 3360
    assert found.unknown == [] and found.as_dict()["year"] == pytest.approx(found.month * 12, abs=0.01)


# What is not known


def test_a_class_without_a_price_is_named_and_left_out() -> None:
    found = priced(
        item("rds_instance", db_instance_class="db.x9.huge", allocated_storage=100, storage_type="gp3"), item("kms_key")
    )
    assert found.unknown == [f"no price known for db.x9.huge ({NAME}): left out"]
    assert found.month == 13.1 + 1
    text = tables.table(found)
    assert "Not in the total:\n  no price known for db.x9.huge" in text


def test_parts_that_are_not_built_are_named() -> None:
    found = estimate([item("kms_key")], PRICES, unbuilt=["rds"])
    assert (found.month, found.unknown) == (1, ["not built, so nothing is counted: rds"])


def test_insights_kept_for_longer_than_the_free_week_are_no_price_of_ours() -> None:
    kept = item(
        "rds_instance",
        db_instance_class="db.t4g.micro",
        allocated_storage=20,
        enable_performance_insights=True,
        performance_insights_retention_period=31,
    )
    assert priced(kept).unknown == [f"no price known for insights ({NAME}): left out"]


def test_a_region_without_a_file_has_seouls_prices_as_estimates() -> None:
    elsewhere = price_list("ap-northeast-1")
    assert all(price.estimate and "Seoul's price" in price.how for price in elsewhere.prices.values())
    found = estimate([item("kms_key")], elsewhere)
    assert (found.month, len(found.estimates)) == (1.0, 1)
    assert "There are no prices of ap-northeast-1 here" in tables.table(found)


def test_assumptions_change_the_bill_and_wrong_ones_are_named() -> None:
    assert month("CloudWatch", item("logs_group"), logs_gb=100) == 76 + 3.14
    wrong = wrong_assumptions({"logs": 1, "nat_gb": -1, "lcu": "many"})
    assert [one.field for one in wrong] == ["logs", "nat_gb", "lcu"] and all(one.valid for one in wrong)
    assert wrong[0].valid.startswith("logs_gb, ")
    assert wrong_assumptions({"logs_gb": 0}) == []


# The price file


@pytest.mark.parametrize(
    "path", sorted(path for path in FOLDER.glob("*.yml") if path.stem != "assumptions"), ids=lambda path: path.stem
)
def test_every_figure_has_its_unit_source_and_date(path: object) -> None:
    content = read(path)
    prices = parsed(content)
    assert path == path_of(prices.region)
    for name, price in prices.prices.items():
        assert price.price > 0 and price.unit and price.source, name
        assert price.date.count("-") == 2 and "2025" < price.date < "2100", f"{name}: {price.date}"
        assert price.estimate == bool(price.how), f"{name}: an estimate tells how it was made, and nothing else does"
    assert path.read_text(encoding="utf-8") == prices.text(), "written by hand otherwise than a refresh writes it"


def test_every_assumption_says_what_it_is() -> None:
    assert all(
        set(entry) == {"value", "text"} and entry["value"] >= 0 and entry["text"]
        for entry in default_assumptions().values()
    )


def test_every_priced_kind_is_a_kind() -> None:
    from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import all_kinds

    assert {kind for kind in KINDS if not kind.startswith("cloudwatch_")} <= set(all_kinds())


# How it is told


def test_the_table_shows_price_source_date_assumptions_and_totals() -> None:
    found = priced(*bill.guide())
    text = tables.table(found)
    assert f"TOTAL{' ' * 10}" in text and f"{found.month:,.2f}" in text
    assert "opensearch.r6g.xlarge.search 0.4008: us-east-1 x 0.262/0.219" in text
    assert "rds.db.r6g.xlarge: AWS Price List AmazonRDS" in text and "2026-09-28" in text
    assert "Assumed, change with budget_cost_assumptions: 50 GB of logs" in text
    rows = list(csv.DictReader(io.StringIO(tables.as_csv(found))))
    assert len(rows) == len(found.lines) and round(sum(float(row["month"]) for row in rows), 2) == found.month


def test_the_guides_table_stands_beside_ours_with_reasons() -> None:
    found = priced(*bill.guide())
    rows = {row.service: row for row in guide.compare(bill.guide(), found)}
    assert (rows["Total"].guide, rows["Total"].ours) == (1810, found.month)
    assert sum(row.ours for row in rows.values()) == pytest.approx(2 * found.month)
    assert "standby" in rows["RDS"].reason and "3 dedicated masters" in rows["OpenSearch"].reason
    assert "not for 3" in rows["ElastiCache"].reason and "3 NAT gateways" in rows["Other"].reason
    alone = {row.service: row for row in guide.compare([item("kms_key")], priced(item("kms_key")))}
    assert alone["RDS"].reason == "not in this stack"
    assert "2.0 times" in tables.guide_table(list(rows.values())) or "times the guide" in tables.guide_table(
        list(rows.values())
    )
