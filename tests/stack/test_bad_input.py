"""A wrong value is refused before anything is written: one message that names the variable,
what gives it and what would be right.
"""

import json
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.cloud import ROOT
from tests.support.stack import Account, Played

MAIN = "inventories/production/group_vars/production/main.yml"
ZONES = {"a": "ap-northeast-2a", "b": "ap-northeast-2b", "c": "ap-northeast-2c"}
SUBNETS = {
    tier: {zone: f"10.0.{first + number}.0/24" for number, zone in enumerate(ZONES)}
    for tier, first in (("public", 1), ("private", 10), ("database", 20))
}


def with_subnet(tier: str, zone: str, cidr: str) -> dict[str, Any]:
    """The guide's subnets with another range for one of them."""
    return {"vpc_subnets": {**SUBNETS, tier: {**SUBNETS[tier], zone: cidr}}}


# What is given by -e, the whole finding about it.
INVENTORY = {
    "unknown variable of a role": (
        {"vpc_nat_modus": "single"},
        "vpc_nat_modus: is no variable of role vpc. Valid: vpc_nat_mode.",
    ),
    "misspelt variable of the stack": (
        {"aws_regoin": "x"},
        "aws_regoin: is no variable of this stack (a misspelt one?). Valid: aws_region.",
    ),
    "wrong type": (
        {"security_groups_app_port": "http"},
        "security_groups_app_port: 'security_groups_app_port' is of type str and we were unable to convert to int: "
        "\"'http'\" cannot be converted to an int. "
        "Valid: int: Port of the service in its container.",
    ),
    "none of the choices": (
        {"vpc_nat_mode": "two"},
        "vpc_nat_mode: value of vpc_nat_mode must be one of: per_az, single, none, got: two. "
        "Valid: per_az, single, none.",
    ),
    "no list but a text": (
        {"vpc_interface_endpoints": "logs,kms"},
        "vpc_interface_endpoints: is a text, not a list. Valid: list of str: Services that private subnets reach "
        """without NAT; with -e as JSON: -e '{"vpc_interface_endpoints": ["one", "two"]}'.""",
    ),
    "overlapping ranges": (
        with_subnet("private", "a", "10.0.3.128/25"),
        "vpc_subnets: public.c 10.0.3.0/24 overlaps with private.a 10.0.3.128/25. Valid: ranges that do not overlap.",
    ),
    "range outside the VPC": (
        with_subnet("private", "a", "10.1.10.0/24"),
        "vpc_subnets: private.a: 10.1.10.0/24 is outside the VPC's 10.0.0.0/16. Valid: a range inside 10.0.0.0/16.",
    ),
    "subnet too small": (
        with_subnet("database", "c", "10.0.22.0/29"),
        "vpc_subnets: database.c: 10.0.22.0/29 has a size that AWS refuses. Valid: /16 to /28.",
    ),
    "zone of another region": (
        {"vpc_zones": {**ZONES, "a": "ap-northeast-1a"}},
        "vpc_zones: a: 'ap-northeast-1a' is no zone of ap-northeast-2. Valid: ap-northeast-2a, ap-northeast-2b, ….",
    ),
    "port too high": (
        {"security_groups_app_port": 70000},
        "security_groups_app_port: 70000 is no port. Valid: 1 to 65535.",
    ),
    "empty region": ({"aws_region": ""}, "aws_region: is missing. Valid: a region such as ap-northeast-2."),
    "no region at all": (
        {"aws_region": "seoul"},
        "aws_region: 'seoul' is no region. Valid: a region such as ap-northeast-2.",
    ),
    "account id without quotes and digits": (
        {"aws_account_id": "1234"},
        "aws_account_id: '1234' is no account id. Valid: 12 digits in quotes, such as \"123456789012\".",
    ),
    "unknown environment": (
        {"environment_name": "qa"},
        "environment_name: 'qa' is not the inventory group of this host. "
        "Valid: production, or for one more stack of it the group and a word, such as production-dr.",
    ),
}


def findings(played: Played) -> list[str]:
    """The numbered lines of the message."""
    message = played.stdout.split("nothing was asked of AWS.\n", 1)[1].split("Origin:", 1)[0]
    return [line.split(". ", 1)[1] for line in message.strip().splitlines()]


@pytest.mark.parametrize("case", INVENTORY)
def test_the_inventory_is_checked_before_aws_is_asked(account: Account, case: str) -> None:
    given, text = INVENTORY[case]
    refused = account.play("site.yml", "-e", json.dumps(given))
    assert refused.rc == 2
    assert findings(refused) == [f"{text} Edit what -e gives."]
    assert "Traceback" not in refused.output
    assert refused.calls == []


