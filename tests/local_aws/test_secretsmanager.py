"""Secrets."""

import pytest
from botocore.exceptions import ClientError

SECRET = {"Name": "knowledge/api", "SecretString": "first value of the test", "ClientRequestToken": "a" * 32}
POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "secretsmanager:GetSecretValue", "Resource": "*"}],
}


@pytest.fixture
def secrets(account):
    return account.client("secretsmanager")


def test_a_token_makes_one_secret(secrets):
    first = secrets.create_secret(**SECRET)
    assert secrets.create_secret(**SECRET)["ARN"] == first["ARN"]
    for other in ({"SecretString": "another value"}, {"ClientRequestToken": "b" * 32}):
        with pytest.raises(ClientError, match="ResourceExistsException"):
            secrets.create_secret(**{**SECRET, **other})


def test_a_secret_keeps_key_and_tags(account, secrets):
    key = account.client("kms", validate=False).create_key()["KeyMetadata"]["Arn"]
    secrets.create_secret(**SECRET, KmsKeyId=key, Tags=[{"Key": "Project", "Value": "knowledge"}])
    described = secrets.describe_secret(SecretId=SECRET["Name"])
    assert described["KmsKeyId"] == key and described["Tags"] == [{"Key": "Project", "Value": "knowledge"}]
    assert described["VersionIdsToStages"] == {SECRET["ClientRequestToken"]: ["AWSCURRENT"]}
    assert secrets.list_secrets()["SecretList"][0]["SecretVersionsToStages"] == described["VersionIdsToStages"]


def test_a_name_is_taken_until_the_secret_is_gone(secrets):
    secrets.create_secret(**SECRET)
    secrets.delete_secret(SecretId=SECRET["Name"], RecoveryWindowInDays=7)
    with pytest.raises(ClientError, match="InvalidRequestException.*scheduled for deletion"):
        secrets.create_secret(**SECRET)
    secrets.restore_secret(SecretId=SECRET["Name"])
    secrets.delete_secret(SecretId=SECRET["Name"], ForceDeleteWithoutRecovery=True)
    assert secrets.create_secret(**SECRET)["Name"] == SECRET["Name"]


def test_a_random_password(secrets):
    password = secrets.get_random_password(PasswordLength=40, ExcludePunctuation=True)["RandomPassword"]
    assert len(password) == 40 and password.isalnum()
