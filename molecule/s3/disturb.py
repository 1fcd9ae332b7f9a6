"""By hand: a bucket opened, versions suspended, a policy and a lifecycle deleted, S3's own key, a tag changed,
and something put in.
"""

import os

from tests.support.cloud import client

s3 = client("s3", os.environ)
buckets = {
    bucket["Name"].rsplit("-", 1)[0].removeprefix("knowledge-production-"): bucket["Name"]
    for bucket in s3.list_buckets()["Buckets"]
}
s3.delete_public_access_block(Bucket=buckets["backups"])
s3.put_bucket_versioning(Bucket=buckets["backups"], VersioningConfiguration={"Status": "Suspended"})
s3.delete_bucket_policy(Bucket=buckets["artifacts"])
s3.delete_bucket_lifecycle(Bucket=buckets["logs"])
own = {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}
s3.put_bucket_encryption(Bucket=buckets["artifacts"], ServerSideEncryptionConfiguration=own)
s3.put_bucket_tagging(Bucket=buckets["logs"], Tagging={"TagSet": [{"Key": "cost-center", "Value": "42"}]})
s3.put_object(Bucket=buckets["backups"], Key="dump", Body=b"kept until destroy")
