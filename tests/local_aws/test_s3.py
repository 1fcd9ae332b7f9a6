"""S3 buckets."""

import json

import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def s3(account):
    return account.client("s3")


@pytest.fixture
def name(account):
    return f"knowledge-{account.id}-logs"


def make(account, s3, name, **configuration):
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": account.region} | configuration)


def put_policy(s3, name, *statements):
    s3.put_bucket_policy(Bucket=name, Policy=json.dumps({"Version": "2012-10-17", "Statement": list(statements)}))


def allow(name, principal, action="s3:PutObject", path="/*"):
    return {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": f"arn:aws:s3:::{name}{path}"}


def test_a_new_bucket_is_private_owned_and_encrypted(account, s3, name):
    make(account, s3, name, Tags=[{"Key": "Project", "Value": "knowledge"}])
    assert set(s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"].values()) == {True}
    assert s3.get_bucket_ownership_controls(Bucket=name)["OwnershipControls"]["Rules"] == [
        {"ObjectOwnership": "BucketOwnerEnforced"}
    ]
    rule = s3.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"]["Rules"][0]
    assert rule["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    assert rule["BucketKeyEnabled"] is False
    assert s3.get_bucket_tagging(Bucket=name)["TagSet"] == [{"Key": "Project", "Value": "knowledge"}]
    s3.delete_bucket(Bucket=name)
    make(account, s3, name)
    with pytest.raises(ClientError, match="NoSuchTagSet"):
        s3.get_bucket_tagging(Bucket=name)


def test_encryption_falls_back_to_the_default(account, s3, name):
    make(account, s3, name)
    wanted = {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}, "BucketKeyEnabled": True}]}
    s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration=wanted)
    assert s3.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"] == wanted
    s3.delete_bucket_encryption(Bucket=name)
    rule = s3.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"]["Rules"][0]
    assert rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"


@pytest.mark.parametrize(
    "wrong", ["Knowledge-logs", "knowledge_logs", "10.0.0.1", "xn--logs", "logs..app", "logs-s3alias", "-logs"]
)
def test_impossible_names_are_refused(account, s3, wrong):
    with pytest.raises(ClientError, match="InvalidBucketName"):
        make(account, s3, wrong)


def test_a_name_of_another_account_is_taken(account, s3, name, endpoint):
    make(account, s3, name)
    other = type(account)(endpoint, "299999999998")
    with pytest.raises(ClientError, match="BucketAlreadyExists"):
        make(other, other.client("s3"), name)
    with pytest.raises(ClientError, match="BucketAlreadyOwnedByYou"):
        make(account, s3, name)


def test_malformed_and_public_policies_are_refused(account, s3, name):
    make(account, s3, name)
    for wrong in ("no json", "{}", json.dumps({"Statement": [{"Effect": "Allow"}]})):
        with pytest.raises(ClientError, match="MalformedPolicy"):
            s3.put_bucket_policy(Bucket=name, Policy=wrong)
    with pytest.raises(ClientError, match="invalid resource"):
        put_policy(s3, name, allow("another-bucket", {"Service": "logging.s3.amazonaws.com"}))
    with pytest.raises(ClientError, match="BlockPublicPolicy"):
        put_policy(s3, name, allow(name, "*", "s3:GetObject"))
    s3.delete_public_access_block(Bucket=name)
    put_policy(s3, name, allow(name, "*", "s3:GetObject"))


def test_a_policy_for_tls_only_leaves_the_local_aws_open(account, s3, name):
    make(account, s3, name)
    condition = {"Bool": {"aws:SecureTransport": "false"}}
    resources = [f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/*"]
    put_policy(
        s3, name, {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": resources, "Condition": condition}
    )
    s3.put_object(Bucket=name, Key="log", Body=b"line")
    assert s3.get_object(Bucket=name, Key="log")["Body"].read() == b"line"
    assert "SecureTransport" in s3.get_bucket_policy(Bucket=name)["Policy"]
    put_policy(s3, name, {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": resources})
    with pytest.raises(ClientError, match="403"):
        s3.get_object(Bucket=name, Key="log")


def test_access_logs_need_a_policy_of_the_target(account, s3, name):
    target = f"{name}-target"
    make(account, s3, name)
    make(account, s3, target)
    logging = {"LoggingEnabled": {"TargetBucket": target, "TargetPrefix": "s3/"}}
    with pytest.raises(ClientError, match="InvalidTargetBucketForLogging"):
        s3.put_bucket_logging(Bucket=name, BucketLoggingStatus=logging)
    deny = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [f"arn:aws:s3:::{target}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    put_policy(s3, target, deny, allow(target, {"Service": ["logging.s3.amazonaws.com"]}, ["s3:PutObject"], "/s3/*"))
    s3.put_bucket_logging(Bucket=name, BucketLoggingStatus=logging)
    assert s3.get_bucket_logging(Bucket=name)["LoggingEnabled"]["TargetBucket"] == target


def lifecycle(days, expiration):
    rule = {
        "ID": "age",
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "Transitions": [{"Days": days, "StorageClass": "STANDARD_IA"}],
    }
    return {
        "Rules": [
            rule | {"Expiration": {"Days": expiration}, "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}}
        ]
    }


def test_lifecycles_keep_their_order(account, s3, name):
    make(account, s3, name)
    for days, expiration in ((10, 365), (30, 30)):
        with pytest.raises(ClientError, match="InvalidArgument"):
            s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration=lifecycle(days, expiration))
    s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration=lifecycle(30, 365))
    assert s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"] == lifecycle(30, 365)["Rules"]
