"""What preflight finds in an inventory of the project with other values, without a playbook."""

from functools import cache
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleError
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import plain
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.stack.plugins.action import preflight

from tests.support.cloud import ROOT

LOADER = DataLoader()
OPTIONS = preflight.options_by_role(ROOT / "roles")
# Variables of all roles, each with its option.
VARIABLES = {name: option for options in OPTIONS.values() for name, option in options.items()}
NAMES = VARIABLES.keys() | preflight.STACK_VARIABLES.keys()


def of_file(path: Path) -> dict[str, Any]:
    """The variables of a file; templates are evaluated later."""
    return LOADER.load_from_file(str(path), trusted_as_template=True) or {}


def evaluated(given: dict[str, Any]) -> dict[str, Any]:
    """What is known of variables before anything is built."""
    templar, known = Templar(LOADER, given), {}
    for name in NAMES & given.keys():
        try:
            known[name] = plain(templar.template(given[name]))
        except AnsibleError:
            continue
    return known


@cache
def values(environment: str = "production", scenario: Path | None = None) -> dict[str, Any]:
    """Defaults, an inventory, and the variables of a scenario."""
    given: dict[str, Any] = {}
    for role in OPTIONS:
        path = ROOT / "roles" / role / "defaults/main.yml"
        given |= of_file(path) if path.exists() else {}
    for path in sorted((ROOT / "inventories" / environment / "group_vars" / environment).glob("*.yml")):
        given |= of_file(path)
    given |= {"aws_account_id": "123456789012", **(of_file(scenario) if scenario else {})}
    return evaluated(given) | {"group_names": [environment]}


def found(**given: Any) -> list[Finding]:
    """Findings in production's inventory with some values of a test."""
    return findings_in(values() | given)


def findings_in(given: dict[str, Any]) -> list[Finding]:
    """Findings in values of an inventory."""
    known, wrong = preflight.known_values(OPTIONS, given)
    broken = {finding.field for finding in wrong}
    return wrong + [finding for finding in preflight.rule_findings(known) if finding.field not in broken]
