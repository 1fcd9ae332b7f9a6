"""Domains of OpenSearch Service."""

from __future__ import annotations

import json
from typing import Any

from ...core.fields import Field
from ...core.model import Wanted

TLS = ("Policy-Min-TLS-1-0-2019-07", "Policy-Min-TLS-1-2-2019-07", "Policy-Min-TLS-1-2-PFS-2023-10")
# Which part of UpdateDomainConfig carries which fields: only the parts that differ are sent, each as a whole.
SECTIONS = {
    "ClusterConfig": ("instance_type", "instance_count", "zones", "master_type", "master_count", "standby"),
    "EBSOptions": ("volume_type", "volume_size", "iops", "throughput"),
    "VPCOptions": ("subnets", "security_groups"),
    "AccessPolicies": ("access_policy",),
    "NodeToNodeEncryptionOptions": ("node_to_node_encryption",),
    "DomainEndpointOptions": ("enforce_https", "tls_policy"),
    "AdvancedSecurityOptions": ("fine_grained_access", "master_user"),
    "AdvancedOptions": ("advanced_options",),
    "LogPublishingOptions": ("logs",),
    "SnapshotOptions": ("snapshot_hour",),
    "AutoTuneOptions": ("auto_tune",),
    "OffPeakWindowOptions": ("off_peak_start",),
    "SoftwareUpdateOptions": ("auto_software_update",),
}


def given(**parts: Any) -> dict[str, Any]:
    """A part of a request without what was not given."""
    return {key: value for key, value in parts.items() if value is not None}


def section(name: str, want: Wanted) -> Any:
    """One part of CreateDomain or UpdateDomainConfig, from the fields that belong to it."""
    zones, masters = want["zones"] or 1, want["master_count"] or 0
    hours, _, minutes = (want["off_peak_start"] or ":").partition(":")
    build: dict[str, Any] = {
        "ClusterConfig": lambda: given(
            InstanceType=want["instance_type"],
            InstanceCount=want["instance_count"],
            ZoneAwarenessEnabled=zones > 1,
            ZoneAwarenessConfig={"AvailabilityZoneCount": zones} if zones > 1 else None,
            DedicatedMasterEnabled=masters > 0,
            DedicatedMasterType=want["master_type"] if masters else None,
            DedicatedMasterCount=masters or None,
            MultiAZWithStandbyEnabled=want["standby"],
        ),
        "EBSOptions": lambda: given(
            EBSEnabled=bool(want["volume_size"]),
            VolumeType=want["volume_type"] if want["volume_size"] else None,
            VolumeSize=want["volume_size"],
            Iops=want["iops"],
            Throughput=want["throughput"],
        ),
        "VPCOptions": lambda: {"SubnetIds": want["subnets"], "SecurityGroupIds": want["security_groups"]},
        "AccessPolicies": lambda: json.dumps(want["access_policy"]),
        "NodeToNodeEncryptionOptions": lambda: {"Enabled": want["node_to_node_encryption"]},
        "DomainEndpointOptions": lambda: given(
            EnforceHTTPS=want["enforce_https"], TLSSecurityPolicy=want["tls_policy"]
        ),
        "AdvancedSecurityOptions": lambda: (
            {
                "Enabled": True,
                "InternalUserDatabaseEnabled": False,
                "MasterUserOptions": {"MasterUserARN": want["master_user"]},
            }
            if want["fine_grained_access"]
            else {"Enabled": False}
        ),
        "AdvancedOptions": lambda: want["advanced_options"],
        "LogPublishingOptions": lambda: {
            log: {"CloudWatchLogsLogGroupArn": arn, "Enabled": True} for log, arn in want["logs"].items()
        },
        "SnapshotOptions": lambda: {"AutomatedSnapshotStartHour": want["snapshot_hour"]},
        "AutoTuneOptions": lambda: {"DesiredState": "ENABLED" if want["auto_tune"] else "DISABLED"},
        "OffPeakWindowOptions": lambda: {
            "Enabled": True,
            "OffPeakWindow": {"WindowStartTime": {"Hours": int(hours), "Minutes": int(minutes)}},
        },
        "SoftwareUpdateOptions": lambda: {"AutoSoftwareUpdateEnabled": want["auto_software_update"]},
    }
    return build[name]()


def changeable(kind: str, description: str, api: str = "", **more: Any) -> Field:
    """A field that UpdateDomainConfig changes."""
    return Field(kind, description, api=api, setter="update", **more)
