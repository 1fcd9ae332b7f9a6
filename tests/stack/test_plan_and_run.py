"""The plan is true, the run does it, and a second run does nothing."""

from pathlib import Path

import pytest
import yaml
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import all_kinds

from tests.support import readback
from tests.support.cloud import REGION, ROOT
from tests.support.stack import NETWORK, OF_THE_ACCOUNT, Account, Built, Played, succeeded

PLAN = "Plan: {} to add, {} to change, 0 to replace, 0 to destroy."
DONE = "Done: {} added, {} changed, 0 replaced, 0 destroyed."


def numbers(played: Played) -> tuple[int, int]:
    """How many are made, and how many switches of the account turned on."""
    assert played.by_kind("update").keys() <= OF_THE_ACCOUNT
    assert played.by_kind("replace", "delete", "keep").keys() <= OF_THE_ACCOUNT, (
        "what AWS lists a day later is waited for"
    )
    return len(played.names("create")), len(played.names("update"))


def test_a_plan_of_an_empty_account_reaches_every_role_and_writes_nothing(production: Built) -> None:
    succeeded(production.planned)
    assert production.planned.writes == []
    assert production.planned.total == PLAN.format(*numbers(production.planned))


def test_the_run_makes_exactly_what_the_plan_said(production: Built) -> None:
    for action in ("create", "update"):
        assert production.run.names(action) == production.planned.names(action)
    assert production.run.total == DONE.format(*numbers(production.planned))


def test_boto3_finds_what_the_run_says_and_nothing_else(production: Built) -> None:
    made, found = production.run.by_kind("create", "update"), readback.listed(production.account.env)
    assert found == made
    assert sum(len(names) for names in found.values()) == sum(numbers(production.planned))


def test_no_kind_is_left_out_of_the_oracle() -> None:
    assert set(all_kinds()) - readback.KINDS == set()


def test_what_is_made_carries_the_stacks_tags(production: Built) -> None:
    tagged = readback.tagged(production.account.env, "production")
    # of each kind whose members the tagging API knows at all, it knows every one
    by_kind: dict[str, set[str]] = {}
    for entry in production.run.resources:
        by_kind.setdefault(entry["kind"], set()).add(entry["arn"].removesuffix(":*"))
    known = {kind for kind, arns in by_kind.items() if arns & tagged}
    assert {kind: by_kind[kind] - tagged for kind in known if by_kind[kind] - tagged} == {}
    assert {
        "ec2_vpc",
        "kms_key",
        "rds_instance",
        "opensearch_domain",
        "s3_bucket",
        "elbv2_load_balancer",
        "ecs_service",
        "cloudfront_distribution",
    } <= known


def test_the_list_of_parts_says_what_is_made_in_us_east_1(production: Built) -> None:
    """Nothing else is looked for there, as a stack of the same name may be at home there."""
    kinds = all_kinds()
    far = {(entry["kind"], entry["region"]) for entry in production.run.resources}
    # WAF's and the global kinds know themselves where they are
    made = {name for name, region in far if region != REGION and kinds[name].region_for({}, REGION) == REGION}
    parts = yaml.safe_load((ROOT / "roles/wiring/vars/main/parts.yml").read_text(encoding="utf-8"))["stack_parts"]
    listed = {name for part in parts for name in part.get("edge", [])}
    assert made - {"wafv2_web_acl", "wafv2_ip_set"} <= listed and len(made) > 3


@pytest.mark.parametrize("options", [(), ("--check", "--diff")], ids=["run", "check"])
def test_on_a_built_stack_nothing_is_written(production: Built, options: tuple[str, ...]) -> None:
    again = succeeded(production.account.play("site.yml", *options))
    assert again.total == "No changes."
    assert again.writes == []
    assert [one for one in again.names("keep") if one[0] not in OF_THE_ACCOUNT] == production.run.names("create")


def test_the_json_of_a_plan_tells_before_and_after_of_each_field(account: Account) -> None:
    succeeded(account.play("site.yml", *NETWORK, inventory="staging"))
    change = ("-e", '{"vpc_flow_log_retention_in_days": 30, "security_groups_app_port": 8080}')
    planned = succeeded(account.play("site.yml", "--check", *NETWORK, *change, inventory="staging"))
    assert planned.plan["mode"] == "plan"
    assert planned.plan["failed"] is False
    assert list(planned.plan["hosts"]) == ["knowledge-staging"]
    entries = {(entry["kind"], entry["name"]): entry for entry in planned.resources}
    group = entries["logs_group", "/vpc/knowledge-staging"]
    assert group["action"] == "update"
    assert group["fields"]["retention_in_days"] == {"before": 7, "after": 30}
    app = entries["ec2_security_group", "knowledge-staging-app"]["fields"]["ingress"]
    assert [rule["from_port"] for rule in app["before"]] == [8000]
    assert [rule["from_port"] for rule in app["after"]] == [8080]
    assert planned.plan["summary"] == {
        "add": 0,
        "change": 3,
        "replace": 0,
        "destroy": 0,
        "keep": len(planned.resources) - 3,
    }

    run = succeeded(account.play("site.yml", *NETWORK, *change, inventory="staging"))
    assert run.plan["mode"] == "run"
    assert run.names("update") == planned.names("update")
    assert [entry["fields"] for entry in run.resources] == [entry["fields"] for entry in planned.resources]
    assert account.play("site.yml", *NETWORK, *change, inventory="staging").writes == []


def test_without_the_wish_for_json_no_file_is_written(account: Account, tmp_path: Path) -> None:
    planned = succeeded(account.play("site.yml", "--check", "--tags", "kms", env={"STACK_PLAN_JSON": ""}))
    assert planned.plan == {}
    assert list(tmp_path.iterdir()) == []
