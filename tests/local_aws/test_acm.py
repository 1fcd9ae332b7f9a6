"""Certificates."""

import pytest
from botocore.exceptions import ClientError
from network import make_certificate, make_load_balancer, make_network

REQUEST = {
    "DomainName": "knowledge.example.com",
    "ValidationMethod": "DNS",
    "Tags": [{"Key": "Project", "Value": "knowledge"}],
}


@pytest.fixture
def acm(account):
    return account.client("acm")


def request(acm, **options):
    return acm.request_certificate(**REQUEST, **options)["CertificateArn"]


def describe(acm, arn):
    return acm.describe_certificate(CertificateArn=arn)["Certificate"]


def test_a_requested_certificate_is_issued_at_once(acm):
    names = ["*.example.com", "a.example.com", "b.example.com"]
    certificate = describe(acm, request(acm, SubjectAlternativeNames=names))
    assert certificate["Status"] == "ISSUED" and certificate["NotAfter"] > certificate["NotBefore"]
    assert certificate["SubjectAlternativeNames"] == ["knowledge.example.com", *names]
    options = certificate["DomainValidationOptions"]
    assert [option["DomainName"] for option in options] == ["knowledge.example.com", *names]
    assert all(
        option["ValidationStatus"] == "SUCCESS" and option["ResourceRecord"]["Type"] == "CNAME" for option in options
    )


def test_a_certificate_is_pending_for_its_delay(acm, slow):
    slow("acm=60")
    arn = request(acm)
    pending = describe(acm, arn)
    assert pending["Status"] == pending["DomainValidationOptions"][0]["ValidationStatus"] == "PENDING_VALIDATION"
    assert not {"IssuedAt", "NotAfter"} & set(pending)
    assert acm.list_certificates(CertificateStatuses=["ISSUED"])["CertificateSummaryList"] == []
    slow("acm=0")
    assert describe(acm, arn)["Status"] == "ISSUED"


def test_a_token_makes_one_certificate(acm):
    arn = request(acm, IdempotencyToken="token")
    assert request(acm, IdempotencyToken="token") == arn
    assert request(acm, IdempotencyToken="other") != arn
    other = acm.request_certificate(DomainName="other.example.com", IdempotencyToken="token", Tags=REQUEST["Tags"])
    assert other["CertificateArn"] != arn
    acm.delete_certificate(CertificateArn=arn)
    assert request(acm, IdempotencyToken="token") != arn


def test_a_certificate_in_use_is_kept(account, acm):
    arn, balancer = request(acm), make_load_balancer(account, make_network(account))
    refuse = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "403"}}]
    elbv2 = account.client("elbv2")
    options = {
        "LoadBalancerArn": balancer,
        "Protocol": "HTTPS",
        "Port": 443,
        "DefaultActions": refuse,
        "Certificates": [{"CertificateArn": arn}],
    }
    listener = elbv2.create_listener(**options)["Listeners"][0]["ListenerArn"]
    assert describe(acm, arn)["InUseBy"] == [balancer]
    with pytest.raises(ClientError, match="ResourceInUseException"):
        acm.delete_certificate(CertificateArn=arn)
    elbv2.modify_listener(ListenerArn=listener, Certificates=[{"CertificateArn": make_certificate(account)}])
    acm.delete_certificate(CertificateArn=arn)
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        describe(acm, arn)


def test_options_and_tags_change(acm):
    arn = request(acm, KeyAlgorithm="EC_prime256v1", Options={"CertificateTransparencyLoggingPreference": "DISABLED"})
    assert describe(acm, arn)["KeyAlgorithm"] == "EC_prime256v1"
    assert describe(acm, arn)["Options"]["CertificateTransparencyLoggingPreference"] == "DISABLED"
    acm.update_certificate_options(CertificateArn=arn, Options={"CertificateTransparencyLoggingPreference": "ENABLED"})
    assert describe(acm, arn)["Options"]["CertificateTransparencyLoggingPreference"] == "ENABLED"
    acm.add_tags_to_certificate(CertificateArn=arn, Tags=[{"Key": "Environment", "Value": "production"}])
    acm.remove_tags_from_certificate(CertificateArn=arn, Tags=[{"Key": "Project"}])
    assert acm.list_tags_for_certificate(CertificateArn=arn)["Tags"] == [{"Key": "Environment", "Value": "production"}]
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        acm.update_certificate_options(CertificateArn=arn + "0", Options={})


def test_the_list_tells_all_names(acm):
    arn = request(acm, SubjectAlternativeNames=["www.example.com"])
    summary = acm.list_certificates(Includes={"keyTypes": ["RSA_2048"]})["CertificateSummaryList"][0]
    assert summary["CertificateArn"] == arn
    assert summary["SubjectAlternativeNameSummaries"] == [
        "knowledge.example.com",
        "www.example.com",
    ]


def test_the_list_leaves_other_keys_out_unless_asked(acm):
    request(acm, KeyAlgorithm="EC_prime256v1")
    assert acm.list_certificates()["CertificateSummaryList"] == []
    assert len(acm.list_certificates(Includes={"keyTypes": ["EC_prime256v1"]})["CertificateSummaryList"]) == 1
