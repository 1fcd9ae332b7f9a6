# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Prices as AWS's Price List API tells them: what to ask, and what an answer means. Pure.

https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from .prices import Price, PriceList

PREFIX = re.compile(r"[A-Z]{2,4}\d{0,2}-")  # of a region in a usage type: APN2-, EUC1-, UGW1-
RESERVED = "reserved_1y."
UNITS = ("instance-hour", "node-hour")  # what can be reserved


@dataclass(frozen=True)
class Question:
    """What to ask for one price.

    usage: the usage type without the region's prefix; times: how many of AWS's units are one of ours.
    """

    name: str
    service: str
    usage: str
    filters: dict[str, str]
    unit: str
    times: float = 1

    def request(self, region: str) -> dict[str, Any]:
        """The parameters of GetProducts."""
        exact = [
            {"Type": "TERM_MATCH", "Field": field, "Value": value}
            for field, value in {"regionCode": region, **self.filters}.items()
        ]
        return {
            "ServiceCode": self.service,
            "Filters": [*exact, {"Type": "CONTAINS", "Field": "usagetype", "Value": self.usage}],
        }

    def fits(self, product: dict[str, Any], region: str) -> bool:
        """Whether the usage type is just this one; extended support and the like have longer ones."""
        usage = product["product"]["attributes"].get("usagetype", "")
        before = usage.removesuffix(self.usage)
        return usage.endswith(self.usage) and (
            not before or before == f"{region}-" or PREFIX.fullmatch(before) is not None
        )


def question(name: str, prices: PriceList) -> Question | None:
    """How this price is asked for; None where the file does not say."""
    ask = prices.asks.get(name)
    family = next(
        (
            one
            for one in sorted(prices.asks, key=len, reverse=True)
            if name.startswith(f"{one}.") and "{type}" in prices.asks[one]["usage"]
        ),
        None,
    )
    ask = ask or (prices.asks[family] if family else None)
    if ask is None:
        return None
    known = prices.of(name)
    rest = name.removeprefix(f"{family}.") if family else ""
    usage = ask["usage"].replace("{type}", rest)
    return Question(
        name,
        ask["service"],
        usage,
        ask.get("filters", {}),
        known.unit if known else ask.get("unit", "unit"),
        ask.get("times", 1),
    )


def dimension(term: dict[str, Any]) -> float | None:
    """USD a unit of the first tier that costs something."""
    tiers = sorted(term["priceDimensions"].values(), key=lambda tier: float(tier.get("beginRange") or 0))
    amounts = [float(tier["pricePerUnit"].get("USD", 0)) for tier in tiers]
    return next((amount for amount in amounts if amount), None)


def on_demand(product: dict[str, Any]) -> float | None:
    """What a unit costs without a contract."""
    return next((amount for term in product["terms"].get("OnDemand", {}).values() if (amount := dimension(term))), None)


def reserved(product: dict[str, Any]) -> float | None:
    """What an hour costs with a contract for a year, nothing paid in advance."""
    for term in product["terms"].get("Reserved", {}).values():
        wanted = {"LeaseContractLength": "1yr", "PurchaseOption": "No Upfront"}
        if wanted.items() <= term.get("termAttributes", {}).items() and (amount := dimension(term)):
            return amount
    return None


@dataclass(frozen=True)
class Answer:
    """Prices by name, or why there is none."""

    found: dict[str, Price]
    reason: str = ""


def answer(asked: Question, products: Iterable[dict[str, Any]], region: str, today: str) -> Answer:
    """The price of what was asked for, and of the same by the year. today: YYYY-MM-DD, where AWS gives no date."""
    fitting = [product for product in products if asked.fits(product, region)]
    amounts = {amount for product in fitting if (amount := on_demand(product))}
    if not amounts:
        return Answer({}, "AWS answers with no such price")
    if len(amounts) > 1:
        return Answer({}, f"AWS answers with {len(amounts)} different prices")
    product = next(product for product in fitting if on_demand(product))
    date = str(product.get("publicationDate") or today)[:10]
    usage, sku = product["product"]["attributes"]["usagetype"], product["product"].get("sku", "")
    source = f"AWS Price List API, {asked.service}, usage type {usage}, SKU {sku}"
    found = {asked.name: Price(round(amounts.pop() * asked.times, 8), asked.unit, source, date)}
    yearly = next((amount for one in fitting if (amount := reserved(one))), None)
    if yearly and asked.unit in UNITS:
        found[f"{RESERVED}{asked.name}"] = Price(
            yearly, asked.unit, f"{source}, reserved for a year without upfront payment", date
        )
    return Answer(found)


def refreshed(
    prices: PriceList, needed: Iterable[str], ask: Callable[[list[Question]], list[list[dict[str, Any]]]], today: str
) -> tuple[PriceList, list[str], dict[str, str]]:
    """The list with AWS's own figures, the names that are new or renewed, and those that stay, each with the reason.

    needed: names that a stack uses, whether the list has them or not.
    """
    names = list(dict.fromkeys([*(name for name in prices.prices if not name.startswith(RESERVED)), *needed]))
    questions = [one for name in names if (one := question(name, prices))]
    kept = {name: "how to ask for it is not known" for name in names if name not in {one.name for one in questions}}
    found: dict[str, Price] = {}
    for asked, products in zip(questions, ask(questions), strict=True):
        said = answer(asked, products, prices.region, today)
        found |= said.found
        if not said.found:
            kept[asked.name] = said.reason
    return replace(prices, prices=prices.prices | found), list(found), kept
