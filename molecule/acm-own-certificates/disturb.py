"""By hand: the validation record leads elsewhere."""

import os

from tests.support.cloud import client

route53 = client("route53", os.environ)
zone = route53.list_hosted_zones()["HostedZones"][0]["Id"]
(record,) = [
    entry
    for entry in route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    if entry["Type"] == "CNAME"
]
record["ResourceRecords"] = [{"Value": "elsewhere.example.com"}]
route53.change_resource_record_sets(
    HostedZoneId=zone, ChangeBatch={"Changes": [{"Action": "UPSERT", "ResourceRecordSet": record}]}
)
