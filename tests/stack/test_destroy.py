"""Destroy says what would go, wants to be meant, takes everything or names what it keeps,
and does not mind being run twice.
"""

from tests.stack.test_changed_by_hand import after_changes_by_hand
from tests.support import readback
from tests.support.stack import NETWORK, OF_THE_ACCOUNT, Account, Played, succeeded

DESTROY = "playbooks/destroy.yml"
CONFIRM = ("-e", "confirm=staging")
# What goes with the thing it belongs to, and what an account has once for all stacks in it.
NOT_ALONE = (
    "elbv2_listener",
    "elbv2_rule",
    "autoscaling_policy",
    "autoscaling_scheduled_action",
    "iam_service_linked_role",
)


def done(destroyed: int) -> str:
    return f"Done: 0 added, 0 changed, 0 replaced, {destroyed} destroyed."


def test_the_network_from_plan_to_nothing_left(account: Account) -> None:
    built = succeeded(account.play("site.yml", *NETWORK, inventory="staging"))
    before = readback.listed(account.env)

    planned = succeeded(account.play(DESTROY, "--check", *NETWORK, inventory="staging"))
    assert planned.writes == []
    assert planned.names("delete") == built.names("create")
    assert planned.total == f"Plan: 0 to add, 0 to change, 0 to replace, {len(built.resources)} to destroy."

    for unclear in ((), ("-e", "confirm=production"), ("-e", "confirm=yes")):
        refused = account.play(DESTROY, *NETWORK, *unclear, inventory="staging")
        assert refused.rc == 2
        assert "add -e confirm=staging" in refused.stdout
        assert refused.calls == []
    assert readback.listed(account.env) == before

    groups = succeeded(account.play(DESTROY, "--tags", "security_groups", *CONFIRM, inventory="staging"))
    assert {kind for kind, _ in groups.names("delete")} == {"ec2_security_group"}
    assert groups.total == done(len(before["ec2_security_group"]))

    gone = succeeded(account.play(DESTROY, *NETWORK, *CONFIRM, inventory="staging"))
    assert sorted(gone.names("delete") + groups.names("delete")) == planned.names("delete")
    assert "retained: kms key knowledge-staging-data is deleted by AWS in 30 days" in gone.stdout
    assert readback.listed(account.env) == {}

    again = succeeded(account.play(DESTROY, *NETWORK, *CONFIRM, inventory="staging"))
    assert (again.total, again.writes) == ("No changes.", [])


def left_without_a_word(account: Account, played: Played) -> set[str]:
    """ARNs that still carry the stack's tags and that the run did not name;
    AWS shows a deleted NAT gateway for an hour.
    """
    assert "ec2_nat_gateway" not in readback.listed(account.env)
    tagged = {arn for arn in readback.tagged(account.env, "staging") if ":natgateway/" not in arn}
    return {arn for arn in tagged if f"retained: {arn}" not in played.stdout}


def build_staging(account: Account) -> Played:
    """The whole of staging, planned and built as its inventory is."""
    planned = succeeded(account.play("site.yml", "--check", inventory="staging"))
    built = succeeded(account.play("site.yml", inventory="staging"))
    assert planned.writes == []
    assert built.names("create") == planned.names("create")
    found = readback.listed(account.env)
    assert found == built.by_kind("create", "update")
    assert found["ec2_nat_gateway"] == ["knowledge-staging-nat-a"]
    assert len(found["ec2_subnet"]) == 6
    again = succeeded(account.play("site.yml", inventory="staging"))
    assert (again.total, again.writes) == ("No changes.", [])
    return built


def test_the_whole_of_staging_is_built_mended_and_goes_and_what_is_kept_is_named(account: Account) -> None:
    built = build_staging(account)
    after_changes_by_hand(account, "staging")
    planned = succeeded(account.play(DESTROY, "--check", inventory="staging"))
    assert planned.writes == []
    staying = set(built.names("create")) - set(planned.names("delete"))
    assert {(kind, name) for kind, name in staying if kind not in NOT_ALONE} <= {("kms_key", "knowledge-staging-data")}
    assert set(planned.names("delete")) <= set(built.names("create"))

    gone = succeeded(account.play(DESTROY, *CONFIRM, "-e", "allow_data_loss=staging", inventory="staging"))
    assert gone.names("delete") == planned.names("delete")
    assert gone.total == done(len(planned.names("delete")))
    assert "Nothing else is left of knowledge-staging." in gone.stdout
    assert left_without_a_word(account, gone) == set()
    # the snapshots that are kept cannot be read without their key;
    # a service's own role serves all stacks of the account
    assert readback.listed(account.env).keys() <= {"kms_key", "iam_service_linked_role", *OF_THE_ACCOUNT}

    again = succeeded(account.play(DESTROY, *CONFIRM, "-e", "allow_data_loss=staging", inventory="staging"))
    assert (again.total, again.writes) == ("No changes.", [])


def test_destroy_of_an_account_that_never_had_the_stack_finds_nothing(account: Account) -> None:
    empty = succeeded(account.play(DESTROY, *CONFIRM, inventory="staging"))
    assert (empty.total, empty.writes) == ("No changes.", [])
