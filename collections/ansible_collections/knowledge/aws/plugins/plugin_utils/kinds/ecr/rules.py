"""Rules about repositories of images. https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html"""

from __future__ import annotations

import re
from typing import Any

NAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*")
STATUSES = ("tagged", "untagged", "any")
COUNTS = ("imageCountMoreThan", "sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned")


def name_objections(name: str) -> list[str]:
    """What is wrong with a repository's name."""
    if 2 <= len(name) <= 256 and NAME.fullmatch(name):
        return []
    return [
        f"'{name}' is no name of a repository; it has 2 to 256 lower-case letters, digits and single . _ - or / between them"
    ]


def lifecycle_objections(rules: list[dict[str, Any]]) -> list[str]:
    """What is wrong with lifecycle rules."""
    found = []
    priorities = [rule.get("rulePriority") for rule in rules]
    for priority in sorted({one for one in priorities if one is not None and priorities.count(one) > 1}):
        found.append(f"two lifecycle rules have priority {priority}; each needs its own")
    for rule in rules:
        label, selection = f"lifecycle rule {rule.get('rulePriority')}", rule.get("selection") or {}
        if not isinstance(rule.get("rulePriority"), int) or rule["rulePriority"] < 1:
            found.append(f"{label}: rulePriority is a number from 1 on")
        if selection.get("tagStatus") not in STATUSES:
            found.append(f"{label}: tagStatus is one of {', '.join(STATUSES)}")
        if selection.get("countType") not in COUNTS:
            found.append(f"{label}: countType is one of {', '.join(COUNTS)}")
        if not isinstance(selection.get("countNumber"), int) or selection["countNumber"] < 1:
            found.append(f"{label}: countNumber is a number from 1 on")
        if str(selection.get("countType")).startswith("since") and selection.get("countUnit") != "days":
            found.append(f"{label}: {selection['countType']} needs countUnit days")
        if selection.get("tagStatus") == "tagged" and not (
            selection.get("tagPrefixList") or selection.get("tagPatternList")
        ):
            found.append(f"{label}: tagStatus tagged needs tagPrefixList or tagPatternList")
        if selection.get("tagStatus") == "any" and rule.get("rulePriority") != max(
            (one for one in priorities if isinstance(one, int)), default=None
        ):
            found.append(f"{label}: the rule for any image must have the highest rulePriority, so that it comes last")
    return found
