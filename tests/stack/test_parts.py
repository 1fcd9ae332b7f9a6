"""One part alone, by its tag: what it needs is looked up, nothing else is touched."""

import re

import pytest
import yaml

from tests.support import readback
from tests.support.cloud import ROOT
from tests.support.stack import NETWORK, Account, Built, succeeded

# One of each sort: without needs, with a few, and the ends of the two long chains.
ALONE = ("kms", "vpc", "security_groups", "rds", "alb", "ecs", "cloudfront")


def tags_of_parts() -> dict[str, set[str]]:
    """Tags of the roles of site.yml."""
    tags: dict[str, set[str]] = {}
    for play in yaml.safe_load((ROOT / "site.yml").read_text(encoding="utf-8")):
        for task in play.get("tasks", []):
            if role := task.get("ansible.builtin.import_role"):
                tags.setdefault(role["name"], set()).update(task["tags"])
    return tags


def needs() -> set[tuple[str, str]]:
    """(part, part that it takes something from), from the wiring."""
    wiring = yaml.safe_load((ROOT / "roles/wiring/vars/main/wiring.yml").read_text(encoding="utf-8"))
    parts = sorted(tags_of_parts(), key=len, reverse=True)
    owner = {variable: next((part for part in parts if variable.startswith(f"{part}_")), "") for variable in wiring}
    return {
        (owner[variable], other)
        for variable, value in wiring.items()
        if owner[variable]
        for other in re.findall(r"(\w+)_outputs\b", str(value))
    }


def test_a_part_brings_along_what_it_needs() -> None:
    """With --tags ecs everything has to be looked up that the service needs, directly or through others."""
    tags = tags_of_parts()
    assert set(ALONE) <= set(tags)
    assert {("vpc", "kms"), ("security_groups", "vpc")} <= needs()
    missing = {
        f"{other} needs the tags {sorted(tags[part] - tags[other])} of {part}"
        for part, other in needs()
        if not tags[part] <= tags[other]
    }
    assert missing == set()


@pytest.mark.parametrize("part", ALONE)
def test_a_part_alone_finds_itself_built(production: Built, part: str) -> None:
    alone = succeeded(production.account.play("site.yml", "--tags", part))
    assert (alone.total, alone.writes) == ("No changes.", [])
    assert alone.resources
    assert set(alone.names("keep")) < set(production.run.names("create"))


def test_a_part_alone_mends_only_itself(account: Account) -> None:
    succeeded(account.play("site.yml", *NETWORK, inventory="staging"))
    change = (
        "-e",
        '{"kms_keys": {"data": {"description": "Another one"}}, '
        '"security_groups_data_ports": {"database": 5432, "search": 443, "cache": 6380}}',
    )
    groups = succeeded(account.play("site.yml", "--tags", "security_groups", *change, inventory="staging"))
    assert groups.names("update") == [
        ("ec2_security_group", "knowledge-staging-app"),
        ("ec2_security_group", "knowledge-staging-cache"),
    ]
    assert {call.split(".")[1] for call in groups.writes} == {
        f"{verb}SecurityGroup{way}"
        for verb, way in (
            ("Authorize", "Ingress"),
            ("Authorize", "Egress"),
            ("Revoke", "Ingress"),
            ("Revoke", "Egress"),
        )
    }


# What an empty account lacks for a part, in the order in which it has to be built.
GROUND = {
    "vpc": "kms",
    "security_groups": "kms,vpc",
    "rds": "kms,vpc,security_groups",
    "stores": "kms,vpc,security_groups,notifications,opensearch,rds,elasticache",
    "ecs": "kms,vpc,security_groups,notifications,opensearch,rds,elasticache,s3,ecr,acm,alb",
}


@pytest.mark.parametrize("part", GROUND)
def test_a_part_without_its_ground_writes_nothing_and_says_what_to_build_first(account: Account, part: str) -> None:
    words = "that part" if "," not in GROUND[part] else "these parts"
    for options in ((), ("--check",))[: 2 if part == "rds" else 1]:
        alone = account.play("site.yml", "--tags", part, *options, inventory="staging")
        assert (alone.rc, alone.writes) == (2, [])
        message = " ".join(alone.stdout.split())
        assert f"but {part} needs " in message
        assert (
            f"Build {words} first: ansible-playbook site.yml -i inventories/staging --tags {GROUND[part]}." in message
        )
        assert "Traceback" not in alone.output


@pytest.mark.parametrize(
    ("playbook", "words", "message"),
    [
        ("site.yml", "tagged", "there is no part tagged. Valid: kms, vpc"),
        ("playbooks/drift.yml", "always", "there is no part always. Valid: kms, vpc"),
        ("playbooks/drift.yml", "stores", "no part of these makes anything that could differ"),
        ("playbooks/destroy.yml", "untagged,vpc", "there is no part untagged. Valid: kms, vpc"),
    ],
)
def test_words_that_choose_nothing_are_refused(account: Account, playbook: str, words: str, message: str) -> None:
    """Otherwise nothing would be built, and nothing compared, and both would look like success."""
    refused = account.play(playbook, "--tags", words, "-e", "confirm=staging", inventory="staging")
    assert (refused.rc, refused.calls) == (2, [])
    assert message in " ".join(refused.stdout.split())


def test_of_a_part_that_makes_nothing_nothing_goes_and_nothing_is_foreign(account: Account) -> None:
    succeeded(account.play("site.yml", "--tags", "kms", inventory="staging"))
    gone = succeeded(
        account.play("playbooks/destroy.yml", "--tags", "stores", "-e", "confirm=staging", inventory="staging")
    )
    assert gone.writes == [] and "Nothing else is left" not in gone.stdout
    assert readback.listed(account.env)["kms_key"] == ["knowledge-staging-data"]


def test_what_the_message_says_is_enough(account: Account) -> None:
    """The parts that were named, then the part itself."""
    succeeded(account.play("site.yml", "--tags", GROUND["rds"], inventory="staging"))
    alone = succeeded(account.play("site.yml", "--tags", "rds", inventory="staging"))
    assert ("rds_instance", "knowledge-staging") in alone.names("create")
    assert "rds_endpoint" in alone.stdout.split("Outputs of knowledge-staging")[1]


def test_a_network_alone_is_built_where_its_key_is(account: Account) -> None:
    succeeded(account.play("site.yml", "--tags", "kms", inventory="staging"))
    planned = succeeded(account.play("site.yml", "--tags", "vpc", "--check", inventory="staging"))
    alone = succeeded(account.play("site.yml", "--tags", "vpc", inventory="staging"))
    assert alone.names("create") == planned.names("create")
    found = readback.listed(account.env)
    assert found["ec2_vpc"] == ["knowledge-staging"]
    assert "ec2_security_group" not in found
