"""Outputs of a built stack: every definition has a value, files are what scripts expect,
and nothing is written to AWS.
"""

import json
import subprocess
from pathlib import Path

import yaml

from tests.support.cloud import ROOT
from tests.support.stack import Account, Built, succeeded

DEFINED = [
    entry["name"]
    for entry in yaml.safe_load((ROOT / "roles/wiring/vars/main/outputs.yml").read_text(encoding="utf-8"))[
        "output_definitions"
    ]
]


def test_every_output_of_a_built_stack_has_a_value(production: Built, tmp_path: Path) -> None:
    shown = succeeded(production.account.play("playbooks/outputs.yml", "-e", f"outputs_dir={tmp_path}"))
    assert shown.writes == []
    told = json.loads((tmp_path / "outputs.json").read_text(encoding="utf-8"))
    assert sorted(told) == sorted(DEFINED)
    assert all(set(entry) == {"sensitive", "type", "value"} and entry["value"] for entry in told.values())
    script = '. "$1"; printf "%s %s" "$RDS_ENDPOINT" "$PUBLIC_SUBNET_IDS"'
    read = subprocess.run(
        ["sh", "-c", script, "sh", str(tmp_path / "outputs.env")], capture_output=True, text=True, check=True
    ).stdout
    assert read == f"{told['rds_endpoint']['value']} {','.join(told['public_subnet_ids']['value'])}"
    assert {(tmp_path / name).stat().st_mode & 0o777 for name in ("outputs.json", "outputs.env")} == {0o600}
    # the build ended with the same table
    table = production.run.stdout.split("Outputs of knowledge-production")[1]
    assert all(f"  {name} " in table for name in DEFINED)


def test_of_an_empty_account_nothing_is_claimed(account: Account, tmp_path: Path) -> None:
    shown = succeeded(account.play("playbooks/outputs.yml", "--tags", "rds", "-e", f"outputs_dir={tmp_path}"))
    assert "not built: rds instance knowledge-production does not exist" in shown.stdout
    assert "alb_dns_name" not in shown.stdout
    assert json.loads((tmp_path / "outputs.json").read_text(encoding="utf-8")) == {}
