"""The whole build survives: ten kills at random writes, and AWS that throttles a quarter of all calls.
In the end there is what there would have been.

FAULT_SEED=… repeats the kills of a run; the seed is printed.
"""

import os
import secrets
import signal

from tests.support import readback
from tests.support.points import spread, still_ahead
from tests.support.stack import Account, Built, succeeded, until

KILLS = 10


def anywhere(account: Account, names: dict[str, list[str]]) -> dict[str, list[str]]:
    """Names without the account's id, which is in those of buckets."""
    return {kind: [name.replace(account.id, "ACCOUNT") for name in listed] for kind, listed in names.items()}


def inventory(account: Account) -> dict[str, list[str]]:
    """What the account holds."""
    return anywhere(account, readback.listed(account.env))


def finished_as(undisturbed: Account, account: Account) -> None:
    """The same as in an account where nothing went wrong, and nothing more to do."""
    assert inventory(account) == inventory(undisturbed)
    again = succeeded(account.play("site.yml"))
    assert (again.total, again.writes) == ("No changes.", [])


def die_at_write(account: Account, point: int) -> None:
    """Kills a run, every process of it, when a write is executed and not yet answered;
    writes are counted over all runs in the account.
    """
    runs = []
    account.proxy.at_write(still_ahead(point, account.written), lambda call: runs[0].kill())
    runs.append(account.start("site.yml"))
    ended = account.finish(runs[0])
    assert ended.rc == -signal.SIGKILL, f"write {point} was not reached: {ended.output[-6000:]}"
    assert until(lambda: not runs[0].living(), 10), "workers were not killed"


def test_a_build_that_is_killed_ten_times(account: Account, production: Built) -> None:
    seed = os.environ.get("FAULT_SEED") or str(secrets.randbelow(10**6))
    points = spread(seed, len(production.run.writes), KILLS)
    print(f"FAULT_SEED={seed}: killed at the writes {points} of {len(production.run.writes)}")
    for point in points:
        die_at_write(account, point)
    finished = succeeded(account.play("site.yml"))
    assert finished.names("replace", "delete") == []
    finished_as(production.account, account)


def test_a_build_of_which_a_quarter_of_all_calls_is_throttled(account: Account, production: Built) -> None:
    account.proxy.throttle_every(4)
    built = succeeded(account.play("site.yml", timeout=900))
    for action in ("create", "update", "replace", "delete", "keep"):
        assert anywhere(account, built.by_kind(action)) == anywhere(production.account, production.run.by_kind(action))
    throttled = [call for call in built.calls if call.fault]
    assert len(throttled) == len(built.calls) // 4
    assert {str(call) for call in built.calls if call.write and not call.fault} == set(production.run.writes)
    account.proxy.clear()
    finished_as(production.account, account)
