"""Rules about repositories of images.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.ecr.rules import NUMBER, name_findings


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Names, and how many images are kept for how long."""
    for key, repository in (v.get("ecr_repositories") or {}).items():
        for found in name_findings(str((repository or {}).get("name") or key)):
            yield replace(found.named("ecr_repositories"), wrong=f"{key}: {found.wrong}")
    for variable in ("ecr_keep_images", "ecr_untagged_days"):
        value = v.get(variable)
        if value is not None and not (str(value).isdigit() and int(value) >= 1):
            yield Finding(variable, f"{value} is not possible", NUMBER)
