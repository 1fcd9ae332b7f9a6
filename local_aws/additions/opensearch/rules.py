"""OpenSearch: what AWS refuses when a domain is made or changed."""

import fnmatch
import json
import re
from typing import Any, NoReturn

from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.logs.models import logs_backends

from local_aws.additions.kms import find_key
from local_aws.errors import AwsError
from local_aws.versions import machine_types

NAME = re.compile(r"[a-z][a-z0-9-]{2,27}")
SERVICE_ROLES = ("/aws-service-role/opensearchservice.amazonaws.com/", "/aws-service-role/es.amazonaws.com/")
MASTER_COUNTS = (3, 5)
# families without a disk of their own
NEEDS_EBS = (
    "m5.",
    "m6g.",
    "m7g.",
    "m8g.",
    "c5.",
    "c6g.",
    "c7g.",
    "c8g.",
    "r5.",
    "r6g.",
    "r7g.",
    "r8g.",
    "t3.",
    "or1.",
    "or2.",
    "om2.",
)
NEVER_OFF = ("EncryptionAtRestOptions", "NodeToNodeEncryptionOptions", "AdvancedSecurityOptions")


def refuse(message: str, code: str = "ValidationException") -> NoReturn:
    """Raises the error that most refusals have."""
    raise AwsError(code, message)


def check_cluster(backend: Any, after: dict[str, Any]) -> None:
    """Types that the region has, masters, and numbers that fit the zones."""
    cluster, storage = after["ClusterConfig"], after["EBSOptions"]
    for kind in ("InstanceType", "DedicatedMasterType"):
        name = cluster.get(kind)
        if name and name not in machine_types(
            "aws_opensearchservice_domain", "clusterconfig_instancetype_enum.json", backend.region_name
        ):
            refuse(f"Invalid instance type: {name}", "InvalidTypeException")
    if cluster["DedicatedMasterEnabled"] and cluster.get("DedicatedMasterCount") not in MASTER_COUNTS:
        refuse("You must choose three or five dedicated master nodes.")
    if cluster["ZoneAwarenessEnabled"]:
        zones = cluster["ZoneAwarenessConfig"]["AvailabilityZoneCount"]
        if zones not in (2, 3):
            refuse("The number of Availability Zones must be 2 or 3.")
        if cluster["InstanceCount"] < zones:
            refuse(f"You must choose a minimum of {zones} data nodes for a {zones} Availability Zone deployment.")
    if cluster["InstanceType"].startswith(NEEDS_EBS) and not storage["EBSEnabled"]:
        refuse(f"EBS storage must be selected for {cluster['InstanceType']}")
    if storage["EBSEnabled"] and not 10 <= storage.get("VolumeSize", 0) <= 24576:
        refuse(f"Volume size {storage.get('VolumeSize')} is out of range: it must be between 10 and 24576 GiB")


def check_network(backend: Any, after: dict[str, Any]) -> None:
    """Subnets and groups that are there, one subnet for each zone, and the role that lets the service into the VPC."""
    options = after["VPCOptions"]
    subnet_ids = options.get("SubnetIds") or []
    if not subnet_ids:
        return
    ec2 = ec2_backends[backend.account_id][backend.region_name]
    known = {subnet.id for subnets in ec2.subnets.values() for subnet in subnets.values()}
    for subnet_id in subnet_ids:
        if subnet_id not in known:
            refuse(f"Subnet {subnet_id} does not exist")
    for group_id in options.get("SecurityGroupIds") or []:
        if ec2.get_security_group_from_id(group_id) is None:
            refuse(f"Security group {group_id} does not exist")
    cluster = after["ClusterConfig"]
    zones = cluster["ZoneAwarenessConfig"]["AvailabilityZoneCount"] if cluster["ZoneAwarenessEnabled"] else 1
    if len(subnet_ids) != zones:
        refuse(f"You must specify exactly {zones} subnets, because the number of Availability Zones is {zones}.")
    roles = iam_backends[backend.account_id][backend.partition].roles.values()
    if not any(role.path in SERVICE_ROLES for role in roles):
        refuse("Before you can proceed, you must enable a service-linked role to give permissions to access your VPC.")


