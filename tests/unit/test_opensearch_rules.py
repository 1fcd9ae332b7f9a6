"""What OpenSearch Service refuses is refused before it is asked."""

from typing import Any

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.opensearch import rules as opensearch
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.opensearch import shapes
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.opensearch.domain import Domain
from ansible_collections.knowledge.stack.plugins.plugin_utils.rules import opensearch as inventory

REGION = "ap-northeast-2"
GOOD: dict[str, Any] = {
    "engine_version": "2.11",
    "instance_type": "r6g.xlarge.search",
    "instance_count": 3,
    "availability_zone_count": 3,
    "dedicated_master_type": "m6g.large.search",
    "dedicated_master_count": 3,
    "volume_type": "gp3",
    "volume_size": 200,
    "subnet_ids": ["a", "b", "c"],
    "encryption_at_rest": True,
    "node_to_node_encryption": True,
    "enforce_https": True,
    "advanced_security": True,
    "master_user_arn": "arn:aws:iam::123456789012:role/app",
    "log_publishing_options": {"AUDIT_LOGS": "arn"},
    "off_peak_window_start_time": "15:00",
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
        ("dedicated_master_type", {"dedicated_master_type": "m6g.tiny.search"}),
        ("instance_count", {"instance_count": 2}),
        ("instance_count", {"instance_count": 3, "availability_zone_count": 2, "subnet_ids": ["a", "b"]}),
        ("instance_count", {"instance_count": 0}),
        ("subnet_ids", {"subnet_ids": ["a", "b"]}),
        ("dedicated_master_count", {"dedicated_master_count": 2}),
        ("dedicated_master_count", {"dedicated_master_count": 4}),
        ("dedicated_master_type", {"dedicated_master_type": None}),
        ("volume_size", {"volume_size": 99999}),
        ("volume_size", {"volume_size": 5}),
        ("volume_size", {"volume_size": None}),
        ("volume_size", {"instance_type": "i3.large.search"}),
        ("iops", {"volume_type": "gp2", "iops": 3000}),
        ("advanced_security", {"encryption_at_rest": False}),
        ("advanced_security", {"node_to_node_encryption": False}),
        ("advanced_security", {"enforce_https": False}),
        ("advanced_security", {"master_user_arn": None}),
        ("log_publishing_options", {"advanced_security": False}),
        ("log_publishing_options", {"log_publishing_options": {"MORE_LOGS": "arn"}}),
        (
            "kms_key_id",
            {
                "kms_key_id": "arn",
                "encryption_at_rest": False,
                "advanced_security": False,
                "log_publishing_options": {},
            },
        ),
        ("auto_tune", {"instance_type": "t3.small.search", "auto_tune": True}),
        ("instance_type", {"instance_type": "t2.small.search"}),
        ("automated_snapshot_start_hour", {"automated_snapshot_start_hour": 24}),
        ("off_peak_window_start_time", {"off_peak_window_start_time": "3pm"}),
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
        "opensearch_engine_version": "2.12",
        "opensearch_instance_type": "r6g.xlarge.search",
        "opensearch_instance_count": 2,
    }
    given |= {
        "opensearch_availability_zone_count": 3,
        "opensearch_volume_size": 200,
        "opensearch_subnet_ids": {"a": "x", "b": "y"},
    }
    assert {finding.field for finding in inventory.findings(given)} == {
        "opensearch_engine_version",
        "opensearch_instance_count",
        "opensearch_availability_zone_count",
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


def test_the_parts_of_a_request() -> None:
    given = {"ClusterConfig.ZoneAwarenessConfig.AvailabilityZoneCount": 1, "ClusterConfig.DedicatedMasterCount": 0}
    given |= {"EBSOptions.VolumeType": "gp3", "AdvancedSecurityOptions.Enabled": False}
    given |= {"OffPeakWindowOptions.OffPeakWindow.WindowStartTime": "17:05", "AutoTuneOptions.State": True}
    assert shapes.parts(given) == {
        "ClusterConfig": {"ZoneAwarenessEnabled": False, "DedicatedMasterEnabled": False},
        "EBSOptions": {"EBSEnabled": False},
        "AdvancedSecurityOptions": {"Enabled": False},
        "OffPeakWindowOptions": {
            "Enabled": True,
            "OffPeakWindow": {"WindowStartTime": {"Hours": 17, "Minutes": 5}},
        },
        "AutoTuneOptions": {"DesiredState": "ENABLED"},
    }


def test_logs_are_compared_by_what_is_on() -> None:
    theirs = {
        "AUDIT_LOGS": {"CloudWatchLogsLogGroupArn": "arn:*", "Enabled": True},
        "INDEX_SLOW_LOGS": {"Enabled": False},
    }
    assert shapes.as_logs(theirs) == shapes.as_logs({"AUDIT_LOGS": "arn"})


def test_variables_are_those_of_fields() -> None:
    assert inventory.VARIABLES.keys() <= Domain.fields.keys()
