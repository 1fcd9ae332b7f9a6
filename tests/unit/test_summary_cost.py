"""The summary's line about the bill: from the journal of each stack, and never a reason to fail."""

from pathlib import Path
from typing import Any

import pytest
from ansible import constants as C
from ansible_collections.knowledge.aws.plugins.plugin_utils.core import journal
from ansible_collections.knowledge.stack.plugins.callback import summary

from tests.unit import bill


@pytest.fixture(autouse=True)
def temporary_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(C, "DEFAULT_LOCAL_TMP", str(tmp_path))


def callback(*hosts: str) -> summary.CallbackModule:
    module = summary.CallbackModule()
    module.resources = {host: [] for host in hosts}  # type: ignore[assignment]
    return module


def write(host: str, *items: Any, **more: Any) -> None:
    journal.write(host, {"kind": "any", "resources": [], "component": "", "items": list(items), **more})


def test_the_bills_of_all_stacks_are_added() -> None:
    write("one", bill.item("kms_key"))
    write("two", bill.item("kms_key"), bill.item("wafv2_web_acl", region="us-east-1", rules=[]))
    assert callback("one", "two")._cost().text() == "Cost: +8.20 USD a month (0 -> 8.20)"


def test_the_estimates_assumptions_are_the_summarys() -> None:
    write("one", bill.item("logs_group"))
    write("one", assumptions={"logs_gb": 100, "logs_kept_months": 0})
    assert callback("one")._cost().text() == "Cost: +76.00 USD a month (0 -> 76.00)"


def test_a_region_without_a_file_is_priced_as_seoul_also_beside_global_resources() -> None:
    write(
        "one",
        bill.item("kms_key", region="eu-west-1"),
        bill.item("ec2_vpc", region="eu-west-1"),
        bill.item("wafv2_web_acl", region="us-east-1", rules=[]),
    )
    assert summary.region_of(journal.items("one")) == "eu-west-1"
    assert callback("one")._cost().change == 7.2


def test_without_a_journal_nothing_is_said() -> None:
    assert callback("one")._cost().text() == ""


def test_a_bill_that_cannot_be_told_does_not_end_the_run() -> None:
    write("one", bill.item("rds_instance", allocated_storage=20))
    assert callback("one")._cost().text() == "Cost: that of one cannot be told (KeyError: 'db_instance_class')"
