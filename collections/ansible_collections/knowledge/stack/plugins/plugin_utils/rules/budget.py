"""Rules about budgets and who is told. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateBudget.html"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.budgets.rules import (
    NUMBER,
    address_objections,
    notification_objections,
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
    for text in notification_objections(v.get("budget_notifications") or []):
        yield Finding("budget_notifications", text)
    emails = v.get("budget_emails") or []
    for text in address_objections(emails.split(",") if isinstance(emails, str) else emails):
        yield Finding("budget_emails", text)
    if v.get("budget_topic_arn"):
        for text in address_objections([str(v["budget_topic_arn"])]):
            yield Finding("budget_topic_arn", text)
    for text in wrong_assumptions(v.get("budget_cost_assumptions") or {}):
        yield Finding("budget_cost_assumptions", text)
