# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Prices: one file a region in the collection's folder ``prices``, every figure with its unit, source and date.

Nothing here asks AWS. A region without a file has Seoul's prices, each marked as an estimate.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[3] / "prices"
SEOUL = "ap-northeast-2"
HOURS = 730  # in a month, as AWS's own calculator has it
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
HEADER = """\
# What AWS asks for on demand, in USD without tax.
# Global services (CloudFront, WAF at the edge, Route 53) stand here, too.
# Renewed with: ansible-playbook playbooks/cost.yml -i inventories/production -e cost_refresh=true
# An estimate is a figure that was not found in AWS's own price list of this region; how: in which way it was made.
# asks: how the Price List API is asked. usage is the usage type without the region's prefix;
# a family stands for <family>.<type>.
"""


@dataclass(frozen=True)
class Price:
    """What one unit costs. how: in which way an estimate was made. date: when AWS asked for this, YYYY-MM-DD."""

    price: float
    unit: str
    source: str
    date: str
    estimate: bool = False
    how: str = ""


@dataclass(frozen=True)
class PriceList:
    """The prices of one region.

    note: what is to be said of all of them. asks: how the Price List API is asked for them.
    """

    region: str
    prices: dict[str, Price]
    asks: dict[str, dict[str, Any]]
    note: str = ""
    currency: str = "USD"

    def of(self, name: str) -> Price | None:
        """The price of this name; None where none is known."""
        return self.prices.get(name)

    def text(self) -> str:
        """The list as the file it is read from; a value that says nothing is left out."""
        prices = {
            name: {key: value for key, value in asdict(price).items() if value not in (False, "")}
            for name, price in self.prices.items()
        }
        asks = [
            f"  {name}: {flow(ask)}" if len(name + flow(ask)) <= 116 else f"  {name}:\n    {flow(ask)}"
            for name, ask in self.asks.items()
        ]
        head = [f"region: {self.region}", f"currency: {self.currency}", "asks:", *asks]
        return (
            HEADER
            + "\n".join(head)
            + "\n"
            + yaml.safe_dump({"prices": prices}, sort_keys=False, width=116, allow_unicode=True)
        )


def flow(value: dict[str, Any]) -> str:
    """A mapping on one line."""
    return str(yaml.safe_dump(value, default_flow_style=True, sort_keys=False, width=150).strip())


def path_of(region: str, folder: Path = FOLDER) -> Path:
    """The file of a region, whether it is there or not."""
    return folder / f"{region.replace('-', '_')}.yml"


def read(path: Path) -> Any:
    """A YAML file, read in C where that is there."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - both loaders are the safe ones


def parsed(content: dict[str, Any]) -> PriceList:
    """A price list from what its file says."""
    prices = {name: Price(**entry) for name, entry in content["prices"].items()}
    return PriceList(content["region"], prices, content["asks"], currency=content["currency"])


@cache
def price_list(region: str) -> PriceList:
    """The prices of a region; where it has no file, Seoul's, as estimates."""
    if path_of(region).exists():
        return parsed(read(path_of(region)))
    seoul = parsed(read(path_of(SEOUL)))
    how = f"Seoul's price: there is none of {region} here"
    prices = {
        name: replace(price, estimate=True, how=f"{how}; {price.how}".removesuffix("; "))
        for name, price in seoul.prices.items()
    }
    note = (
        f"There are no prices of {region} here, so those of {SEOUL} are used: every figure is an estimate. "
        "-e cost_refresh=true asks AWS for its own."
    )
    return PriceList(region, prices, seoul.asks, note, seoul.currency)


@cache
def default_assumptions() -> dict[str, dict[str, Any]]:
    """What a month's use is taken to be: value and text by name."""
    return dict(read(FOLDER / "assumptions.yml"))
