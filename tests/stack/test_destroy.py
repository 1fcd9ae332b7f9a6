"""Destroy says what would go, wants to be meant, takes everything, and does not mind being run twice."""

from tests.support import readback
from tests.support.stack import Account, succeeded

DESTROY = "playbooks/destroy.yml"


def test_destroy_from_plan_to_nothing_left(account: Account) -> None:
    built = succeeded(account.play("site.yml", inventory="staging"))
    before = readback.listed(account.env)

    planned = succeeded(account.play(DESTROY, "--check", inventory="staging"))
    assert planned.writes == []
    assert planned.names("delete") == built.names("create")
    assert planned.total == f"Plan: 0 to add, 0 to change, 0 to replace, {len(built.resources)} to destroy."

    for unclear in ((), ("-e", "confirm=production"), ("-e", "confirm=yes")):
        refused = account.play(DESTROY, *unclear, inventory="staging")
        assert refused.rc == 2
        assert "add -e confirm=staging" in refused.stdout
        assert refused.calls == []
    assert readback.listed(account.env) == before

    confirm = ("-e", "confirm=staging", "-e", "allow_data_loss=staging")
    gone = succeeded(account.play(DESTROY, *confirm, inventory="staging"))
    assert gone.names("delete") == planned.names("delete")
    assert gone.total == f"Done: 0 added, 0 changed, 0 replaced, {len(built.resources)} destroyed."
    assert "Nothing else is left of knowledge-staging." in gone.stdout
    assert "kept: arn:aws:kms:" in gone.stdout
    assert readback.listed(account.env) == {}

    again = succeeded(account.play(DESTROY, *confirm, inventory="staging"))
    assert (again.total, again.writes) == ("No changes.", [])


def test_destroy_of_an_account_that_never_had_the_stack_finds_nothing(account: Account) -> None:
    empty = succeeded(account.play(DESTROY, "-e", "confirm=staging", inventory="staging"))
    assert (empty.total, empty.writes) == ("No changes.", [])
