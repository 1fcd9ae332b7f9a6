"""What Application Auto Scaling refuses, found before it is asked."""

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
    assert autoscaling.schedule_objections(schedule, "Asia/Seoul") == []


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
    assert autoscaling.schedule_objections(schedule, "Asia/Seoul")


@pytest.mark.parametrize("zone", ["Asia/Soul", "KST+9", "../etc/passwd"])
def test_time_zones_that_are_refused(zone: str) -> None:
    (text,) = autoscaling.schedule_objections("cron(0 22 * * ? *)", zone)
    assert zone in text


@pytest.mark.parametrize(
    ("low", "high", "count"), [(3, 20, 0), (3, 3, 0), (0, 1, 0), (21, 20, 1), (-1, 20, 1), (None, 20, 0), (3, None, 0)]
)
def test_minimum_and_maximum(low: int | None, high: int | None, count: int) -> None:
    assert len(autoscaling.capacity_objections(low, high)) == count


WANT = limits({"min": 3, "max": 20, "scheduled": [{"min": 2, "max": None}, {"min": 3}]})


def test_limits_of_schedules_are_completed_and_stay_so() -> None:
    assert WANT == {"min": 3, "max": 20, "scheduled": [{"min": 2, "max": 20}, {"min": 3, "max": 20}]}
    assert limits(WANT) == WANT


@pytest.mark.parametrize(
    ("have", "same", "accepted"),
    [({"min": 3, "max": 20}, True, True), ({"min": 2, "max": 20}, False, True), ({"min": 1, "max": 20}, False, False)],
)
def test_what_a_schedule_has_made_is_accepted_and_nothing_else(
    have: dict[str, int], same: bool, accepted: bool
) -> None:
    assert (same_limits(have, WANT), scheduled_limits(have, WANT)) == (same, accepted)