def check_security(backend: Any, after: dict[str, Any]) -> None:
    """Fine-grained access control stands on encryption everywhere, and a key has to be there."""
    if after["AdvancedSecurityOptions"]["Enabled"]:
        encrypted = after["EncryptionAtRestOptions"]["Enabled"] and after["NodeToNodeEncryptionOptions"]["Enabled"]
        if not encrypted or not after["DomainEndpointOptions"]["EnforceHTTPS"]:
            needed = "encryption at rest, node-to-node encryption and HTTPS"
            refuse(f"You must enable {needed} to use advanced security options.")
    key = after["EncryptionAtRestOptions"].get("KmsKeyId")
    if key and find_key(backend.account_id, backend.region_name, key) is None:
        refuse(f"Invalid KMS key: {key}")


def as_list(value: Any) -> list[Any]:
    """A policy's element may be one thing or a list of them."""
    return value if isinstance(value, list) else [value]


def lets_write(document: str, group_arn: str) -> bool:
    """True when a statement of a log resource policy lets the service write to the log group."""
    for statement in as_list(json.loads(document)["Statement"]):
        principal = statement.get("Principal", {})
        services = as_list(principal.get("Service", [])) if isinstance(principal, dict) else [principal]
        actions = as_list(statement.get("Action", []))
        writes = any(fnmatch.fnmatchcase("logs:PutLogEvents", action) for action in actions)
        resources = as_list(statement.get("Resource", []))
        covered = any(
            fnmatch.fnmatchcase(f"{group_arn}:log-stream:x", resource)
            or fnmatch.fnmatchcase(f"{group_arn}:*", resource)
            for resource in resources
        )
        if (
            statement.get("Effect") == "Allow"
            and {"es.amazonaws.com", "opensearchservice.amazonaws.com", "*"} & set(services)
            and writes
            and covered
        ):
            return True
    return False


def check_logs(backend: Any, after: dict[str, Any]) -> None:
    """Log groups that are there and that a resource policy opens; audit logs need fine-grained access control.

    https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html
    """
    logs = logs_backends[backend.account_id][backend.region_name]
    for kind, option in after["LogPublishingOptions"].items():
        if not option.get("Enabled", True):
            continue
        arn = option.get("CloudWatchLogsLogGroupArn", "").removesuffix(":*")
        name = arn.split(":log-group:")[-1]
        if name not in logs.groups:
            refuse(f"The CloudWatch Logs log group {name} of {kind} does not exist.", "ResourceNotFoundException")
        if not any(lets_write(policy.policy_document, arn) for policy in logs.resource_policies.values()):
            message = f"The Resource Access Policy specified for the CloudWatch Logs log group {name}"
            refuse(f"{message} does not grant sufficient permissions to create a log stream.")
        if kind == "AUDIT_LOGS" and not after["AdvancedSecurityOptions"]["Enabled"]:
            refuse("Audit logs can only be published from domains with advanced security options.")


def check_policy(after: dict[str, Any]) -> None:
    """An access policy is JSON with statements, or nothing."""
    try:
        if after["AccessPolicies"]:
            json.loads(after["AccessPolicies"])["Statement"]
    except (ValueError, TypeError, KeyError):
        refuse("Error setting policy: the access policy is no JSON document with statements.")


def check(backend: Any, after: dict[str, Any]) -> None:
    """Raises for sections that AWS would not take together."""
    check_cluster(backend, after)
    check_network(backend, after)
    check_security(backend, after)
    check_logs(backend, after)
    check_policy(after)


def check_change(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Raises for what cannot be changed once a domain is there."""
    for section in NEVER_OFF:
        if before[section]["Enabled"] and not after[section]["Enabled"]:
            refuse(f"{section} can't be disabled after it was enabled.")
    keys = [sections["EncryptionAtRestOptions"].get("KmsKeyId") for sections in (before, after)]
    if before["EncryptionAtRestOptions"]["Enabled"] and keys[0] != keys[1]:
        refuse("The KMS key of a domain can't be changed.")
    if bool(before["VPCOptions"].get("SubnetIds")) != bool(after["VPCOptions"].get("SubnetIds")):
        refuse("You can't change a domain between VPC access and public access.")
