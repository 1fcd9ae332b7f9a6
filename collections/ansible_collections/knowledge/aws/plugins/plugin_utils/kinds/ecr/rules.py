# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What ECR refuses about a repository, told before it is asked.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...core.finding import Finding

NAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*")
STATUSES = ("tagged", "untagged", "any")
COUNTS = ("imageCountMoreThan", "sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned")
NUMBER = "a number from 1 on"


def name_findings(name: str) -> Iterator[Finding]:
    """The repository's name."""
    if not 2 <= len(name) <= 256 or not NAME.fullmatch(name):
        valid = "2 to 256 lower-case letters, digits and single . _ - or / between them"
        yield Finding("name", f"'{name}' is no name of a repository", valid)


def lifecycle_findings(rules: list[dict[str, Any]]) -> Iterator[Finding]:
    """The rules by which images expire."""
    priorities = [rule.get("rulePriority") for rule in rules]
    last = max((one for one in priorities if isinstance(one, int)), default=None)
    for number, rule in enumerate(rules):
        at, priority = f"lifecycle_policy_text.rules[{number}]", rule.get("rulePriority")
        if not isinstance(priority, int) or priority < 1:
            yield Finding(f"{at}.rulePriority", f"{priority} is not possible", NUMBER)
        elif priority in priorities[:number]:
            yield Finding(f"{at}.rulePriority", f"{priority} is that of another rule", "a priority for each rule")
        selection = rule.get("selection") or {}
        yield from _selection_findings(f"{at}.selection", selection)
        if selection.get("tagStatus") == "any" and priority != last:
            yield Finding(f"{at}.rulePriority", f"{priority} is not last, as any image needs", "the highest of all")


def _selection_findings(at: str, selection: dict[str, Any]) -> Iterator[Finding]:
    get = selection.get
    if get("tagStatus") not in STATUSES:
        yield Finding(f"{at}.tagStatus", f"{get('tagStatus')} is none", ", ".join(STATUSES))
    if get("countType") not in COUNTS:
        yield Finding(f"{at}.countType", f"{get('countType')} is none", ", ".join(COUNTS))
    if not isinstance(get("countNumber"), int) or selection["countNumber"] < 1:
        yield Finding(f"{at}.countNumber", f"{get('countNumber')} is not possible", NUMBER)
    if str(get("countType")).startswith("since") and get("countUnit") != "days":
        yield Finding(f"{at}.countUnit", f"{get('countUnit')} is no unit of {get('countType')}", "days")
    if get("tagStatus") == "tagged" and not (get("tagPrefixList") or get("tagPatternList")):
        yield Finding(at, "says not which tags", "tagPrefixList or tagPatternList beside tagStatus tagged")
