"""By hand: a subnet moved to another table, an endpoint deleted."""

import os

from tests.support.cloud import client

ec2 = client("ec2", os.environ)
public = ec2.describe_route_tables(Filters=[{"Name": "tag:Name", "Values": ["knowledge-production-public"]}])[
    "RouteTables"
][0]
database = ec2.describe_route_tables(Filters=[{"Name": "tag:Name", "Values": ["knowledge-production-database"]}])[
    "RouteTables"
][0]
ec2.replace_route_table_association(
    AssociationId=database["Associations"][0]["RouteTableAssociationId"], RouteTableId=public["RouteTableId"]
)
endpoint = ec2.describe_vpc_endpoints(Filters=[{"Name": "tag:Name", "Values": ["knowledge-production-logs"]}])[
    "VpcEndpoints"
][0]
ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint["VpcEndpointId"]])
