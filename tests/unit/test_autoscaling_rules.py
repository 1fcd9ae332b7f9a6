"""What Application Auto Scaling refuses, found before it is asked."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.autoscaling import rules as autoscaling
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.autoscaling.target import (
    limits,
    same_limits,
    scheduled_limits,
)


@pytest.mark.parametrize(
    "schedule",
    [
        "cron(0 22 * * ? *)",
        "cron(0/15 8-18 ? * MON-FRI *)",
        "cron(30 7 1,15 * ? *)",
        "cron(0 9 L * ? *)",
        "cron(0 9 ? * 6L 2026)",
        "cron(0 9 ? * MON#1 *)",
        "rate(1 day)",
        "rate(5 minutes)",
        "at(2026-12-31T22:00:00)",
    ],
)
def test_schedules_that_are_right(schedule: str) -> None:
    assert list(autoscaling.schedule(schedule)) == []


@pytest.mark.parametrize(
    "schedule",
    [
        "",
        "0 22 * * *",
        "cron(0 22 * * *)",
        "cron(0 22 * * * *)",
        "cron(0 22 ? * ? *)",
        "cron(60 22 * * ? *)",
        "cron(0 24 * * ? *)",
        "cron(0 22 32 * ? *)",
        "cron(0 22 * 13 ? *)",
        "cron(0 22 ? * MO *)",
        "cron(0 18-8 * * ? *)",
        "cron(0 22 * * ? 1969)",
        "cron(? 22 * * ? *)",
        "cron(0/0 22 * * ? *)",
        "rate(1 days)",
        "rate(5 minute)",
        "rate(0 days)",
        "at(2026-13-31T22:00:00)",
        "every night",
    ],
)
def test_schedules_that_are_refused(schedule: str) -> None:
    assert all(finding.valid for finding in autoscaling.schedule(schedule))
    assert list(autoscaling.schedule(schedule))


@pytest.mark.parametrize("zone", ["Asia/Soul", "KST+9", "../etc/passwd"])
def test_time_zones_that_are_refused(zone: str) -> None:
    (finding,) = autoscaling.timezone(zone)
    assert finding.field == "timezone" and zone in finding.wrong and finding.valid


@pytest.mark.parametrize("zone", ["Asia/Seoul", "UTC", "", None])
def test_time_zones_that_are_right(zone: str | None) -> None:
    assert list(autoscaling.timezone(zone)) == []


@pytest.mark.parametrize(
    ("low", "high", "count"), [(3, 20, 0), (3, 3, 0), (0, 1, 0), (21, 20, 1), (-1, 20, 1), (None, 20, 0), (3, None, 0)]
)
def test_minimum_and_maximum(low: int | None, high: int | None, count: int) -> None:
    assert len(list(autoscaling.capacity(low, high))) == count


POLICY = {"predefined_metric_type": "ECSServiceAverageCPUUtilization", "target_value": 60.0}
REQUESTS = {"predefined_metric_type": "ALBRequestCountPerTarget"}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"target_value": 0.0}, "target_value"),
        ({"resource_label": "app/a/0"}, "resource_label"),
        (REQUESTS, "resource_label"),
        ({"scale_in_cooldown": -1}, "scale_in_cooldown"),
        ({"scale_out_cooldown": -1}, "scale_out_cooldown"),
    ],
)
def test_policies_that_are_refused(fields: dict[str, Any], field: str) -> None:
    (finding,) = autoscaling.policy((POLICY | fields).get)
    assert finding.field == field and finding.valid


@pytest.mark.parametrize("fields", [{}, {**REQUESTS, "resource_label": "app/a/0/targetgroup/b/1"}])
def test_policies_that_are_right(fields: dict[str, Any]) -> None:
    assert list(autoscaling.policy((POLICY | fields).get)) == []


def test_a_scheduled_action_that_changes_nothing_is_refused() -> None:
    (finding,) = autoscaling.scheduled_action({"schedule": "rate(1 day)"}.get)
    assert finding.field == "min_capacity" and finding.valid


WANT = limits(
    {
        "min_capacity": 3,
        "max_capacity": 20,
        "scheduled": [{"min_capacity": 2, "max_capacity": None}, {"min_capacity": 3}],
    }
)


def test_limits_of_schedules_are_completed_and_stay_so() -> None:
    assert WANT == {
        "min_capacity": 3,
        "max_capacity": 20,
        "scheduled": [{"min_capacity": 2, "max_capacity": 20}, {"min_capacity": 3, "max_capacity": 20}],
    }
    assert limits(WANT) == WANT


@pytest.mark.parametrize(
    ("low", "same", "accepted"),
    [(3, True, True), (2, False, True), (1, False, False)],
)
def test_what_a_schedule_has_made_is_accepted_and_nothing_else(low: int, same: bool, accepted: bool) -> None:
    have = {"min_capacity": low, "max_capacity": 20}
    assert (same_limits(have, WANT), scheduled_limits(have, WANT)) == (same, accepted)
