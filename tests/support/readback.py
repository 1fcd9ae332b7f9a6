"""What an account of the local AWS holds, read back by boto3: the oracle of every test that counts."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.support.cloud import client

Env = Mapping[str, str]


def name_of(resource: dict[str, Any], identity: str) -> str:
    """The Name tag, or the id of what has none."""
    tags = {tag["Key"]: tag["Value"] for tag in resource.get("Tags", [])}
    return tags.get("Name", resource[identity])


def in_own_vpcs(env: Env, ec2: Any) -> dict[str, list[str]]:
    """Names of what lives in VPCs; the default VPC, which every account has, and what AWS makes with a VPC do not count."""
    vpcs = [vpc for vpc in ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]]
    if not vpcs:
        return {}
    inside = [{"Name": "vpc-id", "Values": [vpc["VpcId"] for vpc in vpcs]}]
    tables = [table for table in ec2.describe_route_tables(Filters=inside)["RouteTables"] if not any(link.get("Main") for link in table["Associations"])]
    groups = [group for group in ec2.describe_security_groups(Filters=inside)["SecurityGroups"] if group["GroupName"] != "default"]
    return {
        "ec2_vpc": [name_of(vpc, "VpcId") for vpc in vpcs],
        "ec2_subnet": [name_of(subnet, "SubnetId") for subnet in ec2.describe_subnets(Filters=inside)["Subnets"]],
        "ec2_route_table": [name_of(table, "RouteTableId") for table in tables],
        "ec2_security_group": [group["GroupName"] for group in groups],
        "ec2_vpc_endpoint": [name_of(endpoint, "VpcEndpointId") for endpoint in ec2.describe_vpc_endpoints(Filters=inside)["VpcEndpoints"]],
    }


def in_region(env: Env, ec2: Any) -> dict[str, list[str]]:
    """Names of what belongs to the region, attached or not: here orphans show."""
    default = {vpc["VpcId"] for vpc in ec2.describe_vpcs()["Vpcs"] if vpc["IsDefault"]}
    gateways = [igw for igw in ec2.describe_internet_gateways()["InternetGateways"] if not default & {link["VpcId"] for link in igw["Attachments"]}]
    alive = [nat for nat in ec2.describe_nat_gateways()["NatGateways"] if nat["State"] != "deleted"]
    return {
        "ec2_internet_gateway": [name_of(gateway, "InternetGatewayId") for gateway in gateways],
        "ec2_eip": [name_of(address, "AllocationId") for address in ec2.describe_addresses()["Addresses"]],
        "ec2_nat_gateway": [name_of(nat, "NatGatewayId") for nat in alive],
        "ec2_flow_log": [name_of(log, "FlowLogId") for log in ec2.describe_flow_logs()["FlowLogs"]],
    }


def keys(env: Env) -> list[str]:
    """Customer keys that are not waiting for deletion, by alias; by id where none leads to them."""
    kms = client("kms", env)
    aliases = {alias["TargetKeyId"]: alias["AliasName"].removeprefix("alias/") for alias in kms.list_aliases()["Aliases"] if "TargetKeyId" in alias}
    described = [kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] for key in kms.list_keys()["Keys"]]
    alive = [key["KeyId"] for key in described if key["KeyManager"] == "CUSTOMER" and key["KeyState"] != "PendingDeletion"]
    return [aliases.get(key, key) for key in alive]


def regions(env: Env) -> set[str]:
    """The stack's region, and the one in which AWS keeps what is global."""
    return {env["AWS_DEFAULT_REGION"], "us-east-1"}


def paged(service: Any, operation: str, member: str) -> list[dict[str, Any]]:
    return [entry for page in service.get_paginator(operation).paginate() for entry in page[member]]


# Kinds outside EC2 that are listed whole, by the name of their module.
LISTED: dict[str, Callable[[Env], list[str]]] = {
    "kms_key": keys,
    "logs_group": lambda env: [
        group["logGroupName"] for region in regions(env) for group in paged(client("logs", env, region), "describe_log_groups", "logGroups")
    ],
    "iam_role": lambda env: [
        role["RoleName"] for role in paged(client("iam", env), "list_roles", "Roles") if not role["Path"].startswith("/aws-service-role/")
    ],
}


def listed(env: Env) -> dict[str, list[str]]:
    """Everything of the network's kinds in an account: sorted names by module, kinds of which there is nothing left out."""
    ec2 = client("ec2", env)
    found = {**in_own_vpcs(env, ec2), **in_region(env, ec2), **{kind: ask(env) for kind, ask in LISTED.items()}}
    return {kind: sorted(names) for kind, names in sorted(found.items()) if names}


def tagged(env: Env, environment: str) -> set[str]:
    """ARNs of what carries a stack's ownership tags, of every service that the tagging API knows; global ones are listed in us-east-1."""
    filters = [
        {"Key": "Project", "Values": ["knowledge-database"]},
        {"Key": "Environment", "Values": [environment]},
        {"Key": "ManagedBy", "Values": ["ansible"]},
    ]
    arns = set()
    for region in regions(env):
        pages = client("resourcegroupstaggingapi", env, region).get_paginator("get_resources").paginate(TagFilters=filters)
        arns |= {entry["ResourceARN"].removesuffix(":*") for page in pages for entry in page["ResourceTagMappingList"]}
    return arns