def test_all_findings_come_at_once(account: Account) -> None:
    given = {
        **with_subnet("private", "a", "10.1.10.0/24"),
        "vpc_nat_mode": "two",
        "security_groups_app_port": 70000,
        "aws_regoin": "x",
    }
    refused = account.play("site.yml", "--check", "-e", json.dumps(given))
    assert refused.rc == 2
    assert sorted(finding.split(":")[0] for finding in findings(refused)) == [
        "aws_regoin",
        "security_groups_app_port",
        "vpc_nat_mode",
        "vpc_subnets",
    ]
    assert refused.calls == []


def test_a_region_that_no_file_sets_is_asked_for(account: Account, tmp_path: Path) -> None:
    inventory = tmp_path / "nowhere"
    shutil.copytree(ROOT / "inventories/production", inventory)
    main = inventory / "group_vars/production/main.yml"
    main.write_text(
        "".join(
            line for line in main.read_text(encoding="utf-8").splitlines(True) if not line.startswith("aws_region")
        ),
        encoding="utf-8",
    )
    refused = account.play("site.yml", inventory=inventory)
    assert refused.rc == 2
    assert findings(refused) == [f"aws_region: is missing. Valid: a region such as ap-northeast-2. Edit {main}."]
    assert refused.calls == []


def test_an_inventory_that_is_not_there_is_an_error_and_not_an_empty_run(account: Account) -> None:
    refused = account.play("site.yml", inventory="nowhere")
    assert refused.rc == 1
    assert "inventories/nowhere" in refused.stderr
    assert refused.calls == []


@pytest.mark.parametrize(
    "playbook", ["site.yml", "playbooks/drift.yml", "playbooks/outputs.yml", "playbooks/destroy.yml"]
)
def test_another_account_than_the_inventorys_is_refused(account: Account, playbook: str) -> None:
    refused = account.play(playbook, "-e", "confirm=production", "-e", "aws_account_id=123456789012")
    assert refused.rc == 2
    assert f"These credentials belong to account {account.id}" in refused.stdout
    assert (
        "but aws_account_id says 123456789012: nothing was read or written there. "
        f"Use credentials of 123456789012, or correct aws_account_id in {MAIN}." in refused.stdout
    )
    assert [str(call) for call in refused.calls] == ["sts.GetCallerIdentity"]


NOBODY = {
    "AWS_ACCESS_KEY_ID": "",
    "AWS_SECRET_ACCESS_KEY": "",
    "AWS_SESSION_TOKEN": "",
    "AWS_CONFIG_FILE": "/dev/null",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
}


@pytest.mark.parametrize("metadata", ["", "true"], ids=["outside AWS", "metadata disabled"])
def test_without_credentials_it_says_how_to_give_them(account: Account, metadata: str) -> None:
    refused = account.play("site.yml", env={**NOBODY, "AWS_EC2_METADATA_DISABLED": metadata})
    assert refused.rc == 2
    assert (
        "No AWS credentials found. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and run again."
        in refused.stdout
    )
    assert refused.duration < 20
    assert refused.calls == []


def test_a_profile_that_is_not_there_is_named(account: Account) -> None:
    refused = account.play("site.yml", env={**NOBODY, "AWS_PROFILE": "seoul-admin"})
    assert refused.rc == 2
    assert (
        "The config profile (seoul-admin) could not be found. "
        "Correct AWS_PROFILE, or add that profile to ~/.aws/config, and run again." in refused.stdout
    )
    assert refused.calls == []


def test_credentials_that_have_expired_are_to_be_renewed(account: Account) -> None:
    account.proxy.fail("GetCallerIdentity", times=10, status=403, code="ExpiredToken")
    refused = account.play("site.yml")
    assert refused.rc == 2
    assert "AWS does not accept these credentials; renew them and run again" in refused.stdout
    assert refused.writes == []


@pytest.fixture
def silent_endpoint() -> Iterator[str]:
    """An endpoint that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_an_endpoint_that_never_answers_is_said_soon(account: Account, silent_endpoint: str) -> None:
    refused = account.play("site.yml", env={"AWS_ENDPOINT_URL": silent_endpoint}, timeout=60)
    assert refused.rc == 2
    assert f'no answer from AWS (Read timeout on endpoint URL: "{silent_endpoint}/")' in refused.stdout
    assert "Check the network, and AWS_ENDPOINT_URL if it is set" in refused.stdout
    assert refused.duration < 40


def test_an_endpoint_where_nobody_listens_is_said_at_once(account: Account, silent_endpoint: str) -> None:
    nobody = silent_endpoint.rsplit(":", 1)[0] + ":9"
    refused = account.play("site.yml", env={"AWS_ENDPOINT_URL": nobody}, timeout=60)
    assert refused.rc == 2
    assert f'no answer from AWS (Could not connect to the endpoint URL: "{nobody}/")' in refused.stdout
    assert refused.duration < 20
