# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Times of the day and of the week at which AWS may back up and maintain, all in UTC."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..core.finding import Finding

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
_DAILY = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
_WEEKLY = re.compile(rf"({'|'.join(DAYS)}):([01]\d|2[0-3]):([0-5]\d)-({'|'.join(DAYS)}):([01]\d|2[0-3]):([0-5]\d)")


def daily(text: str) -> tuple[int, int] | None:
    """``17:00-18:00`` as minutes since midnight and length in minutes; None where it is no such window."""
    found = _DAILY.fullmatch(text)
    if not found:
        return None
    first_hour, first, last_hour, last = map(int, found.groups())
    begin = first_hour * 60 + first
    return begin, (last_hour * 60 + last - begin) % DAY


def weekly(text: str) -> tuple[int, int] | None:
    """``sun:18:30-sun:19:30`` as minutes since Monday and length in minutes; None where it is no such window."""
    found = _WEEKLY.fullmatch(text.lower())
    if not found:
        return None
    day, hour, minute, last_day, last_hour, last_minute = found.groups()
    begin = DAYS.index(day) * DAY + int(hour) * 60 + int(minute)
    end = DAYS.index(last_day) * DAY + int(last_hour) * 60 + int(last_minute)
    return begin, (end - begin) % (7 * DAY)


def collide(every_day: tuple[int, int], every_week: tuple[int, int]) -> bool:
    """Whether a daily window touches a weekly one on any day."""
    week = 7 * DAY
    begin, length = every_week
    for day in range(7):
        daily_begin = day * DAY + every_day[0]
        if (daily_begin - begin) % week < length or (begin - daily_begin) % week < every_day[1]:
            return True
    return False


def objections(
    daily_name: str, daily_text: str | None, weekly_name: str, weekly_text: str | None, shortest: int
) -> Iterator[Finding]:
    """What AWS would refuse about a daily and a weekly window, each from ``shortest`` minutes up to a day long."""
    every_day = daily(daily_text) if daily_text else None
    every_week = weekly(weekly_text) if weekly_text else None
    for name, text, window, form in (
        (daily_name, daily_text, every_day, "17:00-18:00"),
        (weekly_name, weekly_text, every_week, "sun:18:30-sun:19:30"),
    ):
        if text and window is None:
            yield Finding(name, f"'{text}' is no window", f"such as {form}, UTC")
        elif window and not shortest <= window[1] <= DAY:
            yield Finding(name, f"{text} is {window[1]} minutes long", f"{shortest} minutes to a day")
    if every_day and every_week and collide(every_day, every_week):
        yield Finding(
            weekly_name, f"{weekly_text} overlaps with {daily_name} {daily_text}", "windows that do not touch"
        )
