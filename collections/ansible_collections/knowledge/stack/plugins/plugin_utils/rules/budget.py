"""Rules about budgets and who is told. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateBudget.html"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.budgets.rules import (
    NUMBER,
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
        value = v.get(variable, 0)
        if isinstance(value, str) and NUMBER.fullmatch(value):  # of the command line
            value = float(value)
        if not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
            yield Finding(variable, f"{value} is not possible", what)


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Amounts, notifications, addresses, assumptions. A topic that another part will publish is not known here."""
    yield from numbers(v)
    yield from notification_findings("budget_notifications", v.get("budget_notifications") or [])
    emails = v.get("budget_emails") or []
    yield from address_findings("budget_emails", emails.split(",") if isinstance(emails, str) else emails)
    if v.get("budget_topic_arn"):
        yield from address_findings("budget_topic_arn", [str(v["budget_topic_arn"])])
    for text in wrong_assumptions(v.get("budget_cost_assumptions") or {}):
        yield Finding("budget_cost_assumptions", text)
