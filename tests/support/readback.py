"""What an account of the local AWS holds, read back by boto3: the oracle of every test that counts."""

from collections.abc import Iterable
from typing import Any

from tests.support.readback_kinds import LISTED, Env, asking, regions


def name_of(resource: dict[str, Any], identity: str) -> str:
    """The Name tag, or the id of what has none."""
    tags = {tag["Key"]: tag["Value"] for tag in resource.get("Tags", [])}
    return tags.get("Name", resource[identity])


def in_own_vpcs(env: Env, ec2: Any) -> dict[str, list[str]]:
    """Names of what lives in VPCs; the default VPC, which every account has,
    and what AWS makes with a VPC do not count.
    """
    vpcs = [vpc for vpc in ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]]
    if not vpcs:
        return {}
    inside = [{"Name": "vpc-id", "Values": [vpc["VpcId"] for vpc in vpcs]}]
    tables = [
        table
        for table in ec2.describe_route_tables(Filters=inside)["RouteTables"]
        if not any(link.get("Main") for link in table["Associations"])
    ]
    groups = [
        group
        for group in ec2.describe_security_groups(Filters=inside)["SecurityGroups"]
        if group["GroupName"] != "default"
    ]
    return {
        "ec2_vpc": [name_of(vpc, "VpcId") for vpc in vpcs],
        "ec2_subnet": [name_of(subnet, "SubnetId") for subnet in ec2.describe_subnets(Filters=inside)["Subnets"]],
        "ec2_route_table": [name_of(table, "RouteTableId") for table in tables],
        "ec2_security_group": [group["GroupName"] for group in groups],
        "ec2_vpc_endpoint": [
            name_of(endpoint, "VpcEndpointId")
            for endpoint in ec2.describe_vpc_endpoints(Filters=inside)["VpcEndpoints"]
        ],
    }


def in_region(env: Env, ec2: Any) -> dict[str, list[str]]:
    """Names of what belongs to the region, attached or not: here orphans show."""
    default = {vpc["VpcId"] for vpc in ec2.describe_vpcs()["Vpcs"] if vpc["IsDefault"]}
    gateways = [
        igw
        for igw in ec2.describe_internet_gateways()["InternetGateways"]
        if not default & {link["VpcId"] for link in igw["Attachments"]}
    ]
    alive = [nat for nat in ec2.describe_nat_gateways()["NatGateways"] if nat["State"] != "deleted"]
    return {
        "ec2_internet_gateway": [name_of(gateway, "InternetGatewayId") for gateway in gateways],
        "ec2_eip": [name_of(address, "AllocationId") for address in ec2.describe_addresses()["Addresses"]],
        "ec2_nat_gateway": [name_of(nat, "NatGatewayId") for nat in alive],
        "ec2_flow_log": [name_of(log, "FlowLogId") for log in ec2.describe_flow_logs()["FlowLogs"]],
    }


IN_VPCS = ("ec2_vpc", "ec2_subnet", "ec2_route_table", "ec2_security_group", "ec2_vpc_endpoint")
IN_REGIONS = ("ec2_internet_gateway", "ec2_eip", "ec2_nat_gateway", "ec2_flow_log")
# Every kind that is read back.
KINDS = {*IN_VPCS, *IN_REGIONS, *LISTED}


def listed(env: Env, kinds: Iterable[str] = LISTED) -> dict[str, list[str]]:
    """Everything in an account: sorted names by module, kinds of which there is nothing left out.

    `kinds` are those to look for beside the network's.
    """
    ec2 = asking(env, "ec2")
    found = {**in_own_vpcs(env, ec2), **in_region(env, ec2), **{kind: LISTED[kind](env) for kind in kinds}}
    return {kind: sorted(names) for kind, names in sorted(found.items()) if names}


def tagged(env: Env, environment: str, region: str | None = None) -> set[str]:
    """ARNs of what carries a stack's ownership tags, of every service that the tagging API knows;
    global ones are listed in us-east-1.
    """
    env = {**env, "AWS_DEFAULT_REGION": region or env["AWS_DEFAULT_REGION"]}
    filters = [
        {"Key": "Project", "Values": ["knowledge-database"]},
        {"Key": "Environment", "Values": [environment]},
        {"Key": "ManagedBy", "Values": ["ansible"]},
    ]
    arns = set()
    for place in regions(env):
        pages = (
            asking(env, "resourcegroupstaggingapi", place).get_paginator("get_resources").paginate(TagFilters=filters)
        )
        arns |= {entry["ResourceARN"].removesuffix(":*") for page in pages for entry in page["ResourceTagMappingList"]}
    return arns
