"""What Route 53 would refuse about records, found before it is asked."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.action.route53_zone import holding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.route53 import rules as dns
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.route53.record import comparable_alias, fqdn
from ansible_collections.knowledge.stack.plugins.plugin_utils.roles import dns as names
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import dns as inventory

ALIAS = {"dns_name": "d1.cloudfront.net", "hosted_zone_id": "Z2FDTNDATAQYW2"}


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"type": "A"}, "resource_records"),
        ({"type": "A", "resource_records": ["192.0.2.1"], "alias_target": ALIAS}, "resource_records"),
        ({"type": "CNAME", "resource_records": ["a.example.com"]}, "ttl"),
        ({"type": "A", "alias_target": ALIAS, "ttl": 60}, "ttl"),
        ({"type": "A", "resource_records": ["192.0.2.1"], "ttl": -1}, "ttl"),
        ({"type": "CNAME", "alias_target": ALIAS}, "type"),
        ({"type": "CNAME", "resource_records": ["a.example.com", "b.example.com"], "ttl": 60}, "resource_records"),
    ],
)
def test_records_that_are_refused(record: dict[str, Any], field: str) -> None:
    found = list(dns.record_findings(record))
    assert found[0].field == field and all(finding.wrong and finding.valid for finding in found)


@pytest.mark.parametrize(
    "record",
    [
        {"type": "AAAA", "alias_target": ALIAS},
        {"type": "TXT", "resource_records": ['"a"', '"b"'], "ttl": 0},
    ],
)
def test_records_that_are_right(record: dict[str, Any]) -> None:
    assert list(dns.record_findings(record)) == []


@pytest.mark.parametrize(
    ("values", "variable"),
    [
        ({"dns_zone_name": "example"}, "dns_zone_name"),
        ({"dns_names": ["knowledge"]}, "domain_name"),
        ({"dns_zone_name": "example.org", "dns_names": ["knowledge.example.com"]}, "dns_zone_name"),
    ],
)
def test_faults_of_the_inventory(values: dict[str, Any], variable: str) -> None:
    assert [finding.field for finding in inventory.findings(values)] == [variable]


def test_the_zone_with_the_longest_name_holds_a_domain() -> None:
    zones = [
        {"Id": "1", "Name": "example.com."},
        {"Id": "2", "Name": "knowledge.example.com."},
        {"Id": "3", "Name": "edge.example.com."},
    ]
    assert [zone["Id"] for zone in holding(zones, "www.knowledge.example.com")] == ["2", "1"]
    assert holding(zones, "notexample.com") == []


def test_what_aws_answers_compares_with_what_was_asked() -> None:
    assert fqdn("\\052.Example.com.") == "*.example.com"
    assert comparable_alias({"dns_name": "dualstack.LB-1.elb.amazonaws.com.", "hosted_zone_id": "Z1"}) == {
        "dns_name": "lb-1.elb.amazonaws.com",
        "hosted_zone_id": "Z1",
    }


def test_a_name_has_records_for_both_versions_of_ip() -> None:
    items = names.alias_items(["knowledge.example.com"], ALIAS, ipv6=True)
    assert [one["name"] for one in items] == ["knowledge.example.com A", "knowledge.example.com AAAA"]
    assert len(names.alias_items(["knowledge.example.com"], ALIAS, ipv6=False)) == 1
