"""EC2: the network."""

from local_aws.additions.ec2 import (
    addresses,
    deletions,
    flow_logs,
    nat_gateways,
    routes,
    security_groups,
    tags,
    vpc_endpoints,
)


def apply() -> None:
    for part in (tags, addresses, nat_gateways, routes, security_groups, vpc_endpoints, flow_logs, deletions):
        part.apply()
