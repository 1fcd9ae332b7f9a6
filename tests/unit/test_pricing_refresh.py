"""What AWS's Price List API is asked, and what its answers mean."""

from typing import Any

from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.prices import SEOUL, parsed, price_list
from ansible_collections.knowledge.stack.plugins.plugin_utils.cost.refresh import Question, question, refreshed

from local_aws import pricing

PRICES = price_list(SEOUL)


def ask(questions: list[Question]) -> list[list[dict[str, Any]]]:
    """The local Price List API, without a wire."""
    import json

    return [[json.loads(text) for text in pricing.get_products(one.request(SEOUL))["PriceList"]] for one in questions]


def test_a_class_is_asked_for_by_its_usage_type_in_its_region() -> None:
    asked = question("rds.db.r7g.2xlarge", PRICES)
    assert asked and asked.unit == "instance-hour"
    assert asked.request("ap-northeast-1") == {
        "ServiceCode": "AmazonRDS",
        "Filters": [
            {"Type": "TERM_MATCH", "Field": "regionCode", "Value": "ap-northeast-1"},
            {"Type": "TERM_MATCH", "Field": "databaseEngine", "Value": "PostgreSQL"},
            {"Type": "CONTAINS", "Field": "usagetype", "Value": "InstanceUsage:db.r7g.2xlarge"},
        ],
    }
    assert question("route53.zone", PRICES) is None


def test_only_the_usage_type_itself_is_meant() -> None:
    asked = question("elasticache.redis.cache.r6g.xlarge", PRICES)
    assert asked
    for usage, right in {
        "NodeUsage:cache.r6g.xlarge": True,
        "APN2-NodeUsage:cache.r6g.xlarge": True,
        "APN2-ExtendedSupportYr1_Yr2-NodeUsage:cache.r6g.xlarge": False,
        "APN2-NodeUsage:cache.r6g.xlarge2": False,
    }.items():
        assert asked.fits({"product": {"attributes": {"usagetype": usage}}}, SEOUL) == right, usage
    key = question("kms.key", PRICES)
    assert key and key.fits({"product": {"attributes": {"usagetype": "ap-northeast-2-KMS-Keys"}}}, SEOUL)


def test_answers_replace_figures_and_the_rest_stays_and_is_named() -> None:
    new, renewed, kept = refreshed(PRICES, ["rds.db.r6g.xlarge", "rds.db.unheard.of"], ask, "2026-11-25")
    assert sorted(renewed) == [
        "elasticache.redis.cache.r6g.xlarge",
        "fargate.x86_64.vcpu",
        "rds.db.r6g.xlarge",
        "reserved_1y.rds.db.r6g.xlarge",
    ]
    database, cache = new.of("rds.db.r6g.xlarge"), new.of("elasticache.redis.cache.r6g.xlarge")
    assert (
        database
        and cache
        and (database.price, database.date, cache.price, cache.estimate, cache.how)
        == (0.54, "2026-11-20", 0.49, False, "")
    )
    assert "usage type APN2-InstanceUsage:db.r6g.xlarge, SKU LOCALDATABASE" in database.source
    assert kept["nat.hour"] == "AWS answers with 2 different prices" and new.of("nat.hour") == PRICES.of("nat.hour")
    assert (
        kept["rds.db.unheard.of"] == "AWS answers with no such price"
        and kept["route53.zone"] == "how to ask for it is not known"
    )
    assert set(kept) | set(renewed) >= set(PRICES.prices)


def test_a_refreshed_list_is_read_back_as_it_was_written() -> None:
    import yaml

    new, _, _ = refreshed(PRICES, [], ask, "2026-11-25")
    assert parsed(yaml.safe_load(new.text())) == new
