"""Several stacks in one account: two environments, two regions, twenty small ones. None knows of the others."""

import json
from pathlib import Path

from tests.support import readback
from tests.support.inventories import copied, two_regions
from tests.support.stack import NETWORK, OF_THE_ACCOUNT, Account, Played, succeeded

TWENTY = {
    f"small-{number}": {"project_name": f"small{number}", "vpc_cidr_block": "10.0.0.0/16"} for number in range(20)
}
# Of an account, not of a stack: https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
SHARED = {"iam_service_linked_role", *OF_THE_ACCOUNT}


def names(played: Played, host: str) -> set[tuple[str, str]]:
    """(kind, name) of what a run made or found of one host."""
    return {
        (entry["kind"], entry["name"])
        for entry in played.plan["hosts"][host]["resources"]
        if entry["kind"] not in SHARED
    }


def are_silent(account: Account, *args: str, inventory: str | Path) -> None:
    again = succeeded(account.play("site.yml", *args, inventory=inventory))
    assert (again.total, again.writes) == ("No changes.", [])


def test_environments_and_regions_in_one_account_do_not_touch_each_other(account: Account, tmp_path: Path) -> None:
    """Production in Seoul, one more host of its group in Tokyo, and staging: built in one run, one of them removed."""
    inventory, folder = two_regions(tmp_path / "inventory"), tmp_path / "out"
    everything = ("-i", str(inventory))
    built = succeeded(
        account.play("site.yml", *everything, "-e", f"outputs_dir={folder}", inventory="staging", timeout=600)
    )
    hosts = ("knowledge-production", "knowledge-production-dr", "knowledge-staging")
    home, far, staging = (names(built, host) for host in hosts)
    assert home and staging and len(home | far | staging) == len(home) + len(far) + len(staging)
    assert len(far) == len(home)
    are_silent(account, *everything, inventory="staging")
    told = {host: json.loads((folder / host / "outputs.json").read_text(encoding="utf-8")) for host in hosts}
    assert {host: entries["alb_dns_name"]["value"].split(".")[1] for host, entries in told.items()} == dict(
        zip(hosts, ("ap-northeast-2", "ap-northeast-1", "ap-northeast-2"), strict=True)
    )

    # the names of the one that goes are the beginning of the names of one that stays
    staying = {"production-dr": "ap-northeast-1", "staging": "ap-northeast-2"}
    before = {name: readback.tagged(account.env, name, region) for name, region in staying.items()}
    assert all(before.values())
    limit = ("--limit", "knowledge-production", "-e", "confirm=production", "-e", "allow_data_loss=production")
    assert succeeded(account.play("playbooks/destroy.yml", *limit, inventory=inventory)).names("delete")
    assert {name: readback.tagged(account.env, name, region) for name, region in staying.items()} == before
    are_silent(account, *everything, "--limit", "!knowledge-production", inventory="staging")


def test_a_message_about_one_of_several_hosts_names_it(account: Account, tmp_path: Path) -> None:
    alone = account.play(
        "site.yml", "--tags", "rds", "--limit", "knowledge-production-dr", inventory=two_regions(tmp_path / "inventory")
    )
    assert (alone.rc, alone.writes) == (2, [])
    command = (
        f"ansible-playbook site.yml -i {tmp_path / 'inventory'} "
        "--limit knowledge-production-dr --tags kms,vpc,security_groups"
    )
    assert f"Build these parts first: {command}." in " ".join(alone.stdout.split())


def test_two_hosts_that_would_be_one_stack_are_refused(account: Account, tmp_path: Path) -> None:
    inventory = copied(
        tmp_path / "inventory", {"seoul": {}, "tokyo": {"aws_region": "ap-northeast-1", "vpc_zones": {}}}
    )
    refused = account.play("site.yml", inventory=inventory)
    assert (refused.rc, refused.calls) == (2, [])
    assert (
        "environment_name: seoul and tokyo are the same stack: the names of all would begin with 'knowledge-production'"
        in refused.stdout
    )


def test_twenty_small_stacks_in_one_run(account: Account, tmp_path: Path) -> None:
    inventory = copied(tmp_path / "inventory", TWENTY)
    built = succeeded(account.play("site.yml", "--forks", "20", *NETWORK, inventory=inventory))
    by_host = {host: names(built, host) for host in TWENTY}
    assert len({len(found) for found in by_host.values()}) == 1
    assert len(set().union(*by_host.values())) == sum(len(found) for found in by_host.values())
    assert len(readback.listed(account.env)["ec2_vpc"]) == len(TWENTY)
    are_silent(account, "--forks", "20", *NETWORK, inventory=inventory)
