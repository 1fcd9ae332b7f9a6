"""By hand: a rule added, one removed, one reworded, a tag removed."""

import os

from tests.support.cloud import client

ec2 = client("ec2", os.environ)


def group(name):
    return ec2.describe_security_groups(Filters=[{"Name": "group-name", "Values": [f"knowledge-production-{name}"]}])[
        "SecurityGroups"
    ][0]


ssh = {
    "IpProtocol": "tcp",
    "FromPort": 22,
    "ToPort": 22,
    "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "just for today"}],
}
ec2.authorize_security_group_ingress(GroupId=group("app")["GroupId"], IpPermissions=[ssh])
ec2.revoke_security_group_ingress(GroupId=group("cache")["GroupId"], IpPermissions=group("cache")["IpPermissions"])
everything = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
ec2.authorize_security_group_egress(GroupId=group("database")["GroupId"], IpPermissions=[everything])
ec2.delete_tags(Resources=[group("search")["GroupId"]], Tags=[{"Key": "ManagedBy"}])
