"""Inventories that tests write: further stacks beside those of the project."""

import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.support.cloud import ROOT

# The host of a second region, as docs/operations.md shows it.
DISASTER_RECOVERY = {
    "environment_name": "production-dr",
    "aws_region": "ap-northeast-1",
    "domain_name": "dr.knowledge.example.com",
    "vpc_zones": {"a": "ap-northeast-1a", "b": "ap-northeast-1c", "c": "ap-northeast-1d"},
}


def copied(folder: Path, hosts: dict[str, dict[str, Any]], environment: str = "production") -> Path:
    """One of the project's inventories with these hosts in its group, each with variables of its own."""
    shutil.copytree(ROOT / "inventories" / environment, folder)
    inventory = yaml.safe_load((folder / "hosts.yml").read_text(encoding="utf-8"))
    inventory["all"]["children"][environment]["hosts"] = dict.fromkeys(hosts, None)
    (folder / "hosts.yml").write_text(yaml.safe_dump(inventory), encoding="utf-8")
    (folder / "host_vars").mkdir()
    for host, variables in hosts.items():
        (folder / f"host_vars/{host}.yml").write_text(yaml.safe_dump(variables), encoding="utf-8")
    return folder


def two_regions(folder: Path) -> Path:
    """Production in Seoul and, one more host of the same group, in Tokyo."""
    return copied(folder, {"knowledge-production": {}, "knowledge-production-dr": DISASTER_RECOVERY})
