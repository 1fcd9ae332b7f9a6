"""What a stack costs is the same before it is built, in its plan and when it stands;
and the plan says what it changes of that.
"""

import csv
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.knowledge.stack.plugins.plugin_utils.roles.budget import budget_limit

from tests.support.cloud import Run, client
from tests.support.stack import Account, Built, succeeded

# No credentials, and an endpoint at which nobody answers.
OFFLINE = {
    "HOME": "/nonexistent",
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
    "AWS_ACCESS_KEY_ID": "",
    "AWS_SECRET_ACCESS_KEY": "",
    "AWS_SESSION_TOKEN": "",
    "AWS_EC2_METADATA_DISABLED": "true",
}
ZONE = "Route 53"  # names are made where the account has the hosted zone; these accounts have none


def estimated(folder: Path, inventory: str, *options: str, env: Mapping[str, str] = OFFLINE) -> dict[str, Any]:
    """The estimate that cost.yml writes."""
    file = folder / "cost.json"
    ended = Run(
        ["playbooks/cost.yml", "-i", f"inventories/{inventory}", "-e", f"cost_file={file}", *options],
        {**os.environ, **env},
    ).wait(120)
    assert ended.rc == 0, ended.output[-3000:]
    return json.loads(file.read_text(encoding="utf-8"))


def lines_of(estimate: dict[str, Any]) -> list[tuple[str, str, str, float, float]]:
    """What each line says, but for the hosted zone."""
    names = ("service", "resource", "price", "month", "month_max")
    return sorted(tuple(line[name] for name in names) for line in estimate["lines"] if line["service"] != ZONE)


def month_of(estimate: dict[str, Any]) -> float:
    """USD a month, but for the hosted zone."""
    return round(sum(line["month"] for line in estimate["lines"] if line["service"] != ZONE), 2)


