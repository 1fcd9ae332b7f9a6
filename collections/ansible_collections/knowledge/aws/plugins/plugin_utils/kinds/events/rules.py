"""What EventBridge refuses of a rule, or takes and never matches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

TARGETS = 5
NAME = re.compile(r"[.\-_A-Za-z0-9]{1,64}")
RATE = re.compile(r"rate\((\d+) (minutes?|hours?|days?)\)")
CRON = re.compile(r"cron\(\S+( \S+){5}\)")
PLACEHOLDER = re.compile(r"<([A-Za-z0-9_.\-]+)>")
# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html#eb-transform-input-predefined
PREDEFINED = "aws.events."


def rule_objections(name: str, rule: dict[str, Any]) -> Iterator[str]:
    """https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html"""
    if not NAME.fullmatch(name):
        yield f"the name {name} has other characters than letters, digits and . - _, or more than 64"
    if len(rule.get("description") or "") > 512:
        yield "the description has more than 512 characters"
    if not rule.get("pattern") and not rule.get("schedule"):
        yield "give a pattern or a schedule"
    if schedule := rule.get("schedule"):
        yield from schedule_objections(schedule)
    yield from pattern_objections(rule.get("pattern") or {})
    yield from target_objections(rule.get("targets") or [])


def schedule_objections(schedule: str) -> Iterator[str]:
    """https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html"""
    rate = RATE.fullmatch(schedule)
    if not rate and not CRON.fullmatch(schedule):
        yield f"the schedule {schedule} is neither rate(5 minutes) nor cron(0 17 * * ? *), which has six fields, UTC"
    elif rate and (int(rate[1]) == 0 or (int(rate[1]) == 1) == rate[2].endswith("s")):
        yield f"the schedule {schedule}: a number above 0; 1 is followed by minute, hour or day, everything else by minutes, hours or days"


def pattern_objections(pattern: dict[str, Any], place: str = "") -> Iterator[str]:
    """Every value is a list of what may stand there. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html"""
    for key, value in pattern.items():
        where = f"{place}{key}"
        if isinstance(value, dict) and value and key != "$or":
            yield from pattern_objections(value, f"{where}.")
        elif not isinstance(value, list) or not value:
            yield f"the pattern's {where} has to be a list that is not empty, such as [{value if isinstance(value, str) and value else 'aws.rds'}]"


def target_objections(targets: list[dict[str, Any]]) -> Iterator[str]:
    """https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html"""
    if len(targets) > TARGETS:
        yield f"{len(targets)} targets; {TARGETS} at most"
    ids = [one["id"] for one in targets]
    yield from (f"the target {name} is there twice" for name in sorted({name for name in ids if ids.count(name) > 1}))
    for one in targets:
        paths, template = one.get("input_paths") or {}, one.get("input_template")
        if not NAME.fullmatch(one["id"]):
            yield f"the target {one['id']} has other characters than letters, digits and . - _, or more than 64"
        if paths and not template:
            yield f"the target {one['id']} has input_paths but no input_template that uses them"
        used = {name for name in PLACEHOLDER.findall(template or "") if not name.startswith(PREDEFINED)}
        yield from (
            f"the target {one['id']} uses <{name}>, which is not in its input_paths"
            for name in sorted(used - paths.keys())
        )
        wrong = sorted(name for name, path in paths.items() if not str(path).startswith("$."))
        yield from (
            f"the target {one['id']}: input_paths.{name} has to begin with $. as in $.detail.Message" for name in wrong
        )
