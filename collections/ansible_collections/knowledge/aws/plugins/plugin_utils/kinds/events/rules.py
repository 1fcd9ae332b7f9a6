# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What EventBridge refuses of a rule, or takes and never matches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...core.finding import Finding

TARGETS = 5
NAME = re.compile(r"[.\-_A-Za-z0-9]{1,64}")
NAMES = "1 to 64 letters, digits and . - _"
RATE = re.compile(r"rate\((\d+) (minutes?|hours?|days?)\)")
CRON = re.compile(r"cron\(\S+( \S+){5}\)")
PLACEHOLDER = re.compile(r"<([A-Za-z0-9_.\-]+)>")
# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html#eb-transform-input-predefined
PREDEFINED = "aws.events."


def rule_findings(name: str, rule: dict[str, Any]) -> Iterator[Finding]:
    """https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html"""
    if not NAME.fullmatch(name):
        yield Finding("name", f"{name} is not possible", NAMES)
    if len(rule.get("description") or "") > 512:
        yield Finding("description", "is too long", "512 characters at most")
    if not rule.get("event_pattern") and not rule.get("schedule_expression"):
        yield Finding("event_pattern", "is missing", "a pattern, or schedule_expression")
    yield from schedule_findings(rule.get("schedule_expression") or "")
    yield from pattern_findings(rule.get("event_pattern") or {})
    yield from target_findings(rule.get("targets") or [])


def schedule_findings(schedule: str) -> Iterator[Finding]:
    """https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html"""
    rate = RATE.fullmatch(schedule)
    if schedule and not rate and not CRON.fullmatch(schedule):
        valid = "rate(5 minutes), or cron(0 17 * * ? *), which has six fields, UTC"
        yield Finding("schedule_expression", f"{schedule} is neither a rate nor a cron", valid)
    elif rate and (int(rate[1]) == 0 or (int(rate[1]) == 1) == rate[2].endswith("s")):
        valid = "a number above 0; 1 is followed by minute, hour or day, everything else by minutes, hours or days"
        yield Finding("schedule_expression", f"{schedule} is not possible", valid)


def pattern_findings(pattern: dict[str, Any], place: str = "event_pattern") -> Iterator[Finding]:
    """Every value is a list of what may stand there.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
    """
    for key, value in pattern.items():
        where = f"{place}.{key}"
        if isinstance(value, dict) and value and key != "$or":
            yield from pattern_findings(value, where)
        elif not isinstance(value, list) or not value:
            sample = value if isinstance(value, str) and value else "aws.rds"
            yield Finding(where, "has to be a list that is not empty", f"[{sample}]")


def target_findings(targets: list[dict[str, Any]]) -> Iterator[Finding]:
    """https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html"""
    if len(targets) > TARGETS:
        yield Finding("targets", f"are {len(targets)}", f"{TARGETS} at most")
    ids = [one["id"] for one in targets]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield Finding("targets", f"have the id {name} twice", "an id of its own for each")
    for one in targets:
        yield from _target_findings(one, f"targets.{one['id']}")


def _target_findings(one: dict[str, Any], where: str) -> Iterator[Finding]:
    sent = one.get("input_transformer") or {}
    paths, template = sent.get("input_paths_map") or {}, sent.get("input_template")
    if not NAME.fullmatch(one["id"]):
        yield Finding(f"{where}.id", "is not possible", NAMES)
    where = f"{where}.input_transformer"
    if paths and not template:
        yield Finding(f"{where}.input_template", "is missing", "a text that uses input_paths_map")
    used = {name for name in PLACEHOLDER.findall(template or "") if not name.startswith(PREDEFINED)}
    for name in sorted(used - paths.keys()):
        yield Finding(f"{where}.input_template", f"uses <{name}>", f"names of input_paths_map: {', '.join(paths)}")
    for name in sorted(name for name, path in paths.items() if not str(path).startswith("$.")):
        yield Finding(f"{where}.input_paths_map.{name}", "does not begin with $.", "a path such as $.detail.Message")
