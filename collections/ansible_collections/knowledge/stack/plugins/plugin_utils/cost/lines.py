# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""From items to lines with amounts. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding

from .charges import Charge, Item, charges
from .prices import PriceList, default_assumptions

SERVICES = (  # in the order of the table
    "ECS Fargate",
    "RDS",
    "OpenSearch",
    "ElastiCache",
    "ALB",
    "NAT gateway",
    "Public IPv4",
    "VPC endpoints",
    "Data transfer",
    "WAF",
    "CloudFront",
    "Route 53",
    "S3",
    "ECR",
    "KMS",
    "Secrets Manager",
    "CloudWatch",
)


@dataclass(frozen=True)
class Line:
    """One line of the table.

    quantity and month at the fewest tasks, most and month_max at the most.
    Amounts in USD; None where no price is known.
    """

    service: str
    resource: str
    what: str
    quantity: float
    most: float
    unit: str
    unit_price: float | None
    month: float | None
    month_max: float | None
    year: float | None
    price: str
    source: str
    date: str
    estimate: bool
    how: str
    assumed: bool


@dataclass(frozen=True)
class Estimate:
    """What a stack costs.

    unknown: in words, what is left out of the totals. unbuilt: parts that a look-up did not find.
    """

    lines: list[Line]
    assumptions: list[str]
    note: str = ""
    currency: str = "USD"
    unbuilt: tuple[str, ...] = ()

    @property
    def month(self) -> float:
        """USD a month at the fewest tasks."""
        return round(sum(line.month or 0 for line in self.lines), 2)

    @property
    def month_max(self) -> float:
        """USD a month at the most tasks."""
        return round(sum(line.month_max or 0 for line in self.lines), 2)

    @property
    def unknown(self) -> list[str]:
        """What is left out."""
        missing = [line for line in self.lines if line.unit_price is None]
        unbuilt = [f"not built, so nothing is counted: {part}" for part in self.unbuilt]
        return unbuilt + list(
            dict.fromkeys(
                f"no price known for {line.price.partition('.')[2] or line.price} ({line.resource}): left out"
                for line in missing
            )
        )

    @property
    def estimates(self) -> list[str]:
        """Figures that are not AWS's own for this region, and how they were made."""
        return list(
            dict.fromkeys(
                f"{line.price} {line.unit_price:g}: {line.how}; {line.source}" for line in self.lines if line.estimate
            )
        )

    def by_service(self) -> dict[str, float]:
        """USD a month at the fewest tasks, by service."""
        totals: dict[str, float] = {}
        for line in self.lines:
            totals[line.service] = totals.get(line.service, 0) + (line.month or 0)
        return {service: round(amount, 2) for service, amount in totals.items()}

    def as_dict(self) -> dict[str, Any]:
        """For results and files."""
        return {
            "month": self.month,
            "month_max": self.month_max,
            "year": round(self.month * 12, 2),
            "lines": [asdict(line) for line in self.lines],
            "unknown": self.unknown,
            "estimates": self.estimates,
            "assumptions": self.assumptions,
            "note": self.note,
            "currency": self.currency,
        }


def assumed(changed: dict[str, float] | None = None) -> dict[str, float]:
    """The assumptions by name, with those that an inventory changes."""
    known = default_assumptions()
    return {name: float(entry["value"]) for name, entry in known.items()} | {
        name: float(value) for name, value in (changed or {}).items()
    }


def wrong_assumptions(changed: dict[str, Any]) -> list[Finding]:
    """What cannot be meant: names that there are not, and amounts below nothing."""
    known = default_assumptions()
    found = [Finding(name, "is no assumption", ", ".join(known)) for name in changed if name not in known]
    return found + [
        Finding(name, f"{value} is no amount", "a number, 0 or more")
        for name, value in changed.items()
        if not isinstance(value, int | float) or not 0 <= value < math.inf
    ]


def estimate(
    items: Iterable[Item], prices: PriceList, changed: dict[str, float] | None = None, unbuilt: Iterable[str] = ()
) -> Estimate:
    """What these items cost a month.

    changed: assumptions that are not the default ones; unbuilt: parts that were looked for in vain.
    """
    use = assumed(changed)
    found = [line(charge, prices) for charge in charges(items, use) if charge.quantity or charge.most]
    found.sort(key=lambda one: SERVICES.index(one.service))  # the order inside a service stays
    texts = [f"{use[name]:g} {entry['text']}" for name, entry in default_assumptions().items()]
    return Estimate(found, texts, prices.note, prices.currency, tuple(unbuilt))


def line(charge: Charge, prices: PriceList) -> Line:
    """A charge with its price."""
    most = charge.quantity if charge.most is None else charge.most
    price = prices.of(charge.price)
    common = (charge.service, charge.resource, charge.what, charge.quantity, most)
    if price is None:
        return Line(*common, "", None, None, None, None, charge.price, "", "", False, "", charge.assumed)
    month, month_max = round(charge.quantity * price.price, 2), round(most * price.price, 2)
    year = round(12 * month, 2)
    return Line(
        *common,
        price.unit,
        price.price,
        month,
        month_max,
        year,
        charge.price,
        price.source,
        price.date,
        price.estimate,
        price.how,
        charge.assumed,
    )
