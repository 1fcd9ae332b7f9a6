"""The plan is true, the run does it, and a second run does nothing."""

from pathlib import Path

import pytest

from tests.support import readback
from tests.support.stack import NETWORK, Account, Built, succeeded

PLAN = "Plan: {} to add, 0 to change, 0 to replace, 0 to destroy."
DONE = "Done: {} added, 0 changed, 0 replaced, 0 destroyed."


def test_a_plan_of_an_empty_account_reaches_every_role_and_writes_nothing(production: Built) -> None:
    succeeded(production.planned)
    assert production.planned.writes == []
    assert production.planned.total == PLAN.format(len(production.planned.names("create")))


def test_the_run_makes_exactly_what_the_plan_said(production: Built) -> None:
    assert production.run.names("create") == production.planned.names("create")
    assert production.run.names("update", "replace", "delete", "keep") == []
    assert production.run.total == DONE.format(len(production.planned.names("create")))


def test_boto3_finds_what_the_run_says_and_nothing_else(production: Built) -> None:
    made, found = production.run.by_kind("create"), readback.listed(production.account.env)
    assert found == {kind: names for kind, names in made.items() if kind in found}
    network = {"ec2_vpc", "ec2_subnet", "ec2_internet_gateway", "ec2_eip", "ec2_nat_gateway", "ec2_route_table", "ec2_security_group", "kms_key", "logs_group"}
    assert network <= found.keys()


def test_what_is_made_carries_the_stacks_tags(production: Built) -> None:
    tagged = readback.tagged(production.account.env, "production")
    network = ("ec2_", "kms_", "logs_group")
    arns = {entry["arn"].removesuffix(":*") for entry in production.run.resources if entry["kind"].startswith(network)}
    assert arns
    assert arns - tagged == set()


@pytest.mark.parametrize("options", [(), ("--check", "--diff")], ids=["run", "check"])
def test_on_a_built_stack_nothing_is_written(production: Built, options: tuple[str, ...]) -> None:
    again = succeeded(production.account.play("site.yml", *options))
    assert again.total == "No changes."
    assert again.writes == []
    assert again.names("keep") == production.run.names("create")


def test_the_json_of_a_plan_tells_before_and_after_of_each_field(account: Account) -> None:
    succeeded(account.play("site.yml", *NETWORK, inventory="staging"))
    change = ("-e", '{"vpc_flow_log_retention_days": 30, "security_groups_app_port": 8080}')
    planned = succeeded(account.play("site.yml", "--check", *NETWORK, *change, inventory="staging"))
    assert planned.plan["mode"] == "plan"
    assert planned.plan["failed"] is False
    assert list(planned.plan["hosts"]) == ["knowledge-staging"]
    entries = {(entry["kind"], entry["name"]): entry for entry in planned.resources}
    group = entries["logs_group", "/vpc/knowledge-staging"]
    assert group["action"] == "update"
    assert group["fields"]["retention_days"] == {"before": 7, "after": 30}
    app = entries["ec2_security_group", "knowledge-staging-app"]["fields"]["ingress"]
    assert [rule["port"] for rule in app["before"]] == [8000]
    assert [rule["port"] for rule in app["after"]] == [8080]
    assert planned.plan["summary"] == {"add": 0, "change": 3, "replace": 0, "destroy": 0, "keep": len(planned.resources) - 3}

    run = succeeded(account.play("site.yml", *NETWORK, *change, inventory="staging"))
    assert run.plan["mode"] == "run"
    assert run.names("update") == planned.names("update")
    assert [entry["fields"] for entry in run.resources] == [entry["fields"] for entry in planned.resources]
    assert account.play("site.yml", *NETWORK, *change, inventory="staging").writes == []


def test_without_the_wish_for_json_no_file_is_written(account: Account, tmp_path: Path) -> None:
    planned = succeeded(account.play("site.yml", "--check", "--tags", "kms", env={"STACK_PLAN_JSON": ""}))
    assert planned.plan == {}
    assert list(tmp_path.iterdir()) == []
