"""What OpenSearch Service refuses is refused before it is asked."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.opensearch import rules as opensearch
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.opensearch.domain import Domain
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.opensearch.shapes import SECTIONS
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import opensearch as inventory

REGION = "ap-northeast-2"
GOOD: dict[str, Any] = {
    "engine_version": "2.11",
    "instance_type": "r6g.xlarge.search",
    "instance_count": 3,
    "zones": 3,
    "master_type": "m6g.large.search",
    "master_count": 3,
    "volume_type": "gp3",
    "volume_size": 200,
    "subnets": ["a", "b", "c"],
    "encrypted": True,
    "node_to_node_encryption": True,
    "enforce_https": True,
    "fine_grained_access": True,
    "master_user": "arn:aws:iam::123456789012:role/app",
    "logs": {"AUDIT_LOGS": "arn"},
    "off_peak_start": "15:00",
}


def wrong(fields: dict[str, Any]) -> list[str]:
    return [finding.field for finding in opensearch.domain_findings(fields, REGION)]


def test_the_guide_is_right() -> None:
    assert wrong(GOOD) == []


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("engine_version", {"engine_version": "2.12"}),
        ("engine_version", {"engine_version": "OpenSearch_9.9"}),
        ("instance_type", {"instance_type": "r6g.xlarge"}),
        ("instance_type", {"instance_type": "z9.huge.search"}),
        ("master_type", {"master_type": "m6g.tiny.search"}),
        ("instance_count", {"instance_count": 2}),
        ("instance_count", {"instance_count": 3, "zones": 2, "subnets": ["a", "b"]}),
        ("subnets", {"subnets": ["a", "b"]}),
        ("master_count", {"master_count": 2}),
        ("master_count", {"master_count": 4}),
        ("master_type", {"master_type": None}),
        ("standby", {"standby": True, "master_count": 0}),
        ("volume_size", {"volume_size": 99999}),
        ("volume_size", {"volume_size": 5}),
        ("volume_size", {"volume_size": None}),
        ("volume_size", {"instance_type": "i3.large.search"}),
        ("iops", {"volume_type": "gp2", "iops": 3000}),
        ("fine_grained_access", {"encrypted": False}),
        ("fine_grained_access", {"node_to_node_encryption": False}),
        ("fine_grained_access", {"enforce_https": False}),
        ("fine_grained_access", {"master_user": None}),
        ("logs", {"fine_grained_access": False}),
        ("kms_key", {"kms_key": "arn", "encrypted": False, "fine_grained_access": False, "logs": {}}),
        ("auto_tune", {"instance_type": "t3.small.search", "auto_tune": True}),
        ("instance_type", {"instance_type": "t2.small.search"}),
        ("snapshot_hour", {"snapshot_hour": 24}),
        ("off_peak_start", {"off_peak_start": "3pm"}),
    ],
)
def test_what_aws_refuses(field: str, values: dict[str, Any]) -> None:
    assert wrong(GOOD | values) == [field]


@pytest.mark.parametrize("name", ["Knowledge", "kb", "1st", "a" * 29, "under_score"])
def test_names_that_aws_refuses(name: str) -> None:
    assert [finding.field for finding in opensearch.name_findings(name)] == ["name"]


def test_variables_of_the_inventory_are_named() -> None:
    given = {
        "aws_region": REGION,
        "opensearch_version": "2.12",
        "opensearch_instance_type": "r6g.xlarge.search",
        "opensearch_instance_count": "2",
    }
    given |= {
        "opensearch_zone_count": 3,
        "opensearch_volume_size": 200,
        "vpc_subnets": {"private": {"a": "x", "b": "y"}},
    }
    assert {finding.field for finding in inventory.findings(given)} == {
        "opensearch_version",
        "opensearch_instance_count",
        "opensearch_zone_count",
    }


@pytest.mark.parametrize(
    ("have", "want", "steps"),
    [
        ("2.11", "2.19", ["2.19"]),
        ("2.11", "3.1", ["2.19", "3.1"]),
        ("2.19", "3.1", ["3.1"]),
        ("1.0", "3.3", ["1.3", "2.19", "3.3"]),
        ("1.3", "2.5", ["2.5"]),
        ("2.11", "2.9", []),
        ("2.9", "2.11", ["2.11"]),
    ],
)
def test_upgrades_go_step_by_step(have: str, want: str, steps: list[str]) -> None:
    assert opensearch.upgrade_steps(have, want) == steps


def test_every_field_is_in_one_section_or_cannot_change() -> None:
    in_sections = [field for fields in SECTIONS.values() for field in fields]
    assert len(in_sections) == len(set(in_sections))
    assert set(in_sections) == {name for name, field in Domain.fields.items() if field.setter == "update"}
    assert inventory.VARIABLES.keys() <= Domain.fields.keys()
