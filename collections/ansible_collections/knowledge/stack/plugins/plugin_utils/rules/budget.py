# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about budgets and who is told. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateBudget.html"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.budgets.rules import (
    address_findings,
    notification_findings,
)

from ..cost.lines import wrong_assumptions


def numbers(v: dict[str, Any]) -> Iterator[Finding]:
    """Amounts and percentages."""
    for variable, what in (
        ("budget_limit", "0 for the estimate, or USD a month"),
        ("budget_margin_percent", "percent"),
        ("budget_anomaly_threshold", "USD"),
    ):
        value = v.get(variable) or 0
        if not 0 <= value < math.inf:
            yield Finding(variable, f"{value:g} is not possible", what)


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Amounts, notifications, addresses, assumptions. A topic that another part will publish is not known here."""
    yield from numbers(v)
    yield from notification_findings("budget_notifications", v.get("budget_notifications") or [])
    yield from address_findings("budget_emails", v.get("budget_emails") or [])
    if v.get("budget_topic_arn"):
        yield from address_findings("budget_topic_arn", [str(v["budget_topic_arn"])])
    for found in wrong_assumptions(v.get("budget_cost_assumptions") or {}):
        yield Finding("budget_cost_assumptions", f"{found.field} {found.wrong}", found.valid)
