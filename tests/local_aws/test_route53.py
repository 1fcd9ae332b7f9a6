"""Hosted zones and their records."""

import pytest
from botocore.exceptions import ClientError

RECORD = {"Name": "a.example.com", "Type": "CNAME", "TTL": 300, "ResourceRecords": [{"Value": "b.example.com"}]}
ALIAS = {
    "Name": "example.com",
    "Type": "A",
    "AliasTarget": {"HostedZoneId": "Z2FDTNDATAQYW2", "DNSName": "D111.cloudfront.net", "EvaluateTargetHealth": False},
}


class Zone:
    """One hosted zone and the calls of these tests."""

    def __init__(self, client):
        self.client = client
        self.id = client.create_hosted_zone(Name="example.com", CallerReference="once")["HostedZone"]["Id"]

    def change(self, *changes):
        batch = [{"Action": action, "ResourceRecordSet": record} for action, record in changes]
        return self.client.change_resource_record_sets(HostedZoneId=self.id, ChangeBatch={"Changes": batch})

    def records(self):
        found = self.client.list_resource_record_sets(HostedZoneId=self.id)["ResourceRecordSets"]
        return {(record["Name"], record["Type"]): record for record in found}


@pytest.fixture
def zone(account):
    return Zone(account.client("route53"))


def test_a_reference_makes_one_zone(zone):
    with pytest.raises(ClientError, match="HostedZoneAlreadyExists"):
        zone.client.create_hosted_zone(Name="example.com", CallerReference="once")
    soa = zone.records()["example.com.", "SOA"]["ResourceRecords"][0]["Value"]
    assert soa.startswith("ns-")


def test_a_record_is_created_once_changed_and_deleted_by_its_values(zone):
    zone.change(("CREATE", RECORD))
    with pytest.raises(ClientError, match="InvalidChangeBatch.*already exists"):
        zone.change(("CREATE", {**RECORD, "TTL": 60}))
    zone.change(("UPSERT", {**RECORD, "TTL": 60}))
    assert zone.records()["a.example.com.", "CNAME"]["TTL"] == 60
    with pytest.raises(ClientError, match="InvalidChangeBatch.*do not match the current values"):
        zone.change(("DELETE", RECORD))
    with pytest.raises(ClientError, match="InvalidChangeBatch.*was not found"):
        zone.change(("DELETE", {**RECORD, "Name": "z.example.com"}))
    with pytest.raises(ClientError, match="HostedZoneNotEmpty"):
        zone.client.delete_hosted_zone(Id=zone.id)
    change = zone.change(("DELETE", {**RECORD, "Name": "A.example.com.", "TTL": 60}))["ChangeInfo"]
    assert zone.client.get_change(Id=change["Id"])["ChangeInfo"]["Status"] == "INSYNC"
    assert ("a.example.com.", "CNAME") not in zone.records()
    zone.client.delete_hosted_zone(Id=zone.id)


def test_a_batch_is_made_as_a_whole_or_not_at_all(zone):
    with pytest.raises(ClientError, match="InvalidChangeBatch"):
        zone.change(("CREATE", RECORD), ("DELETE", {**RECORD, "Name": "z.example.com"}))
    assert ("a.example.com.", "CNAME") not in zone.records()
    zone.change(("CREATE", RECORD))
    zone.change(("DELETE", RECORD), ("CREATE", {**RECORD, "TTL": 60}))
    assert zone.records()["a.example.com.", "CNAME"]["TTL"] == 60


def test_an_alias_is_told_with_a_dot(zone):
    zone.change(("UPSERT", ALIAS))
    assert zone.records()["example.com.", "A"]["AliasTarget"]["DNSName"] == "d111.cloudfront.net."
    zone.change(("DELETE", ALIAS))


def test_names_that_the_zone_cannot_have(zone):
    with pytest.raises(ClientError, match="InvalidChangeBatch.*not permitted in zone"):
        zone.change(("CREATE", {**RECORD, "Name": "a.badexample.com"}))
    with pytest.raises(ClientError, match="InvalidChangeBatch.*not permitted at apex"):
        zone.change(("CREATE", {**RECORD, "Name": "example.com"}))
