"""By hand: the certificate of CloudFront deleted, that of the load balancer left out of the transparency logs and
without a tag.
"""

import os

from tests.support.cloud import client

for region in ("us-east-1", "ap-northeast-2"):
    acm = client("acm", os.environ, region)
    (arn,) = [entry["CertificateArn"] for entry in acm.list_certificates()["CertificateSummaryList"]]
    if region == "us-east-1":
        acm.delete_certificate(CertificateArn=arn)
    else:
        acm.update_certificate_options(
            CertificateArn=arn, Options={"CertificateTransparencyLoggingPreference": "DISABLED"}
        )
        acm.remove_tags_from_certificate(CertificateArn=arn, Tags=[{"Key": "Component"}])
