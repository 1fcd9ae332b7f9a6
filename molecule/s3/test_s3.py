"""The buckets as AWS has them."""

import json

import pytest

PURPOSES = ("artifacts", "backups", "cdn-logs", "logs")


@pytest.fixture(scope="module")
def names(aws):
    """Names by purpose."""
    account = aws("sts").get_caller_identity()["Account"]
    return {purpose: f"knowledge-production-{purpose}-{account}" for purpose in PURPOSES}


def test_there_are_these_and_no_others(aws, names):
    assert sorted(bucket["Name"] for bucket in aws("s3").list_buckets()["Buckets"]) == sorted(names.values())


@pytest.mark.parametrize("purpose", PURPOSES)
def test_nothing_becomes_public_and_versions_are_kept(aws, names, purpose):
    block = aws("s3").get_public_access_block(Bucket=names[purpose])["PublicAccessBlockConfiguration"]
    assert len(block) == 4 and all(block.values())
    assert aws("s3").get_bucket_versioning(Bucket=names[purpose])["Status"] == "Enabled"
    (rule,) = aws("s3").get_bucket_ownership_controls(Bucket=names[purpose])["OwnershipControls"]["Rules"]
    assert rule["ObjectOwnership"] == ("BucketOwnerPreferred" if purpose == "cdn-logs" else "BucketOwnerEnforced")


@pytest.mark.parametrize("purpose", PURPOSES)
def test_plain_http_is_refused(aws, names, purpose):
    statements = json.loads(aws("s3").get_bucket_policy(Bucket=names[purpose])["Policy"])["Statement"]
    refusal = next(statement for statement in statements if statement["Effect"] == "Deny")
    assert (refusal["Principal"], refusal["Action"], refusal["Condition"]) == (
        "*",
        "s3:*",
        {"Bool": {"aws:SecureTransport": "false"}},
    )


def test_load_balancers_of_the_region_may_write_their_logs(aws, names):
    statements = json.loads(aws("s3").get_bucket_policy(Bucket=names["logs"])["Policy"])["Statement"]
    assert {"AWS": "arn:aws:iam::600734575887:root"} in [statement["Principal"] for statement in statements]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_data_is_encrypted_by_our_key_and_logs_by_s3(aws, names, purpose):
    (rule,) = aws("s3").get_bucket_encryption(Bucket=names[purpose])["ServerSideEncryptionConfiguration"]["Rules"]
    default = rule["ApplyServerSideEncryptionByDefault"]
    if purpose.endswith("logs"):
        assert default["SSEAlgorithm"] == "AES256"
    else:
        key = aws("kms").describe_key(KeyId="alias/knowledge-production-data")["KeyMetadata"]["Arn"]
        assert (default["SSEAlgorithm"], default["KMSMasterKeyID"]) == ("aws:kms", key)


def test_logs_move_after_thirty_days_and_expire_after_a_year(aws, names):
    (rule,) = aws("s3").get_bucket_lifecycle_configuration(Bucket=names["logs"])["Rules"]
    assert rule["Transitions"] == [{"Days": 30, "StorageClass": "STANDARD_IA"}]
    assert (rule["Expiration"]["Days"], rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"]) == (365, 7)


@pytest.mark.parametrize("purpose", [purpose for purpose in PURPOSES if purpose != "logs"])
def test_access_is_logged(aws, names, purpose):
    logging = aws("s3").get_bucket_logging(Bucket=names[purpose])["LoggingEnabled"]
    assert (logging["TargetBucket"], logging["TargetPrefix"]) == (names["logs"], f"s3/{purpose}/")


@pytest.mark.parametrize("purpose", PURPOSES)
def test_they_are_tagged_as_the_stacks(aws, names, purpose):
    tags = {tag["Key"]: tag["Value"] for tag in aws("s3").get_bucket_tagging(Bucket=names[purpose])["TagSet"]}
    expected = {
        "Project": "knowledge-database",
        "Environment": "production",
        "ManagedBy": "ansible",
        "Component": "s3",
        "Name": names[purpose],
    }
    assert expected.items() <= tags.items()
