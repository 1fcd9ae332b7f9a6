# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about repositories of images.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.ecr.repository import Repository
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.ecr.rules import NUMBER, name_findings

from .values import entry_of

ENTRY_SPECS = {"ecr_repositories": entry_of(Repository.fields)}


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Names, and how many images are kept for how long."""
    for key, repository in (v.get("ecr_repositories") or {}).items():
        for found in name_findings(str(repository.get("name") or key)):
            yield replace(found.named("ecr_repositories"), wrong=f"{key}: {found.wrong}")
    for variable in ("ecr_keep_images", "ecr_untagged_days"):
        value = v.get(variable)
        if value is not None and value < 1:
            yield Finding(variable, f"{value} is not possible", NUMBER)
