"""The Price List API."""

import json

import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def pricing(account):
    return account.client("pricing", "us-east-1")


def usages(pricing, *filters):
    answer = pricing.get_products(
        ServiceCode="AmazonRDS", Filters=[dict(zip(("Type", "Field", "Value"), one, strict=True)) for one in filters]
    )
    return [json.loads(text)["product"]["attributes"]["usagetype"] for text in answer["PriceList"]]


def test_products_are_found_by_their_attributes(pricing):
    seoul = ("TERM_MATCH", "regionCode", "ap-northeast-2")
    assert usages(pricing, seoul) == ["APN2-InstanceUsage:db.r6g.xlarge", "APN2-Multi-AZUsage:db.r6g.xlarge"]
    assert usages(pricing, seoul, ("CONTAINS", "usagetype", "InstanceUsage:db.r6g.xlarge")) == [
        "APN2-InstanceUsage:db.r6g.xlarge"
    ]
    assert usages(pricing, ("TERM_MATCH", "databaseEngine", "Oracle")) == []


def test_a_product_tells_what_it_costs_on_demand_and_reserved(pricing):
    answer = pricing.get_products(
        ServiceCode="AmazonRDS",
        Filters=[{"Type": "TERM_MATCH", "Field": "usagetype", "Value": "APN2-InstanceUsage:db.r6g.xlarge"}],
    )
    terms = json.loads(answer["PriceList"][0])["terms"]
    amounts = [
        dimension["pricePerUnit"]["USD"]
        for kind in terms.values()
        for term in kind.values()
        for dimension in term["priceDimensions"].values()
    ]
    assert [float(amount) for amount in amounts] == [0.54, 0.36]


def test_only_products_are_here(pricing):
    with pytest.raises(ClientError):
        pricing.describe_services()
