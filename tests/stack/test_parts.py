"""One part alone, by its tag: what it needs is looked up, nothing else is touched."""

import pytest
import yaml

from tests.support import readback
from tests.support.cloud import ROOT
from tests.support.stack import NETWORK, Account, Built, succeeded


def parts() -> list[str]:
    """The roles of site.yml that can be run alone."""
    tasks = [task for play in yaml.safe_load((ROOT / "site.yml").read_text(encoding="utf-8")) for task in play.get("tasks", [])]
    return [task["ansible.builtin.import_role"]["name"] for task in tasks if "ansible.builtin.import_role" in task and task["tags"] != ["always"]]


def test_every_role_of_the_ground_is_a_part() -> None:
    assert {"kms", "vpc", "security_groups"} <= set(parts())


@pytest.mark.parametrize("part", parts())
def test_a_part_alone_finds_itself_built(production: Built, part: str) -> None:
    alone = succeeded(production.account.play("site.yml", "--tags", part))
    # a part that is switched off, or that only waits, has nothing to say
    assert (alone.total or "No changes.", alone.writes) == ("No changes.", [])
    assert set(alone.names("keep")) < set(production.run.names("create"))


def test_a_part_alone_mends_only_itself(account: Account) -> None:
    succeeded(account.play("site.yml", *NETWORK, inventory="staging"))
    change = ("-e", '{"kms_keys": {"data": {"description": "Another one"}}, "security_groups_data_ports": {"database": 5432, "search": 443, "cache": 6380}}')
    groups = succeeded(account.play("site.yml", "--tags", "security_groups", *change, inventory="staging"))
    assert groups.names("update") == [("ec2_security_group", "knowledge-staging-app"), ("ec2_security_group", "knowledge-staging-cache")]
    assert {call.split(".")[1] for call in groups.writes} == {
        f"{verb}SecurityGroup{way}" for verb, way in (("Authorize", "Ingress"), ("Authorize", "Egress"), ("Revoke", "Ingress"), ("Revoke", "Egress"))
    }


def test_security_groups_without_a_network_say_what_to_build_first(account: Account) -> None:
    alone = account.play("site.yml", "--tags", "security_groups")
    assert alone.rc == 2
    assert "vpc knowledge-production" in alone.stdout
    assert "Build that part first, or run the whole of site.yml" in alone.stdout
    assert "Traceback" not in alone.output
    assert alone.writes == []


def test_a_network_without_its_key_says_what_to_build_first(account: Account) -> None:
    """The key is the first thing that the network needs and does not make itself: everything before it is built, and the message names it."""
    planned = account.play("site.yml", "--tags", "vpc", "--check")
    alone = account.play("site.yml", "--tags", "vpc")
    for run in (planned, alone):
        assert run.rc == 2
        assert "kms key knowledge-production-data" in run.stdout
        assert "Build that part first, or run the whole of site.yml" in run.stdout
    assert planned.writes == []


def test_a_network_alone_is_built_where_its_key_is(account: Account) -> None:
    succeeded(account.play("site.yml", "--tags", "kms", inventory="staging"))
    planned = succeeded(account.play("site.yml", "--tags", "vpc", "--check", inventory="staging"))
    alone = succeeded(account.play("site.yml", "--tags", "vpc", inventory="staging"))
    assert alone.names("create") == planned.names("create")
    found = readback.listed(account.env)
    assert found["ec2_vpc"] == ["knowledge-staging"]
    assert "ec2_security_group" not in found
