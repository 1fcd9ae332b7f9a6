"""What KMS refuses is refused before it is asked."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.kms import rules as kms
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import kms as inventory

RIGHT: dict[str, Any] = {"kms_pending_window_in_days": 30, "kms_keys": {"data": {"description": "Data"}}}


@pytest.mark.parametrize("days", [7, 30, "14"])
def test_days_that_are_right(days: Any) -> None:
    assert not list(kms.window_findings(days))


@pytest.mark.parametrize("days", [6, 31, "soon", None])
def test_days_that_are_refused(days: Any) -> None:
    (finding,) = kms.window_findings(days)
    assert (finding.field, finding.valid) == ("pending_window_in_days", "7 to 30")


def test_the_defaults_are_right() -> None:
    assert not list(inventory.findings(RIGHT))


@pytest.mark.parametrize(
    ("values", "variable"),
    [
        ({"kms_pending_window_in_days": 6}, "kms_pending_window_in_days"),
        ({"kms_keys": {"other": {"description": "Others"}}}, "kms_keys"),
        ({"kms_keys": {"data": {}}}, "kms_keys"),
    ],
)
def test_findings(values: dict[str, Any], variable: str) -> None:
    assert [finding.field for finding in inventory.findings(RIGHT | values)] == [variable]
