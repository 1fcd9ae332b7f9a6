"""By hand: an old TLS version, the API cached, another secret header, the web ACL taken away, a function attached;
the name leads elsewhere.
"""

import os

from tests.support.cloud import client

cloudfront, route53 = client("cloudfront", os.environ), client("route53", os.environ)
(entry,) = cloudfront.list_distributions()["DistributionList"]["Items"]
answer = cloudfront.get_distribution_config(Id=entry["Id"])
config = answer["DistributionConfig"]
config["ViewerCertificate"]["MinimumProtocolVersion"] = "TLSv1.2_2018"
config["DefaultCacheBehavior"]["CachePolicyId"] = "658327ea-f89d-4fab-a63d-7e88639e58f6"
config["Origins"]["Items"][0]["CustomHeaders"]["Items"][0]["HeaderValue"] = "known-to-somebody-else"
config["CustomErrorResponses"] = {"Quantity": 1, "Items": [{"ErrorCode": 503, "ErrorCachingMinTTL": 5}]}
config["WebACLId"] = ""
cloudfront.update_distribution(Id=entry["Id"], IfMatch=answer["ETag"], DistributionConfig=config)

zone = route53.list_hosted_zones()["HostedZones"][0]["Id"]
(record,) = [
    one for one in route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"] if one["Type"] == "AAAA"
]
record["AliasTarget"]["DNSName"] = "elsewhere.cloudfront.net"
route53.change_resource_record_sets(
    HostedZoneId=zone, ChangeBatch={"Changes": [{"Action": "UPSERT", "ResourceRecordSet": record}]}
)
