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


TARGET = {"dns_name": "d1.cloudfront.net", "hosted_zone_id": "Z2FDTNDATAQYW2"}


@pytest.mark.parametrize(
    ("given", "wanted", "domain"),
    [
        ({}, True, "knowledge.example.com"),
        ({"dns_enabled": "false"}, False, "knowledge.example.com"),
        ({"dns_enabled": False, "stack": {}}, False, "knowledge.example.com"),
        ({"dns_target": {}}, False, "knowledge.example.com"),
        ({"dns_names": []}, False, "example.com"),
        ({"dns_names": [], "stack": {"domain_name": None}, "dns_zone_name": "example.org"}, False, "example.org"),
        ({"dns_names": [], "stack": {}}, False, ""),
    ],
)
def test_a_zone_is_looked_at_whether_names_are_wanted_or_not(given: dict[str, Any], wanted: bool, domain: str) -> None:
    """Where none are wanted, some may still lead to the stack."""
    known = {"dns_names": ["knowledge.example.com"], "dns_target": TARGET, "stack": {"domain_name": "example.com"}}
    assert derived("dns", "__dns_wanted", **known | given) is wanted
    assert derived("dns", "__dns_domain", **known | given) == domain
    if not wanted:
        assert derived("dns", "__dns_records_config", **known | given) == []


@pytest.mark.parametrize("user", ["alb", "cloudfront"])
@pytest.mark.parametrize("enabled", [True, "false"])
def test_a_certificate_that_is_given_needs_no_acm(user: str, enabled: Any) -> None:
    wiring = LOADER.load_from_file(str(ROOT / "roles/wiring/vars/main/wiring.yml"), trusted_as_template=True)
    made = {"acm_outputs": {"arns": {user: "made"}}} if enabled is True else {}
    known = wiring | made | {"acm_enabled": enabled, f"acm_{user}_certificate_arn": "given"}
    value = Templar(LOADER, known).template(known[f"{user}_certificate_arn"])
    assert value == ("made" if enabled is True else "given")


def test_a_service_with_an_image_of_its_own_needs_no_repository() -> None:
    wiring = LOADER.load_from_file(str(ROOT / "roles/wiring/vars/main/wiring.yml"), trusted_as_template=True)
    known = wiring | {"ecr_enabled": True, "ecr_outputs": {"names": {"worker": "w"}, "arns": {"worker": "w"}}}
    for name in ("ecs_repository_name", "ecs_repository_arn"):
        assert Templar(LOADER, known).template(known[name]) == ""
