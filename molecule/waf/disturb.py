"""By hand: the rate doubled at CloudFront, the load balancer detached, its log ended, an allowed address added."""

import os

from tests.support.cloud import client


def by_name(listed: list[dict], name: str) -> dict:
    return next(entry for entry in listed if entry["Name"] == name)


edge, regional = client("wafv2", os.environ, "us-east-1"), client("wafv2", os.environ)
found = by_name(edge.list_web_acls(Scope="CLOUDFRONT")["WebACLs"], "knowledge-production-edge")
acl = edge.get_web_acl(Name=found["Name"], Id=found["Id"], Scope="CLOUDFRONT")
for rule in acl["WebACL"]["Rules"]:
    if rule["Name"] == "rate-per-client":
        rule["Statement"]["RateBasedStatement"]["Limit"] = 4000
wanted = {
    key: acl["WebACL"][key] for key in ("Name", "Id", "DefaultAction", "Description", "Rules", "VisibilityConfig")
}
edge.update_web_acl(**wanted, Scope="CLOUDFRONT", LockToken=acl["LockToken"])

arn = by_name(regional.list_web_acls(Scope="REGIONAL")["WebACLs"], "knowledge-production-regional")["ARN"]
for balancer in regional.list_resources_for_web_acl(WebACLArn=arn)["ResourceArns"]:
    regional.disassociate_web_acl(ResourceArn=balancer)
regional.delete_logging_configuration(ResourceArn=arn)
addresses = by_name(regional.list_ip_sets(Scope="REGIONAL")["IPSets"], "knowledge-production-allowed-v4")
one = {"Name": addresses["Name"], "Id": addresses["Id"], "Scope": "REGIONAL"}
regional.update_ip_set(
    **one, Addresses=["203.0.113.0/24", "198.51.100.0/24"], LockToken=regional.get_ip_set(**one)["LockToken"]
)
