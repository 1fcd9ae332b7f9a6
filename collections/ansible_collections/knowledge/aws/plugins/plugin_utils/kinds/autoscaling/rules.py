# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What Application Auto Scaling refuses. get: tells the value of a field.

https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html
"""

from __future__ import annotations

import datetime
import re
import zoneinfo
from collections.abc import Callable, Iterator
from typing import Any

from ...core.finding import Finding

Get = Callable[[str], Any]
REQUESTS = "ALBRequestCountPerTarget"

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


def capacity(low: Any, high: Any) -> Iterator[Finding]:
    """Whether tasks can be between these two numbers."""
    if low is None or high is None:
        return
    if low < 0:
        yield Finding("min_capacity", f"{low} is less than 0", "0 or more")
    elif high < 0:
        yield Finding("max_capacity", f"{high} is less than 0", "0 or more")
    elif low > high:
        wrong = f"{low} is above max_capacity {high}"
        yield Finding("min_capacity", wrong, f"0 to {high}, or max_capacity of {low} or more")


def timezone(zone: Any) -> Iterator[Finding]:
    """Whether there is such a time zone."""
    try:
        zoneinfo.ZoneInfo(str(zone or "UTC"))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        yield Finding("timezone", f"{zone} does not exist", "a name of the tz database, such as Asia/Seoul or UTC")


def schedule(value: Any) -> Iterator[Finding]:
    """Whether a schedule can be understood: cron(…), rate(…) or at(…)."""
    text = str(value or "")
    if text.startswith("cron(") and text.endswith(")"):
        yield from cron(text[5:-1])
        return
    if text.startswith("at(") and text.endswith(")"):
        try:
            datetime.datetime.strptime(text[3:-1], "%Y-%m-%dT%H:%M:%S")
        except ValueError:
            yield Finding("schedule", f"{text} is no time", "such as at(2026-12-31T22:00:00)")
        return
    rate = RATE.fullmatch(text)
    if not rate or int(rate[1]) == 0 or (int(rate[1]) == 1) == rate[2].endswith("s"):
        valid = "such as cron(0 22 * * ? *), rate(1 day) or at(2026-12-31T22:00:00)"
        yield Finding("schedule", f"'{text}' is no schedule", valid)


def cron(expression: str) -> Iterator[Finding]:
    """The six fields of a cron expression."""
    fields, text = expression.split(), f"cron({expression})"
    if len(fields) != len(CRON):
        valid = "6: minute hour day-of-month month day-of-week year"
        yield Finding("schedule", f"{text} has {len(fields)} fields", valid)
        return
    for value, (name, low, high, names) in zip(fields, CRON, strict=True):
        if not _field(value.upper(), name, low, high, names):
            valid = ", ".join(["*", f"{low} to {high}", *([f"{names[0]} to {names[-1]}"] if names else [])])
            yield Finding("schedule", f"{text}: {name} cannot be {value}", valid)
    if (fields[2] == "?") == (fields[4] == "?"):
        yield Finding("schedule", f"{text}: its days are not clear", "? for one of day of the month and of the week")


def policy(get: Get) -> Iterator[Finding]:
    """A target tracking policy: values, cool-downs, and the label that only requests have."""
    if get("target_value") <= 0:
        yield Finding("target_value", f"{get('target_value')} is not above 0", "more than 0")
    if get("predefined_metric_type") == REQUESTS and not get("resource_label"):
        yield Finding("resource_label", f"lacks, but {REQUESTS} needs it", "<load balancer>/<target group>")
    if get("predefined_metric_type") != REQUESTS and get("resource_label"):
        yield Finding("resource_label", f"belongs to {REQUESTS} only", "none for another metric")
    for field in ("scale_out_cooldown", "scale_in_cooldown"):
        if (get(field) or 0) < 0:
            yield Finding(field, f"{get(field)} is less than 0", "0 or more seconds")


def scheduled_action(get: Get) -> Iterator[Finding]:
    """A scheduled action: when, and the limits from then on."""
    yield from schedule(get("schedule"))
    yield from timezone(get("timezone"))
    yield from capacity(get("min_capacity"), get("max_capacity"))
    if get("min_capacity") is None and get("max_capacity") is None:
        yield Finding("min_capacity", "lacks, and so does max_capacity: nothing would change", "one of them, or both")


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
