"""IAM roles."""

import json

import pytest
from botocore.exceptions import ClientError

TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "monitoring.rds.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
)
MONITORING = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"


@pytest.fixture
def iam(account):
    return account.client("iam")


@pytest.mark.parametrize(
    ("service", "name"),
    [
        ("rds.amazonaws.com", "AWSServiceRoleForRDS"),
        ("opensearchservice.amazonaws.com", "AWSServiceRoleForAmazonOpenSearchService"),
        ("ecs.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_ECSService"),
    ],
)
def test_a_service_linked_role_exists_once(iam, service, name):
    role = iam.create_service_linked_role(AWSServiceName=service)["Role"]
    assert role["RoleName"] == name and role["Arn"].endswith(f":role/aws-service-role/{service}/{name}")
    assert iam.get_role(RoleName=name)["Role"]["Path"] == f"/aws-service-role/{service}/"
    with pytest.raises(ClientError, match=r"InvalidInput.*has been taken in this account"):
        iam.create_service_linked_role(AWSServiceName=service)
    with pytest.raises(ClientError, match="UnmodifiableEntity"):
        iam.delete_role(RoleName=name)
    task = iam.delete_service_linked_role(RoleName=name)["DeletionTaskId"]
    assert iam.get_service_linked_role_deletion_status(DeletionTaskId=task)["Status"] == "SUCCEEDED"
    iam.create_service_linked_role(AWSServiceName=service)


def test_an_update_keeps_what_is_not_given(iam):
    iam.create_role(RoleName="monitoring", AssumeRolePolicyDocument=TRUST, Description="of the database")
    iam.update_role(RoleName="monitoring", MaxSessionDuration=7200)
    iam.update_role(RoleName="monitoring")
    role = iam.get_role(RoleName="monitoring")["Role"]
    assert (role["Description"], role["MaxSessionDuration"]) == ("of the database", 7200)
    iam.update_role(RoleName="monitoring", Description="")
    role = iam.get_role(RoleName="monitoring")["Role"]
    assert (role.get("Description", ""), role["MaxSessionDuration"]) == ("", 7200)


def test_policies_of_aws_are_there_when_named(iam):
    iam.create_role(RoleName="monitoring", AssumeRolePolicyDocument=TRUST)
    iam.attach_role_policy(RoleName="monitoring", PolicyArn=MONITORING)
    attached = iam.list_attached_role_policies(RoleName="monitoring")["AttachedPolicies"]
    assert attached == [{"PolicyName": "AmazonRDSEnhancedMonitoringRole", "PolicyArn": MONITORING}]
    assert iam.list_policies(Scope="Local")["Policies"] == []
    with pytest.raises(ClientError, match="NoSuchEntity"):
        iam.attach_role_policy(RoleName="monitoring", PolicyArn="arn:aws:iam::aws:policy/NoSuchPolicy")
