"""Values that roles derive, as Ansible evaluates them from the files of the roles."""

from typing import Any

import pytest
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar

from tests.support.cloud import ROOT

LOADER = DataLoader()


def derived(role: str, name: str, **given: Any) -> Any:
    """A variable of a role's vars, with its defaults and what is given."""
    known: dict[str, Any] = {}
    for file in ("defaults", "vars"):
        known |= LOADER.load_from_file(str(ROOT / "roles" / role / file / "main.yml"), trusted_as_template=True)
    return Templar(LOADER, known | given).template(known[name])


@pytest.mark.parametrize(
    ("of_aws", "at_once", "in_effect"),
    [
        ("db.r6g.large", False, "db.r6g.large"),
        ("db.r6g.large", "false", "db.r6g.large"),
        ("db.r6g.large", True, "db.r6g.xlarge"),
        ("db.r6g.large", "true", "db.r6g.xlarge"),
        ("(known after apply: database main)", False, "db.r6g.xlarge"),
    ],
)
def test_alarms_go_by_the_class_that_the_database_has(of_aws: str, at_once: Any, in_effect: str) -> None:
    """A new class waits for the maintenance window; thresholds in percent of its memory would be wrong until then."""
    looked = {"attributes": {"main": {"db_instance_class": of_aws}}}
    given = {"rds_instance_class": "db.r6g.xlarge", "rds_apply_immediately": at_once, "__rds_instances": looked}
    assert derived("rds", "__rds_class_in_effect", **given) == in_effect
    assert "__rds_class_in_effect" in (ROOT / "roles/rds/tasks/outputs.yml").read_text(encoding="utf-8")
