"""Buckets of S3."""

from __future__ import annotations

from typing import Any

from ...core.fields import Field

RULE = {
    "id": Field("str", "Name of the rule.", required=True),
    "prefix": Field("str", "Objects whose key begins so; empty for all.", default=""),
    "to_infrequent_access_days": Field(
        "int", "Days, 30 at least, after which objects cost less to keep and more to read."
    ),
    "expire_days": Field("int", "Days after which objects are deleted."),
    "noncurrent_expire_days": Field("int", "Days after which replaced and deleted versions are gone."),
    "abort_upload_days": Field("int", "Days after which parts of uploads that never ended are gone."),
}


def rule(entry: dict[str, Any]) -> dict[str, Any]:
    """A lifecycle rule in comparable form."""
    return {key: value for key, value in entry.items() if value is not None and (key != "prefix" or value)}


def rule_of(answer: dict[str, Any]) -> dict[str, Any]:
    """A rule as S3 tells it, in our words; what we have no words for stays as it is, so that it is seen as a difference."""
    known = {
        "ID",
        "Status",
        "Filter",
        "Prefix",
        "Transitions",
        "Expiration",
        "NoncurrentVersionExpiration",
        "AbortIncompleteMultipartUpload",
    }
    moves = {move.get("StorageClass"): move.get("Days") for move in answer.get("Transitions") or []}
    return rule(
        {
            "id": answer.get("ID"),
            "prefix": answer.get("Prefix") or (answer.get("Filter") or {}).get("Prefix", ""),
            "to_infrequent_access_days": moves.pop("STANDARD_IA", None),
            "expire_days": (answer.get("Expiration") or {}).get("Days"),
            "noncurrent_expire_days": (answer.get("NoncurrentVersionExpiration") or {}).get("NoncurrentDays"),
            "abort_upload_days": (answer.get("AbortIncompleteMultipartUpload") or {}).get("DaysAfterInitiation"),
            "status": answer["Status"] if answer.get("Status") != "Enabled" else None,
            "other": {key: value for key, value in answer.items() if key not in known} | moves or None,
        }
    )


def rule_for(entry: dict[str, Any]) -> dict[str, Any]:
    """A rule as S3 wants it."""
    parts = {
        "Transitions": [{"Days": entry.get("to_infrequent_access_days"), "StorageClass": "STANDARD_IA"}]
        if entry.get("to_infrequent_access_days")
        else None,
        "Expiration": {"Days": entry["expire_days"]} if entry.get("expire_days") else None,
        "NoncurrentVersionExpiration": {"NoncurrentDays": entry["noncurrent_expire_days"]}
        if entry.get("noncurrent_expire_days")
        else None,
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": entry["abort_upload_days"]}
        if entry.get("abort_upload_days")
        else None,
    }
    return {"ID": entry["id"], "Status": "Enabled", "Filter": {"Prefix": entry.get("prefix", "")}} | {
        key: value for key, value in parts.items() if value
    }
