"""The sections of an OpenSearch domain's configuration: defaults, merging, and how they are told."""

import copy
from typing import Any

from moto.ec2.models import ec2_backends

DEFAULTS: dict[str, Any] = {
    "ClusterConfig": {
        "InstanceType": "r6g.large.search",
        "InstanceCount": 1,
        "DedicatedMasterEnabled": False,
        "ZoneAwarenessEnabled": False,
        "WarmEnabled": False,
        "ColdStorageOptions": {"Enabled": False},
        "MultiAZWithStandbyEnabled": False,
    },
    "EBSOptions": {"EBSEnabled": False},
    "AccessPolicies": "",
    "IPAddressType": "ipv4",
    "SnapshotOptions": {"AutomatedSnapshotStartHour": 0},
    "VPCOptions": {},
    "CognitoOptions": {"Enabled": False},
    "EncryptionAtRestOptions": {"Enabled": False},
    "NodeToNodeEncryptionOptions": {"Enabled": False},
    "AdvancedOptions": {"override_main_response_version": "false", "rest.action.multi.allow_explicit_index": "true"},
    "LogPublishingOptions": {},
    "DomainEndpointOptions": {
        "EnforceHTTPS": False,
        "TLSSecurityPolicy": "Policy-Min-TLS-1-2-2019-07",
        "CustomEndpointEnabled": False,
    },
    "AdvancedSecurityOptions": {"Enabled": False, "InternalUserDatabaseEnabled": False, "AnonymousAuthEnabled": False},
    "AutoTuneOptions": {"DesiredState": "ENABLED", "MaintenanceSchedules": [], "UseOffPeakWindow": False},
    # 22:00 in Seoul; AWS takes that hour of the region
    "OffPeakWindowOptions": {"Enabled": True, "OffPeakWindow": {"WindowStartTime": {"Hours": 13, "Minutes": 0}}},
    "SoftwareUpdateOptions": {"AutoSoftwareUpdateEnabled": False},
}
# Parts that belong to a switch and go with it.
SWITCHED: dict[str, dict[str, tuple[str, ...]]] = {
    "ClusterConfig": {
        "DedicatedMasterEnabled": ("DedicatedMasterType", "DedicatedMasterCount"),
        "WarmEnabled": ("WarmType", "WarmCount"),
        "ZoneAwarenessEnabled": ("ZoneAwarenessConfig",),
    },
    "DomainEndpointOptions": {"CustomEndpointEnabled": ("CustomEndpoint", "CustomEndpointCertificateArn")},
    "EBSOptions": {"EBSEnabled": ("VolumeType", "VolumeSize", "Iops", "Throughput")},
    "CognitoOptions": {"Enabled": ("UserPoolId", "IdentityPoolId", "RoleArn")},
}
GP3 = {"Iops": 3000, "Throughput": 125}


def merged(old: Any, new: Any) -> Any:
    """`new` over `old`, part by part; a list or a value replaces the old one."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old | {key: merged(old.get(key), value) for key, value in new.items() if value is not None}
    return copy.deepcopy(new)


def changed(current: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """All sections after a request; what it does not name stays as it is.

    https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_UpdateDomainConfig.html
    """
    after = {
        name: merged(current[name], wanted[name]) if wanted.get(name) is not None else copy.deepcopy(current[name])
        for name in current
    }
    # a master user's name and password are never told, and cannot be compared
    after["AdvancedSecurityOptions"].pop("MasterUserOptions", None)
    for section, switches in SWITCHED.items():
        for switch, parts in switches.items():
            for part in parts if not after[section].get(switch) else ():
                after[section].pop(part, None)
    volume = after["EBSOptions"]
    if volume.get("VolumeType") == "gp3":
        after["EBSOptions"] = GP3 | volume
    elif volume.get("VolumeType") == "gp2":
        volume.pop("Iops", None)
        volume.pop("Throughput", None)
    if after["ClusterConfig"].get("ZoneAwarenessEnabled"):
        after["ClusterConfig"].setdefault("ZoneAwarenessConfig", {"AvailabilityZoneCount": 2})
    return after


def vpc_info(backend: Any, options: dict[str, Any]) -> dict[str, Any]:
    """VPC and zones that follow from the subnets; empty for a public domain.

    https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_VPCDerivedInfo.html
    """
    if not options.get("SubnetIds"):
        return {}
    ec2 = ec2_backends[backend.account_id][backend.region_name]
    subnets = [ec2.get_subnet(subnet_id) for subnet_id in options["SubnetIds"]]
    groups = options.get("SecurityGroupIds") or [ec2.get_default_security_group(subnets[0].vpc_id).id]
    return {
        "VPCId": subnets[0].vpc_id,
        "SubnetIds": options["SubnetIds"],
        "AvailabilityZones": [subnet.availability_zone for subnet in subnets],
        "SecurityGroupIds": groups,
    }


def told(backend: Any, sections: dict[str, Any]) -> dict[str, Any]:
    """The sections as DescribeDomain tells them."""
    tune = sections["AutoTuneOptions"]
    return sections | {
        "VPCOptions": vpc_info(backend, sections["VPCOptions"]),
        "AutoTuneOptions": {"State": tune["DesiredState"], "UseOffPeakWindow": tune["UseOffPeakWindow"]},
        "AIMLOptions": {
            "NaturalLanguageQueryGenerationOptions": {"DesiredState": "DISABLED", "CurrentState": "NOT_ENABLED"}
        },
        "IdentityCenterOptions": {},
    }
