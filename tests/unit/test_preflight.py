"""What preflight makes of findings: in the words of the inventory, with the place that gives the value, all at once."""

from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.stack.plugins.action import preflight
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import ecr, values

from tests.support.cloud import ROOT
from tests.unit.inventory import found


@pytest.mark.parametrize(
    ("given", "variable", "wrong", "valid"),
    [
        (
            {"elasticache_transit_encryption_enabled": False},
            "elasticache_auth",
            "needs TLS (elasticache_transit_encryption_enabled)",
            "false, or elasticache_transit_encryption_enabled: true",
        ),
        ({"rds_iops": 3000}, "rds_iops", "cannot be chosen for gp3", "0, or rds_allocated_storage of 400"),
        (
            {"ecs_max_capacity": 0, "ecs_schedules": {}},
            "ecs_min_capacity",
            "3 is above ecs_max_capacity 0",
            "0 to 0, or ecs_max_capacity of 3 or more",
        ),
        ({"ecs_max_capacity": -1, "ecs_schedules": {}}, "ecs_max_capacity", "-1 is less than 0", "0 or more"),
        ({"ecs_maximum_percent": 0}, "ecs_maximum_percent", "0 is less than all tasks", "100 or more, such as 200"),
        (
            {"ecs_maximum_percent": 100},
            "ecs_minimum_healthy_percent",
            "100 with ecs_maximum_percent 100 leaves no room",
            "less than 100, or ecs_maximum_percent above it, such as 200",
        ),
        (
            {"waf_rules": [{"name": "x", "priority": 20, "rate": {"limit": 100, "window": 60}, "action": "blok"}]},
            "waf_rules",
            "[0].action: value of waf_rules must be one of",
            "block, count, allow, captcha, challenge",
        ),
        ({"budget_cost_assumptions": {"logs": 1}}, "budget_cost_assumptions", "logs is no assumption", "logs_gb, "),
        ({"project_name": ["x"]}, "project_name", "is a list, not a text", "str: What all names begin with"),
    ],
)
def test_a_finding_speaks_of_variables(given: dict[str, Any], variable: str, wrong: str, valid: str) -> None:
    (finding,) = found(**given)
    assert finding.field == variable and wrong in finding.wrong and finding.valid.startswith(valid)


def test_only_fields_that_are_no_words_are_replaced() -> None:
    said = [
        Finding("port", "70000 is no port", "a port, or storage_type gp3"),
        Finding("rules[3]", "x", "nothing, or y"),
    ]
    variables = {"port": "rds_port", "storage_type": "rds_storage_type", "rules": "waf_rules"}
    assert list(values.of_variables(said, variables, nothing="0")) == [
        Finding("rds_port", "70000 is no port", "a port, or rds_storage_type gp3"),
        Finding("waf_rules", "x", "0, or y"),
    ]


def test_numbers_and_switches_of_the_command_line_are_read_as_such() -> None:
    small = {"ecs_task_cpu": "1024", "ecs_task_memory": "2048", "ecs_container_port": "8000", "alb_target_port": "8000"}
    assert found(**small, ecs_desired_count="3", kms_pending_window_in_days="7") == []
    assert found(ecs_autoscaling="no", ecs_desired_count="50", rds_multi_az="0", budget_limit="4110.5") == []
    assert found(alb_enabled="no") == found(alb_enabled=False) != []
    assert found(ecs_schedules={"night": {"schedule": "cron(0 22 * * ? *)", "min_capacity": "2"}}) == []
    assert found(kms_keys={"data": {"description": "Data", "enable_key_rotation": "yes"}}) == []
    (finding,) = found(ecs_desired_count="2")
    assert finding.field == "ecs_desired_count" and finding.valid == "3 to 20"


def test_a_value_that_cannot_be_read_hides_no_other_finding() -> None:
    given = {"rds_storage_type": "gp9", "security_groups_data_ports": [5432], "alb_idle_timeout": 5000}
    assert {finding.field for finding in found(**given, notifications_slack=True, ecs_desired_count="many")} == {
        *given,
        "notifications_slack",
        "ecs_desired_count",
    }


def test_an_error_of_a_rule_is_a_finding_and_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(preflight.display, "vvv", shown.append)

    def findings(_: dict[str, Any]) -> Any:
        yield Finding("ecr_keep_images", "is odd", "30")
        raise KeyError("name")

    monkeypatch.setattr(ecr, "findings", findings)
    said = found(alb_idle_timeout=5000)
    assert [finding.field for finding in said] == ["alb_idle_timeout", "ecr_keep_images", "ecr_*"]
    assert "KeyError: 'name'" in said[-1].wrong and "README.md of role ecr" in said[-1].valid
    assert shown and shown[0].startswith("Traceback")


def test_the_place_of_a_value_is_what_gives_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "load_extra_vars", lambda loader: {"vpc_nat_mode": "two"})
    action: Any = object.__new__(preflight.ActionModule)
    action._loader = SimpleNamespace()
    inventory = ROOT / "inventories/production"
    action.variables = {
        "inventory_dir": str(inventory),
        "environment_name": "production",
        "group_names": ["production"],
    }
    assert action._place_of("vpc_nat_mode") == "what -e gives"
    assert action._place_of("aws_region").endswith("group_vars/production/main.yml")
    assert action._place_of("ecr_*").endswith("group_vars/production/ecr.yml")
