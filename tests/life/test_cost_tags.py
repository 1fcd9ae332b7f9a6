"""Cost allocation tags: waited for, activated once, never removed; an account that may not is told why."""

from collections.abc import Callable
from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.model import KEEP, UPDATE
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.outcome import Outcome
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.ce.cost_allocation_tag import NOT_LISTED, NOT_OURS

from tests.life.lab import Lab
from tests.support.cloud import client


@pytest.fixture
def lab(make_lab: Callable[[str], Lab]) -> Lab:
    return make_lab("ce_cost_allocation_tag")


def carry_the_tag(lab: Lab) -> None:
    """A resource of the account carries the key, and AWS has noticed."""
    client("kms", lab.env).create_key(Tags=[{"TagKey": "Environment", "TagValue": "production"}])
    client("ce", lab.env, "us-east-1").start_cost_allocation_tag_backfill(BackfillFrom="2026-11-01T00:00:00Z")


def only(outcome: Outcome) -> tuple[str, Any, Any]:
    """What happens to the one key: action, changes, notes."""
    assert not outcome.errors, [str(error) for error in outcome.errors]
    (decision,) = outcome.decisions
    return decision.action, decision.changes, decision.notes


def test_a_key_that_aws_does_not_list_yet_is_a_note_and_no_write(lab: Lab) -> None:
    for check in (True, False, False):
        assert only(lab.run(lab.config, check=check)) == (KEEP, {}, {"status": (NOT_LISTED, "Active")})
    assert lab.wire.writes == []


def test_a_listed_key_is_activated_once_and_stays_when_everything_goes(lab: Lab) -> None:
    carry_the_tag(lab)
    for check in (True, False):
        assert only(lab.run(lab.config, check=check)) == (UPDATE, {"status": ("Inactive", "Active")}, {})
    written = list(lab.wire.writes)
    assert only(lab.run(lab.config)) == (KEEP, {}, {})
    gone = lab.run(lab.config, "absent", allow_data_loss=True)
    assert gone.decisions == [] and gone.retained == [
        "cost allocation tag Environment: other stacks of the account use it, too"
    ]
    assert lab.wire.writes == written
    assert only(lab.run([{**lab.config[0], "status": "Inactive"}]))[0] == UPDATE


def test_an_account_that_does_not_pay_is_told_so_and_writes_nothing(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    organizations = client("organizations", lab.env, "us-east-1")
    organizations.create_organization()
    linked = organizations.create_account(Email="linked@example.com", AccountName="linked")["CreateAccountStatus"][
        "AccountId"
    ]
    role = client("sts", lab.env).assume_role(RoleArn=f"arn:aws:iam::{linked}:role/tests", RoleSessionName="tests")[
        "Credentials"
    ]
    for variable, key in {
        "AWS_ACCESS_KEY_ID": "AccessKeyId",
        "AWS_SECRET_ACCESS_KEY": "SecretAccessKey",
        "AWS_SESSION_TOKEN": "SessionToken",
    }.items():
        monkeypatch.setenv(variable, role[key])
    for _ in range(2):
        assert only(lab.run(lab.config)) == (KEEP, {}, {"status": (NOT_OURS, "Active")})
    assert lab.wire.writes == []
