"""Price List API, which moto has not: GetProducts from a file of products, in the form of AWS's answers.

https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html
"""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from werkzeug.wrappers import Request, Response

TARGET = "AWSPriceListService."
PRODUCTS = Path(__file__).parent / "price_list.yml"
JSON = "application/x-amz-json-1.1"
MATCHES: dict[str, Callable[[str, str], bool]] = {
    "TERM_MATCH": lambda value, wanted: value == wanted,
    "CONTAINS": lambda value, wanted: wanted in value,
}


@cache
def products() -> list[dict[str, Any]]:
    return list(yaml.safe_load(PRODUCTS.read_text(encoding="utf-8")))


def term(sku: str, code: str, amount: float, unit: str, attributes: dict[str, str]) -> dict[str, Any]:
    """One way to pay, in the form of the price list."""
    dimension = {
        "rateCode": f"{sku}.{code}.RATE",
        "unit": unit,
        "beginRange": "0",
        "endRange": "Inf",
        "pricePerUnit": {"USD": f"{amount:.10f}"},
        "description": f"USD {amount} per {unit}",
        "appliesTo": [],
    }
    return {
        "sku": sku,
        "offerTermCode": code,
        "termAttributes": attributes,
        "priceDimensions": {dimension["rateCode"]: dimension},
    }


def entry(product: dict[str, Any]) -> str:
    """One product as the text that AWS answers with."""
    sku, unit = product["sku"], product["unit"]
    terms: dict[str, Any] = {"OnDemand": {f"{sku}.ON": term(sku, "ON", product["usd"], unit, {})}}
    if "reserved_1y" in product:
        contract = {"LeaseContractLength": "1yr", "PurchaseOption": "No Upfront", "OfferingClass": "standard"}
        terms["Reserved"] = {f"{sku}.YEAR": term(sku, "YEAR", product["reserved_1y"], unit, contract)}
    described = {"sku": sku, "productFamily": product.get("family", ""), "attributes": product["attributes"]}
    return json.dumps(
        {
            "product": described,
            "serviceCode": product["service"],
            "terms": terms,
            "publicationDate": product["published"],
        }
    )


def get_products(request: dict[str, Any]) -> dict[str, Any]:
    """The products of a service that fit all filters."""
    found = [product for product in products() if product["service"] == request["ServiceCode"]]
    for wanted in request.get("Filters", []):
        fits = MATCHES[wanted["Type"]]
        found = [
            one
            for one in found
            if fits(
                {"productFamily": one.get("family", ""), **one["attributes"]}.get(wanted["Field"], ""), wanted["Value"]
            )
        ]
    return {"FormatVersion": "aws_v1", "PriceList": [entry(product) for product in found]}


def answer(request: Request) -> Response:
    operation = request.headers["X-Amz-Target"].removeprefix(TARGET)
    if operation != "GetProducts":
        return Response(
            json.dumps({"__type": "InvalidParameterException", "message": f"{operation} is not here"}),
            status=400,
            mimetype=JSON,
        )
    return Response(json.dumps(get_products(json.loads(request.get_data()))), mimetype=JSON)
