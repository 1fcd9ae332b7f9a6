# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules of a bucket's lifecycle."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field
from .rules import STORAGE_CLASSES

RULE = {
    "id": Field("str", "Name of the rule.", required=True),
    "filter": Field(
        "dict",
        "To which objects it applies; to all by default.",
        options={"prefix": Field("str", "Those whose key begins so.", required=True)},
    ),
    "transitions": Field(
        "list",
        "Into which storage classes objects move, and when.",
        elements="dict",
        options={
            "days": Field("int", "Days after creation; 30 at least for infrequent access.", required=True),
            "storage_class": Field("str", "The class.", choices=STORAGE_CLASSES, required=True),
        },
    ),
    "expiration": Field(
        "dict",
        "When objects are deleted.",
        options={"days": Field("int", "Days after creation.", required=True)},
    ),
    "noncurrent_version_expiration": Field(
        "dict",
        "When replaced and deleted versions are gone.",
        options={"noncurrent_days": Field("int", "Days after they were replaced.", required=True)},
    ),
    "abort_incomplete_multipart_upload": Field(
        "dict",
        "When parts of uploads that never ended are gone.",
        options={"days_after_initiation": Field("int", "Days after the upload began.", required=True)},
    ),
}


def comparable(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule, ours or S3's, without what goes without saying: that it is on, and that it applies to all objects."""
    given = {
        name: value for name, value in rule.items() if value is not None and (name, value) != ("status", "Enabled")
    }
    prefix = {"prefix": given.pop("prefix", "")}  # where rules of before filters have it
    chosen = {name: value for name, value in (prefix | (given.pop("filter", None) or {})).items() if value}
    return given | ({"filter": chosen} if chosen else {})
