"""Rules of Application Auto Scaling. https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html"""

from __future__ import annotations

import datetime
import re
import zoneinfo
from typing import Any

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
# Fields of a cron expression: name, lowest and highest number, names instead of numbers
CRON = (
    ("minute", 0, 59, ()),
    ("hour", 0, 23, ()),
    ("day of the month", 1, 31, ()),
    ("month", 1, 12, MONTHS),
    ("day of the week", 1, 7, DAYS),
    ("year", 1970, 2199, ()),
)
RATE = re.compile(r"rate\((\d+) (minute|minutes|hour|hours|day|days)\)")


def capacity_objections(low: Any, high: Any) -> list[str]:
    """Whether tasks can be between these two numbers."""
    if low is None or high is None:
        return []
    if low < 0:
        return [f"minimum {low} is less than 0"]
    return [f"minimum {low} is above maximum {high}"] if low > high else []


def zone_objections(zone: Any) -> list[str]:
    """Whether there is such a time zone."""
    if not zone:
        return []
    try:
        zoneinfo.ZoneInfo(str(zone))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return [f"time zone {zone} does not exist; such as Asia/Seoul or UTC"]
    return []


def schedule_objections(schedule: Any, zone: Any) -> list[str]:
    """Whether a schedule can be understood: cron(…), rate(…) or at(…)."""
    text, found = str(schedule or ""), zone_objections(zone)
    if text.startswith("cron(") and text.endswith(")"):
        return found + cron_objections(text[5:-1])
    if text.startswith("at(") and text.endswith(")"):
        try:
            datetime.datetime.strptime(text[3:-1], "%Y-%m-%dT%H:%M:%S")
            return found
        except ValueError:
            return [*found, f"{text} is no time; such as at(2026-12-31T22:00:00)"]
    rate = RATE.fullmatch(text)
    if rate and int(rate[1]) > 0 and (int(rate[1]) == 1) != rate[2].endswith("s"):
        return found
    return [*found, f"'{text}' is no schedule; such as cron(0 22 * * ? *), rate(1 day) or at(2026-12-31T22:00:00)"]


def cron_objections(expression: str) -> list[str]:
    """What is wrong with the six fields of a cron expression."""
    fields = expression.split()
    if len(fields) != len(CRON):
        return [
            f"cron({expression}) has {len(fields)} fields; AWS wants 6: minute hour day-of-month month day-of-week year"
        ]
    parts = zip(fields, CRON, strict=True)
    found = [
        f"cron({expression}): {name} cannot be {value}"
        for value, (name, low, high, names) in parts
        if not _field(value.upper(), name, low, high, names)
    ]
    if (fields[2] == "?") == (fields[4] == "?"):
        found.append(f"cron({expression}): one of day of the month and day of the week must be ?, and only one")
    return found


def _field(text: str, name: str, low: int, high: int, names: tuple[str, ...]) -> bool:
    """Whether a field is *, ?, numbers, ranges, lists, steps, or L, W and # where days are meant."""
    if text == "?":
        return name.startswith("day")
    return all(_part(part, name, low, high, names) for part in text.split(","))


def _part(part: str, name: str, low: int, high: int, names: tuple[str, ...]) -> bool:
    if name == "day of the month" and re.fullmatch(r"L|LW|([12]?\d|3[01])W", part):
        return True
    if name == "day of the week" and re.fullmatch(r"L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5])", part):
        return True
    base, _, step = part.partition("/")
    if "/" in part and not (step.isdigit() and int(step) > 0):
        return False
    ends = base.split("-")
    if base == "*":
        return True
    numbers = [names.index(end) + low if end in names else int(end) if end.isdigit() else -1 for end in ends]
    return len(ends) <= 2 and all(low <= number <= high for number in numbers) and numbers == sorted(numbers)
