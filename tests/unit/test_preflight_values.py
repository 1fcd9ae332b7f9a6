"""Every variable with every sort of value: findings that say what is right, never an error. What is right passes."""

import inspect
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.stack.plugins.action import preflight

from tests.support.cloud import ROOT
from tests.unit import inventory

SCENARIOS = sorted((ROOT / "molecule").glob("*/vars.yml"))
ODD: list[Any] = [
    None, "", "abc", "a b", "5", "-1", "한글", "a\nb", 0, -1, 10**9, 1.5, True, False, float("inf"),
    [], ["a"], [1], [None], [{}], [["a"]], {}, {"a": "b"}, {"a": None}, {"a": 1}, {"a": ["x"]}, {"a": {}},
    {"a": {"b": None}}, {1: {}}, {None: 1},
]  # fmt: skip
# Values of which a rule has to look at the inside, by variable.
DEEP: dict[str, list[Any]] = {
    "s3_buckets": [
        {"a": {"receives": receives, "lifecycle_rules": rules}}
        for receives in ("alb", 5, ["x"], [None])
        for rules in ([None], ["x"], {"a": 1}, [{"id": "x", "transitions": [{"days": 1, "storage_class": ["x"]}]}])
    ] + [{"a": {"lifecycle_rules": [{"id": "x", "expiration": 5}]}}],
    "ecr_repositories": [{"a": "x"}, {"a": {"name": ["x"]}}],
    "ecs_schedules": [{"a": "x"}, {"a": {"schedule": "rate(1 day)", "min_capacity": "1"}}, {"a": {"mincap": 1}}],
    "ecs_secrets": [{"A": ["x"]}],
    "notifications_subscriptions": [{"a": {"protocol": ["x"], "endpoint": "y"}}, {"a": {"protocol": None}}],
    "notifications_slack": [{"team_id": ["T1"]}, {"team_id": "T1", "channel": "C1"}],
    "monitoring_alarms": [
        {"mine": {"title": "x", "namespace": "N", "metric_name": "C", "dimensions": {"a": "b"}, **wrong}}
        for wrong in (
            {}, {"threshold": "90"}, {"threshold": True}, {"threshold": 1, "period": None},
            {"threshold": 1, "comparison_operator": ["x"]}, {"threshold": 1, "statistic": 5},
            {"share": {"of": "x"}}, {"expression": "a", "metrics": [1]}, {"threshold": 1, "evaluation_periods": None},
        )
    ],
    "waf_rules": [
        [{"name": "x", "priority": 20, **wrong}]
        for wrong in (
            {}, {"rate": 5}, {"rate": {"limit": 100}}, {"statement": "x"}, {"statement": {"GeoMatchStatement": None}},
            {"statement": {"NotStatement": {"Statement": "x"}}}, {"statement": {"AndStatement": {"Statements": [5]}}},
            {"rate": {"limit": "100", "window": 60}}, {"managed": "Nope", "count": "a"}, {"action": "blok"},
        )
    ],
    "vpc_subnets": [{"public": None}, {"public": {1: "10.0.1.0/24"}}, {"public": {"a": ["x"]}}, {"public": ["x"]}],
    "vpc_zone_count": [30, 2_000_000],
    "security_groups_alb_sources": [[{"cidr_ip": 5}], [{"cidr_ip": ["x"]}], [{"nme": "x"}]],
    "security_groups_data_ports": [{"a": None}, {"a": "b"}, {"a": [1]}],
    "budget_notifications": [[{"notification_type": ["ACTUAL"], "threshold": 50}], [{"threshold": True}]],
    "budget_cost_assumptions": [{"logs_gb": "many"}, {"logs_gb": float("inf")}],
    "context_tags": [{"a": None}, {"": 1}, {"a": {"b": 1}}],
}  # fmt: skip


@cache
def base() -> dict[str, Any]:
    known, wrong = preflight.known_values(inventory.OPTIONS, inventory.values())
    assert wrong == [] == list(preflight.rule_findings(known))
    return known


@cache
def without(variable: str) -> list[Finding]:
    """What the rules say where a variable cannot be read."""
    return list(preflight.rule_findings({name: value for name, value in base().items() if name != variable}))


@cache
def rules_about(variable: str) -> list[tuple[str, Any]]:
    """The rules that read a variable: those of its role, those of the stack, and those that name it."""
    return [
        (role, module)
        for role, module in preflight.rule_modules().items()
        if role == "context" or variable.startswith(role) or variable in inspect.getsource(module)
    ]


def findings(variable: str, value: Any) -> list[Finding]:
    """All findings where one variable has this value."""
    option = {variable: (inventory.VARIABLES | preflight.STACK_VARIABLES)[variable]}
    known, wrong = preflight.known_values({"one": option}, {"group_names": ["production"], variable: value})
    if wrong:
        return wrong + [finding for finding in without(variable) if finding.field != variable]
    return [
        finding
        for role, module in rules_about(variable)
        for finding in preflight.findings_of_role(role, module, base() | known)
    ]


@pytest.mark.parametrize("variable", sorted(inventory.NAMES))
def test_odd_values_give_findings_and_never_an_error(variable: str) -> None:
    for value in [*ODD, *DEEP.get(variable, [])]:
        found = findings(variable, value)
        assert {finding.field for finding in found} <= inventory.NAMES, (value, found)
        assert all(finding.valid for finding in found), (value, found)


@pytest.mark.parametrize("variable", sorted(inventory.VARIABLES))
def test_a_value_that_cannot_be_read_is_said_alone(variable: str) -> None:
    assert [finding for finding in without(variable) if finding.field != variable] == []


def as_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("variable", sorted(inventory.VARIABLES.keys() & inventory.values().keys()))
def test_what_is_right_is_right_as_a_text_of_the_command_line(variable: str) -> None:
    """``-e name=value`` gives a text; lists and maps are given as JSON."""
    value = inventory.values()[variable]
    if isinstance(value, list | dict):
        (finding,) = findings(variable, "one,two")
        assert finding.wrong.startswith("is a text, not a ") and f"""-e '{{"{variable}": """ in finding.valid
    elif value is not None:
        assert findings(variable, as_text(value)) == []


SWITCHES = sorted(name for name, option in inventory.VARIABLES.items() if option["type"] == "bool")


@pytest.mark.parametrize("variable", SWITCHES)
def test_a_switch_means_the_same_as_for_the_tasks(variable: str) -> None:
    for value, words in ((True, ("true", "yes", "on", "1", 1)), (False, ("false", "no", "off", "0", 0))):
        for word in words:
            known, wrong = preflight.known_values({"one": {variable: {"type": "bool"}}}, {variable: word})
            assert known[variable] is value and wrong == []


@pytest.mark.parametrize("environment", ["production", "staging"])
def test_the_inventories_are_right(environment: str) -> None:
    assert inventory.findings_in(inventory.values(environment)) == []


@pytest.mark.parametrize("variable", sorted(inventory.VARIABLES.keys() & inventory.values().keys()))
def test_ansible_takes_the_same_when_the_role_begins(variable: str) -> None:
    for value in [inventory.values()[variable], *ODD, *DEEP.get(variable, [])]:
        if not preflight.known_values({"one": {variable: inventory.VARIABLES[variable]}}, {variable: value})[1]:
            spec = ArgumentSpecValidator({variable: {**inventory.VARIABLES[variable], "required": False}})
            assert spec.validate({variable: value}).error_messages == [], value


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.parent.name)
def test_the_values_of_every_scenario_are_right(scenario: Path) -> None:
    assert inventory.findings_in(inventory.values("production", scenario)) == []
