# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Estimates as text for the screen and for spreadsheets. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from itertools import groupby

from .guide import Row
from .lines import Estimate, Line
from .savings import Saving

COLUMNS = (
    "service",
    "resource",
    "what",
    "quantity",
    "most",
    "unit",
    "unit_price",
    "month",
    "month_max",
    "year",
    "price",
    "source",
    "date",
    "estimate",
    "how",
)


def usd(value: float | None) -> str:
    """An amount, or that there is none."""
    return "?" if value is None else f"{value:,.2f}"


def aligned(rows: Iterable[tuple[str, ...]], right: set[int]) -> list[str]:
    """Rows as columns; those of these numbers to the right."""
    rows = list(rows)
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]

    def shown(cell: str, column: int) -> str:
        return cell.rjust(widths[column]) if column in right else cell.ljust(widths[column])

    return ["  ".join(shown(cell, column) for column, cell in enumerate(one)).rstrip() for one in rows]


def row(line: Line) -> tuple[str, ...]:
    """One line of the table."""
    price = f"{line.unit_price:g}{'*' if line.estimate else ''}" if line.unit_price is not None else "?"
    use = f"{line.quantity:,.10g}{' (assumed)' if line.assumed else ''}"
    return (
        "",
        line.resource,
        line.what,
        use,
        line.unit,
        price,
        usd(line.month),
        usd(line.month_max),
        usd(line.year),
        line.date,
    )


def table(estimate: Estimate) -> str:
    """By service and resource, at the fewest and the most tasks, then what is assumed, estimated and left out."""
    rows: list[tuple[str, ...]] = [
        ("SERVICE", "RESOURCE", "WHAT", "QUANTITY", "UNIT", "PRICE", "MONTH", "MAX TASKS", "YEAR", "PRICE OF")
    ]
    for service, of_service in groupby(estimate.lines, key=lambda line: line.service):
        lines = list(of_service)
        month, most = (round(sum(getattr(line, name) or 0 for line in lines), 2) for name in ("month", "month_max"))
        rows.append((service, "", "", "", "", "", usd(month), usd(most), usd(round(month * 12, 2)), ""))
        rows += [row(line) for line in lines]
    rows.append(
        (
            "TOTAL",
            "",
            "",
            "",
            "",
            "",
            usd(estimate.month),
            usd(estimate.month_max),
            usd(round(estimate.month * 12, 2)),
            "",
        )
    )
    text = aligned(rows, {3, 5, 6, 7, 8})
    text += [
        "",
        (
            f"{estimate.currency} on demand, without tax, 730 hours a month. "
            "MONTH and YEAR: the fewest tasks. Free tiers are not taken off."
        ),
    ]
    if estimate.note:
        text.append(estimate.note)
    if estimate.unknown:
        text += ["", "Not in the total:", *(f"  {entry}" for entry in estimate.unknown)]
    if estimate.estimates:
        text += [
            "",
            "* estimates, not AWS's own figures of this region:",
            *(f"  {entry}" for entry in estimate.estimates),
        ]
    text += ["", "Assumed, change with budget_cost_assumptions: " + "; ".join(estimate.assumptions)]
    text += ["", "Sources:", *(f"  {entry}" for entry in sources(estimate))]
    return "\n".join(text)


def sources(estimate: Estimate) -> list[str]:
    """Where each figure that is no estimate comes from, once."""
    return list(
        dict.fromkeys(
            f"{line.price}: {line.source}, {line.date}"
            for line in estimate.lines
            if line.unit_price is not None and not line.estimate
        )
    )


def guide_table(rows: list[Row]) -> str:
    """The guide's amounts beside ours."""
    shown = [
        ("SERVICE", "GUIDE", "HERE", "WHY"),
        *((one.service, usd(one.guide), usd(one.ours), one.reason) for one in rows),
    ]
    return "\n".join(aligned(shown, {1, 2}))


def savings_table(found: list[Saving]) -> str:
    """What could be had for less."""
    shown = [
        ("SAVING", "USD A MONTH", "HOW", "BUT"),
        *((one.name, usd(one.month), one.how, one.price) for one in found),
    ]
    return "\n".join(aligned(shown, {1}))


def as_csv(estimate: Estimate) -> str:
    """One line of the table a row, for spreadsheets."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(line, name) for name in COLUMNS] for line in estimate.lines)
    return target.getvalue()
