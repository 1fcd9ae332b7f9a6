# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The parts in which CreateDomain and UpdateDomainConfig take a domain: each is sent as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ...core.fields import Field

TLS = ("Policy-Min-TLS-1-0-2019-07", "Policy-Min-TLS-1-2-2019-07", "Policy-Min-TLS-1-2-PFS-2023-10")


def changeable(kind: str, doc: str, api: str | None = None, **more: Any) -> Field:
    """A field that UpdateDomainConfig changes."""
    return Field(kind, doc, api=api, setter="update", **more)


def as_logs(value: dict[str, Any]) -> dict[str, str]:
    """ARNs of log groups by log, of ours or of AWS's options: those that are on."""
    told = {log: one for log, one in value.items() if not isinstance(one, dict) or one.get("Enabled")}
    arns = {log: one["CloudWatchLogsLogGroupArn"] if isinstance(one, dict) else one for log, one in told.items()}
    return {log: arn.removesuffix(":*") for log, arn in arns.items()}


def as_time(value: Any) -> str:
    """A time as HH:MM, of ours or of AWS's hours and minutes."""
    return f"{value.get('Hours', 0):02d}:{value.get('Minutes', 0):02d}" if isinstance(value, dict) else str(value)


def as_switch(value: Any) -> bool:
    """Whether Auto-Tune is on, of ours or of AWS's state."""
    return value.startswith("ENABLE") if isinstance(value, str) else bool(value)


def parts(values: dict[str, Any]) -> dict[str, Any]:
    """Values by their path in the request, as the request has them."""
    placed: dict[str, Any] = {}
    for path, value in values.items():
        *way, last = path.split(".")
        inner = placed
        for word in way:
            inner = inner.setdefault(word, {})
        inner[last] = value
    return {name: FORMS[name](part) if name in FORMS else part for name, part in placed.items()}


def _cluster(part: dict[str, Any]) -> dict[str, Any]:
    zones, masters = part["ZoneAwarenessConfig"]["AvailabilityZoneCount"], part["DedicatedMasterCount"]
    without = set() if masters else {"DedicatedMasterType", "DedicatedMasterCount"}
    without |= set() if zones > 1 else {"ZoneAwarenessConfig"}
    switches = {"ZoneAwarenessEnabled": zones > 1, "DedicatedMasterEnabled": masters > 0}
    return {name: value for name, value in part.items() if name not in without} | switches


def _volumes(part: dict[str, Any]) -> dict[str, Any]:
    return {"EBSEnabled": True, **part} if part.get("VolumeSize") else {"EBSEnabled": False}


def _security(part: dict[str, Any]) -> dict[str, Any]:
    return {"InternalUserDatabaseEnabled": False, **part} if part["Enabled"] else {"Enabled": False}


def _logs(part: dict[str, str]) -> dict[str, Any]:
    return {log: {"CloudWatchLogsLogGroupArn": arn, "Enabled": True} for log, arn in part.items()}


def _window(part: dict[str, Any]) -> dict[str, Any]:
    hours, _, minutes = part["OffPeakWindow"]["WindowStartTime"].partition(":")
    return {"Enabled": True, "OffPeakWindow": {"WindowStartTime": {"Hours": int(hours), "Minutes": int(minutes)}}}


FORMS: dict[str, Callable[[Any], Any]] = {
    "AccessPolicies": json.dumps,
    "AdvancedSecurityOptions": _security,
    "AutoTuneOptions": lambda part: {"DesiredState": "ENABLED" if part["State"] else "DISABLED"},
    "ClusterConfig": _cluster,
    "EBSOptions": _volumes,
    "LogPublishingOptions": _logs,
    "OffPeakWindowOptions": _window,
}
