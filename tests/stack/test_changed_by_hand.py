"""Changes by hand over all tiers of a whole stack: drift names each with its field, the next run repairs them all."""

from typing import Any

from tests.support import readback
from tests.support.changes import Change, Hands
from tests.support.stack import Account, Built, Played, succeeded


def found(played: Played) -> set[tuple[str, str, str]]:
    """(kind, name, field) of everything that differs; what is missing or unknown has no field."""
    return {
        (entry["kind"], entry["name"], field)
        for entry in played.resources
        if entry["action"] != "keep"
        for field in entry["fields"] or [entry["action"]]
    }


def expected(changes: list[Change]) -> set[tuple[str, str, str]]:
    return {(change.kind, change.name, change.field) for change in changes}


def after_changes_by_hand(account: Account, environment: str, *args: Any) -> None:
    """Changes everything, looks, repairs, looks again."""
    changes, before = Hands(account.env, f"knowledge-{environment}").changes(), readback.listed(account.env)
    assert len(changes) >= 12
    for change in changes:
        change.make()

    drift = account.play("playbooks/drift.yml", inventory=environment)
    assert (drift.rc, drift.writes) == (2, []), drift.output
    assert found(drift) == expected(changes)
    for change in changes:
        (line,) = [line for line in drift.stdout.splitlines() if f"  {change.name}  {change.field}: " in line]
        assert line.lstrip().startswith("~ ")
    assert f"Drift: {len(changes)} of {len(drift.resources)} resources differ" in drift.stdout

    repaired = succeeded(account.play("site.yml", inventory=environment))
    assert found(repaired) == expected(changes)
    assert readback.listed(account.env) == before
    again = succeeded(account.play("playbooks/drift.yml", inventory=environment))
    assert (again.total, again.writes) == ("No changes.", [])


def test_of_production_each_is_named_and_repaired(production: Built) -> None:
    after_changes_by_hand(production.account, "production")
