# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a plan or a run changes of the bill. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .charges import KINDS, Item
from .lines import estimate
from .prices import price_list

COUNTS = {*KINDS, "ecs_task_definition", "autoscaling_target"}  # what a price, or an amount, depends on


@dataclass
class Difference:
    """USD a month before and after, at the fewest tasks. unknown: in words, what could not be priced."""

    before: float = 0.0
    after: float = 0.0
    unknown: list[str] = field(default_factory=list)

    @property
    def change(self) -> float:
        """USD a month more, or less."""
        return round(self.after - self.before, 2)

    def add(self, other: Difference) -> None:
        """Take in that of another stack."""
        self.before, self.after = round(self.before + other.before, 2), round(self.after + other.after, 2)
        self.unknown += [text for text in other.unknown if text not in self.unknown]

    def text(self) -> str:
        """The line under the summary; empty where nothing changes."""
        whole = f" ({amount(self.before)} -> {amount(self.after)})" if not self.before or not self.after else ""
        changed = (
            [f"{'+' if self.change >= 0 else '-'}{amount(abs(self.change))} USD a month{whole}"] if self.change else []
        )
        return f"Cost: {'; '.join([*changed, *self.unknown])}" if changed or self.unknown else ""

    def as_dict(self) -> dict[str, Any]:
        """For files."""
        return {
            "before": self.before,
            "after": self.after,
            "change": self.change,
            "unknown": self.unknown,
            "currency": "USD",
        }


def amount(value: float) -> str:
    """Cents where they matter."""
    return f"{value:,.0f}" if value >= 1000 or not value else f"{value:,.2f}"


def difference(items: list[Item], region: str, assumptions: dict[str, float] | None = None) -> Difference:
    """The bill of all that the run saw, before and after it; also what is gone has to be among the items.

    Prices are only read where something that costs changes.
    """
    if not any(item["kind"] in COUNTS and item["before"] != item["values"] for item in items):
        return Difference()
    prices = price_list(region)
    before = estimate(
        [item | {"values": item["before"]} for item in items if item["before"] is not None], prices, assumptions
    )
    after = estimate([item for item in items if item["values"] is not None], prices, assumptions)
    return Difference(before.month, after.month, [text for text in after.unknown if text not in before.unknown])
