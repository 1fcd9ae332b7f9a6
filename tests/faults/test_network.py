"""A run that dies after any write, or loses the answer of any, is finished by the next one:
the same inventory, nothing twice, nothing left over.

The oracle is what the proxy recorded and what boto3 reads back, not `changed`.
"""

import signal

import pytest

from tests.faults.conftest import Undisturbed, build, destroy
from tests.support import readback
from tests.support.stack import NETWORK, Account, Played, succeeded, until

# The sweep has a point for each write and some to spare; `test_every_write_is_swept` tells when there are not enough.
POINTS = range(1, 71)
# One of each sort: a key without its alias, something with neither name nor token, something unattached,
# something slow, the last ones.
KILLED_IN_BUILD = ("kms.CreateKey", "ec2.CreateInternetGateway", "ec2.AllocateAddress")
LOST_IN_BUILD = ("kms.CreateKey", "ec2.CreateVpc", "ec2.AllocateAddress", "ec2.AuthorizeSecurityGroupIngress")


def play(account: Account, playbook: str) -> Played:
    return build(account) if playbook == "site.yml" else destroy(account)


def die_after(account: Account, playbook: str, point: int) -> None:
    """Kills a run, every process of it, when its nth write is executed and not yet answered."""
    confirm = () if playbook == "site.yml" else ("-e", "confirm=staging")
    runs = []
    account.proxy.at_write(account.written + point, lambda call: runs[0].kill())
    runs.append(account.start(playbook, *NETWORK, *confirm, inventory="staging"))
    assert account.finish(runs[0]).rc == -signal.SIGKILL
    assert until(lambda: not runs[0].living(), 10), "workers were not killed"


def lose_answer_of(account: Account, playbook: str, point: int) -> None:
    """The nth write is executed, its answer never comes: the same run has to find out."""
    account.proxy.lose_answer(account.written + point)
    played = succeeded(play(account, playbook))
    assert [call for call in played.calls if call.fault == "lost"], "no answer was lost"


def built_is(account: Account, undisturbed: Undisturbed) -> None:
    """The next run finishes, and then there is nothing to do."""
    finished = succeeded(build(account))
    assert readback.listed(account.env) == undisturbed.inventory
    assert finished.names("replace", "delete") == []
    third = succeeded(build(account))
    assert (third.total, third.writes) == ("No changes.", [])


def nothing_is_left(account: Account) -> None:
    """The next destroy finishes, and then there is nothing to do."""
    succeeded(destroy(account))
    assert readback.listed(account.env) == {}
    third = succeeded(destroy(account))
    assert (third.total, third.writes) == ("No changes.", [])


def test_every_write_is_swept(undisturbed: Undisturbed) -> None:
    for writes in (undisturbed.build, undisturbed.destroy):
        assert 30 < len(writes) <= POINTS[-1], "correct POINTS in this file"


def only_points_of(writes: list[str], point: int) -> None:
    if point > len(writes):
        pytest.skip(f"there are only {len(writes)} writes")


@pytest.mark.sample
@pytest.mark.parametrize("operation", KILLED_IN_BUILD)
def test_a_build_killed_at(account: Account, undisturbed: Undisturbed, operation: str) -> None:
    die_after(account, "site.yml", undisturbed.build.index(operation) + 1)
    built_is(account, undisturbed)


@pytest.mark.sample
@pytest.mark.parametrize("operation", LOST_IN_BUILD)
def test_a_build_that_loses_the_answer_of(account: Account, undisturbed: Undisturbed, operation: str) -> None:
    lose_answer_of(account, "site.yml", undisturbed.build.index(operation) + 1)
    built_is(account, undisturbed)


@pytest.mark.sample
def test_a_destroy_killed_in_the_middle(account: Account, undisturbed: Undisturbed) -> None:
    succeeded(build(account))
    die_after(account, "playbooks/destroy.yml", undisturbed.destroy.index("ec2.DeleteNatGateway") + 1)
    nothing_is_left(account)


@pytest.mark.sweep
@pytest.mark.parametrize("point", POINTS)
def test_a_build_killed_after_write(account: Account, undisturbed: Undisturbed, point: int) -> None:
    only_points_of(undisturbed.build, point)
    die_after(account, "site.yml", point)
    built_is(account, undisturbed)


@pytest.mark.sweep
@pytest.mark.parametrize("point", POINTS)
def test_a_build_that_loses_the_answer_of_write(account: Account, undisturbed: Undisturbed, point: int) -> None:
    only_points_of(undisturbed.build, point)
    lose_answer_of(account, "site.yml", point)
    built_is(account, undisturbed)


@pytest.mark.sweep
@pytest.mark.parametrize("point", POINTS)
def test_a_destroy_killed_after_write(account: Account, undisturbed: Undisturbed, point: int) -> None:
    only_points_of(undisturbed.destroy, point)
    succeeded(build(account))
    die_after(account, "playbooks/destroy.yml", point)
    nothing_is_left(account)


@pytest.mark.sweep
@pytest.mark.parametrize("point", POINTS)
def test_a_destroy_that_loses_the_answer_of_write(account: Account, undisturbed: Undisturbed, point: int) -> None:
    only_points_of(undisturbed.destroy, point)
    succeeded(build(account))
    lose_answer_of(account, "playbooks/destroy.yml", point)
    nothing_is_left(account)