@pytest.fixture(scope="module")
def production_estimate(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return estimated(tmp_path_factory.mktemp("cost"), "production")


def test_the_guides_stack_is_priced_without_credentials_or_network(production_estimate: dict[str, Any]) -> None:
    """249 and 1,658 USD for 3 and 20 tasks, 840 for the database; 3,020 to 3,360 for what the research counts."""
    amounts: dict[str, float] = {}
    for line in production_estimate["lines"]:
        amounts[line["service"]] = amounts.get(line["service"], 0) + line["month"]
        assert line["unit"] and line["source"] and line["date"]
    assert (round(amounts["ECS Fargate"]), round(amounts["RDS"])) == (249, 840)
    tasks_more = production_estimate["month_max"] - production_estimate["month"]
    assert round(tasks_more) == round(1658 - 249)
    masters = sum(line["month"] for line in production_estimate["lines"] if "masters" in line["what"])
    assert 3020 <= production_estimate["month"] - masters <= 3360 * 1.02, (
        "alarms and the second web ACL are not in the research"
    )
    assert production_estimate["unknown"] == []
    assert [row["guide"] for row in production_estimate["guide"]] == [300, 400, 600, 350, 50, 110, 1810]
    assert all(row["reason"] for row in production_estimate["guide"])


def test_a_plan_and_the_built_stack_cost_what_was_estimated(
    production: Built, production_estimate: dict[str, Any], tmp_path: Path
) -> None:
    month = month_of(production_estimate)
    for played in (production.planned, production.run):
        assert f"Cost: +{month:,.0f} USD a month (0 -> {month:,.0f})" in played.stdout
        assert (played.plan["cost"]["before"], played.plan["cost"]["after"], played.plan["cost"]["unknown"]) == (
            0,
            month,
            [],
        )
    account, file = production.account, tmp_path / "built.json"
    built = succeeded(account.play("playbooks/cost.yml", "-e", "stack_state=gathered", "-e", f"cost_file={file}"))
    assert built.writes == []
    assert lines_of(json.loads(file.read_text(encoding="utf-8"))) == lines_of(production_estimate)
    (budget,) = client("budgets", account.env, "us-east-1").describe_budgets(AccountId=account.id)["Budgets"]
    assert float(budget["BudgetLimit"]["Amount"]) == budget_limit(month, 10)


def test_a_change_costs_its_difference_and_the_second_run_says_nothing(production: Built) -> None:
    arm = succeeded(production.account.play("site.yml", "--check", "-e", "ecs_cpu_architecture=ARM64"))
    assert arm.plan["cost"]["change"] == -49.7
    assert "Cost: -49.70 USD a month" in arm.stdout
    again = succeeded(production.account.play("site.yml", "--check"))
    assert "Cost:" not in again.stdout and again.plan["cost"]["change"] == 0


def test_staging_costs_the_same_planned_and_built(account: Account, tmp_path: Path) -> None:
    before = estimated(tmp_path, "staging")
    month = month_of(before)
    planned = succeeded(account.play("site.yml", "--check", inventory="staging"))
    run = succeeded(account.play("site.yml", inventory="staging"))
    assert (
        planned.plan["cost"]
        == run.plan["cost"]
        == {"before": 0.0, "after": month, "change": month, "unknown": [], "currency": "USD"}
    )
    file = tmp_path / "built.json"
    succeeded(
        account.play("playbooks/cost.yml", "-e", "stack_state=gathered", "-e", f"cost_file={file}", inventory="staging")
    )
    assert lines_of(json.loads(file.read_text(encoding="utf-8"))) == lines_of(before)


SAVINGS = {
    "Valkey instead of Redis": ("elasticache_engine=valkey", "elasticache_engine_version=7.2"),
    "Tasks on ARM": ("ecs_cpu_architecture=ARM64",),
    "One NAT gateway": ("vpc_nat_mode=single",),
    "No dedicated masters": ("opensearch_dedicated_master_count=0",),
}


@pytest.mark.parametrize("name", SAVINGS)
def test_a_saving_is_what_the_changed_inventory_costs_less(
    production_estimate: dict[str, Any], tmp_path: Path, name: str
) -> None:
    options = [word for value in SAVINGS[name] for word in ("-e", value)]
    saving = next(one for one in production_estimate["savings"] if one["name"] == name)
    changed = estimated(tmp_path, "production", *options)
    assert saving["month"] == round(production_estimate["month"] - changed["month"], 2) > 0
    assert name not in [one["name"] for one in changed["savings"]]


def test_prices_that_are_not_known_are_named_and_left_out(tmp_path: Path, production_estimate: dict[str, Any]) -> None:
    file = tmp_path / "cost.csv"
    environment = {**os.environ, **OFFLINE}
    options = ["-e", "rds_instance_class=db.r8g.xlarge", "-e", f"cost_file={file}"]
    ended = Run(["playbooks/cost.yml", "-i", "inventories/production", *options], environment).wait(120)
    assert ended.rc == 0, ended.output[-3000:]
    assert "no price known for db.r8g.xlarge (knowledge-production): left out" in ended.stdout
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert next(row for row in rows if row["price"] == "rds.db.r8g.xlarge")["month"] == ""
    assert round(sum(float(row["month"] or 0) for row in rows), 2) == round(production_estimate["month"] - 787.67, 2)


def test_prices_are_refreshed_from_aws_and_what_it_does_not_answer_is_named(account: Account, tmp_path: Path) -> None:
    refreshed = succeeded(
        account.play("playbooks/cost.yml", "-e", "cost_refresh=true", "-e", f"cost_prices={tmp_path}")
    )
    text = (tmp_path / "ap_northeast_2.yml").read_text(encoding="utf-8")
    assert "price: 0.54\n" in text and "reserved_1y.rds.db.r6g.xlarge" in text
    assert "kept nat.hour: AWS answers with 2 different prices" in refreshed.stdout
    assert {call.operation for call in refreshed.calls} == {"GetProducts"}
